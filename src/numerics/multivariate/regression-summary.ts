import { type Columns, leastSquares } from '../linear/least-squares.ts';

/** A regression with its usual statistics, names as given. */
export type RegressionSummary = {
	names: readonly string[];
	coefficients: Float64Array;
	standardErrors: Float64Array;
	tStatistics: Float64Array;
	/** Of the coefficients, s²(X'X)⁻¹. */
	covariance: Float64Array[];
	residuals: Float64Array;
	/** 1 − e'e over the squares about the mean (about zero without a constant). */
	rSquared: number;
	/** s = √(e'e/df). */
	sigma: number;
	residualSS: number;
	df: number;
	durbinWatson: number;
	/** −n/2·(ln 2π + ln(e'e/n) + 1). */
	logLikelihood: number;
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
	const n = y.length;
	const df = n - columns.length;
	const variance = sumOfSquares / df;
	const mean = constant ? y.reduce((sum, one) => sum + one, 0) / n : 0;
	const total = y.reduce((sum, one) => sum + (one - mean) ** 2, 0);
	const standardErrors = Float64Array.from(unscaledCovariance, (row, i) => Math.sqrt(variance * row[i]!));
	let moves = 0;
	for (let t = 1; t < n; t++) moves += (residuals[t]! - residuals[t - 1]!) ** 2;
	return {
		names,
		coefficients,
		standardErrors,
		tStatistics: coefficients.map((b, i) => b / standardErrors[i]!),
		covariance: unscaledCovariance.map((row) => row.map((one) => one * variance)),
		residuals,
		rSquared: 1 - sumOfSquares / total,
		sigma: Math.sqrt(variance),
		residualSS: sumOfSquares,
		df,
		durbinWatson: moves / sumOfSquares,
		logLikelihood: (-n / 2) * (Math.log((2 * Math.PI * sumOfSquares) / n) + 1),
		isShort: 3 * columns.length > n,
	};
}
