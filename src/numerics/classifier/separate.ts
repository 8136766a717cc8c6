import { seeded, shuffle } from '../random/seeded.ts';
import type { Matrix } from './matrix.ts';

export type Separator = { weights: Float64Array; bias: number };
export type SeparateOptions = {
	/** What a mistake costs against the length of the weights. */
	cost?: number;
	/** How much more a missed text of the class costs than one wrongly taken for it. */
	positive?: number;
	/** Passes over the texts at most. */
	passes?: number;
	/** How far from the best it may stop. */
	tolerance?: number;
	seed?: number;
};

/**
 * A linear support vector machine with squared hinge loss: tells the texts of one class from all others by dual coordinate
 * descent with shrinking (Hsieh, Chang, Lin, Keerthi, Sundararajan: A dual coordinate descent method for large-scale linear
 * SVM, ICML 2008, algorithm 3). Few texts with many words, as residents' letters are, are where it is at its best; texts that
 * are clearly of another class drop out after the first passes.
 * @param texts the rows to learn from
 * @param classOf the class of each row of the matrix
 * @param worth how much each row counts
 */
export function separate(
	{ columns, start, index, value }: Matrix,
	squares: Float64Array,
	texts: Int32Array,
	classOf: Int32Array,
	mine: number,
	worth: Float64Array,
	{ cost = 1, positive = 3, passes = 40, tolerance = 0.1, seed = 1 }: SeparateOptions = {},
): Separator {
	const weights = new Float64Array(columns);
	let bias = 0;
	const rows = texts.length;
	const dual = new Float64Array(squares.length);
	const order = texts.slice();
	const random = seeded(seed);
	let active = rows;
	let bound = Number.POSITIVE_INFINITY;
	for (let pass = 0; pass < passes; pass++) {
		let highest = Number.NEGATIVE_INFINITY;
		let lowest = Number.POSITIVE_INFINITY;
		shuffle(order, random, active);
		for (let at = 0; at < active; at++) {
			const row = order[at] as number;
			const sign = classOf[row] === mine ? 1 : -1;
			const from = start[row] as number;
			const to = start[row + 1] as number;
			let score = bias;
			for (let k = from; k < to; k++) score += (weights[index[k] as number] as number) * (value[k] as number);
			const slack = 0.5 / (cost * (worth[row] as number) * (sign > 0 ? positive : 1));
			const old = dual[row] as number;
			const gradient = score * sign - 1 + old * slack;
			if (old === 0 && gradient > bound) {
				// clearly on its side: left out until the others have settled
				active--;
				order[at] = order[active] as number;
				order[active] = row;
				at--;
				continue;
			}
			const projected = old === 0 ? Math.min(gradient, 0) : gradient;
			if (projected > highest) highest = projected;
			if (projected < lowest) lowest = projected;
			if (projected > 1e-12 || projected < -1e-12) {
				const next = Math.max(0, old - gradient / ((squares[row] as number) + 1 + slack));
				dual[row] = next;
				const step = (next - old) * sign;
				bias += step;
				for (let k = from; k < to; k++) {
					const column = index[k] as number;
					weights[column] = (weights[column] as number) + step * (value[k] as number);
				}
			}
		}
		if (highest - lowest <= tolerance) {
			if (active === rows) break;
			// settled: look at everything once more
			active = rows;
			bound = Number.POSITIVE_INFINITY;
		} else bound = highest <= 0 ? Number.POSITIVE_INFINITY : highest;
	}
	return { weights, bias };
}

/** The squared length of each row. */
export function squaresOf({ rows, start, value }: Matrix): Float64Array {
	const squares = new Float64Array(rows);
	for (let row = 0; row < rows; row++)
		for (let k = start[row] as number; k < (start[row + 1] as number); k++)
			squares[row] = (squares[row] as number) + (value[k] as number) ** 2;
	return squares;
}
