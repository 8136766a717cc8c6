import { parseModel } from '#numerics/language/parse.ts';
import { predictiveTest } from '#numerics/model/chow.ts';
import { sampleOf } from '#numerics/model/sample.ts';
import { periodNumber } from '#numerics/periods.ts';
import type { Case, Kind } from '../case.ts';
import { differences, within } from '../compare.ts';
import type { Questions } from '../questions.ts';

type Input = Case & {
	mdl: string;
	data: { frequency: number; series: Record<string, { start: [number, number]; values: (number | null)[] }> };
	questions?: Questions;
};

/**
 * Chow's predictive test of behavioural equations. Where the case does not say which equation over which base: all, the last quarter
 * of the observations after the base.
 */
export const chow: Kind = {
	answer(input) {
		const { mdl, data, questions } = input as Input;
		const equations = parseModel(mdl).equations.filter((one) => one.kind === 'behavioural');
		const asked = questions?.chow ?? equations.map((one) => ({ equation: one.name, baseRange: undefined }));
		return asked.map(({ equation: name, baseRange }) => {
			const of = equations.find((one) => one.name === name);
			if (!of) throw new RangeError(`no behavioural equation ${name}`);
			const own = sampleOf(of, data);
			const start = baseRange
				? ([baseRange[0], baseRange[1]] as const)
				: ([own.range[0], own.range[1]] as const);
			const whole = [...start, own.range[2], own.range[3]] as const;
			const { equation, range } = sampleOf(of, data, whole);
			const count = (year: number, period: number) => periodNumber([year, period], data.frequency);
			const rows = count(range[2], range[3]) - count(range[0], range[1]) + 1;
			const baseRows = baseRange
				? count(baseRange[2], baseRange[3]) - count(range[0], range[1]) + 1
				: rows - Math.ceil(rows / 4);
			const test = predictiveTest(equation, baseRows, 'bimets');
			const last = count(range[0], range[1]) + baseRows - 1;
			return {
				equation: name,
				baseRange: baseRange ?? [
					range[0],
					range[1],
					Math.floor(last / data.frequency),
					(last % data.frequency) + 1,
				],
				fValue: test.fValue,
				df: test.df,
				fProbability: test.fProbability,
				predict: [...test.predict],
				error: [...test.error],
				standardError: [...test.standardError],
				tStatistic: [...test.tStatistic],
			};
		});
	},
	compare(answer, input) {
		return { differences: differences(answer, input.expected, within(1e-7, 1e-3)) };
	},
};
