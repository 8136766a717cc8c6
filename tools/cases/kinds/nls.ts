import { derive } from '#numerics/nonlinear/derivatives.ts';
import { readExpression } from '#numerics/nonlinear/expression.ts';
import { nonlinearLeastSquares } from '#numerics/nonlinear/nonlinear-least-squares.ts';
import type { Case, Difference, Kind } from '../case.ts';
import { digits } from '../compare.ts';

type Certified = {
	coefficients: number[];
	standardErrors: number[];
	residualSS: number;
	residualStandardDeviation: number;
	residualDf: number;
};
type Nls = Case & {
	response: string;
	expression: string;
	parameters: string[];
	start1: number[];
	start2: number[];
	data: Record<string, number[]>;
};

const coefficientDigits = 6;
const errorDigits = 4;
/** A sum of squares this small beside that of y is below what the printed digits of y can show (Lanczos1). */
const unseen = 1e-23;

/** Nonlinear regressions of NIST, from the near start; what the far start comes to stands beside. */
export const nls: Kind = {
	answer(input) {
		const { expression, response, data, parameters, start1, start2 } = input as Nls;
		const columns = new Map(Object.entries(data).map(([name, all]) => [name, Float64Array.from(all)]));
		const rows = Object.values(data)[0]!.length;
		const y = derive(readExpression(response), columns, [], new Float64Array(0), rows).value;
		const tree = readExpression(expression);
		const from = (start: number[]): Certified | { error: string } => {
			try {
				const fit = nonlinearLeastSquares(tree, y, columns, parameters, Float64Array.from(start));
				return {
					coefficients: [...fit.coefficients],
					standardErrors: [...fit.standardErrors],
					residualSS: fit.residualSS,
					residualStandardDeviation: fit.residualStandardDeviation,
					residualDf: fit.residualDf,
				};
			} catch (error) {
				return { error: String(error) };
			}
		};
		const near = from(start2);
		return { ...near, start1: from(start1), start2: near };
	},
	compare(answer, input) {
		const { certified, data, response } = input as Nls & { certified: Certified };
		const columns = new Map(Object.entries(data).map(([name, all]) => [name, Float64Array.from(all)]));
		const rows = Object.values(data)[0]!.length;
		const y = derive(readExpression(response), columns, [], new Float64Array(0), rows).value;
		const isSeen = certified.residualSS > unseen * y.reduce((sum, one) => sum + one * one, 0);
		const near = answer as Certified & { start1: Certified };
		const differences = judge(near, certified, isSeen);
		const far = judge(near.start1, certified, isSeen).length === 0;
		return {
			differences,
			figure: `${told(near, certified, isSeen)}; far start ${far ? 'arrives' : 'fails'}`,
		};
	},
};

function judge(given: Partial<Certified>, certified: Certified, isSeen: boolean): Difference[] {
	const fields = isSeen
		? (['coefficients', 'standardErrors', 'residualStandardDeviation', 'residualSS'] as const)
		: (['coefficients'] as const);
	const differences: Difference[] = [];
	for (const field of fields)
		for (const [i, expected] of [certified[field]].flat().entries()) {
			const one = [given[field]].flat()[i];
			const wanted = field === 'coefficients' ? coefficientDigits : errorDigits;
			const error = wanted / digits(one ?? Number.NaN, expected);
			if (error > 1) differences.push({ path: `${field}.${i}`, answer: one, expected, error });
		}
	if (given.residualDf !== certified.residualDf)
		differences.push({
			path: 'residualDf',
			answer: given.residualDf,
			expected: certified.residualDf,
			error: 99,
		});
	return differences;
}

function told(given: Certified, certified: Certified, isSeen: boolean): string {
	const least = (field: 'coefficients' | 'standardErrors') =>
		Math.min(...certified[field].map((one, i) => digits(given[field]?.[i] ?? Number.NaN, one))).toFixed(1);
	return `${least('coefficients')} digits${isSeen ? `, errors ${least('standardErrors')}` : ''}`;
}
