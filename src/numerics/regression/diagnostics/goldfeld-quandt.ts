import { fisherAbove } from '../../distributions/tails.ts';
import { leastSquares } from '../../linear/least-squares.ts';
import type { Regression, TestResult } from '../regression.ts';

/**
 * Variance of the errors greater in the second part of the sample than in the first: the ratio of the two; F (Goldfeld and Quandt 1965).
 * @param leftOut share of observations left out in the middle, 0 to 1
 */
export function goldfeldQuandt({ columns, y, rows, count }: Regression, leftOut = 0): TestResult {
	const first = Math.floor((0.5 - leftOut / 2) * rows);
	const second = Math.ceil((0.5 + leftOut / 2) * rows + 0.01) - 1;
	const rss = (from: number, to: number) =>
		leastSquares(
			columns.map((column) => column.subarray(from, to)),
			y.subarray(from, to),
		).sumOfSquares;
	const df = [rows - second - count, first - count];
	const statistic = rss(second, rows) / df[0]! / (rss(0, first) / df[1]!);
	return { statistic, df, p: fisherAbove(statistic, df[0]!, df[1]!) };
}
