import type { CategoryTree } from '../category-tree.ts';
import { somethingElse } from './decide.ts';

/**
 * Where an appeal waits whose author chose no category: "something else", else the last root that is open here. Its terms hold
 * until somebody says what the appeal is about. Undefined where no category is open at all.
 */
export function waitingCategory(
	all: CategoryTree,
	{ day, areas }: { day: string; areas: readonly number[] },
): string | undefined {
	if (all.isOpen(somethingElse, day, areas)) return somethingElse;
	return all
		.choices(day, areas)
		.map(({ root }) => root.code)
		.filter((code) => !all.emergency(code))
		.at(-1);
}
