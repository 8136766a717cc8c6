import { fisherAbove } from '../../distributions/tails.ts';
import { leastSquares } from '../../linear/least-squares.ts';
import type { Regression, TestResult } from '../regression.ts';

/**
 * Whether the coefficients are others after an observation: F = ((RSS − RSS₁ − RSS₂)/k)/((RSS₁ + RSS₂)/(T − 2k)) (Chow 1960).
 * @param after how many observations stand in the first part
 */
export function chowBreak({ columns, y, rows, count, sumOfSquares }: Regression, after: number): TestResult {
	const rss = (from: number, to: number) =>
		leastSquares(
			columns.map((column) => column.subarray(from, to)),
			y.subarray(from, to),
		).sumOfSquares;
	const apart = rss(0, after) + rss(after, rows);
	const df = [count, rows - 2 * count];
	const statistic = (sumOfSquares - apart) / count / (apart / df[1]!);
	return { statistic, df, p: fisherAbove(statistic, df[0]!, df[1]!) };
}
