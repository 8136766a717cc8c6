/** A matrix by rows. */
export type Rows = readonly Float64Array[];

/** A matrix that ought to be a covariance of full rank and is not. */
export class NotPositiveDefinite extends Error {
	/** The first row, from 0, that depends on those before it. */
	readonly row: number;
	constructor(row: number) {
		super(`row ${row} depends on those before it`);
		this.name = 'NotPositiveDefinite';
		this.row = row;
	}
}

/** What is left of a row's own variance after those before it, below which it counts as depending on them. */
const dependentBelow = 1e-13;

/**
 * Lower L with LL' = A of a symmetric positive definite A, n rows of n (Golub and Van Loan, Matrix Computations, 4th ed., 4.2).
 * @throws NotPositiveDefinite with the first row that depends on those before it
 */
export function cholesky(a: Rows): Float64Array[] {
	const n = a.length;
	const lower = Array.from({ length: n }, () => new Float64Array(n));
	for (let i = 0; i < n; i++) {
		const row = lower[i]!;
		for (let j = 0; j <= i; j++) {
			const other = lower[j]!;
			let sum = a[i]![j]!;
			for (let l = 0; l < j; l++) sum -= row[l]! * other[l]!;
			if (j < i) row[j] = sum / other[j]!;
			else if (sum > dependentBelow * Math.abs(a[i]![i]!)) row[i] = Math.sqrt(sum);
			else throw new NotPositiveDefinite(i);
		}
	}
	return lower;
}

/** L⁻¹ of a lower triangle, by forward substitution. */
export function inverseOfLower(lower: Rows): Float64Array[] {
	const n = lower.length;
	const inverse = Array.from({ length: n }, () => new Float64Array(n));
	for (let j = 0; j < n; j++) {
		inverse[j]![j] = 1 / lower[j]![j]!;
		for (let i = j + 1; i < n; i++) {
			let sum = 0;
			for (let l = j; l < i; l++) sum -= lower[i]![l]! * inverse[l]![j]!;
			inverse[i]![j] = sum / lower[i]![i]!;
		}
	}
	return inverse;
}

/** A⁻¹ = L⁻¹'L⁻¹ of a symmetric positive definite A. */
export function inverseOfDefinite(a: Rows): Float64Array[] {
	const half = inverseOfLower(cholesky(a));
	const n = a.length;
	return Array.from({ length: n }, (_, i) =>
		Float64Array.from({ length: n }, (_, j) => {
			let sum = 0;
			for (let l = Math.max(i, j); l < n; l++) sum += half[l]![i]! * half[l]![j]!;
			return sum;
		}),
	);
}

/** ln det A = 2 Σ ln L of the factor of A. */
export function logDeterminant(lower: Rows): number {
	let sum = 0;
	for (const [i, row] of lower.entries()) sum += Math.log(row[i]!);
	return 2 * sum;
}
