import { database, type Tx } from '#platform/db/door.server.ts';
import { categories } from '../categories.server.ts';
import type { CategoryTree } from '../category-tree.ts';
import { type Described, KeywordSet } from './keywords.ts';
import { type Keyword, plantKeywords, readKeywords } from './keywords-store.server.ts';
import { starterKeywords } from './starter-keywords.ts';

let known: { set: KeywordSet; readAt: number } | undefined;
let reading: Promise<KeywordSet> | undefined;
const keptFor = 5_000;

/** The words of all categories ready for asking, at most five seconds old. */
export async function keywordSet(): Promise<KeywordSet> {
	if (known && Date.now() - known.readAt < keptFor) return known.set;
	reading ??= Promise.all([categories(), readKeywords(database())])
		.then(([tree, keywords]) => {
			known = { set: new KeywordSet(describe(tree, keywords)), readAt: Date.now() };
			return known.set;
		})
		.finally(() => {
			reading = undefined;
		});
	return reading;
}

/** After a change, and in tests where one process sees several databases. */
export function forgetKeywords(): void {
	known = undefined;
}

function describe(tree: CategoryTree, keywords: readonly Keyword[]): Described[] {
	const of = Map.groupBy(keywords, (one) => one.category);
	return tree.all().map((category) => ({
		code: category.code,
		parents: tree
			.chain(category.code)
			.slice(1)
			.map((one) => one.code),
		names: category.texts.map((text) => text.name),
		hints: category.texts.map((text) => text.hint),
		keywords: (of.get(category.code) ?? []).map((one) => one.words),
	}));
}

/** Brings the words of the starter set in where they are not yet. */
export async function seedKeywords(tx: Tx): Promise<void> {
	const all = Object.entries(starterKeywords).flatMap(([category, words]) =>
		(['ru', 'en'] as const).flatMap((lang) =>
			words[lang].split(',').map((one) => ({ category, lang, words: one.trim() })),
		),
	);
	await plantKeywords(tx, all);
	forgetKeywords();
}
