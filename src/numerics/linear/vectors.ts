import type { Columns } from './least-squares.ts';

/** a'b. */
export function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
	return sum;
}

/** Σ w_j x_j of columns x_j, at least one. */
export function combined(columns: Columns, weights: ArrayLike<number>): Float64Array {
	const sum = new Float64Array(columns[0]!.length);
	for (const [j, column] of columns.entries())
		for (let i = 0; i < sum.length; i++) sum[i]! += weights[j]! * column[i]!;
	return sum;
}

/** X'X over a divisor, by rows. */
export function productsOver(columns: Columns, divisor: number): Float64Array[] {
	return columns.map((a) => Float64Array.from(columns, (b) => dot(a, b) / divisor));
}

/** Σ a_i. */
export function sumOf(values: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += values[i]!;
	return sum;
}
