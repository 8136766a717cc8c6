import { type Graph, operation } from './graph.ts';

/**
 * The exact derivative of nodes by one load, as nodes of the same graph, by the rules of calculus. ABS has the sign as derivative;
 * of a choice the derivative is that of the branch that holds.
 */
export class Derivatives {
	readonly #graph: Graph;
	readonly #by: number;
	readonly #known = new Map<number, number>();

	constructor(graph: Graph, by: number) {
		this.#graph = graph;
		this.#by = by;
	}

	of(node: number): number {
		// what came to be before the load cannot depend on it
		if (node < this.#by) return this.#graph.constant(0);
		if (node === this.#by) return this.#graph.constant(1);
		const known = this.#known.get(node);
		if (known !== undefined) return known;
		const found = this.#worked(node);
		this.#known.set(node, found);
		return found;
	}

	#worked(node: number): number {
		const g = this.#graph;
		const a = g.a[node]!;
		const b = g.b[node]!;
		const op = operation;
		switch (g.operations[node]) {
			case op.add:
			case op.subtract:
				return g.of(g.operations[node]!, this.of(a), this.of(b));
			case op.multiply:
				return g.of(op.add, g.of(op.multiply, this.of(a), b), g.of(op.multiply, a, this.of(b)));
			case op.divide: {
				const da = this.of(a);
				const db = this.of(b);
				if (g.isConstant(db, 0)) return g.of(op.divide, da, b);
				return g.of(op.divide, g.of(op.subtract, da, g.of(op.multiply, node, db)), b);
			}
			case op.power:
				return this.#power(node, a, b);
			case op.negative:
				return g.of(op.negative, this.of(a));
			case op.log:
				return g.of(op.divide, this.of(a), a);
			case op.exp:
				return g.of(op.multiply, node, this.of(a));
			case op.abs:
				return g.of(op.multiply, g.of(op.sign, a), this.of(a));
			case op.choose:
				return g.of(op.choose, a, this.of(b), this.of(g.c[node]!));
			default:
				return g.constant(0);
		}
	}

	#power(node: number, a: number, b: number): number {
		const g = this.#graph;
		const op = operation;
		const da = this.of(a);
		const db = this.of(b);
		let total = g.constant(0);
		if (!g.isConstant(da, 0)) {
			const less = g.of(op.power, a, g.of(op.subtract, b, g.constant(1)));
			total = g.of(op.multiply, g.of(op.multiply, b, less), da);
		}
		if (g.isConstant(db, 0)) return total;
		return g.of(op.add, total, g.of(op.multiply, g.of(op.multiply, node, g.of(op.log, a)), db));
	}
}
