import { DependentColumns, leastSquares } from '../linear/least-squares.ts';
import { dot } from '../linear/vectors.ts';

/**
 * min |b − Ax|² within limits of each x, by active sets (Lawson and Hanson, Solving Least Squares Problems, 1974, chapter 23;
 * Stark and Parker 1995, Computational Statistics 10): free variables by least squares, one that would leave its limits is fixed
 * there, one that would gain by coming back is freed. Columns that depend on others count as 0.
 * @param columns k columns; there must be at least k rows
 */
export function boundedLeastSquares(
	columns: readonly Float64Array[],
	b: Float64Array,
	lower: Float64Array,
	upper: Float64Array,
): Float64Array {
	const k = columns.length;
	const x = Float64Array.from({ length: k }, (_, j) => Math.min(Math.max(0, lower[j]!), upper[j]!));
	const free = new Set(x.keys());
	for (const j of free) if (lower[j] === upper[j]) free.delete(j);
	for (let round = 0; round < 10 * k + 10; round++) {
		moveWithin(columns, b, x, lower, upper, free);
		const residual = residuals(columns, b, x);
		// the variable at a limit that gains most by leaving it
		let best = -1;
		let most = 0;
		for (let j = 0; j < k; j++) {
			if (free.has(j) || lower[j] === upper[j]) continue;
			const size = Math.sqrt(dot(columns[j]!, columns[j]!));
			const gain = dot(columns[j]!, residual) / (size || 1);
			const inward = x[j] === lower[j] ? gain : -gain;
			if (inward > most && inward > 1e-12 * Math.sqrt(dot(b, b))) {
				most = inward;
				best = j;
			}
		}
		if (best < 0) break;
		free.add(best);
	}
	return x;
}

/** Least squares of the free variables; as far along the way as the limits allow, until all free ones lie within. */
function moveWithin(
	columns: readonly Float64Array[],
	b: Float64Array,
	x: Float64Array,
	lower: Float64Array,
	upper: Float64Array,
	free: Set<number>,
): void {
	while (free.size > 0) {
		const chosen = [...free];
		const fixed = x.map((one, j) => (free.has(j) ? 0 : one));
		const wanted = solveFree(
			chosen.map((j) => columns[j]!),
			residuals(columns, b, fixed),
		);
		let share = 1;
		let stop = -1;
		for (const [i, j] of chosen.entries()) {
			const by = wanted[i]! - x[j]!;
			const room = by > 0 ? upper[j]! - x[j]! : lower[j]! - x[j]!;
			if (by !== 0 && room / by < share) {
				share = Math.max(0, room / by);
				stop = j;
			}
		}
		for (const [i, j] of chosen.entries()) x[j]! += share * (wanted[i]! - x[j]!);
		if (stop < 0) return;
		x[stop] = x[stop]! > (lower[stop]! + upper[stop]!) / 2 ? upper[stop]! : lower[stop]!;
		if (!Number.isFinite(x[stop]!)) x[stop] = Number.isFinite(lower[stop]!) ? lower[stop]! : upper[stop]!;
		free.delete(stop);
	}
}

function solveFree(columns: readonly Float64Array[], b: Float64Array): Float64Array {
	try {
		return leastSquares(columns, b).coefficients;
	} catch (error) {
		if (!(error instanceof DependentColumns)) throw error;
		const dropped = new Set(error.columns);
		const kept = columns.flatMap((_, j) => (dropped.has(j) ? [] : [j]));
		const solved =
			kept.length > 0
				? solveFree(
						kept.map((j) => columns[j]!),
						b,
					)
				: new Float64Array(0);
		const x = new Float64Array(columns.length);
		for (const [i, j] of kept.entries()) x[j] = solved[i]!;
		return x;
	}
}

function residuals(columns: readonly Float64Array[], b: Float64Array, x: Float64Array): Float64Array {
	const left = b.slice();
	for (const [j, column] of columns.entries())
		if (x[j] !== 0) for (let i = 0; i < left.length; i++) left[i]! -= column[i]! * x[j]!;
	return left;
}
