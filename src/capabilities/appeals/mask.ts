import { namesIn, type Span } from './filing/names-of-people.ts';

/**
 * Hides what one should not publish about oneself or a neighbour: phones, e-mail addresses, flats, number plates, cards
 * and policy numbers, names. The authority reads the whole text; the public page, the feeds and the search read this one.
 */
const patterns: { what: Kind; pattern: RegExp; digits: number; sign?: RegExp }[] = [
	{
		what: 'e-mail',
		digits: 0,
		sign: /@/,
		pattern: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
	},
	// +7 (912) 345-67-89, 8 912 3456789, 8(34271)2-34-56
	{
		what: 'phone',
		digits: 8,
		pattern: /(?<![\d.-])(?:\+7|8|7)[\s\-.(]*\d{3,5}[\s\-.)]*\d{1,3}[\s\-.]*\d{2}[\s\-.]*\d{2}(?!\d)/gu,
	},
	{
		what: 'phone',
		digits: 8,
		sign: /\+/,
		pattern: /(?<![\d.-])\+\d{1,3}[\s\-.(]*\d{2,4}[\s\-.)]*\d{3}[\s\-.]*\d{2,4}[\s\-.]*\d{0,4}(?!\d)/gu,
	},
	// 4 groups of a bank card, the snils 123-456-789 00, the passport 5700 123456
	{ what: 'document', digits: 16, pattern: /(?<!\d)(?:\d{4}[\s-]?){3}\d{4}(?!\d)/gu },
	{ what: 'document', digits: 11, pattern: /(?<!\d)\d{3}-\d{3}-\d{3}[\s-]\d{2}(?!\d)/gu },
	{ what: 'document', digits: 10, pattern: /(?<!\d)\d{2}\s?\d{2}\s\d{6}(?!\d)/gu },
	{
		what: 'flat',
		digits: 1,
		sign: /кв|апартаменты|flat|apt/i,
		pattern:
			/(?<=(?:^|[^\p{L}])(?:кв|квартир[аеуы]|апартаменты|flat|apt)\.?\s?№?\s?)\d+[а-яa-z]?(?![\p{L}\d])/giu,
	},
	// А123ВС59: letters that look alike in both alphabets
	{
		what: 'plate',
		digits: 5,
		sign: /\d{3}/,
		pattern:
			/(?<![\p{L}\d])[АВЕКМНОРСТУХABEKMHOPCTYX]\s?\d{3}\s?[АВЕКМНОРСТУХABEKMHOPCTYX]{2}\s?\d{2,3}(?!\d)/giu,
	},
];

export const hidden = '•••';

export type Kind = 'e-mail' | 'phone' | 'document' | 'flat' | 'plate' | 'name';
/** Something personal in a text. */
export type Personal = Span & { what: Kind; text: string };

/** All that is personal in a text, in its order. Streets and schools that bear a name are not. */
export function personalIn(text: string): Personal[] {
	const all: Personal[] = [];
	const add = (what: Kind, { start, end }: Span) => {
		if (!all.some((one) => start < one.end && one.start < end))
			all.push({ what, start, end, text: text.slice(start, end) });
	};
	for (const { what, pattern } of inQuestion(text))
		for (const match of text.matchAll(pattern))
			add(what, { start: match.index, end: match.index + match[0].length });
	for (const span of namesIn(text)) add('name', span);
	return all.sort((a, b) => a.start - b.start);
}

/** A piece of a text, as it stands there, and whether others read it. */
export type Piece = { text: string; hidden: boolean };

type Masking = { kept: readonly (string | null)[]; names: boolean };

/**
 * A text cut where something is hidden.
 * @param masking.kept stays: numbers that are public anyway (the telephone of the body itself), and what the author wants to be seen
 * @param masking.names false for places, which are called by people, and for answers, which officials sign
 */
