import type { Model } from '../language/tree.ts';
import { buildEquations, type Equations, type Form, variableNames } from './equations.ts';
import { SolvingFault } from './fault.ts';
import { buildMachine, type Machine } from './machine.ts';
import { buildProgram, type Program } from './program.ts';
import { buildStack, type Stack } from './stack.ts';
import { type StackedPattern, stackPattern } from './stacked-pattern.ts';

/** Estimates of an equation: coefficients by name, and the autocorrelations of its errors. */
export type EquationCoefficients = {
	names: readonly string[];
	values: ArrayLike<number>;
	rho?: ArrayLike<number>;
};

export type Coefficients = Readonly<Record<string, EquationCoefficients>>;

/** The equations in one form, and what is worked out from them when it is first needed. */
export type Prepared = {
	equations: Equations;
	program(): Program;
	stack(): Stack;
	stackedPattern(periods: number, dynamic: boolean): StackedPattern;
	machine(lanes: number): Machine;
};

/** A model to be solved; what was compiled once is kept. */
export type SolvableModel = {
	model: Model;
	endogenous: readonly string[];
	exogenous: readonly string[];
	prepared: Map<string, Prepared>;
};

export function solvable(model: Model): SolvableModel {
	return { model, ...variableNames(model), prepared: new Map() };
}

/** The equations of a model in a form. @throws SolvingFault when a name of the form is not a variable of the model's */
export function prepare(solving: SolvableModel, form: Form): Prepared {
	for (const name of [...form.adjusted, ...form.held])
		if (!solving.endogenous.includes(name))
			throw new SolvingFault({ kind: 'not-endogenous', variable: name });
	const key = JSON.stringify([[...form.adjusted].sort(), [...form.held].sort(), form.carried]);
	const known = solving.prepared.get(key);
	if (known) return known;
	const equations = buildEquations(solving.model, form);
	let program: Program | undefined;
	let stack: Stack | undefined;
	const machines = new Map<number, Machine>();
	const patterns = new Map<string, StackedPattern>();
	const prepared: Prepared = {
		equations,
		program() {
			program ??= buildProgram(equations);
			return program;
		},
		stack() {
			stack ??= buildStack(equations);
			return stack;
		},
		stackedPattern(periods, dynamic) {
			const of = `${periods} ${dynamic}`;
			let pattern = patterns.get(of);
			if (!pattern) {
				pattern = stackPattern(equations, this.program(), this.stack(), periods, dynamic);
				patterns.set(of, pattern);
			}
			return pattern;
		},
		machine(lanes) {
			let machine = machines.get(lanes);
			if (!machine) {
				machine = buildMachine(this.program(), lanes, equations.variables.length);
				machines.set(lanes, machine);
			}
			return machine;
		},
	};
	solving.prepared.set(key, prepared);
	return prepared;
}

/** The coefficients in the order of the equations. @throws SolvingFault when one is missing */
export function coefficientValues(equations: Equations, coefficients: Coefficients): Float64Array {
	return Float64Array.from(equations.coefficients, ({ equation, name }) => {
		const given = Object.hasOwn(coefficients, equation) ? coefficients[equation] : undefined;
		const at = given ? given.names.indexOf(name) : -1;
		const value =
			at >= 0
				? given!.values[at]
				: name.startsWith('rho')
					? given?.rho?.[Number(name.slice(3)) - 1]
					: undefined;
		if (value === undefined || value === null || !Number.isFinite(value))
			throw new SolvingFault({ kind: 'missing-coefficient', equation, name });
		return value;
	});
}
