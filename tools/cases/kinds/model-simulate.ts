import { overlay, simulateScenario } from '#numerics/model/scenario.ts';
import { answerRuns, type Kind } from '../case.ts';
import { differences } from '../compare.ts';
import { type CaseRun, changesOf, type ModelCase, modelOf, valuesOf, withinOfLevel } from '../model.ts';

type Input = ModelCase & {
	runs: Record<string, CaseRun & { expected?: object; trackingResiduals?: object }>;
};

/** Paths of a model whose coefficients are given. */
export const modelSimulate: Kind = {
	answer(input) {
		const { runs, data, coefficients } = input as Input;
		const model = modelOf(input as Input);
		const answers = Object.entries(runs).map(([name, run]) => {
			const ground = { data, coefficients, type: run.simType ?? 'DYNAMIC', range: run.range };
			return [name, valuesOf(simulateScenario(model, ground, overlay(null, name, changesOf(run, name))))];
		});
		return answerRuns('runs', Object.fromEntries(answers));
	},
	compare(answer, input) {
		const { runs, data } = input as Input;
		const expected = Object.fromEntries(
			Object.entries(runs).map(([name, run]) => [
				name,
				{ ...run.expected, ...(run.trackingResiduals ? { trackingResiduals: run.trackingResiduals } : {}) },
			]),
		);
		return {
			differences: differences(answer, expected, withinOfLevel(1e-7, data)),
			figure: `${Object.keys(runs).length} runs`,
		};
	},
};
