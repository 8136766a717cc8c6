import { periodName } from '../periods.ts';

/** What stands in the way of a solution. Periods are numbers (see periods.ts); `equation` is the variable it works out. */
export type SolvingProblem =
	| { kind: 'not-endogenous' | 'not-a-variable'; variable: string }
	| { kind: 'missing-coefficient'; equation: string; name: string }
	| { kind: 'missing-data'; variable: string; period: number; frequency: number; equation: string }
	| {
			/** A logarithm of what is not positive, a division by zero, a power that is no number, a number too large. */
			kind: 'bad-value';
			operation: 'log' | 'divide' | 'power' | 'overflow';
			argument: number;
			equation: string;
			period: number;
			frequency: number;
	  }
	| {
			kind: 'no-convergence';
			/** The variables of the simultaneous equations. */
			block: string[];
			/** Where they stood, and what their equations then came to; those furthest apart first. */
			state: { variable: string; value: number; comesTo: number }[];
			period: number;
			frequency: number;
	  };

/** Why a model is not solved, and where. */
export class SolvingFault extends Error {
	readonly problem: SolvingProblem;

	constructor(problem: SolvingProblem) {
		super(tell(problem));
		this.name = 'SolvingFault';
		this.problem = problem;
	}
}

function tell(problem: SolvingProblem): string {
	switch (problem.kind) {
		case 'not-endogenous':
			return `${problem.variable} is not worked out by an equation of the model`;
		case 'not-a-variable':
			return `${problem.variable} is not a variable of the model`;
		case 'missing-coefficient':
			return `equation ${problem.equation}: coefficient ${problem.name} has no value`;
		case 'missing-data':
			return `equation ${problem.equation}: ${problem.variable} is missing in ${periodName(problem.period, problem.frequency)}`;
		case 'bad-value': {
			const when = periodName(problem.period, problem.frequency);
			const what = {
				log: 'the logarithm of',
				divide: 'a division by',
				power: 'a power of',
				overflow: 'too large a number from',
			}[problem.operation];
			return `equation ${problem.equation}, ${when}: ${what} ${problem.argument}`;
		}
		case 'no-convergence': {
			const furthest = problem.state
				.slice(0, 3)
				.map((one) => `${one.variable} ${one.value} (its equation gives ${one.comesTo})`);
			return `no convergence in ${periodName(problem.period, problem.frequency)} of ${problem.block.join(', ')}: ${furthest.join(', ')}`;
		}
	}
}
