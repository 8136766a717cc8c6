import type { Equation } from './equation.ts';

/** Series by name, all of one length; NaN where an observation is missing. */
export type Series = ReadonlyMap<string, Float64Array>;

/** A formula that cannot be read, or a name that no series has. */
export class FormulaError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'FormulaError';
	}
}

/**
 * An equation as R writes it, `y ~ a + log(b) + I(c^2)`: a constant comes first unless `0` or `-1` stands among the terms.
 * Functions: log, exp, sqrt, abs, and I() of a power, product, quotient, sum or difference of two.
 * @throws FormulaError
 */
export function equationOf(name: string, formula: string, series: Series): Equation {
	const sides = formula.split('~');
	if (sides.length !== 2) throw new FormulaError(`${name}: one ~ between the two sides expected: ${formula}`);
	const y = columnOf(sides[0]!.trim(), series);
	const { terms, constant } = termsOf(sides[1]!);
	const columns = terms.map((term) => columnOf(term, series));
	if (!constant) return { name, y, regressors: terms, columns };
	return {
		name,
		y,
		regressors: ['(Intercept)', ...terms],
		columns: [new Float64Array(y.length).fill(1), ...columns],
	};
}

/** The columns of instruments, a constant first unless `0` or `-1` stands among them: `~ a + b`, or a list of terms. */
export function instrumentsOf(given: string | readonly string[], series: Series): Float64Array[] {
	const text = typeof given === 'string' ? given.replace('~', '') : given.join(' + ');
	const { terms, constant } = termsOf(text);
	const columns = terms.map((term) => columnOf(term, series));
	const rows = series.values().next().value?.length ?? 0;
	return constant ? [new Float64Array(rows).fill(1), ...columns] : columns;
}

/** Terms between the + outside brackets; `1` and `-0` say that there is a constant, `0` and `-1` that there is none. */
function termsOf(side: string): { terms: string[]; constant: boolean } {
	const terms: string[] = [];
	let constant = true;
	for (const [sign, term] of signedTerms(side)) {
		if (term === '0' || term === '1') constant = (term === '1') === (sign === '+');
		else if (sign === '-') throw new FormulaError(`only the constant can be taken away: - ${term}`);
		else if (!terms.includes(term)) terms.push(term);
	}
	return { terms, constant };
}

function signedTerms(side: string): [string, string][] {
	const found: [string, string][] = [];
	let depth = 0;
	let sign = '+';
	let term = '';
	const close = () => {
		if (term.trim()) found.push([sign, term.trim().replaceAll(/\s+/g, '')]);
		term = '';
	};
	for (const letter of side) {
		if (letter === '(') depth++;
		if (letter === ')') depth--;
		if (depth === 0 && (letter === '+' || letter === '-')) {
			close();
			sign = letter;
		} else term += letter;
	}
	close();
	return found;
}

const functions: Readonly<Record<string, (x: number) => number>> = {
	log: Math.log,
	exp: Math.exp,
	sqrt: Math.sqrt,
	abs: Math.abs,
};

const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
	'+': (a, b) => a + b,
	'-': (a, b) => a - b,
	'*': (a, b) => a * b,
	'/': (a, b) => a / b,
	'^': (a, b) => a ** b,
};

/** The column that a term names. */
function columnOf(term: string, series: Series): Float64Array {
	const plain = series.get(term);
	if (plain) return plain;
	const called = /^([A-Za-z]+)\((.*)\)$/s.exec(term);
	if (called && called[1] === 'I') return operated(called[2]!, series);
	const of = called && functions[called[1]!];
	if (of) return columnOf(called[2]!.trim(), series).map((x) => of(x));
	throw new FormulaError(`no series is named ${term}`);
}

/** Two operands with the operation that binds least between them; the last of equals, as they are read from the left. */
function operated(text: string, series: Series): Float64Array {
	const inner = text.trim();
	for (const group of ['+-', '*/', '^']) {
		const at = lastOutside(inner, group);
		if (at <= 0) continue;
		const apply = operations[inner[at]!]!;
		const left = operand(inner.slice(0, at), series);
		const right = operand(inner.slice(at + 1), series);
		if (typeof left === 'number') {
			if (typeof right === 'number') throw new FormulaError(`a number, not a series: ${text}`);
			return right.map((x) => apply(left, x));
		}
		return left.map((x, t) => apply(x, typeof right === 'number' ? right : right[t]!));
	}
	if (inner.startsWith('(') && inner.endsWith(')')) return operated(inner.slice(1, -1), series);
	return columnOf(inner, series);
}

function operand(text: string, series: Series): Float64Array | number {
	const number = Number(text);
	return text.trim() !== '' && Number.isFinite(number) ? number : operated(text, series);
}

function lastOutside(text: string, letters: string): number {
	let depth = 0;
	for (let i = text.length - 1; i > 0; i--) {
		if (text[i] === ')') depth++;
		if (text[i] === '(') depth--;
		if (depth === 0 && letters.includes(text[i]!)) return i;
	}
	return -1;
}
