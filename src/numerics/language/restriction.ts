import { Cursor, span } from './cursor.ts';
import { readExpression } from './expression.ts';
import type { Fault } from './fault.ts';
import type { Statement, Token } from './tokens.ts';
import type { Expression, Restriction } from './tree.ts';

/** Coefficients (by `name` or `name lag`) with their factors; the empty name is the number alone. */
type Linear = Map<string, number>;

/** RESTRICT>: linear restrictions, one a line or parted by `;`. */
export function readRestrictions(statement: Statement, faults: Fault[]): Restriction[] {
	const found: Restriction[] = [];
	for (const tokens of apart(statement.tokens)) {
		const cursor = new Cursor(withLags(tokens), faults, statement.place);
		const left = readExpression(cursor);
		cursor.need('=');
		const right = readExpression(cursor);
		cursor.end();
		const all = combined(linear(cursor, left), linear(cursor, right), -1);
		const value = -(all.get('') ?? 0);
		all.delete('');
		const place = span(tokens[0]!.place, tokens.at(-1)!.place);
		const terms = [...all]
			.filter(([, factor]) => factor !== 0)
			.map(([name, factor]) => {
				const [coefficient, lag] = name.split(' ');
				return { coefficient: coefficient!, lag: Number(lag ?? 0), factor };
			});
		if (terms.length === 0) cursor.tell('restriction-empty', place);
		else found.push({ terms, value: value === 0 ? 0 : value, place });
	}
	return found;
}

/** A line with `=` of its own begins anew when the one before it is whole. */
function apart(tokens: readonly Token[]): Token[][] {
	const found: Token[][] = [];
	let current: Token[] = [];
	const close = () => {
		if (current.length > 0) found.push(current);
		current = [];
	};
	for (const [at, token] of tokens.entries()) {
		if (token.kind === 'sign' && token.text === ';') {
			close();
			continue;
		}
		const last = current.at(-1);
		if (last && last.place.line !== token.place.line) {
			const whole = current.some((one) => one.text === '=') && (last.kind !== 'sign' || last.text === ')');
			const line = tokens.slice(at).filter((one) => one.place.line === token.place.line);
			if (whole && line.some((one) => one.text === '=')) close();
		}
		current.push(token);
	}
	close();
	return found;
}

/** LAG(c,2) becomes one name. */
function withLags(tokens: readonly Token[]): Token[] {
	const found: Token[] = [];
	for (let at = 0; at < tokens.length; at++) {
		const token = tokens[at]!;
		const [open, name, comma, lag, shut] = tokens.slice(at + 1, at + 6);
		const is =
			token.kind === 'name' &&
			token.text.toUpperCase() === 'LAG' &&
			open?.text === '(' &&
			name?.kind === 'name' &&
			comma?.text === ',' &&
			/^\d{1,4}$/.test(lag?.text ?? '') &&
			shut?.text === ')';
		if (!is) {
			found.push(token);
			continue;
		}
		const periods = Number(lag!.text);
		const text = periods === 0 ? name!.text : `${name!.text} ${periods}`;
		found.push({ kind: 'name', text, place: span(token.place, shut!.place) });
		at += 5;
	}
	return found;
}

function linear(cursor: Cursor, of: Expression): Linear {
	switch (of.kind) {
		case 'number':
			return new Map([['', of.value]]);
		case 'name':
			return new Map([[of.name, 1]]);
		case 'negative':
			return scaled(linear(cursor, of.of), -1);
		case 'binary': {
			const left = linear(cursor, of.left);
			const right = linear(cursor, of.right);
			if (of.operator === '+') return combined(left, right, 1);
			if (of.operator === '-') return combined(left, right, -1);
			const number = numberOf(right);
			if (of.operator === '*') {
				const other = numberOf(left);
				if (number !== null) return scaled(left, number);
				if (other !== null) return scaled(right, other);
			}
			if (of.operator === '/' && number !== null && number !== 0) return scaled(left, 1 / number);
			if (of.operator === '^' && number !== null && numberOf(left) !== null)
				return new Map([['', numberOf(left)! ** number]]);
		}
	}
	cursor.fail('restriction-nonlinear', of.place);
}

function numberOf(of: Linear): number | null {
	return [...of.keys()].every((one) => one === '') ? (of.get('') ?? 0) : null;
}

function scaled(of: Linear, by: number): Linear {
	return new Map([...of].map(([name, factor]) => [name, factor * by]));
}

function combined(left: Linear, right: Linear, by: number): Linear {
	const all = new Map(left);
	for (const [name, factor] of right) all.set(name, (all.get(name) ?? 0) + by * factor);
	return all;
}
