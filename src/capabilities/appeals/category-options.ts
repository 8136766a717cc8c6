import type { Category } from './category.ts';
import { categoryName } from './category.ts';
import type { CategoryTree } from './category-tree.ts';

/** Options of a select: leaves under their root, roots without leaves alone, and each root's "something else of this". */
export function categoryOptions(
	choices: readonly { root: Category; leaves: readonly Category[] }[],
	lang: string,
	other: (name: string) => string,
): { value: string; label: string; group?: string }[] {
	return choices.flatMap(({ root, leaves }) => {
		const group = categoryName(root, lang);
		if (leaves.length === 0) return [{ value: root.code, label: group }];
		return [
			...leaves.map((leaf) => ({ value: leaf.code, label: categoryName(leaf, lang), group })),
			{ value: root.code, label: other(group), group },
		];
	});
}

/** For filters: roots, each followed by its leaves. */
export function categoryFilterOptions(
	tree: CategoryTree,
	lang: string,
	all: (name: string) => string,
): { value: string; label: string; group?: string }[] {
	return tree.below(null).flatMap((root) => {
		const group = categoryName(root, lang);
		const below = tree.subtree(root.code).slice(1);
		if (below.length === 0) return [{ value: root.code, label: group }];
		return [
			{ value: root.code, label: all(group), group },
			...below.map((code) => ({ value: code, label: categoryName(tree.get(code), lang), group })),
		];
	});
}
