import { Derivatives } from './derivative.ts';
import type { Equations } from './equations.ts';
import { loadsUnder, operation } from './graph.ts';
import { Emitter, type Program } from './program.ts';
import { runTape, scaleTape } from './tape.ts';

/** The derivative of an equation by a variable `shift` periods later, and its slot. */
export type Slope = { equation: number; variable: number; shift: number; slot: number };

/**
 * The equations of one period with all they take read from the window, none worked out from others: for periods that are solved
 * together, for checks of each equation alone, and for derivatives.
 */
export type Stack = {
	slots: number;
	constants: Program['constants'];
	coefficients: Program['coefficients'];
	once: Int32Array;
	/** Works out what the equations come to. */
	tape: Int32Array;
	comesTo: number[];
	/** Works out the derivatives by endogenous variables, and by all others, after `tape`. */
	slopesTape: Int32Array;
	slopes: Slope[];
	inputTape: Int32Array;
	inputs: Slope[];
};

export function buildStack(equations: Equations): Stack {
	const { graph, roots, endogenous } = equations;
	const emitter = new Emitter(equations);
	const tape: number[] = [];
	const comesTo = roots.map((root) => emitter.emit(root, tape));
	const slopesTape: number[] = [];
	const inputTape: number[] = [];
	const slopes: Slope[] = [];
	const inputs: Slope[] = [];
	const loads = roots.map((root) => loadsUnder(graph, root));
	const users = new Map<number, number[]>();
	for (const [equation, under] of loads.entries())
		for (const load of under) users.set(load, [...(users.get(load) ?? []), equation]);
	for (const [load, equationsOf] of [...users].sort(([x], [y]) => x - y)) {
		const derivatives = new Derivatives(graph, load);
		const own = graph.a[load]! < endogenous;
		for (const equation of equationsOf) {
			const node = derivatives.of(roots[equation]!);
			if (graph.isConstant(node, 0)) continue;
			const slot = emitter.emit(node, own ? slopesTape : inputTape);
			const found = { equation, variable: graph.a[load]!, shift: graph.b[load]!, slot };
			(own ? slopes : inputs).push(found);
		}
	}
	const { slots, constants, coefficients, once } = emitter.finished();
	const { length } = equations.variables;
	const scale = (one: number[]) => scaleTape(one, 1, length);
	return {
		slots,
		constants,
		coefficients,
		once: scale(once),
		tape: scale(tape),
		comesTo,
		// what the inputs share with the endogenous ones is worked out with the latter
		slopesTape: scale(slopesTape),
		slopes,
		inputTape: scale(inputTape),
		inputs,
	};
}

/** Slots of a stack at the beginning of a run. */
export function beginStack(stack: Stack, coefficients: Float64Array): Float64Array {
	const slots = new Float64Array(stack.slots);
	for (const { slot, value } of stack.constants) slots[slot] = value;
	for (const { slot, coefficient } of stack.coefficients) slots[slot] = coefficients[coefficient]!;
	runTape(stack.once, slots, 1, slots, slots, 0);
	return slots;
}

/** Whether any equation takes a variable of the model from a later period. */
export function looksAhead(equations: Equations): boolean {
	const { graph, endogenous } = equations;
	for (let node = 0; node < graph.size; node++)
		if (graph.operations[node] === operation.load && graph.a[node]! < endogenous && graph.b[node]! > 0)
			return true;
	return false;
}
