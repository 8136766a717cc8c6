import type { Condition, Expression, Left, LeftFunction } from '../language/tree.ts';
import { type Graph, operation } from './graph.ts';

/** What a name stands for in an equation: the node of a coefficient, or a variable by its index. */
export type Names = { coefficient(name: string): number | undefined; variable(name: string): number };

const binary = {
	'*': operation.multiply,
	'/': operation.divide,
	'^': operation.power,
} as const;

const ofOne = { LOG: operation.log, EXP: operation.exp, ABS: operation.abs } as const;

/** An expression, `shift` periods later (−1: one period earlier), as nodes of the graph. */
export function lower(graph: Graph, expression: Expression, names: Names, shift = 0): number {
	const at = (one: Expression, more = 0) => lower(graph, one, names, shift + more);
	switch (expression.kind) {
		case 'number':
			return graph.constant(expression.value);
		case 'name':
			return names.coefficient(expression.name) ?? graph.load(names.variable(expression.name), shift);
		case 'negative':
			return graph.of(operation.negative, at(expression.of));
		case 'value':
			return graph.of(ofOne[expression.function], at(expression.of));
		case 'binary':
			if (expression.operator === '+' || expression.operator === '-') {
				const terms: { of: Expression; minus: boolean }[] = [];
				gatherTerms(expression, false, terms);
				return graph.sum(terms.map((one) => ({ node: at(one.of), minus: one.minus })));
			}
			return graph.of(binary[expression.operator], at(expression.left), at(expression.right));
		case 'periods': {
			const n = expression.periods;
			const { of } = expression;
			switch (expression.function) {
				case 'TSLAG':
					return at(of, -n);
				case 'TSLEAD':
					return at(of, n);
				case 'TSDELTA':
					return graph.of(operation.subtract, at(of), at(of, -n));
				case 'TSDELTAP': {
					const ratio = graph.of(operation.divide, at(of), at(of, -n));
					return graph.of(
						operation.multiply,
						graph.constant(100),
						graph.of(operation.subtract, ratio, graph.constant(1)),
					);
				}
				case 'TSDELTALOG':
					return graph.of(operation.log, graph.of(operation.divide, at(of), at(of, -n)));
				case 'MOVAVG':
					return graph.of(operation.divide, moving(n), graph.constant(n));
				case 'MOVSUM':
					return moving(n);
			}
		}
	}
	function moving(n: number): number {
		const of = (expression as { of: Expression }).of;
		return graph.sum(Array.from({ length: n }, (_, i) => ({ node: at(of, -i), minus: false })));
	}
}

/** a + b − (c + d) … as a list of terms. */
function gatherTerms(
	expression: Expression,
	minus: boolean,
	terms: { of: Expression; minus: boolean }[],
): void {
	if (expression.kind === 'binary' && (expression.operator === '+' || expression.operator === '-')) {
		gatherTerms(expression.left, minus, terms);
		gatherTerms(expression.right, expression.operator === '-' ? !minus : minus, terms);
	} else if (expression.kind === 'negative') gatherTerms(expression.of, !minus, terms);
	else terms.push({ of: expression, minus });
}

/** A condition as a node: 1 where it holds, else 0. */
export function lowerCondition(graph: Graph, condition: Condition, names: Names): number {
	switch (condition.kind) {
		case 'not':
			return graph.of(operation.not, lowerCondition(graph, condition.of, names));
		case 'and':
		case 'or':
			return graph.of(
				operation[condition.kind],
				lowerCondition(graph, condition.left, names),
				lowerCondition(graph, condition.right, names),
			);
		case 'comparison': {
			const left = lower(graph, condition.left, names);
			const right = lower(graph, condition.right, names);
			switch (condition.operator) {
				case '<':
					return graph.of(operation.less, left, right);
				case '<=':
					return graph.of(operation.lessOrEqual, left, right);
				case '>':
					return graph.of(operation.less, right, left);
				case '>=':
					return graph.of(operation.lessOrEqual, right, left);
				case '==':
					return graph.of(operation.equal, left, right);
				case '!=':
					return graph.of(operation.not, graph.of(operation.equal, left, right));
			}
		}
	}
}

/** The functions of a left side (from the outermost inwards) of the variable, `shift` periods later. */
export function leftValue(
	graph: Graph,
	functions: readonly LeftFunction[],
	variable: number,
	shift: number,
): number {
	const [outermost, ...inner] = functions;
	if (!outermost) return graph.load(variable, shift);
	const n = outermost.periods;
	const at = (more: number) => leftValue(graph, inner, variable, shift + more);
	switch (outermost.function) {
		case 'LOG':
			return graph.of(operation.log, at(0));
		case 'EXP':
			return graph.of(operation.exp, at(0));
		case 'TSDELTA':
			return graph.of(operation.subtract, at(0), at(-n));
		case 'TSDELTAP':
			return graph.of(
				operation.multiply,
				graph.constant(100),
				graph.of(operation.subtract, graph.of(operation.divide, at(0), at(-n)), graph.constant(1)),
			);
		case 'TSDELTALOG':
			return graph.of(operation.log, graph.of(operation.divide, at(0), at(-n)));
		case 'MOVAVG':
		case 'MOVSUM': {
			const sum = graph.sum(Array.from({ length: n }, (_, i) => ({ node: at(-i), minus: false })));
			return outermost.function === 'MOVSUM' ? sum : graph.of(operation.divide, sum, graph.constant(n));
		}
	}
}

/** The variable itself, from what its left side comes to: each function inverted exactly, from the outermost inwards. */
export function invertLeft(graph: Graph, left: Left, variable: number, right: number): number {
	let value = right;
	for (const [i, one] of left.functions.entries()) {
		const inner = left.functions.slice(i + 1);
		const earlier = (n: number) => leftValue(graph, inner, variable, -n);
		const n = one.periods;
		switch (one.function) {
			case 'LOG':
				value = graph.of(operation.exp, value);
				break;
			case 'EXP':
				value = graph.of(operation.log, value);
				break;
			case 'TSDELTA':
				value = graph.of(operation.add, earlier(n), value);
				break;
			case 'TSDELTAP': {
				const growth = graph.of(
					operation.add,
					graph.constant(1),
					graph.of(operation.divide, value, graph.constant(100)),
				);
				value = graph.of(operation.multiply, earlier(n), growth);
				break;
			}
			case 'TSDELTALOG':
				value = graph.of(operation.multiply, earlier(n), graph.of(operation.exp, value));
				break;
			case 'MOVAVG':
			case 'MOVSUM': {
				const total =
					one.function === 'MOVSUM' ? value : graph.of(operation.multiply, graph.constant(n), value);
				const others = Array.from({ length: n - 1 }, (_, j) => ({ node: earlier(j + 1), minus: true }));
				value = graph.sum([{ node: total, minus: false }, ...others]);
				break;
			}
		}
	}
	return value;
}
