import type { Rows } from '../linear/cholesky.ts';
import type { Columns, LeastSquares } from '../linear/least-squares.ts';

/** Rb = q over all coefficients of a system, in their order: r rows of K numbers, and r numbers. */
export type Restrictions = { matrix: Rows; values: Float64Array };

/** Restrictions that contradict one another, or the same said twice. */
export class ContradictoryRestrictions extends Error {
	/** Which row, from 0. */
	readonly row: number;
	constructor(row: number) {
		super(`restriction ${row + 1} repeats or contradicts those before it`);
		this.name = 'ContradictoryRestrictions';
		this.row = row;
	}
}

/** Some coefficients by the others, b_p = s − T b_f: `bound` of them, each a row of T (over `free`) and a number of s. */
export type Substitution = {
	bound: number[];
	free: number[];
	factors: Float64Array[];
	constants: Float64Array;
};

/**
 * Restrictions solved for as many coefficients as there are, by Gauss and Jordan with the largest factor of each row (Davidson and
 * MacKinnon, Econometric Theory and Methods, 3.6).
 * @throws ContradictoryRestrictions
 */
export function substitutionOf({ matrix, values }: Restrictions): Substitution {
	const rows = matrix.map((row, i) => Float64Array.of(...row, values[i]!));
	const bound: number[] = [];
	const total = matrix[0]?.length ?? 0;
	for (const [r, row] of rows.entries()) {
		let at = -1;
		for (let j = 0; j < total; j++)
			if (!bound.includes(j) && Math.abs(row[j]!) > Math.abs(row[at] ?? 0)) at = j;
		const largest = Math.max(...matrix[r]!.map(Math.abs));
		if (at < 0 || !(Math.abs(row[at]!) > 1e-12 * largest)) throw new ContradictoryRestrictions(r);
		const pivot = row[at]!;
		for (let j = 0; j <= total; j++) row[j]! /= pivot;
		for (const other of rows) {
			const factor = other[at]!;
			if (other !== row && factor !== 0) for (let j = 0; j <= total; j++) other[j]! -= factor * row[j]!;
		}
		bound.push(at);
	}
	const free = Array.from({ length: total }, (_, j) => j).filter((j) => !bound.includes(j));
	return {
		bound,
		free,
		factors: rows.map((row) => Float64Array.from(free, (j) => row[j]!)),
		constants: Float64Array.from(rows, (row) => row[total]!),
	};
}

/** What is left to estimate: X_f − X_p T on y − X_p s. */
export function substituted(
	{ bound, free, factors, constants }: Substitution,
	columns: Columns,
	y: Float64Array,
): { columns: Float64Array[]; y: Float64Array } {
	const less = (from: Float64Array, weight: (r: number) => number) => {
		const rest = from.slice();
		for (const [r, at] of bound.entries()) {
			const by = weight(r);
			if (by !== 0) for (let t = 0; t < rest.length; t++) rest[t]! -= columns[at]![t]! * by;
		}
		return rest;
	};
	return {
		columns: free.map((j, f) => less(columns[j]!, (r) => factors[r]![f]!)),
		y: less(y, (r) => constants[r]!),
	};
}

/** All coefficients and their covariance from those that were free. */
export function restored(substitution: Substitution, fit: LeastSquares): LeastSquares {
	const { bound, free, factors, constants } = substitution;
	const total = bound.length + free.length;
	// b = s + Nc: a row of N for each coefficient
	const rows: Float64Array[] = Array.from({ length: total }, () => new Float64Array(free.length));
	const coefficients = new Float64Array(total);
	for (const [f, j] of free.entries()) {
		rows[j]![f] = 1;
		coefficients[j] = fit.coefficients[f]!;
	}
	for (const [r, j] of bound.entries()) {
		coefficients[j] = constants[r]!;
		for (let f = 0; f < free.length; f++) {
			rows[j]![f] = -factors[r]![f]!;
			coefficients[j]! -= factors[r]![f]! * fit.coefficients[f]!;
		}
	}
	const half = rows.map((row) =>
		fit.unscaledCovariance.map((column) => column.reduce((sum, one, f) => sum + one * row[f]!, 0)),
	);
	const unscaledCovariance = half.map((left) =>
		Float64Array.from(rows, (row) => row.reduce((sum, one, f) => sum + one * left[f]!, 0)),
	);
	return { ...fit, coefficients, unscaledCovariance };
}
