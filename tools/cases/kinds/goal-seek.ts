import { type Instrument, seekGoal } from '#numerics/model/goal-seek.ts';
import { groundOf, overlay } from '#numerics/model/scenario.ts';
import type { Series } from '#numerics/series-by-name.ts';
import { answerRuns, expectedRuns, type Kind } from '../case.ts';
import { differences, within } from '../compare.ts';
import { type CaseRun, changesOf, type ModelCase, modelOf } from '../model.ts';

type Input = ModelCase & {
	runs: Record<string, CaseRun & { instruments: (string | Instrument)[]; targets: Record<string, Series> }>;
};

/** Instruments that hit targets: rows instruments, columns periods. */
export const goalSeek: Kind = {
	answer(input) {
		const { runs, data, coefficients } = input as Input;
		const model = modelOf(input as Input);
		const answers = Object.entries(runs).map(([name, run]) => {
			const base = { data, coefficients, type: run.simType ?? 'DYNAMIC', range: run.range };
			const ground = groundOf(base, overlay(null, name, changesOf(run, name)));
			const instruments = run.instruments.map((one) => (typeof one === 'string' ? { name: one } : one));
			const targets = Object.entries(run.targets).map(([target, path]) => ({ name: target, path }));
			const sought = seekGoal(model, ground.data, ground.coefficients, ground.run, instruments, targets);
			return [name, instruments.map((one) => Array.from(sought.instruments[one.name]!))];
		});
		return answerRuns('runs', Object.fromEntries(answers));
	},
	compare(answer, input) {
		return { differences: differences(answer, expectedRuns(input, 'runs'), within(1e-6, 1e-3)) };
	},
};
