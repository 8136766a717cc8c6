/** An expression in names and numbers, as a tree. */
export type Expression =
	| { kind: 'number'; value: number }
	| { kind: 'name'; name: string }
	| { kind: 'negative'; of: Expression }
	| { kind: 'operation'; sign: '+' | '-' | '*' | '/' | '^'; left: Expression; right: Expression }
	| { kind: 'call'; name: FunctionName; of: Expression };

export type FunctionName = 'exp' | 'log' | 'log10' | 'sin' | 'cos' | 'tan' | 'atan' | 'sqrt' | 'abs';

/** A place in the text where something else was expected. */
export class ExpressionFault extends Error {
	/** From 0. */
	readonly position: number;
	constructor(message: string, position: number) {
		super(`${message} at ${position}`);
		this.name = 'ExpressionFault';
		this.position = position;
	}
}

const functions = new Map<string, FunctionName>([
	['exp', 'exp'],
	['log', 'log'],
	['ln', 'log'],
	['log10', 'log10'],
	['sin', 'sin'],
	['cos', 'cos'],
	['tan', 'tan'],
	['atan', 'atan'],
	['arctan', 'atan'],
	['sqrt', 'sqrt'],
	['abs', 'abs'],
]);
const token =
	/\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([\p{L}_][\p{L}\p{N}_.]*)|(\*\*|[-+*/^()[\]]))/uy;
const deepest = 200;

type Token = { text: string; kind: 'number' | 'name' | 'sign' | 'end'; position: number };

/**
 * Reads an expression as R and Python write it: + − * / and ** or ^ for powers (which bind to the right and above a sign before
 * them), parentheses or brackets, exp, log or ln, log10, sin, cos, tan, atan or arctan, sqrt, abs, the constant pi, numbers and names.
 * @throws ExpressionFault
 */
export function readExpression(text: string): Expression {
	const tokens = tokensOf(text);
	let at = 0;
	let depth = 0;
	const peek = () => tokens[at]!;
	const take = (...texts: string[]) => {
		const one = peek();
		if (one.kind !== 'sign' || !texts.includes(one.text)) return null;
		at++;
		return one.text;
	};
	const deeper = <T>(read: () => T): T => {
		if (++depth > deepest) throw new ExpressionFault('too deep', peek().position);
		const result = read();
		depth--;
		return result;
	};
	const sum = (): Expression => {
		let left = term();
		for (;;) {
			const sign = take('+', '-');
			if (!sign) return left;
			left = { kind: 'operation', sign: sign as '+' | '-', left, right: term() };
		}
	};
	const term = (): Expression => {
		let left = signed();
		for (;;) {
			const sign = take('*', '/');
			if (!sign) return left;
			left = { kind: 'operation', sign: sign as '*' | '/', left, right: signed() };
		}
	};
	const signed = (): Expression =>
		deeper(() => {
			const sign = take('-', '+');
			if (sign) return sign === '-' ? { kind: 'negative', of: signed() } : signed();
			const base = atom();
			return take('**', '^') ? { kind: 'operation', sign: '^', left: base, right: signed() } : base;
		});
	const inside = (): Expression => {
		const opening = take('(', '[');
		if (!opening) throw new ExpressionFault('an opening parenthesis was expected', peek().position);
		const read = deeper(sum);
		if (!take(opening === '(' ? ')' : ']'))
			throw new ExpressionFault('a closing parenthesis was expected', peek().position);
		return read;
	};
	const atom = (): Expression => {
		const one = peek();
		if (one.kind === 'number') {
			at++;
			return { kind: 'number', value: Number(one.text) };
		}
		if (one.kind !== 'name') return inside();
		at++;
		const opens = peek().text === '(' || peek().text === '[';
		const known = functions.get(one.text.toLowerCase());
		if (opens && !known) throw new ExpressionFault(`unknown function ${one.text}`, one.position);
		if (opens) return { kind: 'call', name: known!, of: inside() };
		return one.text === 'pi' ? { kind: 'number', value: Math.PI } : { kind: 'name', name: one.text };
	};
	const read = sum();
	if (peek().kind !== 'end') throw new ExpressionFault('an operator was expected', peek().position);
	return read;
}

function tokensOf(text: string): Token[] {
	const tokens: Token[] = [];
	const end = text.trimEnd().length;
	token.lastIndex = 0;
	for (let position = 0; position < end; position = token.lastIndex) {
		token.lastIndex = position;
		const found = token.exec(text);
		if (!found) throw new ExpressionFault('an unknown sign', position);
		const kind = found[1] !== undefined ? 'number' : found[2] !== undefined ? 'name' : 'sign';
		const read = found[1] ?? found[2] ?? found[3]!;
		tokens.push({ text: read, kind, position: token.lastIndex - read.length });
	}
	tokens.push({ text: '', kind: 'end', position: end });
	return tokens;
}

/** The names in an expression, each once. */
export function namesIn(expression: Expression): Set<string> {
	switch (expression.kind) {
		case 'number':
			return new Set();
		case 'name':
			return new Set([expression.name]);
		case 'operation':
			return namesIn(expression.left).union(namesIn(expression.right));
		default:
			return namesIn(expression.of);
	}
}

/**
 * Parameters in which an expression is linear together, given all others: found one after the other, so that the set cannot be made
 * larger, not always the largest.
 */
export function linearParameters(expression: Expression, parameters: readonly string[]): string[] {
	const linear: string[] = [];
	for (const one of parameters) if (degreeIn(expression, new Set([...linear, one])) <= 1) linear.push(one);
	return linear;
}

/** 0: without them, 1: linear in them, 2: more. */
function degreeIn(expression: Expression, names: ReadonlySet<string>): number {
	switch (expression.kind) {
		case 'number':
			return 0;
		case 'name':
			return names.has(expression.name) ? 1 : 0;
		case 'negative':
			return degreeIn(expression.of, names);
		case 'call':
			return degreeIn(expression.of, names) === 0 ? 0 : 2;
		case 'operation': {
			const left = degreeIn(expression.left, names);
			const right = degreeIn(expression.right, names);
			if (expression.sign === '+' || expression.sign === '-') return Math.max(left, right);
			if (expression.sign === '*') return Math.min(2, left + right);
			if (expression.sign === '/' && right === 0) return left;
			return left + right === 0 ? 0 : 2;
		}
	}
}
