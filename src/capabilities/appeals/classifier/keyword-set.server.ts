import { categories } from '../categories.server.ts';
import type { CategoryTree } from '../category-tree.ts';
import { type Described, KeywordSet } from './keywords.ts';

let known: { tree: CategoryTree; set: KeywordSet } | undefined;

/** The words of all categories ready for asking; made anew when a category changes. */
export async function keywordSet(): Promise<KeywordSet> {
	const tree = await categories();
	if (known?.tree !== tree) known = { tree, set: new KeywordSet(describedOf(tree)) };
	return known.set;
}

/** What is known of each category without any history. */
export function describedOf(tree: CategoryTree): Described[] {
	return tree.all().map((category) => ({
		code: category.code,
		parents: tree
			.chain(category.code)
			.slice(1)
			.map((one) => one.code),
		names: category.texts.map((text) => text.name),
		hints: [...category.texts.map((text) => text.hint), ...category.examples.map((one) => one.text)],
		keywords: category.words.map((one) => one.word),
	}));
}
