import { type Columns, leastSquares } from '../linear/least-squares.ts';
import { type FitStatistics, fitStatistics, tStatistics } from '../regression/statistics.ts';

/** A regression with its usual statistics, names as given. */
export type RegressionSummary = FitStatistics & {
	names: readonly string[];
	coefficients: Float64Array;
	standardErrors: Float64Array;
	tStatistics: Float64Array;
	/** Of the coefficients, s²(X'X)⁻¹. */
	covariance: Float64Array[];
	residuals: Float64Array;
	df: number;
	/** More coefficients than a third of the observations: say so wherever the estimate is shown. */
	isShort: boolean;
};

/**
 * Least squares with standard errors and the usual statistics (Greene, Econometric Analysis, 8th ed., ch. 3 and 4).
 * @throws DependentColumns, RangeError
 */
export function regressionSummary(
	names: readonly string[],
	columns: Columns,
	y: Float64Array,
	constant: boolean,
): RegressionSummary {
	const { coefficients, residuals, sumOfSquares, unscaledCovariance } = leastSquares(columns, y);
	const df = y.length - columns.length;
	const variance = sumOfSquares / df;
	const standardErrors = Float64Array.from(unscaledCovariance, (row, i) => Math.sqrt(variance * row[i]!));
	return {
		...fitStatistics(y, residuals, columns.length, constant, false),
		names,
		coefficients,
		standardErrors,
		tStatistics: tStatistics(coefficients, standardErrors, df).tStatistics,
		covariance: unscaledCovariance.map((row) => row.map((one) => one * variance)),
		residuals,
		df,
		isShort: 3 * columns.length > y.length,
	};
}
