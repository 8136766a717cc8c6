import { multipliers as multipliersOf } from '#numerics/model/multipliers.ts';
import { groundOf, overlay } from '#numerics/model/scenario.ts';
import { answerRuns, expectedRuns, type Kind } from '../case.ts';
import { differences, within } from '../compare.ts';
import { type CaseRun, changesOf, type ModelCase, modelOf } from '../model.ts';

type Input = ModelCase & { runs: Record<string, CaseRun & { instruments: string[]; targets: string[] }> };

/** Impact and interim multipliers. */
export const multipliers: Kind = {
	answer(input) {
		const { runs, data, coefficients } = input as Input;
		const model = modelOf(input as Input);
		const answers = Object.entries(runs).map(([name, run]) => {
			const base = { data, coefficients, type: run.simType ?? 'DYNAMIC', range: run.range };
			const ground = groundOf(base, overlay(null, name, changesOf(run, name)));
			const rows = multipliersOf(
				model,
				ground.data,
				ground.coefficients,
				ground.run,
				run.instruments,
				run.targets,
			);
			return [name, rows.map((row) => Array.from(row))];
		});
		return answerRuns('runs', Object.fromEntries(answers));
	},
	compare(answer, input) {
		// a difference of 1e-5 has no more digits than that of small multipliers
		return { differences: differences(answer, expectedRuns(input, 'runs'), within(1e-5, 1e-2)) };
	},
};
