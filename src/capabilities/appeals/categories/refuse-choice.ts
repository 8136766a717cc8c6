import type { Problem } from '#platform/errors/door.ts';
import { categoryName } from '../category.ts';
import type { CategoryTree } from '../category-tree.ts';

/**
 * What a person is told who chose a category that may not be chosen here today: since when and what to take instead
 * (`to`, its code, for a form that chooses it at once). Null: it may be chosen.
 */
export function problemWithChoice(
	tree: CategoryTree,
	code: string,
	{ day, areas, lang }: { day: string; areas: readonly number[]; lang: string },
): Problem | null {
	if (tree.isOpen(code, day, areas)) return null;
	const category = tree.get(code);
	if (!category) return { field: 'category', code: 'appeals.form.category.missing' };
	const instead = tree.openInstead(code, day, areas);
	const name = categoryName(category, lang);
	const why = tree.isClosed(code, day) ? 'closed' : 'not-here';
	if (!instead) return { field: 'category', code: `appeals.form.category.${why}`, facts: { name } };
	const facts = { name, instead: categoryName(instead, lang), to: instead.code };
	return { field: 'category', code: `appeals.form.category.${why}-instead`, facts };
}
