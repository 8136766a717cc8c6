import { categoryName } from './category.ts';
import type { CategoryTree, Choice } from './category-tree.ts';

export type CategoryOption = { value: string; label: string; group?: string };

/** Lists are made once for each tree and each way to word them, so that a page need not write them out again. */
function once<Of extends object>(
	make: (of: Of, lang: string, word: (name: string) => string) => CategoryOption[],
) {
	const made = new WeakMap<Of, Map<string, readonly CategoryOption[]>>();
	return (of: Of, lang: string, word: (name: string) => string): readonly CategoryOption[] => {
		const known = made.get(of) ?? new Map<string, readonly CategoryOption[]>();
		made.set(of, known);
		const worded = `${lang} ${word('')}`;
		const options = known.get(worded) ?? make(of, lang, word);
		known.set(worded, options);
		return options;
	};
}

/** Options of a select: leaves under their root, roots without leaves alone, and each root's "something else of this". */
export const categoryOptions = once<readonly Choice[]>((choices, lang, other) =>
	choices.flatMap(({ root, leaves }) => {
		const group = categoryName(root, lang);
		if (leaves.length === 0) return [{ value: root.code, label: group }];
		return [
			...leaves.map((leaf) => ({ value: leaf.code, label: categoryName(leaf, lang), group })),
			{ value: root.code, label: other(group), group },
		];
	}),
);

/** For filters: roots, each followed by its leaves. */
export const categoryFilterOptions = once<CategoryTree>((tree, lang, all) =>
	tree.below(null).flatMap((root) => {
		const group = categoryName(root, lang);
		const below = tree.subtree(root.code).slice(1);
		if (below.length === 0) return [{ value: root.code, label: group }];
		return [
			{ value: root.code, label: all(group), group },
			...below.map((code) => ({ value: code, label: categoryName(tree.get(code), lang), group })),
		];
	}),
);
