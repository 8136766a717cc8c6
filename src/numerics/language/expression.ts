import type { Cursor } from './cursor.ts';
import { span } from './cursor.ts';
import {
	functionNames,
	functionOf,
	furthest,
	isReserved,
	mostPeriods,
	periodFunctions,
} from './functions.ts';
import { printExpression } from './print.ts';
import { suggestion } from './suggest.ts';
import type { Condition, Expression } from './tree.ts';

/** Expressions nest at most so deep: those who walk through them call themselves. */
const deepest = 400;

type Node = Expression | Condition;
/** `reach`: how many periods the functions in it go back and ahead at most. */
type Read = { node: Node; depth: number; reach: number };

const comparisons = ['<', '<=', '>', '>=', '==', '!='] as const;

/** Reads an expression as far as it goes. */
export function readExpression(cursor: Cursor): Expression {
	return value(cursor, sum(cursor, 0)).node as Expression;
}

/** Reads a condition as far as it goes. */
export function readCondition(cursor: Cursor): Condition {
	return truth(cursor, either(cursor, 0)).node as Condition;
}

function isCondition(node: Node): node is Condition {
	return node.kind === 'comparison' || node.kind === 'and' || node.kind === 'or' || node.kind === 'not';
}

function value(cursor: Cursor, read: Read): Read {
	if (isCondition(read.node)) cursor.fail('condition-in-expression', read.node.place);
	return read;
}

function truth(cursor: Cursor, read: Read): Read {
	if (!isCondition(read.node))
		cursor.fail('expression-in-condition', read.node.place, { found: printExpression(read.node) });
	return read;
}

function deeper(cursor: Cursor, node: Node, ...parts: Read[]): Read {
	const depth = 1 + Math.max(...parts.map((one) => one.depth));
	if (depth > deepest) cursor.fail('deep', node.place, { most: deepest });
	const own = node.kind === 'periods' ? node.periods : 0;
	const reach = own + Math.max(...parts.map((one) => one.reach));
	if (reach > furthest) cursor.fail('periods-far', node.place, { most: furthest });
	return { node, depth, reach };
}

/** `nested`: how many brackets and signs are open. */
function either(cursor: Cursor, nested: number): Read {
	let left = both(cursor, nested);
	while (cursor.sees('|', '||')) {
		cursor.at++;
		left = joined(cursor, 'or', left, both(cursor, nested));
	}
	return left;
}

function both(cursor: Cursor, nested: number): Read {
	let left = not(cursor, nested);
	while (cursor.sees('&', '&&')) {
		cursor.at++;
		left = joined(cursor, 'and', left, not(cursor, nested));
	}
	return left;
}

function joined(cursor: Cursor, kind: 'and' | 'or', first: Read, second: Read): Read {
	const left = truth(cursor, first).node as Condition;
	const right = truth(cursor, second).node as Condition;
	const place = span(left.place, right.place);
	return deeper(cursor, { kind, left, right, place }, first, second);
}

function not(cursor: Cursor, nested: number): Read {
	const place = cursor.place;
	if (!cursor.takes('!')) return comparison(cursor, nested);
	if (nested > deepest) cursor.fail('deep', place, { most: deepest });
	const read = truth(cursor, not(cursor, nested + 1));
	const of = read.node as Condition;
	return deeper(cursor, { kind: 'not', of, place: span(place, of.place) }, read);
}

function comparison(cursor: Cursor, nested: number): Read {
	const first = sum(cursor, nested);
	const token = cursor.here;
	if (token?.kind !== 'sign') return first;
	if (token.text === '=' || token.text === '<>')
		cursor.fail('expected', token.place, { expected: 'comparison', found: token.text });
	const operator = comparisons.find((one) => one === token.text);
	if (!operator) return first;
	cursor.at++;
	const second = sum(cursor, nested);
	const left = value(cursor, first).node as Expression;
	const right = value(cursor, second).node as Expression;
	return deeper(
		cursor,
		{ kind: 'comparison', operator, left, right, place: span(left.place, right.place) },
		first,
		second,
	);
}

