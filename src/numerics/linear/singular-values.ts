import type { Columns } from './householder.ts';

/**
 * Singular values of a small matrix from the largest to the smallest, each to the last digits, by one-sided rotations of Jacobi until all
 * columns stand upright on one another (Hestenes 1958; Golub and Van Loan, Matrix Computations, 4th ed., 8.6.3).
 * @param columns at least as many rows as columns
 */
export function singularValues(columns: Columns): Float64Array {
	const work = columns.map((column) => column.slice());
	for (let sweep = 0; sweep < 60; sweep++) {
		let turned = false;
		for (let i = 0; i < work.length; i++)
			for (let j = i + 1; j < work.length; j++) turned = turn(work[i]!, work[j]!) || turned;
		if (!turned) break;
	}
	return Float64Array.from(work, (column) => Math.hypot(...column)).sort((a, b) => b - a);
}

function turn(a: Float64Array, b: Float64Array): boolean {
	let aa = 0;
	let bb = 0;
	let ab = 0;
	for (let t = 0; t < a.length; t++) {
		aa += a[t]! * a[t]!;
		bb += b[t]! * b[t]!;
		ab += a[t]! * b[t]!;
	}
	if (!(Math.abs(ab) > 1e-15 * Math.sqrt(aa * bb))) return false;
	const zeta = (bb - aa) / (2 * ab);
	const tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
	const cosine = 1 / Math.sqrt(1 + tangent * tangent);
	const sine = cosine * tangent;
	for (let t = 0; t < a.length; t++) {
		const x = a[t]!;
		a[t] = cosine * x - sine * b[t]!;
		b[t] = sine * x + cosine * b[t]!;
	}
	return true;
}
