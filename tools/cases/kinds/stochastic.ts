import { simulateStochastically } from '#numerics/model/stochastic.ts';
import { spreadOf } from '#numerics/model/summary.ts';
import { answerRuns, expectedRuns, type Kind } from '../case.ts';
import { differences, within } from '../compare.ts';
import { answersByName, type CaseRun, type ModelCase } from '../model.ts';

type Run = CaseRun & { replicas: number; shocks: Record<string, number[][]> };
type Input = ModelCase & { runs: Run[] | Record<string, Run> };

/** Replicas with given shocks: the run without them, the first five, and how they spread. */
export const stochastic: Kind = {
	answer(input) {
		const { runs } = input as Input;
		const byName = answersByName(input as Input, 'FORECAST', (model, ground, run) => {
			const found = simulateStochastically(model, ground.data, ground.coefficients, ground.run, {
				replicas: run.replicas,
				shocks: run.shocks,
			});
			const variables = Object.entries(found.values).map(([variable, periods]) => {
				const spreads = periods.map(spreadOf);
				const told = {
					unperturbed: Array.from(found.unperturbed.values[variable]!),
					first5: periods.map((one) => Array.from(one.subarray(0, 5))),
					mean: spreads.map((one) => one.mean),
					sd: spreads.map((one) => one.sd),
					quantile05: spreads.map((one) => one.quantile(0.05)),
					quantile95: spreads.map((one) => one.quantile(0.95)),
				};
				return [variable, told];
			});
			return Object.fromEntries(variables);
		});
		return Array.isArray(runs) ? answerRuns('runs', Object.values(byName)) : answerRuns('runs', byName);
	},
	compare(answer, input) {
		return { differences: differences(answer, expectedRuns(input, 'runs'), within(1e-6, 1e-3)) };
	},
};
