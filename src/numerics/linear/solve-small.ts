/**
 * x of Ax = b by Gauss's elimination with partial pivoting (Golub and Van Loan, Matrix Computations, 4th ed., 3.4), for a few unknowns.
 * @param a n rows of n numbers, left as they are
 * @returns null when A has no inverse
 */
export function solveSmall(a: readonly Float64Array[], b: Float64Array): Float64Array | null {
	const n = b.length;
	const rows = a.map((row) => row.slice());
	const x = b.slice();
	for (let i = 0; i < n; i++) {
		let pivot = i;
		for (let l = i + 1; l < n; l++) if (Math.abs(rows[l]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = l;
		if (rows[pivot]![i] === 0) return null;
		[rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
		[x[i], x[pivot]] = [x[pivot]!, x[i]!];
		for (let l = i + 1; l < n; l++) {
			const factor = rows[l]![i]! / rows[i]![i]!;
			if (factor === 0) continue;
			for (let j = i; j < n; j++) rows[l]![j]! -= factor * rows[i]![j]!;
			x[l]! -= factor * x[i]!;
		}
	}
	for (let i = n - 1; i >= 0; i--) {
		for (let l = i + 1; l < n; l++) x[i]! -= rows[i]![l]! * x[l]!;
		x[i]! /= rows[i]![i]!;
	}
	return x.every(Number.isFinite) ? x : null;
}
