import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { type Item, putItem, registerSearchSource, removeItem } from '#platform/search/door.server.ts';
import { type BodyRef, bodyKey } from '#rooms/organisations/door.server.ts';
import { pathOf, tree } from '#rooms/territories/door.server.ts';
import type { Appeal, AppealRef } from './appeal.ts';
import { excerptOf } from './appeal.ts';
import { categories } from './categories.server.ts';
import { categoryName } from './category.ts';
import { countDesksNow, desksChanged } from './desk/count-desks.ts';
import { masked } from './mask.ts';
import * as projections from './projections-store.server.ts';
import * as store from './store.server.ts';

/**
 * Brings everything that mirrors an appeal in line with it: the inbox of its body, the lists of the territories above, the
 * account's own list, the search. Runs as a job after each change, any number of times and in any order.
 */
export async function project(ref: AppealRef, was: BodyRef | null = null): Promise<void> {
	const db = database();
	const appeal = await store.read(db, ref);
	if (!appeal) return;
	if (appeal.body && !appeal.mergedInto) await projections.putIntoInbox(db, appeal, appeal.body);
	// work on it goes on with another one
	if (appeal.body && appeal.mergedInto) await projections.dropFromInbox(db, appeal, appeal.body);
	if (was && (!appeal.body || bodyKey(was) !== bodyKey(appeal.body)))
		await projections.dropFromInbox(db, appeal, was);
	for (const ancestor of [ref.territory, ...tree.ancestors(ref.territory)])
		await projections.putIntoList(db, ancestor, appeal);
	if (appeal.author) await projections.putIntoMine(db, appeal.author, appeal, 'filed');
	for (const account of await store.joinedTo(db, ref))
		if (account !== appeal.author) await projections.putIntoMine(db, account, appeal, 'joined');
	await putIntoSearch(appeal);
	await desksChanged(ref.territory, bodiesConcerned(appeal, was));
}

function bodiesConcerned(appeal: Appeal, was: BodyRef | null): BodyRef[] {
	return [appeal.body, was].filter((one): one is BodyRef => one !== null);
}

/** As `project`, for the page of whoever has just acted: the figures of the desks stand before the answer as well. */
export async function mirror(ref: AppealRef, was: BodyRef | null = null): Promise<void> {
	await project(ref, was);
	const appeal = await store.read(database(), ref);
	if (appeal) await countDesksNow(ref.territory, bodiesConcerned(appeal, was));
}

async function putIntoSearch(appeal: Appeal): Promise<void> {
	const item = await itemOf(appeal);
	if (item) await putItem(database(), item);
	else await removeItem(database(), { territory: appeal.territory, kind: searchKind, id: appeal.id });
}

const searchKind = 'appeals.appeal';

/** Only what everybody may see, and never the author's name. */
async function itemOf(appeal: Appeal): Promise<Item | null> {
	if (appeal.visibility === 'authority' || appeal.state === 'filed') return null;
	const all = await categories();
	return {
		territory: appeal.territory,
		kind: searchKind,
		id: appeal.id,
		url: addressOf(appeal),
		lang: appeal.lang === 'en' ? 'en' : 'ru',
		at: appeal.filedAt,
		title: `${categoryName(all.get(appeal.category), appeal.lang)}: ${excerptOf(masked(appeal.placeWords || appeal.text, appeal.shown), 100)}`,
		// apart, as whoever looks for it types its parts
		names: [appeal.number.replaceAll('-', ' ')],
		body: `${masked(appeal.text, appeal.shown)} ${masked(appeal.placeWords, appeal.shown)}`,
		audience: 'public',
	};
}

/** Every appeal that may be found, for the nightly proof of the search. */
export function offerToSearch(): void {
	registerSearchSource(searchKind, async function* () {
		for await (const appeals of store.readAll(database()))
			for (const appeal of appeals) {
				const item = await itemOf(appeal);
				if (item) yield item;
			}
	});
}

/** The page of an appeal, without the language: `/perm-krai/kungur/appeals/57-634-2026-000123`. */
export function addressOf(appeal: { territory: TerritoryId; number: string }): string {
	const path = pathOf(appeal.territory);
	return `${path ? `/${path}` : ''}/appeals/${appeal.number}`;
}
