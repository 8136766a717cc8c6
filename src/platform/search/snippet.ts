import { fold, stemOf } from './russian.ts';

/** A piece of a text; `hit` is a word that was looked for. */
export type SnippetPart = { text: string; hit: boolean };

const word = /[\p{L}\p{N}]+/gu;
/** Characters of a text that are looked at, and of a snippet. */
const looked = 30_000;
const wide = 220;

/** Marks the words looked for, in any of their forms. */
export function markHits(text: string, roots: ReadonlySet<string>): SnippetPart[] {
	const parts: SnippetPart[] = [];
	const isHit = hitOf(roots);
	let at = 0;
	for (const match of text.matchAll(word)) {
		if (!isHit(match[0])) continue;
		if (match.index > at) parts.push({ text: text.slice(at, match.index), hit: false });
		parts.push({ text: match[0], hit: true });
		at = match.index + match[0].length;
	}
	if (at < text.length) parts.push({ text: text.slice(at), hit: false });
	return parts;
}

/** The part of a text in which most of the words looked for stand together; its beginning where none does. */
export function snippetOf(body: string, roots: ReadonlySet<string>): SnippetPart[] {
	const text = body.slice(0, looked).replace(/\s+/g, ' ').trim();
	const isHit = hitOf(roots);
	const hits = [...text.matchAll(word)].filter((match) => isHit(match[0]));
	let best = 0;
	let most = 0;
	hits.forEach((hit, i) => {
		const near = hits.filter((other, j) => j >= i && other.index + other[0].length - hit.index <= wide);
		const different = new Set(near.map((other) => stemOf(fold(other[0])))).size;
		if (different > most) [most, best] = [different, hit.index];
	});
	const from = best < 60 ? 0 : wordBorder(text, best - 60);
	const to = from + wide >= text.length ? text.length : wordBorder(text, from + wide);
	const parts = markHits(text.slice(from, to).trim(), roots);
	if (from > 0) parts.unshift({ text: '… ', hit: false });
	if (to < text.length) parts.push({ text: ' …', hit: false });
	return parts;
}

function hitOf(roots: ReadonlySet<string>): (found: string) => boolean {
	// a root begins as its word does: most words of a text need not be taken apart
	const begins = new Set([...roots].map((root) => root[0]));
	return (found) => {
		const folded = fold(found);
		return begins.has(folded[0]) && (roots.has(folded) || roots.has(stemOf(folded)));
	};
}

function wordBorder(text: string, near: number): number {
	const space = text.indexOf(' ', near);
	return space < 0 || space > near + 40 ? near : space + 1;
}
