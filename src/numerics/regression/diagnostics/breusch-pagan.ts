import { chiSquareAbove } from '../../distributions/tails.ts';
import { leastSquares } from '../../linear/least-squares.ts';
import { centred, mean, type Regression, shareExplained, type TestResult } from '../regression.ts';

/**
 * Variance of the errors that goes with the regressors: half of the explained sum of squares of e²/σ̂² − 1 on X; chi-square with k − 1
 * (Breusch and Pagan 1979). Only for normal errors; else `breuschPaganKoenker`.
 */
export function breuschPagan({ columns, residuals, count }: Regression): TestResult {
	const squares = residuals.map((e) => e * e);
	const variance = mean(squares);
	const y = squares.map((one) => one / variance - 1);
	const rest = leastSquares(columns, y).residuals;
	const statistic = y.reduce((sum, one, t) => sum + (one - rest[t]!) ** 2, 0) / 2;
	return { statistic, df: [count - 1], p: chiSquareAbove(statistic, count - 1) };
}

/** The same for errors that need not be normal: T·R² of e² on X (Koenker 1981). */
export function breuschPaganKoenker({ columns, residuals, rows, count }: Regression): TestResult {
	const statistic = rows * shareExplained(columns, centred(residuals.map((e) => e * e)));
	return { statistic, df: [count - 1], p: chiSquareAbove(statistic, count - 1) };
}