function sum(cursor: Cursor, nested: number): Read {
	let left = product(cursor, nested);
	while (cursor.sees('+', '-')) {
		const operator = cursor.tokens[cursor.at++]!.text as '+' | '-';
		left = operated(cursor, operator, left, product(cursor, nested));
	}
	return left;
}

function product(cursor: Cursor, nested: number): Read {
	let left = signed(cursor, nested);
	while (cursor.sees('*', '/')) {
		const operator = cursor.tokens[cursor.at++]!.text as '*' | '/';
		left = operated(cursor, operator, left, signed(cursor, nested));
	}
	return left;
}

/** A sign binds less than a power: −x^2 is −(x^2). */
function signed(cursor: Cursor, nested: number): Read {
	const place = cursor.place;
	if (!cursor.sees('+', '-')) return power(cursor, nested);
	if (nested > deepest) cursor.fail('deep', place, { most: deepest });
	const minus = cursor.tokens[cursor.at++]!.text === '-';
	const read = value(cursor, signed(cursor, nested + 1));
	if (!minus) return read;
	const of = read.node as Expression;
	return deeper(cursor, { kind: 'negative', of, place: span(place, of.place) }, read);
}

function power(cursor: Cursor, nested: number): Read {
	const base = atom(cursor, nested);
	if (!cursor.takes('^')) return base;
	if (nested > deepest) cursor.fail('deep', cursor.place, { most: deepest });
	return operated(cursor, '^', base, signed(cursor, nested + 1));
}

function operated(cursor: Cursor, operator: '+' | '-' | '*' | '/' | '^', first: Read, second: Read): Read {
	const left = value(cursor, first).node as Expression;
	const right = value(cursor, second).node as Expression;
	return deeper(
		cursor,
		{ kind: 'binary', operator, left, right, place: span(left.place, right.place) },
		first,
		second,
	);
}

function atom(cursor: Cursor, nested: number): Read {
	const token = cursor.here;
	if (nested > deepest) cursor.fail('deep', cursor.place, { most: deepest });
	if (cursor.takes('(')) {
		const inside = either(cursor, nested + 1);
		cursor.need(')');
		return inside;
	}
	if (token?.kind === 'number') {
		cursor.at++;
		return { node: { kind: 'number', value: Number(token.text), place: token.place }, depth: 1, reach: 0 };
	}
	if (token?.kind !== 'name') cursor.unexpected('value');
	cursor.at++;
	if (!cursor.sees('(')) {
		if (isReserved(token.text)) cursor.fail('name-reserved', token.place, { name: token.text });
		return { node: { kind: 'name', name: token.text, place: token.place }, depth: 1, reach: 0 };
	}
	return call(cursor, nested, token.text);
}

function call(cursor: Cursor, nested: number, name: string): Read {
	const { place } = cursor.tokens[cursor.at - 1]!;
	const known = functionOf(name);
	if (!known)
		cursor.fail('unknown-function', place, { name, ...suggestion(name.toUpperCase(), functionNames) });
	cursor.need('(');
	const read = value(cursor, either(cursor, nested + 1));
	const of = read.node as Expression;
	const periods = known.kind === 'periods' && cursor.takes(',') ? periodsOf(cursor, known.function) : 1;
	cursor.need(')');
	const whole = span(place, cursor.tokens[cursor.at - 1]!.place);
	return deeper(
		cursor,
		known.kind === 'value'
			? { kind: 'value', function: known.function, of, place: whole }
			: { kind: 'periods', function: known.function, of, periods, place: whole },
		read,
	);
}

function periodsOf(cursor: Cursor, name: keyof typeof periodFunctions): number {
	const token = cursor.here;
	const least = periodFunctions[name];
	const periods = token?.kind === 'number' ? Number(token.text) : Number.NaN;
	if (!Number.isInteger(periods) || periods < least || periods > mostPeriods)
		cursor.fail('bad-periods', cursor.place, {
			function: name,
			found: cursor.sees('-') ? `-${cursor.tokens[cursor.at + 1]?.text ?? ''}` : (token?.text ?? ''),
			least,
			most: mostPeriods,
			example: Math.max(1, least),
		});
	cursor.at++;
	return periods;
}
