/**
 * Solves a full system (n × n, by rows; overwritten) for one right side, in place, by LU with exchange of rows (Golub and Van Loan,
 * Matrix Computations, 4th ed., 3.4).
 * @returns false when the matrix is singular to rounding
 */
export function solveDense(matrix: Float64Array, right: Float64Array, n: number): boolean {
	let largest = 0;
	for (const one of matrix) largest = Math.max(largest, Math.abs(one));
	for (let k = 0; k < n; k++) {
		let pivot = k;
		for (let i = k + 1; i < n; i++)
			if (Math.abs(matrix[i * n + k]!) > Math.abs(matrix[pivot * n + k]!)) pivot = i;
		if (!(Math.abs(matrix[pivot * n + k]!) > 1e-15 * largest)) return false;
		if (pivot !== k) {
			for (let j = 0; j < n; j++) {
				const kept = matrix[k * n + j]!;
				matrix[k * n + j] = matrix[pivot * n + j]!;
				matrix[pivot * n + j] = kept;
			}
			const kept = right[k]!;
			right[k] = right[pivot]!;
			right[pivot] = kept;
		}
		for (let i = k + 1; i < n; i++) {
			const factor = matrix[i * n + k]! / matrix[k * n + k]!;
			if (factor === 0) continue;
			for (let j = k + 1; j < n; j++) matrix[i * n + j]! -= factor * matrix[k * n + j]!;
			right[i]! -= factor * right[k]!;
		}
	}
	for (let k = n - 1; k >= 0; k--) {
		let sum = right[k]!;
		for (let j = k + 1; j < n; j++) sum -= matrix[k * n + j]! * right[j]!;
		right[k] = sum / matrix[k * n + k]!;
	}
	return true;
}
