/** What a node works out from those before it. */
export const operation = {
	constant: 0,
	coefficient: 1,
	/** Of variable `a` at a distance of `b` periods: −1 is one period earlier. */
	load: 2,
	add: 3,
	subtract: 4,
	multiply: 5,
	divide: 6,
	power: 7,
	negative: 8,
	log: 9,
	exp: 10,
	abs: 11,
	sign: 12,
	less: 13,
	lessOrEqual: 14,
	equal: 15,
	and: 16,
	or: 17,
	not: 18,
	/** `b` where `a` is not zero, else `c`. */
	choose: 19,
	move: 20,
} as const;

/** Three of the operations that need no more than their two numbers. */
const folded: Partial<Record<number, (a: number, b: number) => number>> = {
	[operation.add]: (a, b) => a + b,
	[operation.subtract]: (a, b) => a - b,
	[operation.multiply]: (a, b) => a * b,
	[operation.divide]: (a, b) => a / b,
	[operation.power]: (a, b) => a ** b,
	[operation.negative]: (a) => -a,
	[operation.log]: (a) => Math.log(a),
	[operation.exp]: (a) => Math.exp(a),
	[operation.abs]: (a) => Math.abs(a),
	[operation.sign]: (a) => Math.sign(a),
};

/** How long a node keeps its value: as long as the coefficients, as what is known before a period is solved, or not at all. */
export const lasting = { run: 0, period: 1, none: 2 } as const;

/**
 * Expressions as a graph without cycles: an expression that stands in several places is one node, and the nodes of an operation
 * come before it. Derivatives are nodes of the same graph, so that they share all they can.
 */
export class Graph {
	readonly operations: number[] = [];
	readonly a: number[] = [];
	readonly b: number[] = [];
	readonly c: number[] = [];
	/** Of constants. */
	readonly values: number[] = [];
	readonly lasts: number[] = [];
	readonly #known = new Map<string, number>();
	readonly #numbers = new Map<number, number>();
	/** Variables below this index are worked out by the model. */
	readonly endogenous: number;

	constructor(endogenous: number) {
		this.endogenous = endogenous;
	}

	get size(): number {
		return this.operations.length;
	}

	constant(value: number): number {
		const known = this.#numbers.get(value);
		if (known !== undefined && !Object.is(value, -0)) return known;
		const node = this.#push(operation.constant, -1, -1, -1, value, lasting.run);
		this.#numbers.set(value, node);
		return node;
	}

	coefficient(index: number): number {
		return this.#node(operation.coefficient, index, -1, -1, lasting.run);
	}

	load(variable: number, shift: number): number {
		const now = variable < this.endogenous && shift >= 0;
		return this.#node(operation.load, variable, shift, -1, now ? lasting.none : lasting.period);
	}

	isConstant(node: number, value?: number): boolean {
		return (
			this.operations[node] === operation.constant && (value === undefined || this.values[node] === value)
		);
	}

	of(kind: number, a: number, b = -1, c = -1): number {
		const fold = folded[kind];
		if (fold && this.isConstant(a) && (b < 0 || this.isConstant(b)))
			return this.constant(fold(this.values[a]!, b < 0 ? 0 : this.values[b]!));
		const simple = this.#simplified(kind, a, b, c);
		if (simple >= 0) return simple;
		const lasts = Math.max(
			this.lasts[a]!,
			b < 0 ? lasting.run : this.lasts[b]!,
			c < 0 ? lasting.run : this.lasts[c]!,
		);
		return this.#node(kind, a, b, c, lasts);
	}

	/** Σ sign × node, those that last longest first, so that what is known before a period is added up once. */
	sum(terms: readonly { node: number; minus: boolean }[]): number {
		let total = -1;
		for (let lasts = 0; lasts <= 2; lasts++)
			for (const { node, minus } of terms) {
				if (this.lasts[node] !== lasts) continue;
				if (total < 0) total = minus ? this.of(operation.negative, node) : node;
				else total = this.of(minus ? operation.subtract : operation.add, total, node);
			}
		return total < 0 ? this.constant(0) : total;
	}

	#simplified(kind: number, a: number, b: number, c: number): number {
		switch (kind) {
			case operation.add:
				if (this.isConstant(a, 0)) return b;
				return this.isConstant(b, 0) ? a : -1;
			case operation.subtract:
				if (this.isConstant(b, 0)) return a;
				return this.isConstant(a, 0) ? this.of(operation.negative, b) : -1;
			case operation.multiply:
				if (this.isConstant(a, 0) || this.isConstant(b, 0)) return this.constant(0);
				if (this.isConstant(a, 1)) return b;
				return this.isConstant(b, 1) ? a : -1;
			case operation.divide:
				if (this.isConstant(a, 0)) return a;
				return this.isConstant(b, 1) ? a : -1;
			case operation.power:
				return this.isConstant(b, 1) ? a : -1;
			case operation.negative:
				return this.operations[a] === operation.negative ? this.a[a]! : -1;
			case operation.choose:
				return b === c ? b : -1;
			default:
				return -1;
		}
	}

	#node(kind: number, a: number, b: number, c: number, lasts: number): number {
		const key = `${kind},${a},${b},${c}`;
		const known = this.#known.get(key);
		if (known !== undefined) return known;
		const node = this.#push(kind, a, b, c, 0, lasts);
		this.#known.set(key, node);
		return node;
	}

	#push(kind: number, a: number, b: number, c: number, value: number, lasts: number): number {
		this.operations.push(kind);
		this.a.push(a);
		this.b.push(b);
		this.c.push(c);
		this.values.push(value);
		this.lasts.push(lasts);
		return this.operations.length - 1;
	}
}

/** The nodes that an operation takes. */
export function argumentsOf(graph: Graph, node: number): number[] {
	if (graph.operations[node]! <= operation.load) return [];
	return [graph.a[node]!, graph.b[node]!, graph.c[node]!].filter((one) => one >= 0);
}

/** The loads under a node, each once, in the order in which they came to be. */
export function loadsUnder(graph: Graph, root: number): number[] {
	const seen = new Set<number>([root]);
	const found = [];
	for (const node of seen) {
		if (graph.operations[node] === operation.load) found.push(node);
		for (const one of argumentsOf(graph, node)) seen.add(one);
	}
	return found.sort((x, y) => x - y);
}
