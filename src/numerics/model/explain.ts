import { periodName } from '../periods.ts';
import type { SolvingProblem } from './fault.ts';

/** What an explanation needs of the house's words: numerics import no layer, so the caller passes its translator. */
export type Words = {
	any(key: string, params?: Record<string, unknown>): string;
	formats: {
		list(items: readonly string[]): string;
		number(n: number, style?: { maximumFractionDigits: number }): string;
	};
};

/** As many variables of a block that does not converge are named. */
const mostNamed = 3;

/** What stands in the way of a solution, in a sentence: which equation, when, in what state, and what to do. */
export function explainProblem(problem: SolvingProblem, words: Words): string {
	const { any, formats } = words;
	switch (problem.kind) {
		case 'not-endogenous':
		case 'not-a-variable':
		case 'missing-coefficient':
			return any(`solving.problem.${problem.kind}`, { ...problem });
		case 'missing-data': {
			const { variable, equation } = problem;
			return any('solving.problem.missing-data', { variable, equation, period: when(problem) });
		}
		case 'bad-value':
			return any(`solving.bad-value.${problem.operation}`, {
				argument: formats.number(problem.argument, { maximumFractionDigits: 6 }),
				equation: problem.equation,
				period: when(problem),
			});
		case 'no-convergence': {
			const state = problem.state.slice(0, mostNamed).map(({ variable, value, comesTo }) =>
				any('solving.state', {
					variable,
					value: formats.number(value, { maximumFractionDigits: 6 }),
					comesTo: formats.number(comesTo, { maximumFractionDigits: 6 }),
				}),
			);
			return any('solving.problem.no-convergence', {
				period: when(problem),
				block: formats.list(problem.block),
				state: formats.list(state),
			});
		}
	}
}

function when({ period, frequency }: { period: number; frequency: number }): string {
	return periodName(period, frequency);
}
