import type { Fault, FaultCode } from './fault.ts';
import type { Statement, Token } from './tokens.ts';
import type { Place } from './tree.ts';

/** Thrown inside the reader to leave a statement; its fault is told already. */
export class Abandoned extends Error {}

/** Goes through the tokens of one statement. */
export class Cursor {
	at = 0;
	readonly tokens: readonly Token[];
	readonly faults: Fault[];
	readonly #start: Place;
	readonly #end: Place;
	constructor(tokens: readonly Token[], faults: Fault[], after: Place) {
		this.tokens = tokens;
		this.faults = faults;
		this.#start = after;
		const last = tokens.at(-1)?.place ?? after;
		const width = last.end - last.start;
		this.#end = { line: last.line, column: last.column + width, start: last.end, end: last.end };
	}
	get here(): Token | undefined {
		return this.tokens[this.at];
	}
	/** The place of the next token, or just after the last one. */
	get place(): Place {
		return this.here?.place ?? this.#end;
	}
	get done(): boolean {
		return this.at >= this.tokens.length;
	}
	/** Whether the next token is this sign (or one of these). */
	sees(...signs: string[]): boolean {
		const token = this.here;
		return token !== undefined && token.kind === 'sign' && signs.includes(token.text);
	}
	/** Steps over a sign if it is there. */
	takes(sign: string): boolean {
		if (!this.sees(sign)) return false;
		this.at++;
		return true;
	}
	tell(code: FaultCode, place: Place, facts: Fault['facts'] = {}): void {
		this.faults.push({ code, place, facts });
	}
	fail(code: FaultCode, place: Place, facts: Fault['facts'] = {}): never {
		this.tell(code, place, facts);
		throw new Abandoned(code);
	}
	/** What stands here is not what was expected (`what`: the key of its name). */
	unexpected(what: string, sign = ''): never {
		const token = this.here;
		if (!token) this.fail('expected-more', this.place, { expected: what, sign });
		const before = this.tokens[this.at - 1];
		const after = this.tokens[this.at + 1];
		const close = before?.place.end === token.place.start && token.place.end === after?.place.start;
		if (token.text === ',' && close && before?.kind === 'number' && after?.kind === 'number')
			this.fail('decimal-comma', before.place, {
				found: `${before.text},${after.text}`,
				suggestion: `${before.text}.${after.text}`,
			});
		this.fail('expected', token.place, { expected: what, sign, found: token.text });
	}
	need(sign: string): void {
		if (!this.takes(sign)) this.unexpected('sign', sign);
	}
	name(what: string): Token {
		const token = this.here;
		if (token?.kind !== 'name') this.unexpected(what);
		this.at++;
		return token;
	}
	/** A whole number from `least` on, written with digits alone. */
	whole(what: string, least: number, most: number): number {
		const token = this.here;
		if (token?.kind !== 'number' || !/^\d{1,9}$/.test(token.text)) this.unexpected(what);
		const value = Number(token.text);
		if (value < least || value > most) this.unexpected(what);
		this.at++;
		return value;
	}
	end(what = 'line'): void {
		if (this.done) return;
		// a line of its own that no keyword begins
		const line = this.tokens[this.at - 1]?.place.line ?? this.#start.line;
		const goesOn = this.sees(')', ',', '=');
		if (this.place.line > line && !goesOn) this.fail('keyword-missing', this.place);
		this.unexpected(what);
	}
}

export function cursorOf(statement: Statement, faults: Fault[]): Cursor {
	return new Cursor(statement.tokens, faults, statement.place);
}

export function span(from: Place, to: Place): Place {
	return { line: from.line, column: from.column, start: from.start, end: to.end };
}
