import { chiSquareAbove } from '../../distributions/tails.ts';
import { centred, shareExplained, type TestResult } from '../regression.ts';

/**
 * Variance of the errors that goes with their squares before: (T − lags)·R² of e² on a constant and its lags; chi-square with `lags`
 * (Engle 1982).
 */
export function archTest(residuals: Float64Array, lags: number): TestResult {
	const squares = residuals.map((e) => e * e);
	const rows = squares.length - lags;
	const columns = Array.from({ length: lags }, (_, l) =>
		squares.subarray(lags - l - 1, squares.length - l - 1),
	);
	const share = shareExplained([new Float64Array(rows).fill(1), ...columns], centred(squares.subarray(lags)));
	const statistic = rows * share;
	return { statistic, df: [lags], p: chiSquareAbove(statistic, lags) };
}
