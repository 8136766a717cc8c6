import type { Fault } from './fault.ts';
import { suggestion } from './suggest.ts';
import type { Place } from './tree.ts';

export const keywords = [
	'MODEL',
	'END',
	'BEHAVIORAL',
	'IDENTITY',
	'EQ',
	'COEFF',
	'TSRANGE',
	'RESTRICT',
	'PDL',
	'ERROR',
	'IV',
	'IF',
	'STORE',
	'COMMENT',
] as const;
export type Keyword = (typeof keywords)[number];

export type Token = {
	kind: 'number' | 'name' | 'sign';
	/** As it stands; `**` is `^`. */
	text: string;
	place: Place;
};

/** A keyword and what follows it up to the next one. `rest`: its text as it stands, without spaces around. */
export type Statement = {
	keyword: Keyword | null;
	word: string;
	place: Place;
	tokens: Token[];
	rest: string;
};

/** Marks: й and ё may come as two characters. */
const nameRule = /[\p{L}_][\p{L}\p{M}\p{N}_.]*/uy;
const numberRule = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const signRule = /\*\*|<=|>=|==|!=|<>|&&|\|\||[-+*/^()=<>,;&|!]/y;

/** Other signs, most of them of word processors, and what they stand for. */
const meant: Readonly<Record<string, string>> = {
	__proto__: null as never,
	'**': '^',
	'−': '-',
	'–': '-',
	'—': '-',
	'×': '*',
	'·': '*',
	'÷': '/',
	'≤': '<=',
	'≥': '>=',
	'≠': '!=',
	'[': '(',
	']': ')',
	'{': '(',
	'}': ')',
};

/** Other words for the same. */
const otherWords: Readonly<Record<string, Keyword>> = {
	__proto__: null as never,
	EQUATION: 'BEHAVIORAL',
	BEHAVIOURAL: 'BEHAVIORAL',
};
/** Words that may stand without the sign `>`. */
const bare: ReadonlySet<string> = new Set(['MODEL', 'END', 'TSRANGE']);
/** Signs after which a text goes on, whatever the next line begins with. */
const goesOn = /^(?:[-+*/^(=<>,&|!]|<=|>=|==|!=|<>|&&|\|\|)$/;

/** Cuts a text into statements; what is no token is told in `faults` and left out. */
export function statementsOf(text: string, faults: Fault[]): Statement[] {
	const statements: Statement[] = [];
	let current: Statement | null = null;
	let at = 0;
	let line = 1;
	let lineStart = 0;
	let lineBegins = true;
	const place = (length: number): Place => ({
		line,
		column: at - lineStart + 1,
		start: at,
		end: at + length,
	});
	const begin = (keyword: Keyword | null, word: string, length: number): Statement => {
		const statement = { keyword, word, place: place(word.length), tokens: [], rest: '' };
		statements.push(statement);
		at += length;
		return statement;
	};
	// a comment stands on one line; what it interrupts goes on after it
	const comment = (length: number) => {
		const statement = begin('COMMENT', text.slice(at, at + length), length);
		const end = text.indexOf('\n', at);
		const to = end < 0 ? text.length : end;
		statement.rest = text.slice(at, to).trim();
		at = to;
	};
	const add = (kind: Token['kind'], word: string) => {
		current ??= begin(null, '', 0);
		current.tokens.push({ kind, text: meant[word] ?? word.normalize('NFC'), place: place(word.length) });
		at += word.length;
	};
	while (at < text.length) {
		const character = text[at]!;
		if (character === '\n') {
			at++;
			line++;
			lineStart = at;
			lineBegins = true;
			continue;
		}
		if (/\s/.test(character) || character === '\ufeff') {
			at++;
			continue;
		}
		const begins = lineBegins;
		lineBegins = false;
		if (begins && character === '$') {
			comment(1);
			continue;
		}
		const word = matched(nameRule, text, at);
		if (word) {
			const found = keywordAt(text, at, word, begins, current);
			if (found === null) add('name', word);
			else {
				if (found.fault)
					faults.push({
						code: found.fault,
						place: place(word.length),
						facts: { word, ...suggestion(word.toUpperCase(), keywords) },
					});
				if (found.keyword === 'COMMENT') comment(found.length);
				else current = begin(found.keyword, word, found.length);
			}
			continue;
		}
		const number = matched(numberRule, text, at);
		if (number) {
			if (!Number.isFinite(Number(number)))
				faults.push({ code: 'bad-number', place: place(number.length), facts: { number } });
			add('number', number);
			continue;
		}
		const sign = matched(signRule, text, at);
		if (sign) {
			add('sign', sign);
			continue;
		}
		const other = String.fromCodePoint(text.codePointAt(at)!);
		faults.push({
			code: 'bad-character',
			place: place(other.length),
			facts: { character: other, hint: meant[other] ? 'one' : 'none', suggestion: meant[other] ?? '' },
		});
		if (meant[other]) add('sign', other);
		else at += other.length;
	}
	for (const one of statements)
		if (one.tokens.length > 0)
			one.rest = text.slice(one.tokens[0]!.place.start, one.tokens.at(-1)!.place.end);
	return statements;
}

function matched(rule: RegExp, text: string, at: number): string | null {
	rule.lastIndex = at;
	return rule.exec(text)?.[0] ?? null;
}

type Found = { keyword: Keyword | null; length: number; fault?: 'keyword-bare' | 'keyword-unknown' };

/** Whether a word begins a statement, and how long it is with its sign `>`; a keyword of `null` is one nobody knows. */
function keywordAt(
	text: string,
	at: number,
	word: string,
	begins: boolean,
	current: Statement | null,
): Found | null {
	const upper = word.toUpperCase();
	const keyword = otherWords[upper] ?? keywords.find((one) => one === upper) ?? null;
	const exact = keyword !== null && word === upper;
	const last = current?.tokens.at(-1);
	const open = last !== undefined && last.kind === 'sign' && goesOn.test(last.text);
	const spaces = /[ \t]*/y;
	const gap = matched(spaces, text, at + word.length)?.length ?? 0;
	const next = text[at + word.length + gap];
	const marked = next === '>' && text[at + word.length + gap + 1] !== '=';
	if (keyword !== null && marked) {
		// in a condition `iv > 0` is a comparison, unless it begins a line
		if (begins && !open) return { keyword, length: word.length + gap + 1 };
		if (exact && gap === 0 && current?.keyword !== 'IF') return { keyword, length: word.length + 1 };
		return null;
	}
	if (exact && bare.has(upper) && (begins || upper === 'TSRANGE') && !open)
		return { keyword, length: word.length };
	if (!begins || open) return null;
	if (exact && next !== '=') return { keyword, length: word.length, fault: 'keyword-bare' };
	if (marked && gap === 0 && word === upper && current?.keyword !== 'IF') {
		// read on as what was likely meant, so that the lines below are not blamed
		const likely = keywords.find((one) => one === suggestion(upper, keywords).suggestion) ?? null;
		return { keyword: likely, length: word.length + 1, fault: 'keyword-unknown' };
	}
	return null;
}
