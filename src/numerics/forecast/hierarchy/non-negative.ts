import { type Columns, leastSquares } from '../../linear/least-squares.ts';

/**
 * min |y − Xb|² with b ≥ 0 by the active set of Lawson and Hanson (Solving Least Squares Problems, 1974, chapter 23): columns that would
 * lower the misses enter one by one, those that would turn negative leave.
 * @param columns k columns of T numbers, independent
 * @returns k numbers, none below 0
 */
export function nonNegativeLeastSquares(columns: Columns, y: Float64Array): Float64Array {
	const k = columns.length;
	const b = new Float64Array(k);
	const free = new Set<number>();
	const length = (x: Float64Array) => Math.sqrt(x.reduce((sum, one) => sum + one * one, 0));
	const least = columns.map((column) => 1e-12 * length(column) * length(y));
	for (let round = 0; round < 10 * k; round++) {
		const entering = steepest(columns, y, b, free, least);
		if (entering < 0) break;
		free.add(entering);
		for (;;) {
			const order = [...free].sort((one, other) => one - other);
			const { coefficients } = leastSquares(
				order.map((j) => columns[j]!),
				y,
			);
			if (coefficients.every((one) => one > 0)) {
				b.fill(0);
				for (const [i, j] of order.entries()) b[j] = coefficients[i]!;
				break;
			}
			// as far towards the solution as all stay at or above zero
			let share = 1;
			for (const [i, j] of order.entries())
				if (coefficients[i]! <= 0) share = Math.min(share, b[j]! / (b[j]! - coefficients[i]!));
			for (const [i, j] of order.entries()) {
				const leaves = coefficients[i]! <= 0 && b[j]! <= share * (b[j]! - coefficients[i]!);
				b[j] = leaves ? 0 : b[j]! + share * (coefficients[i]! - b[j]!);
				if (leaves) free.delete(j);
			}
			if (free.size === 0) break;
		}
	}
	return b;
}

/** The column at zero along which the misses fall most, or −1. */
function steepest(
	columns: Columns,
	y: Float64Array,
	b: Float64Array,
	free: ReadonlySet<number>,
	least: readonly number[],
): number {
	const rest = y.slice();
	for (const [j, column] of columns.entries())
		if (b[j] !== 0) for (let t = 0; t < rest.length; t++) rest[t]! -= column[t]! * b[j]!;
	let best = -1;
	let most = 0;
	for (const [j, column] of columns.entries()) {
		if (free.has(j)) continue;
		let slope = 0;
		for (let t = 0; t < rest.length; t++) slope += column[t]! * rest[t]!;
		if (slope > least[j]! && slope > most) {
			most = slope;
			best = j;
		}
	}
	return best;
}
