import { database } from '#platform/db/door.server.ts';
import { notifyNow } from '#platform/notifications/door.server.ts';
import { pathOf } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import type { CategoryTree } from '../category-tree.ts';
import { boxOfCell } from '../list-appeals.ts';
import { placePatterns } from '../lists-store.server.ts';
import { afterTelling, hour, mostTold, queryOf, settled } from './watch.ts';
import * as store from './watches-store.server.ts';

/** So many watches are asked in one round. */
const atOnce = 2_000;

/**
 * Tells everybody who watches of what is new, in a fixed number of queries whatever their number. May be broken off and run
 * again: the same news has the same key. Letters follow each person's own choices, digest hour and quiet hours.
 * @returns how many were told
 */
export async function tellWatchers(now = new Date(), signal?: AbortSignal): Promise<number> {
	let told = 0;
	for (;;) {
		signal?.throwIfAborted();
		const round = await tellRound(now);
		told += round.told;
		if (round.asked < atOnce) return told;
	}
}

async function tellRound(now: Date): Promise<{ asked: number; told: number }> {
	const db = database();
	const due = await store.takeDue(db, now, new Date(now.getTime() - settled), atOnce);
	if (due.length === 0) return { asked: 0, told: 0 };
	const tree = await categories();
	const found = await store.freshFor(
		db,
		due.map((watch) => questionOf(watch, tree)),
		mostTold,
	);
	const fresh = Map.groupBy(found, (one) => one.watch);
	const news = due.flatMap((watch) => {
		const rows = fresh.get(watch.id);
		const [first] = rows ?? [];
		if (!rows || !first) return [];
		const query = queryOf(watch);
		query.set('from', first.firstFiled.toISOString().slice(0, 10));
		return [
			{
				kind: 'appeals.watched',
				account: watch.account,
				territory: watch.territory,
				facts: {
					count: first.count,
					title: watch.title,
					lines: rows.map((row) => `• ${row.excerpt}`).join('\n'),
					more: first.count - rows.length,
				},
				url: `/${pathOf(watch.territory)}/appeals?${query}`.replace('//', '/'),
				key: `appeals.watched ${watch.id} ${watch.seenTo.toISOString()}`,
			},
		];
	});
	await notifyNow(news);
	await store.toldAll(
		db,
		due.map(({ account, id }) => ({
			account,
			id,
			next: new Date(now.getTime() + (fresh.has(id) ? afterTelling : hour / 2)),
		})),
	);
	return { asked: due.length, told: news.length };
}

const questionOf = (watch: store.DueWatch, tree: CategoryTree): store.Question => ({
	watch: watch.id,
	territory: watch.territory,
	from: watch.seenTo.toISOString(),
	till: watch.till.toISOString(),
	categories: watch.category ? tree.reads(watch.category) : null,
	places: watch.place ? placePatterns(watch.place) : [],
	body: watch.body?.id ?? null,
	box: watch.cell ? boxOfCell(watch.cell) : null,
});
