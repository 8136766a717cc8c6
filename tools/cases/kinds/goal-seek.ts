import { type Instrument, seekGoal } from '#numerics/model/goal-seek.ts';
import type { Series } from '#numerics/series-by-name.ts';
import { answerRuns, expectedRuns, type Kind } from '../case.ts';
import { differences, within } from '../compare.ts';
import { answersByName, type CaseRun, type ModelCase } from '../model.ts';

type Input = ModelCase & {
	runs: Record<string, CaseRun & { instruments: (string | Instrument)[]; targets: Record<string, Series> }>;
};

/** Instruments that hit targets: rows instruments, columns periods. */
export const goalSeek: Kind = {
	answer(input) {
		const answers = answersByName(input as Input, 'DYNAMIC', (model, ground, run) => {
			const instruments = run.instruments.map((one) => (typeof one === 'string' ? { name: one } : one));
			const targets = Object.entries(run.targets).map(([target, path]) => ({ name: target, path }));
			const sought = seekGoal(model, ground.data, ground.coefficients, ground.run, instruments, targets);
			return instruments.map((one) => Array.from(sought.instruments[one.name]!));
		});
		return answerRuns('runs', answers);
	},
	compare(answer, input) {
		return { differences: differences(answer, expectedRuns(input, 'runs'), within(1e-6, 1e-3)) };
	},
};
