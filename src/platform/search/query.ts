import { fold, isGeneric, placeRoots, stemOf, wordsOf } from './russian.ts';

/** One word looked for: any of these roots will do. `text` is the word itself, of letters and digits alone. */
export type Term = { text: string; others: string[] };
export type Query = {
	/** All must stand in an item. */
	terms: Term[];
	/** All must stand in a place's names; without «район», «город» and the like, if anything else was typed. */
	place: Term[];
	/** What to mark in titles and snippets. */
	roots: Set<string>;
	folded: string;
};

const mostWords = 10;

/** What was typed, as something that can be looked for. Null: not one word. */
export function readQuery(text: string): Query | null {
	const words = [...new Set(wordsOf(text.slice(0, 400)))]
		.filter((word) => word.length <= 40)
		.slice(0, mostWords);
	if (words.length === 0) return null;
	const termOf = (word: string): Term => ({ text: word, others: placeRoots(word) });
	const speaking = words.filter((word) => !isGeneric(word));
	const terms = words.map(termOf);
	return {
		terms,
		place: (speaking.length ? speaking : words).map(termOf),
		roots: new Set(terms.flatMap(({ text, others }) => [text, stemOf(text), ...others])),
		folded: fold(text.normalize('NFC')).replace(/\s+/g, ' ').trim().slice(0, 200),
	};
}
