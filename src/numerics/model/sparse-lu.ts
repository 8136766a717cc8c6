/** Where a matrix may hold numbers: for each row its columns. */
export type Pattern = readonly (readonly number[])[];

/**
 * LU of sparse square matrices of one pattern: the order of the pivots (on the diagonal) and the places that fill up are worked out
 * once, the numbers many times, for several matrices side by side (Duff, Erisman and Reid, Direct Methods for Sparse Matrices,
 * 2nd ed., chapters 7 and 8).
 */
export type SparseLu = {
	size: number;
	/** Row and column of each pivot, from the first. */
	order: Int32Array;
	/** Numbers that are kept: those of the pattern and those that fill up. */
	places: number;
	/** Of each row: columns and their places, pattern and fill. */
	placeOf: readonly Map<number, number>[];
	/** Steps of elimination: pivot place, rows below; for each its place and how many updates; for each update target and source. */
	eliminate: Int32Array;
	/** Steps of the forward substitution: pivot row, entries; for each row and place. Then those of the backward one. */
	forward: Int32Array;
	backward: Int32Array;
};

/**
 * @param first these pivots first, in this order; the others follow by the least product of entries in row and column (Markowitz
 * 1957 on the diagonal)
 */
export function analysePattern(pattern: Pattern, first: readonly number[] = []): SparseLu {
	const size = pattern.length;
	const rows = pattern.map((columns, i) => new Set(columns).add(i));
	const columns: Set<number>[] = Array.from({ length: size }, () => new Set());
	for (const [i, row] of rows.entries()) for (const j of row) columns[j]!.add(i);
	const places = new PlacesOf(size);
	for (const [i, row] of rows.entries()) for (const j of row) places.at(i, j);

	const left = new Set(rows.keys());
	const order: number[] = [];
	const eliminate: number[] = [];
	const forward: number[] = [];
	const upper: number[][] = [];
	for (let step = 0; step < size; step++) {
		const pivot = first[step] ?? leastFilling(left, rows, columns);
		left.delete(pivot);
		order.push(pivot);
		const below = [...columns[pivot]!].filter((i) => i !== pivot);
		const right = [...rows[pivot]!].filter((j) => j !== pivot);
		eliminate.push(places.at(pivot, pivot), below.length);
		forward.push(pivot, below.length);
		for (const i of below) {
			eliminate.push(places.at(i, pivot), right.length);
			forward.push(i, places.at(i, pivot));
			rows[i]!.delete(pivot);
			for (const j of right) {
				rows[i]!.add(j);
				columns[j]!.add(i);
				eliminate.push(places.at(i, j), places.at(pivot, j));
			}
		}
		for (const j of right) columns[j]!.delete(pivot);
		upper.push(right);
	}
	const backward: number[] = [];
	for (let step = size - 1; step >= 0; step--) {
		const pivot = order[step]!;
		backward.push(pivot, places.at(pivot, pivot), upper[step]!.length);
		for (const j of upper[step]!) backward.push(j, places.at(pivot, j));
	}
	return {
		size,
		order: Int32Array.from(order),
		places: places.count,
		placeOf: places.rows,
		eliminate: Int32Array.from(eliminate),
		forward: Int32Array.from(forward),
		backward: Int32Array.from(backward),
	};
}

class PlacesOf {
	readonly rows: Map<number, number>[];
	count = 0;

	constructor(size: number) {
		this.rows = Array.from({ length: size }, () => new Map());
	}

	at(row: number, column: number): number {
		const known = this.rows[row]!.get(column);
		if (known !== undefined) return known;
		this.rows[row]!.set(column, this.count);
		return this.count++;
	}
}

function leastFilling(left: Set<number>, rows: Set<number>[], columns: Set<number>[]): number {
	let best = -1;
	let least = Number.POSITIVE_INFINITY;
	for (const one of left) {
		const fill = (rows[one]!.size - 1) * (columns[one]!.size - 1);
		if (fill >= least) continue;
		least = fill;
		best = one;
		if (fill === 0) break;
	}
	return best;
}

/**
 * LU in place of `lanes` matrices side by side: the number of place p and lane l stands in `numbers[p * lanes + l]`. Below the
 * diagonal stand the multipliers.
 */
export function eliminate(lu: SparseLu, numbers: Float64Array, lanes: number): void {
	const steps = lu.eliminate;
	let at = 0;
	while (at < steps.length) {
		const pivot = steps[at++]! * lanes;
		let below = steps[at++]!;
		while (below-- > 0) {
			const multiplier = steps[at++]! * lanes;
			let updates = steps[at++]!;
			for (let l = 0; l < lanes; l++)
				numbers[multiplier + l] = numbers[multiplier + l]! / numbers[pivot + l]!;
			while (updates-- > 0) {
				const target = steps[at++]! * lanes;
				const source = steps[at++]! * lanes;
				for (let l = 0; l < lanes; l++)
					numbers[target + l] = numbers[target + l]! - numbers[multiplier + l]! * numbers[source + l]!;
			}
		}
	}
}

/** Solves for the right sides in `b` (number of row i and lane l in `b[i * lanes + l]`), in place, after `eliminate`. */
export function substitute(lu: SparseLu, numbers: Float64Array, b: Float64Array, lanes: number): void {
	const { forward, backward } = lu;
	let at = 0;
	while (at < forward.length) {
		const source = forward[at++]! * lanes;
		let entries = forward[at++]!;
		while (entries-- > 0) {
			const target = forward[at++]! * lanes;
			const place = forward[at++]! * lanes;
			for (let l = 0; l < lanes; l++) b[target + l] = b[target + l]! - numbers[place + l]! * b[source + l]!;
		}
	}
	at = 0;
	while (at < backward.length) {
		const target = backward[at++]! * lanes;
		const pivot = backward[at++]! * lanes;
		let entries = backward[at++]!;
		while (entries-- > 0) {
			const source = backward[at++]! * lanes;
			const place = backward[at++]! * lanes;
			for (let l = 0; l < lanes; l++) b[target + l] = b[target + l]! - numbers[place + l]! * b[source + l]!;
		}
		for (let l = 0; l < lanes; l++) b[target + l] = b[target + l]! / numbers[pivot + l]!;
	}
}

/** Whether every pivot of an LU of one lane is safe beside the largest number of its row before the elimination. */
export function pivotsAreSafe(lu: SparseLu, numbers: Float64Array, largestInRow: Float64Array): boolean {
	for (const i of lu.order) {
		const pivot = Math.abs(numbers[lu.placeOf[i]!.get(i)!]!);
		if (!(pivot > 1e-10 * largestInRow[i]!)) return false;
	}
	return true;
}
