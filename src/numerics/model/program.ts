import { stronglyConnected } from './components.ts';
import { Derivatives } from './derivative.ts';
import type { Equations } from './equations.ts';
import { feedbackNodes } from './feedback.ts';
import { argumentsOf, lasting, loadsUnder, operation } from './graph.ts';
import { analysePattern, type SparseLu } from './sparse-lu.ts';

/** Equations that need one another, and how Newton's method solves them. */
export type Block = {
	/** Endogenous variables: those worked out from the feedback ones, in their order, then the feedback ones. */
	variables: number[];
	feedback: number;
	/** Works out all but the feedback variables, and what the equations of those come to. */
	body: number[];
	/** Works out the derivatives. */
	slopes: number[];
	/** Slots of what the equations of the feedback variables come to. */
	comesTo: number[];
	lu: SparseLu;
	/** Pairs: a place in the matrix and the slot of the derivative that is taken off there. */
	entries: number[];
	/** How long the derivatives last; when they outlast the block it is linear. */
	lasts: number;
};

/** What is to be done in a period: instructions first, then perhaps a block of simultaneous equations. */
export type Step = { tape: number[]; variables: number[]; block: Block | null };

/** The order of solving, worked out once. Slots 0 … n − 1 hold the endogenous variables of the period. */
export type Program = {
	slots: number;
	constants: { slot: number; value: number }[];
	coefficients: { slot: number; coefficient: number }[];
	/** Done once a run. */
	once: number[];
	steps: Step[];
};

/** Blocks in the order of solving, period by period. */
export function buildProgram(equations: Equations): Program {
	const { graph, roots, endogenous } = equations;
	const needs = roots.map((root) =>
		loadsUnder(graph, root)
			.filter((load) => graph.a[load]! < endogenous && graph.b[load] === 0)
			.map((load) => graph.a[load]!),
	);
	const components = stronglyConnected(needs);
	const stepOf = new Int32Array(endogenous);
	for (const [s, component] of components.entries()) for (const one of component) stepOf[one] = s;
	const emitter = new Emitter(equations, stepOf);
	const steps: Step[] = [];
	let open: Step | null = null;
	for (const [s, component] of components.entries()) {
		if (!open) {
			open = { tape: [], variables: [], block: null };
			steps.push(open);
		}
		const [single] = component;
		if (component.length === 1 && !needs[single!]!.includes(single!)) {
			emitter.assign(single!, open.tape);
			open.variables.push(single!);
		} else {
			open.block = buildBlock(equations, emitter, component, needs, s, open.tape);
			open = null;
		}
	}
	return { ...emitter.finished(), steps };
}

function buildBlock(
	equations: Equations,
	emitter: Emitter,
	component: readonly number[],
	needs: readonly number[][],
	step: number,
	before: number[],
): Block {
	const { graph, roots } = equations;
	const place = new Map(component.map((one, i) => [one, i]));
	const inside = component.map((one) => needs[one]!.flatMap((other) => place.get(other) ?? []));
	const feedback = feedbackNodes(inside);
	const isFeedback = new Set(feedback);
	const withoutFeedback = inside.map((to, i) =>
		isFeedback.has(i) ? [] : to.filter((one) => !isFeedback.has(one)),
	);
	const order = stronglyConnected(withoutFeedback)
		.flat()
		.filter((one) => !isFeedback.has(one));
	const body: number[] = [];
	const slopes: number[] = [];
	for (const one of order) emitter.assign(component[one]!, body, step, before);
	const comesTo = feedback.map((one) => emitter.emit(roots[component[one]!]!, body, step, before));
	const sequence = [...order, ...feedback];
	const row = new Map(sequence.map((one, i) => [one, i]));
	const pattern: number[][] = sequence.map(() => []);
	const found: { row: number; column: number; slot: number }[] = [];
	let lasts: number = lasting.run;
	const mark = emitter.mark();
	for (const column of sequence) {
		const load = graph.load(component[column]!, 0);
		const derivatives = new Derivatives(graph, load);
		for (const user of sequence) {
			if (!inside[user]!.includes(column)) continue;
			const node = derivatives.of(roots[component[user]!]!);
			if (graph.isConstant(node, 0)) continue;
			lasts = Math.max(lasts, emitter.lasts(node, step));
			const slot = emitter.emit(node, slopes, step, before);
			found.push({ row: row.get(user)!, column: row.get(column)!, slot });
			pattern[row.get(user)!]!.push(row.get(column)!);
		}
	}
	emitter.forgetSince(mark, slopes);
	// the pivots in whatever order fills least: a sum over all parts of a region, eliminated first, would tie all to all
	const lu = analysePattern(pattern);
	return {
		variables: sequence.map((one) => component[one]!),
		feedback: feedback.length,
		body,
		slopes,
		comesTo,
		lu,
		entries: found.flatMap((one) => [lu.placeOf[one.row]!.get(one.column)!, one.slot]),
		lasts,
	};
}

