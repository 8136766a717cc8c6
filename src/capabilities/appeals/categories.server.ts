import { database, type Tx } from '#platform/db/door.server.ts';
import { readCategories, seedCategory } from './categories-store.server.ts';
import { CategoryTree } from './category.ts';
import { starterCategories } from './starter-categories.ts';

let known: { tree: CategoryTree; readAt: number } | undefined;
let reading: Promise<CategoryTree> | undefined;
const keptFor = 5_000;

/** The tree of categories, at most five seconds old. */
export async function categories(): Promise<CategoryTree> {
	if (known && Date.now() - known.readAt < keptFor) return known.tree;
	reading ??= readCategories(database())
		.then((all) => {
			known = { tree: new CategoryTree(all), readAt: Date.now() };
			return known.tree;
		})
		.finally(() => {
			reading = undefined;
		});
	return reading;
}

/** After a change, and in tests where one process sees several databases. */
export function forgetCategories(): void {
	known = undefined;
}

/** Brings the starter set in where it is not yet. */
export async function seedCategories(tx: Tx): Promise<void> {
	for (const [position, root] of starterCategories.entries()) await seedCategory(tx, root, null, position);
	forgetCategories();
}
