import { database, isUuid, newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { categories } from '../categories.server.ts';
import type { Asked } from '../list-appeals.ts';
import { placePatterns } from '../lists-store.server.ts';
import { mostWatches, sameWatch, type Watch, type Watched } from './watch.ts';
import * as store from './watches-store.server.ts';

/** Of what an address of the list asks for, that which can be watched. */
export const watchedIn = (asked: Asked): Watched => {
	const [territory, id] = asked.body?.split('/') ?? [];
	return {
		category: asked.category ?? null,
		place: asked.place ?? null,
		body: territory && id ? ({ territory: Number(territory), id } as Watched['body']) : null,
		cell: asked.cell ?? null,
	};
};

/** New public appeals of this kind are told to the person from now on; the same twice is once. */
export async function watchList(
	actor: Actor,
	territory: TerritoryId,
	watched: Watched,
	title: string,
	at = new Date(),
): Promise<void> {
	demand(actor, 'appeals.watch', { territory }, { visible: true });
	const account = actor.account ?? refuse('platform.sign-in-first');
	const { category, place } = watched;
	// the list shows nothing for these either
	if (category && !(await categories()).get(category)) refuse('platform.not-found');
	if (place && placePatterns(place).length === 0) refuse('platform.not-found');
	await transaction(async (tx) => {
		await store.lockWatches(tx, account);
		const all = await store.watchesOf(tx, account);
		if (all.some((one) => one.territory === territory && sameWatch(one, watched))) return;
		if (all.length >= mostWatches) refuse('appeals.watch.too-many', { most: mostWatches });
		await store.insertWatch(tx, {
			...watched,
			id: newId(at.getTime()),
			account,
			territory,
			title: title.slice(0, 200),
			madeAt: at,
		});
	});
}

/** What this person watches. */
export async function watchesOf(actor: Actor): Promise<Watch[]> {
	return actor.account === null ? [] : store.watchesOf(database(), actor.account);
}

/** Switched off; it can be asked for again. */
export async function stopWatching(actor: Actor, id: string, at = new Date()): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	if (!isUuid(id) || !(await store.stopWatch(database(), account, id, at))) refuse('platform.not-found');
}
