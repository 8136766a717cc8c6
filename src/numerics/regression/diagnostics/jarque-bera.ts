import { chiSquareAbove } from '../../distributions/tails.ts';
import { centred, type TestResult } from '../regression.ts';

/** Normality by skewness S and kurtosis K: T(S²/6 + (K − 3)²/24); chi-square with 2 (Jarque and Bera 1980). */
export function jarqueBera(values: Float64Array): TestResult {
	const rows = values.length;
	let second = 0;
	let third = 0;
	let fourth = 0;
	for (const x of centred(values)) {
		second += x * x;
		third += x ** 3;
		fourth += x ** 4;
	}
	second /= rows;
	const skewness = third / rows / second ** 1.5;
	const kurtosis = fourth / rows / second ** 2;
	const statistic = rows * (skewness ** 2 / 6 + (kurtosis - 3) ** 2 / 24);
	return { statistic, df: [2], p: chiSquareAbove(statistic, 2) };
}