/** Gives nodes their slots and writes their instructions, each once. */
export class Emitter {
	readonly #equations: Equations;
	readonly #stepOf: Int32Array;
	readonly #slotOf = new Map<number, number>();
	readonly #levels: number[] = [];
	readonly #program: Omit<Program, 'steps'>;
	#emitted: number[] = [];

	/** @param stepOf at which step the present value of an endogenous variable is known; none: it is loaded like any other */
	constructor(equations: Equations, stepOf: Int32Array = new Int32Array(0)) {
		this.#equations = equations;
		this.#stepOf = stepOf;
		this.#program = { slots: stepOf.length, constants: [], coefficients: [], once: [] };
	}

	finished(): Omit<Program, 'steps'> {
		return this.#program;
	}

	/** A variable of the period becomes what its equation comes to. */
	assign(variable: number, tape: number[], step = -1, before = tape): void {
		const { graph, roots } = this.#equations;
		const root = roots[variable]!;
		const known = this.#slotOf.has(root);
		const slot = this.emit(root, tape, step, before);
		const last = tape.length - 5;
		// a root that came just now is worked out in the place of the variable
		if (!known && graph.operations[root]! >= operation.add && last >= 0 && tape[last + 1] === slot) {
			tape[last + 1] = variable;
			this.#slotOf.set(root, variable);
		} else tape.push(operation.move, variable, slot, -1, -1);
	}

	/** The slot of a node, with instructions where it has none yet. What does not depend on the step goes to `before`. */
	emit(node: number, tape: number[], step = -1, before = tape): number {
		const known = this.#slotOf.get(node);
		if (known !== undefined) return known;
		const { graph } = this.#equations;
		const kind = graph.operations[node]!;
		const variable = graph.a[node]!;
		if (kind === operation.load && graph.b[node] === 0 && variable < this.#stepOf.length) return variable;
		const level = this.#level(node);
		const target = level === alwaysKnown ? this.#program.once : step >= 0 && level >= step ? tape : before;
		const taken = argumentsOf(graph, node).map((one) => this.emit(one, tape, step, before));
		const slot = this.#program.slots++;
		this.#slotOf.set(node, slot);
		this.#emitted.push(node);
		if (kind === operation.constant) this.#program.constants.push({ slot, value: graph.values[node]! });
		else if (kind === operation.coefficient) this.#program.coefficients.push({ slot, coefficient: variable });
		else if (kind === operation.load) target.push(kind, slot, variable, graph.b[node]!, -1);
		else target.push(kind, slot, taken[0]!, taken[1] ?? -1, taken[2] ?? -1);
		return slot;
	}

	/** How long a node lasts, seen from a step. */
	lasts(node: number, step: number): number {
		const level = this.#level(node);
		if (level === alwaysKnown) return lasting.run;
		return level < step ? lasting.period : lasting.none;
	}

	mark(): number {
		return this.#emitted.length;
	}

	/** What was emitted to this tape since the mark is not at hand for what follows. */
	forgetSince(mark: number, tape: readonly number[]): void {
		const slots = new Set<number>();
		for (let at = 0; at < tape.length; at += 5) slots.add(tape[at + 1]!);
		for (const node of this.#emitted.slice(mark))
			if (slots.has(this.#slotOf.get(node)!)) this.#slotOf.delete(node);
		this.#emitted = this.#emitted.slice(0, mark);
	}

	/** The last step on whose variables a node depends; −1: on none; `alwaysKnown`: on nothing but coefficients. */
	#level(node: number): number {
		const { graph } = this.#equations;
		for (let one = this.#levels.length; one <= node; one++) {
			const kind = graph.operations[one];
			if (kind === operation.constant || kind === operation.coefficient) this.#levels.push(alwaysKnown);
			else if (kind === operation.load) {
				const now = graph.b[one] === 0 && graph.a[one]! < this.#stepOf.length;
				this.#levels.push(now ? this.#stepOf[graph.a[one]!]! : -1);
			} else this.#levels.push(Math.max(...argumentsOf(graph, one).map((arg) => this.#levels[arg]!)));
		}
		return this.#levels[node]!;
	}
}

const alwaysKnown = -2;
