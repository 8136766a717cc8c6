import { powers, type Vector2 } from '#numerics/linear/double-double.ts';
import { preciseLeastSquares } from '#numerics/linear/precise-least-squares.ts';
import type { Case, Difference, Kind } from '../case.ts';
import { digits } from '../compare.ts';

type Ols = Case & { terms: string[]; intercept: boolean; data: Record<string, number[]> };
type Certified = {
	coefficients: number[];
	standardErrors: number[];
	residualStandardDeviation: number;
	rSquared: number;
	residualSS: number;
	residualDf: number;
	regressionSS: number;
	regressionDf: number;
	fStatistic: number | null;
};

/** Certified figures have 15 digits, the last of them rounded; data that were decimals once cost some more. */
const least = 11;
/** What is left beside the whole when the fit is as good as numbers can tell: there is no F then. */
const perfect = 1e-26;

/** Linear regressions of NIST: terms are 1, the name of a column, or its power (`x^3`). */
export const ols: Kind = {
	answer(input) {
		const { terms, intercept, data } = input as Ols;
		const y = Float64Array.from(data.y!);
		const columns = terms.map((term) => termOf(term, data, y.length));
		const { coefficients, sumOfSquares, unscaledCovariance } = preciseLeastSquares(columns, y);
		const residualDf = y.length - terms.length;
		const variance = sumOfSquares / residualDf;
		const mean = intercept ? y.reduce((sum, one) => sum + one, 0) / y.length : 0;
		const total = y.reduce((sum, one) => sum + (one - mean) ** 2, 0);
		const regressionDf = terms.length - (intercept ? 1 : 0);
		const isPerfect = sumOfSquares <= perfect * total;
		return {
			coefficients: [...coefficients],
			standardErrors: unscaledCovariance.map((row, i) => Math.sqrt(variance * row[i]!)),
			residualStandardDeviation: Math.sqrt(variance),
			rSquared: 1 - sumOfSquares / total,
			residualSS: sumOfSquares,
			residualDf,
			regressionSS: total - sumOfSquares,
			regressionDf,
			fStatistic: isPerfect ? null : (total - sumOfSquares) / regressionDf / variance,
		};
	},
	compare(answer, input) {
		const given = answer as Certified;
		const { certified } = input as Ols & { certified: Certified };
		const differences: Difference[] = [];
		let lowest = 15;
		const check = (path: string, one: number | null | undefined, expected: number | null, wanted = least) => {
			const agree =
				expected === null ? ((one ?? null) === null ? 15 : 0) : digits(one ?? Number.NaN, expected);
			if (agree < wanted) differences.push({ path, answer: one, expected, error: wanted / agree });
			return agree;
		};
		for (const field of ['coefficients', 'standardErrors'] as const)
			for (const [i, expected] of certified[field].entries())
				lowest = Math.min(lowest, check(`${field}.${i}`, given[field]?.[i], expected));
		for (const field of [
			'residualStandardDeviation',
			'rSquared',
			'residualSS',
			'regressionSS',
			'residualDf',
			'regressionDf',
			'fStatistic',
		] as const)
			check(field, given[field], certified[field]);
		return { differences, figure: `${lowest.toFixed(1)} digits` };
	},
};

function termOf(term: string, data: Record<string, number[]>, rows: number): Vector2 {
	if (term === '1') return { high: new Float64Array(rows).fill(1), low: new Float64Array(rows) };
	const [name, power] = term.split('^');
	return powers(Float64Array.from(data[name!]!), Number(power ?? 1));
}
