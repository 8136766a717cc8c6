import { config } from '#platform/config/door.server.ts';
import { type Db, database, type Tx } from '#platform/db/door.server.ts';
import { setsBrought } from './categories/save-store.server.ts';
import { plantSet } from './categories/sets/bring-set.ts';
import { lastRevision, nextRevision, readCategories, readOffers } from './categories-store.server.ts';
import type { Category } from './category.ts';
import { CategoryTree, type Offer } from './category-tree.ts';

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

/** As the tables stand, inside a transaction that is about to change them. */
export async function categoriesNow(tx: Tx): Promise<CategoryTree> {
	return (await read(tx, known)).tree;
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
	const tree = new CategoryTree([...all.values()].sort(inOrder), [...said.values()]);
	return { revision, all, offers: said, tree };
}

/** What is common to all first, then what territories add below it. */
function inOrder(a: Category, b: Category): number {
	return (
		Number(a.offeredIn !== null) - Number(b.offeredIn !== null) ||
		a.position - b.position ||
		(a.code < b.code ? -1 : 1)
	);
}

/** After a change: the next one who asks reads what is new. */
export function renewCategories(): void {
	readAt = 0;
}

/** Where one process sees several databases. */
export function forgetCategories(): void {
	known = undefined;
	readAt = 0;
}

/** An installation without categories gets the set that its operator chose; later starts bring nothing more. */
export async function seedCategories(tx: Tx): Promise<void> {
	if ((await setsBrought(tx)).length > 0) return;
	const revision = await nextRevision(tx);
	await plantSet(tx, config().categories, await categoriesNow(tx), revision);
	renewCategories();
}
