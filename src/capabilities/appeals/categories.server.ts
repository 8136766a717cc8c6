import { type Db, database, type Tx } from '#platform/db/door.server.ts';
import {
	lastRevision,
	nextRevision,
	readCategories,
	readOffers,
	seedCategory,
} from './categories-store.server.ts';
import type { Category } from './category.ts';
import { CategoryTree, type Offer } from './category-tree.ts';
import { starterCategories } from './starter-categories.ts';

type Known = { revision: number; all: Map<string, Category>; offers: Map<string, Offer>; tree: CategoryTree };

let known: Known | undefined;
let readAt = 0;
let reading: Promise<CategoryTree> | undefined;
const keptFor = 5_000;

/** The tree of categories, at most five seconds old; only what changed is read again. */
export async function categories(): Promise<CategoryTree> {
	if (known && Date.now() - readAt < keptFor) return known.tree;
	reading ??= read(database(), known)
		.then((now) => {
			known = now;
			readAt = Date.now();
			return now.tree;
		})
		.finally(() => {
			reading = undefined;
		});
	return reading;
}

async function read(db: Db, before: Known | undefined): Promise<Known> {
	const revision = await lastRevision(db);
	if (before?.revision === revision) return before;
	const after = before?.revision ?? 0;
	const [changed, offers] = await Promise.all([readCategories(db, after), readOffers(db, after)]);
	const all = new Map(before?.all);
	for (const one of changed) all.set(one.code, one);
	const said = new Map(before?.offers);
	for (const offer of offers) said.set(`${offer.territory} ${offer.category}`, offer);
	const byPosition = (a: Category, b: Category) =>
		a.position - b.position || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
	const tree = new CategoryTree([...all.values()].sort(byPosition), [...said.values()]);
	return { revision, all, offers: said, tree };
}

/** After a change, and in tests where one process sees several databases. */
export function forgetCategories(): void {
	known = undefined;
	readAt = 0;
}

/** Brings the starter set in where it is not yet. */
export async function seedCategories(tx: Tx): Promise<void> {
	const revision = await nextRevision(tx);
	for (const [position, root] of starterCategories.entries())
		await seedCategory(tx, root, null, position, revision);
	forgetCategories();
}
