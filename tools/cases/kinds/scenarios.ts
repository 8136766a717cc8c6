import { differenceBetween, overlay, type Scenario, simulateScenario } from '#numerics/model/scenario.ts';
import type { Simulation } from '#numerics/model/simulate.ts';
import { answerRuns, expectedRuns, type Kind } from '../case.ts';
import { differences } from '../compare.ts';
import { type CaseRun, changesOf, type ModelCase, modelOf, valuesOf, withinOfLevel } from '../model.ts';

type Project = CaseRun & { onTopOf: string; expectedEffect?: object };
type Input = ModelCase & {
	runs?: Record<string, CaseRun>;
	scenarios: Record<string, CaseRun>;
	project?: Project;
};

/** Runs and scenarios of a model, and the effect of a project on top of one of them. */
export const scenarios: Kind = {
	answer(input) {
		const given = input as Input;
		const { data, coefficients } = given;
		const model = modelOf(given);
		const kept = new Map<string, { scenario: Scenario; run: Simulation; asked: CaseRun }>();
		const simulated = (asked: CaseRun, scenario: Scenario): Simulation =>
			simulateScenario(
				model,
				{ data, coefficients, type: asked.simType ?? 'FORECAST', range: asked.range },
				scenario,
			);
		const all = (runs: Record<string, CaseRun>) =>
			Object.fromEntries(
				Object.entries(runs).map(([name, asked]) => {
					const scenario = overlay(null, name, changesOf(asked, name));
					const run = simulated(asked, scenario);
					kept.set(name, { scenario, run, asked });
					return [name, valuesOf(run)];
				}),
			);
		const runs = all(given.runs ?? {});
		const answer = {
			...runs,
			...(given.runs ? { runs } : {}),
			...answerRuns('scenarios', all(given.scenarios)),
		};
		if (!given.project) return answer;
		const { onTopOf, ...project } = given.project;
		const base = kept.get(onTopOf);
		if (!base) throw new RangeError(`a project on top of ${onTopOf}, which is no scenario of the case`);
		const asked = { ...project, simType: project.simType ?? base.asked.simType };
		const run = simulated(asked, overlay(base.scenario, 'project', changesOf(asked, onTopOf)));
		const effect = valuesOf({ ...run, values: differenceBetween(run, base.run).absolute });
		return { ...answer, project: { ...effect, expectedEffect: effect }, effect };
	},
	compare(answer, input) {
		const given = input as Input;
		const expected = {
			...expectedRuns(input, 'scenarios'),
			...(given.runs ? expectedRuns(input, 'runs') : {}),
			...(given.project?.expectedEffect ? { effect: given.project.expectedEffect } : {}),
		};
		return {
			differences: differences(answer, expected, withinOfLevel(1e-7, given.data)),
			figure: `${Object.keys(expected).length} runs`,
		};
	},
};
