import type { Cursor } from './cursor.ts';
import { cursorOf, span } from './cursor.ts';
import { readExpression } from './expression.ts';
import type { Fault } from './fault.ts';
import { isReserved } from './functions.ts';
import type { Statement } from './tokens.ts';
import type { Expression, Left, LeftFunction, PolynomialLag, Range } from './tree.ts';

/** EQ>: left and right side. */
export function readEquation(statement: Statement, faults: Fault[]): { left: Left; right: Expression } {
	const cursor = cursorOf(statement, faults);
	const left = readLeft(cursor);
	cursor.need('=');
	const right = readExpression(cursor);
	cursor.end('operator');
	return { left, right };
}

function readLeft(cursor: Cursor): Left {
	const expression = readExpression(cursor);
	const functions: LeftFunction[] = [];
	let inside = expression;
	for (;;) {
		if (inside.kind === 'name')
			return { functions, variable: inside.name, expression, place: expression.place };
		const next = leftFunction(inside);
		if (!next || (inside.kind !== 'value' && inside.kind !== 'periods'))
			cursor.fail('left-function', inside.place);
		functions.push(next);
		inside = inside.of;
	}
}

function leftFunction(of: Expression): LeftFunction | null {
	if (of.kind === 'value' && of.function !== 'ABS') return { function: of.function, periods: 0 };
	if (of.kind === 'periods' && of.function !== 'TSLAG' && of.function !== 'TSLEAD')
		return { function: of.function, periods: of.periods };
	return null;
}

/** TSRANGE: four whole numbers, with commas or without. */
export function readRange(statement: Statement, faults: Fault[]): Range {
	const cursor = cursorOf(statement, faults);
	const part = (what: string, least: number, most: number) => {
		cursor.takes(',');
		return cursor.whole(what, least, most);
	};
	const from: [number, number] = [part('year', 1, 9999), part('period', 1, 366)];
	const to: [number, number] = [part('year', 1, 9999), part('period', 1, 366)];
	cursor.end();
	const place = span(statement.place, statement.tokens.at(-1)!.place);
	if (to[0] < from[0] || (to[0] === from[0] && to[1] < from[1])) cursor.tell('range-backwards', place);
	return { from, to, place };
}

/** COEFF>: names, parted by spaces or commas. */
export function readCoefficients(statement: Statement, faults: Fault[]): string[] {
	const cursor = cursorOf(statement, faults);
	const found: string[] = [];
	do {
		const token = cursor.name('coefficient');
		if (isReserved(token.text)) cursor.tell('name-reserved', token.place, { name: token.text });
		if (found.includes(token.text)) cursor.tell('coefficient-repeated', token.place, { name: token.text });
		else found.push(token.text);
		cursor.takes(',');
	} while (!cursor.done);
	return found;
}

/** PDL>: coefficient, degree, number of lags, N, F; one a line or parted by `;`. */
export function readPolynomialLags(statement: Statement, faults: Fault[]): PolynomialLag[] {
	const cursor = cursorOf(statement, faults);
	const found: PolynomialLag[] = [];
	do {
		const { text: coefficient, place } = cursor.name('coefficient');
		cursor.takes(',');
		const degree = cursor.whole('degree', 0, 20);
		cursor.takes(',');
		const lags = cursor.whole('lags', 1, 1000);
		const line = cursor.tokens[cursor.at - 1]!.place.line;
		let near = false;
		let far = false;
		while (cursor.here?.kind === 'name' && cursor.place.line === line) {
			if (cursor.here.text === 'N') near = true;
			else if (cursor.here.text === 'F') far = true;
			else break;
			cursor.at++;
		}
		const whole = span(place, cursor.tokens[cursor.at - 1]!.place);
		if (lags <= degree) cursor.tell('lags-few', whole, { degree, lags });
		found.push({ coefficient, degree, lags, near, far, place: whole });
		cursor.takes(';');
	} while (!cursor.done);
	return found;
}

/** ERROR> AUTO(n): n. */
export function readError(statement: Statement, faults: Fault[]): number {
	const cursor = cursorOf(statement, faults);
	if (cursor.name('auto').text.toUpperCase() !== 'AUTO') {
		cursor.at--;
		cursor.unexpected('auto');
	}
	cursor.need('(');
	const order = cursor.whole('order', 1, 100);
	cursor.need(')');
	cursor.end();
	return order;
}

/** IV>: instruments, one a line or parted by `;`. */
export function readInstruments(statement: Statement, faults: Fault[]): Expression[] {
	const cursor = cursorOf(statement, faults);
	const found: Expression[] = [];
	do {
		found.push(readExpression(cursor));
		const last = cursor.tokens[cursor.at - 1]!.place.line;
		if (!cursor.takes(';') && !cursor.done && cursor.place.line === last) cursor.unexpected('operator');
	} while (!cursor.done);
	return found;
}
