import { fisherAbove } from '../../distributions/tails.ts';
import { leastSquares } from '../../linear/least-squares.ts';
import type { Regression, TestResult } from '../regression.ts';

/**
 * Whether the form is wrong: F test of powers of the fit as further regressors (Ramsey 1969).
 * @param powers 2 and 3, say
 */
export function reset({ columns, y, residuals, sumOfSquares, df }: Regression, powers = [2, 3]): TestResult {
	const fit = y.map((one, t) => one - residuals[t]!);
	const largest = fit.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
	const further = powers.map((power) => fit.map((x) => (x / largest) ** power));
	const rss = leastSquares([...columns, ...further], y).sumOfSquares;
	const below = df - powers.length;
	const statistic = (sumOfSquares - rss) / powers.length / (rss / below);
	return { statistic, df: [powers.length, below], p: fisherAbove(statistic, powers.length, below) };
}
