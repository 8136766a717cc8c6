import { type Columns, type LeastSquares, leastSquares } from '../linear/least-squares.ts';

/** An ordinary regression and what it was made from: what tests of it need. */
export type Regression = LeastSquares & {
	y: Float64Array;
	columns: Columns;
	/** T. */
	rows: number;
	/** k. */
	count: number;
	/** T − k. */
	df: number;
	hasConstant: boolean;
};

/**
 * Ordinary least squares of y (T numbers) on k columns.
 * @throws DependentColumns, RangeError as `leastSquares`
 */
export function regress(columns: Columns, y: Float64Array): Regression {
	const rows = y.length;
	const count = columns.length;
	const hasConstant = columns.some((column) => isConstant(column));
	return { ...leastSquares(columns, y), y, columns, rows, count, df: rows - count, hasConstant };
}

/** Whether a column is one number other than zero. */
export function isConstant(column: Float64Array): boolean {
	if (column[0] === 0) return false;
	for (let t = 1; t < column.length; t++) if (column[t] !== column[0]) return false;
	return true;
}

/** Result of a test: the statistic, its degrees of freedom, and how probable as much or more is when nothing is wrong. */
export type TestResult = { statistic: number; df: number[]; p: number };

/** T·R² of y about zero (or its mean when a constant is among the columns and y has mean zero): Σŷ²/Σy². */
export function shareExplained(columns: Columns, y: Float64Array): number {
	const { residuals } = leastSquares(columns, y);
	let explained = 0;
	let total = 0;
	for (let t = 0; t < y.length; t++) {
		explained += (y[t]! - residuals[t]!) ** 2;
		total += y[t]! ** 2;
	}
	return explained / total;
}

export function mean(values: Float64Array): number {
	let sum = 0;
	for (let t = 0; t < values.length; t++) sum += values[t]!;
	return sum / values.length;
}

/** Values less their mean. */
export function centred(values: Float64Array): Float64Array {
	const middle = mean(values);
	return values.map((one) => one - middle);
}
