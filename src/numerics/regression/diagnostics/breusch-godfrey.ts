import { chiSquareAbove } from '../../distributions/tails.ts';
import { type Regression, shareExplained, type TestResult } from '../regression.ts';

/**
 * Autocorrelation of errors up to an order: T·R² of the residuals on X and their lags, zeros before the sample; chi-square with `order`
 * (Breusch 1978; Godfrey 1978). Holds with lagged y among the regressors.
 */
export function breuschGodfrey({ columns, residuals, rows }: Regression, order: number): TestResult {
	const lagged = Array.from({ length: order }, (_, l) => {
		const column = new Float64Array(rows);
		column.set(residuals.subarray(0, rows - l - 1), l + 1);
		return column;
	});
	const statistic = rows * shareExplained([...columns, ...lagged], residuals);
	return { statistic, df: [order], p: chiSquareAbove(statistic, order) };
}
