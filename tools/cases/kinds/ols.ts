import { type Columns, leastSquares } from '#numerics/linear/least-squares.ts';
import type { Case, Difference, Kind } from '../case.ts';
import { digits } from '../compare.ts';

type Ols = Case & { terms: string[]; intercept: boolean; data: Record<string, number[]> };

/** Linear regressions of NIST: terms are 1, the name of a column, or its power (`x^3`). */
export const ols: Kind = {
	answer(input) {
		const { terms, intercept, data } = input as Ols;
		const y = Float64Array.from(data.y!);
		const columns: Columns = terms.map((term) => termOf(term, data, y.length));
		const { coefficients, sumOfSquares, unscaledCovariance } = leastSquares(columns, y);
		const residualDf = y.length - terms.length;
		const variance = sumOfSquares / residualDf;
		const mean = intercept ? y.reduce((sum, one) => sum + one, 0) / y.length : 0;
		const total = y.reduce((sum, one) => sum + (one - mean) ** 2, 0);
		const regressionDf = terms.length - (intercept ? 1 : 0);
		return {
			coefficients: [...coefficients],
			standardErrors: unscaledCovariance.map((row, i) => Math.sqrt(variance * row[i]!)),
			residualStandardDeviation: Math.sqrt(variance),
			rSquared: 1 - sumOfSquares / total,
			residualSS: sumOfSquares,
			residualDf,
			regressionSS: total - sumOfSquares,
			regressionDf,
			fStatistic: (total - sumOfSquares) / regressionDf / variance,
		};
	},
	compare(answer, input) {
		const given = answer as { coefficients: number[] };
		const certified = (input as unknown as { certified: { coefficients: number[] } }).certified;
		const all = certified.coefficients.map((one, i) => digits(given.coefficients[i]!, one));
		const least = Math.min(...all);
		const differences: Difference[] = all
			.map((of, i) => ({
				path: `coefficients.${i}`,
				answer: given.coefficients[i],
				expected: certified.coefficients[i],
				error: 7 / of,
			}))
			.filter((one) => one.error > 1);
		return { differences, figure: `${least.toFixed(1)} digits` };
	},
};

function termOf(term: string, data: Record<string, number[]>, rows: number): Float64Array {
	if (term === '1') return new Float64Array(rows).fill(1);
	const [name, power] = term.split('^');
	return Float64Array.from(data[name!]!, (x) => x ** Number(power ?? 1));
}
