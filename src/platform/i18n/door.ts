import { en } from '#words/en.ts';
import type { Key, Params } from '#words/keys.ts';
import { ru } from '#words/ru.ts';
import { type Formats, formatsFor, type Lang, langs } from './formats.ts';

export type { Key, Params } from '#words/keys.ts';
export { bodyIn } from './cases/body-name.ts';
export {
	addressee,
	type GrammarCase,
	grammarCases,
	greeting,
	initialsFirst,
	personIn,
} from './cases/person.ts';
export { type Formats, formatsFor, type Lang, langs, type Moment, type Numeric } from './formats.ts';
export { slugOf } from './slug.ts';

/** What a compiled message is: its text, or a function where it has parameters. */
export type Message<P = never> = string | ((values: P, formats: Formats) => string);

type Rest<K extends Key> = keyof Params<K> extends never ? [] : [params: Params<K>];

/** Gives the words of a key in one language. Keys stand as literals in the code, so that unused ones are found. */
export type Translate = {
	<K extends Key>(key: K, ...params: Rest<K>): string;
	/**
	 * For sets of keys that share a prefix, t.any(`appeals.state.${state}`), and for codes of refusals.
	 * A key that does not exist comes back as it is: better an odd word on the page than no page.
	 */
	any(key: string, params?: Record<string, unknown>): string;
	has(key: string): boolean;
	/** All keys that begin so: for lists to choose from. */
	keys(prefix: string): readonly string[];
	lang: Lang;
	/** Numbers, dates, money and lists in the same language and zone. */
	formats: Formats;
};

type Catalogue = Record<string, Message<Record<string, unknown>> | undefined>;
const catalogues: Record<Lang, Catalogue> = {
	ru: ru as unknown as Catalogue,
	en: en as unknown as Catalogue,
};
const made = new WeakMap<Formats, Translate>();
/** Thousands of keys are looked through once for each prefix, and prefixes stand in the code. */
const begun = new WeakMap<Catalogue, Map<string, readonly string[]>>();

function keysOf(words: Catalogue, prefix: string): readonly string[] {
	const known = begun.get(words) ?? new Map<string, readonly string[]>();
	begun.set(words, known);
	const keys = known.get(prefix) ?? Object.keys(words).filter((key) => key.startsWith(prefix));
	known.set(prefix, keys);
	return keys;
}

const nothing: Record<string, unknown> = {};

export function translatorFor(lang: Lang, zone?: string): Translate {
	const formats = formatsFor(lang, zone);
	const found = made.get(formats);
	if (found) return found;
	const words = catalogues[lang];
	const any = (key: string, params: Record<string, unknown> = nothing): string => {
		const message = words[key];
		if (typeof message !== 'function') return message ?? key;
		return innerQuotes(oneStop(message(params, formats)), lang);
	};
	const translate = Object.assign(any, {
		any,
		has: (key: string) => Object.hasOwn(words, key),
		keys: (prefix: string) => keysOf(words, prefix),
		lang,
		formats,
	}) as Translate;
	made.set(formats, translate);
	return translate;
}

const quotes = { ru: ['«', '»', '„', '“'], en: ['“', '”', '‘', '’'] } as const;

/** A name that has quotes of its own stands in quotes of the sentence: within those its own are the inner ones. */
function innerQuotes(text: string, lang: Lang): string {
	const [open, close, innerOpen, innerClose] = quotes[lang];
	const first = text.indexOf(open);
	if (first < 0 || text.indexOf(open, first + 1) < 0) return text;
	let depth = 0;
	let whole = '';
	for (const sign of text) {
		if (sign === close) depth--;
		if (depth < 0) return text;
		whole += depth % 2 === 0 ? sign : sign === open ? innerOpen : sign === close ? innerClose : sign;
		if (sign === open) depth++;
	}
	return depth === 0 ? whole : text;
}

/** A Russian date ends with "г.": at the end of a sentence its stop is the stop of the sentence too. */
const oneStop = (text: string): string =>
	text.includes('г..') ? text.replace(/(\sг)\.\.(?!\.)/g, '$1.') : text;

/** The visitor's choice, else the first language of the browser that we have, else Russian. */
export function langOf(acceptLanguage: string | null | undefined, choice?: string | null): Lang {
	const known = (code: string) => langs.find((lang) => lang === code);
	const chosen = choice && known(choice);
	if (chosen) return chosen;
	const wanted = (acceptLanguage ?? '')
		.slice(0, 500)
		.split(',')
		.map((part, order) => {
			const [tag = '', ...options] = part.trim().toLowerCase().split(';');
			const q = options.map((o) => /^\s*q=([\d.]+)$/.exec(o)?.[1]).find(Boolean);
			return { lang: known(tag.split('-')[0] ?? ''), weight: q === undefined ? 1 : Number(q), order };
		})
		.filter((w) => w.lang && w.weight > 0)
		.sort((a, b) => b.weight - a.weight || a.order - b.order);
	return wanted[0]?.lang ?? 'ru';
}
