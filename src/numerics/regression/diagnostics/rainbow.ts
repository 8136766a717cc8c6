import { fisherAbove } from '../../distributions/tails.ts';
import { leastSquares } from '../../linear/least-squares.ts';
import type { Regression, TestResult } from '../regression.ts';

/**
 * Whether a line fits the middle of the sample better than the whole: F test (Utts 1982).
 * @param share of the observations that count as the middle
 */
export function rainbow({ columns, y, rows, count, sumOfSquares }: Regression, share = 0.5): TestResult {
	const from = Math.ceil(1 + (rows - 1) * (0.5 - share / 2)) - 1;
	const within = Math.floor(share * rows);
	const rss = leastSquares(
		columns.map((column) => column.subarray(from, from + within)),
		y.subarray(from, from + within),
	).sumOfSquares;
	const df = [rows - within, within - count];
	const statistic = (sumOfSquares - rss) / df[0]! / (rss / df[1]!);
	return { statistic, df, p: fisherAbove(statistic, df[0]!, df[1]!) };
}
