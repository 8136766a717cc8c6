import type { Equations } from './equations.ts';
import { SolvingFault, type SolvingProblem } from './fault.ts';
import { argumentsOf, operation } from './graph.ts';
import type { Block } from './program.ts';
import { runTape, scaleTape } from './tape.ts';

/** Values by variable, for what is loaded at a distance of periods. */
export type Reader = (variable: number, shift: number) => number;

/** The value of a node, worked out alone. */
export function nodeValue(
	equations: Equations,
	coefficients: Float64Array,
	read: Reader,
	root: number,
	values = new Map<number, number>(),
): number {
	const known = values.get(root);
	if (known !== undefined) return known;
	const { graph } = equations;
	const kind = graph.operations[root]!;
	let value: number;
	if (kind === operation.constant) value = graph.values[root]!;
	else if (kind === operation.coefficient) value = coefficients[graph.a[root]!]!;
	else if (kind === operation.load) value = read(graph.a[root]!, graph.b[root]!);
	else {
		const taken = argumentsOf(graph, root).map((one) =>
			nodeValue(equations, coefficients, read, one, values),
		);
		const slots = Float64Array.of(...taken, ...[0, 0, 0].slice(taken.length), 0);
		const tape = scaleTape([kind, 3, 0, taken.length > 1 ? 1 : -1, taken.length > 2 ? 2 : -1], 1, 0);
		runTape(tape, slots, 1, slots, slots, 0);
		value = slots[3]!;
	}
	values.set(root, value);
	return value;
}

/**
 * Why an equation has no finite value: what is missing, or the first operation that made of finite numbers none. Null: it has one.
 */
export function faultOf(
	equations: Equations,
	coefficients: Float64Array,
	read: Reader,
	equation: number,
	when: { period: number; frequency: number },
): SolvingProblem | null {
	const { graph, roots, variables } = equations;
	const root = roots[equation]!;
	const values = new Map<number, number>();
	if (Number.isFinite(nodeValue(equations, coefficients, read, root, values))) return null;
	const name = variables[equation]!;
	const bad = (node: number) => !Number.isFinite(values.get(node)!);
	// downwards, along what is not finite
	let node = root;
	for (;;) {
		const next = argumentsOf(graph, node).find((one) => values.has(one) && bad(one));
		if (next === undefined) break;
		node = next;
	}
	if (graph.operations[node] === operation.load) {
		const period = when.period + graph.b[node]!;
		const variable = variables[graph.a[node]!]!.replace(/^held /, '');
		return { kind: 'missing-data', variable, period, frequency: when.frequency, equation: name };
	}
	const kind = graph.operations[node];
	const [a, b] = argumentsOf(graph, node).map((one) => values.get(one)!);
	const [operationName, argument] =
		kind === operation.log
			? (['log', a] as const)
			: kind === operation.divide && b === 0
				? (['divide', b] as const)
				: kind === operation.power
					? (['power', a] as const)
					: (['overflow', a] as const);
	return { kind: 'bad-value', operation: operationName, argument: argument ?? 0, equation: name, ...when };
}

/** Throws why a block, or a single equation, was not solved. `read` gives the last state. */
export function refuse(
	equations: Equations,
	coefficients: Float64Array,
	read: Reader,
	suspects: readonly number[],
	block: Block | null,
	when: { period: number; frequency: number },
): never {
	const problems = suspects.flatMap((one) => faultOf(equations, coefficients, read, one, when) ?? []);
	// what is missing explains all else; a value of the block's own that went astray explains the others least
	const missing = problems.find(
		(one) => one.kind === 'missing-data' && !isPresent(equations, one.variable, one.period, when.period),
	);
	const found = missing ?? problems.find((one) => one.kind === 'bad-value') ?? problems[0];
	if (found) throw new SolvingFault(found);
	const { roots, variables } = equations;
	const state = (block?.variables ?? suspects).map((one) => ({
		variable: variables[one]!,
		value: read(one, 0),
		comesTo: nodeValue(equations, coefficients, read, roots[one]!),
	}));
	const apart = (one: (typeof state)[number]) =>
		Math.abs(one.comesTo - one.value) / (Math.abs(one.value) || 1);
	state.sort((x, y) => apart(y) - apart(x));
	throw new SolvingFault({
		kind: 'no-convergence',
		block: suspects.map((one) => variables[one]!),
		state,
		...when,
	});
}

function isPresent(equations: Equations, variable: string, period: number, now: number): boolean {
	const index = equations.variables.indexOf(variable);
	return period === now && index >= 0 && index < equations.endogenous;
}