function cut(text: string, masking: Masking): Piece[] {
	const staying = new Set(masking.kept.flatMap((one) => (one ? [sameness(one)] : [])));
	const spans = personalIn(text).filter(
		({ what, text: words }) => (what !== 'name' || masking.names) && !staying.has(sameness(words)),
	);
	return cutAt(text, spans);
}

function cutAt(text: string, spans: readonly Span[]): Piece[] {
	const pieces: Piece[] = [];
	let from = 0;
	const add = (to: number, hidden: boolean) => {
		if (to > from) pieces.push({ text: text.slice(from, to), hidden });
		from = to;
	};
	for (const { start, end } of spans) {
		add(start, false);
		add(end, true);
	}
	add(text.length, false);
	return pieces;
}

/** A text as others read it. */
const inPublic = (pieces: readonly Piece[]): string =>
	pieces.map((piece) => (piece.hidden ? hidden : piece.text)).join('');

/** An official's text, or a reason that somebody gave, with what is personal in it hidden. */
export function masked(
	text: string,
	kept: readonly (string | null)[] = [],
	options: { names?: boolean } = {},
): string {
	return inPublic(cut(text, { kept, names: options.names !== false }));
}

/** A text as `masked` hides it, in pieces. */
export const piecesOf = (text: string): Piece[] => cut(text, { kept: [], names: true });

/** A telephone is the same however it is written (+7 and 8 are one), any other thing in any case and spacing. */
function sameness(text: string): string {
	const digits = text.replace(/\D/g, '').slice(-10);
	return digits.length >= 7 ? digits : text.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The patterns that can find anything in the text at all: a list of fifty texts hardly ever asks for one. */
function inQuestion(text: string): typeof patterns {
	let digits = 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code >= 48 && code <= 57) digits++;
	}
	return patterns.filter((one) => digits >= one.digits && (!one.sign || one.sign.test(text)));
}

/** What of `chosen` is really personal in the texts: only that may be kept from being hidden. */
export function shownFrom(texts: readonly string[], chosen: readonly string[]): string[] {
	const found = new Set(texts.flatMap((text) => personalIn(text).map((one) => sameness(one.text))));
	return [...new Set(chosen)].filter((one) => found.has(sameness(one)));
}

/** Takes a name out of a text that is shown without it, in any case form: every word that begins as a part of it does. */
export const withoutName = (text: string, name: string): string => inPublic(cutName(text, name));

function cutName(text: string, name: string): Piece[] {
	const stems = name
		.split(/[\s.]+/)
		.filter((part) => part.length >= 4)
		.map((part) => part.slice(0, Math.max(3, part.length - 2)).replace(/[^\p{L}-]/gu, ''))
		.filter((stem) => stem.length >= 3);
	if (stems.length === 0) return cutAt(text, []);
	const words = new RegExp(`(?<!\\p{L})(?:${stems.join('|')})\\p{L}{0,4}(?!\\p{L})`, 'giu');
	return cutAt(
		text,
		[...text.matchAll(words)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
	);
}

type WithWords = { text: string; placeWords: string; shown: readonly string[]; visibility: string };

/**
 * The words of an appeal as everybody may read them, wherever they are given out: a page, a list, a file, a feed, another
 * program. Whoever asked not to be named is not named by their own text either.
 */
export function openWords(
	appeal: WithWords,
	authorName: string | null,
): { text: string; placeWords: string } {
	const { text, placeWords } = openPieces(appeal, authorName);
	return { text: inPublic(text), placeWords: inPublic(placeWords) };
}

/** The same for the author, who sees every word and which of them others do not. */
export function openPieces(
	appeal: WithWords,
	authorName: string | null,
): { text: Piece[]; placeWords: Piece[] } {
	const nameless = (pieces: Piece[]) =>
		appeal.visibility === 'public' || !authorName
			? pieces
			: pieces.flatMap((piece) => (piece.hidden ? [piece] : cutName(piece.text, authorName)));
	return {
		text: nameless(cut(appeal.text, { kept: appeal.shown, names: true })),
		placeWords: nameless(cut(appeal.placeWords, { kept: appeal.shown, names: false })),
	};
}
