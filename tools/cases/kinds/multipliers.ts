import { multipliers as multipliersOf } from '#numerics/model/multipliers.ts';
import { answerRuns, expectedRuns, type Kind } from '../case.ts';
import { differences, within } from '../compare.ts';
import { answersByName, type CaseRun, type ModelCase } from '../model.ts';

type Input = ModelCase & { runs: Record<string, CaseRun & { instruments: string[]; targets: string[] }> };

/** Impact and interim multipliers. */
export const multipliers: Kind = {
	answer(input) {
		const answers = answersByName(input as Input, 'DYNAMIC', (model, ground, run) => {
			const { data, coefficients, run: assumed } = ground;
			const rows = multipliersOf(model, data, coefficients, assumed, run.instruments, run.targets);
			return rows.map((row) => Array.from(row));
		});
		return answerRuns('runs', answers);
	},
	compare(answer, input) {
		// a difference of 1e-5 has no more digits than that of small multipliers
		return { differences: differences(answer, expectedRuns(input, 'runs'), within(1e-5, 1e-2)) };
	},
};
