import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { type Item, putItems, registerSearchSource, removeItems } from '#platform/search/door.server.ts';
import { type BodyRef, bodyKey } from '#rooms/organisations/door.server.ts';
import { pathOf, tree } from '#rooms/territories/door.server.ts';
import type { Appeal, AppealRef } from './appeal.ts';
import { excerptOf } from './appeal.ts';
import { categories } from './categories.server.ts';
import { categoryName } from './category.ts';
import { countDesksNow, desksChanged } from './desk/count-desks.ts';
import { followingMany } from './followers/followers-store.server.ts';
import { openPartsOfMany } from './joint/joint-store.server.ts';
import { openWords } from './mask.ts';
import * as projections from './projections-store.server.ts';
import * as store from './store.server.ts';

/**
 * Brings everything that mirrors these appeals in line with them: the inboxes of their bodies, the lists of the territories
 * above, the accounts' own lists, the search. Runs as a job after each change, any number of times and in any order; a
 * hundred appeals take no more statements than one.
 */
export async function projectAll(
	changes: readonly Changed[],
	/** Whether a list has room for it: an import spares them what they would lose the next night. */
	hasRoom: (ancestor: TerritoryId, appeal: Appeal) => boolean = () => true,
): Promise<void> {
	const db = database();
	const appeals = await store.readMany(
		db,
		changes.map((change) => change.ref),
	);
	const byId = new Map(appeals.map((appeal) => [appeal.id, appeal]));
	const names = await store.namesToHide(db, appeals);
	const joined = await store.joinedToMany(
		db,
		appeals.filter((appeal) => appeal.joined > 0),
	);
	const following = await followingMany(db, appeals);
	// work on a merged one goes on with another
	const held = appeals.filter((appeal) => appeal.body && !appeal.mergedInto);
	const parts = await openPartsOfMany(
		db,
		appeals.filter((appeal) => appeal.withBodies.length > 0),
	);
	const inboxes = [
		...held.map((appeal) => ({ appeal, body: appeal.body as BodyRef })),
		...parts.flatMap((part) => {
			const appeal = byId.get(part.appeal);
			// who leads by now has the whole, not a part
			return !appeal || (appeal.body && bodyKey(appeal.body) === bodyKey(part.body))
				? []
				: { appeal, body: part.body, part };
		}),
	];
	await projections.putIntoInboxes(db, inboxes, names);
	for (const appeal of appeals)
		if (appeal.body && appeal.mergedInto) await projections.dropFromInbox(db, appeal, appeal.body);
	for (const { ref, was } of changes) {
		const appeal = byId.get(ref.id);
		if (!appeal || !was || appeal.withBodies.includes(bodyKey(was))) continue;
		if (!appeal.body || bodyKey(was) !== bodyKey(appeal.body))
			await projections.dropFromInbox(db, appeal, was);
	}
	await projections.putIntoLists(
		db,
		appeals.map((appeal) => ({
			appeal,
			ancestors: [appeal.territory, ...tree.ancestors(appeal.territory)].filter((ancestor) =>
				hasRoom(ancestor, appeal),
			),
		})),
		names,
	);
	const mine: projections.Mine[] = [
		...appeals.flatMap((appeal): projections.Mine[] =>
			appeal.author ? [{ account: appeal.author, appeal, reason: 'filed' }] : [],
		),
		...joined.flatMap(({ id, account }): projections.Mine[] => {
			const appeal = byId.get(id);
			return appeal && account !== appeal.author ? [{ account, appeal, reason: 'joined' }] : [];
		}),
		...following.flatMap(({ id, account }): projections.Mine[] => {
			const appeal = byId.get(id);
			const other = joined.some((one) => one.id === id && one.account === account);
			return appeal && !other && account !== appeal.author ? [{ account, appeal, reason: 'follows' }] : [];
		}),
	];
	const gone = mine.filter(({ appeal, reason }) => reason !== 'filed' && isHidden(appeal));
	await projections.putIntoMine(
		db,
		mine.filter((one) => !gone.includes(one)),
		names,
	);
	await projections.dropFromMine(db, gone);
	await putIntoSearch(appeals, names);
	await desksChanged(
		changes.flatMap(({ ref, was }) => {
			const appeal = byId.get(ref.id);
			return appeal ? [{ territory: ref.territory, bodies: bodiesConcerned(appeal, was) }] : [];
		}),
	);
}

/** An official hid it: for neighbours who joined or follow it is not there. */
const isHidden = (appeal: Appeal) => appeal.hiddenWas !== null;

/** What changed, and with whom it lay before. */
export type Changed = { ref: AppealRef; was: BodyRef | null };

export async function project(ref: AppealRef, was: BodyRef | null = null): Promise<void> {
	await projectAll([{ ref, was }]);
}

export const bodyOfKey = (key: string): BodyRef => {
	const [territory, id] = key.split('/');
	return { territory: Number(territory) as TerritoryId, id: id as BodyRef['id'] };
};

function bodiesConcerned(appeal: Appeal, was: BodyRef | null): BodyRef[] {
	const others = appeal.withBodies.map(bodyOfKey);
	return [appeal.body, was, ...others].filter((one): one is BodyRef => one !== null);
}

/** As `project`, for the page of whoever has just acted: the figures of the desks stand before the answer as well. */
export async function mirror(ref: AppealRef, was: BodyRef | null = null): Promise<void> {
	await project(ref, was);
	const appeal = await store.read(database(), ref);
	if (appeal) await countDesksNow(ref.territory, bodiesConcerned(appeal, was));
}

async function putIntoSearch(appeals: readonly Appeal[], names: ReadonlyMap<string, string>): Promise<void> {
	const items = await Promise.all(appeals.map((one) => itemOf(one, names)));
	await putItems(
		database(),
		items.filter((item) => item !== null),
	);
	await removeItems(
		database(),
		searchKind,
		appeals.filter((_, i) => items[i] === null),
	);
}

export const searchKind = 'appeals.appeal';

/** Only what everybody may see, and never the author's name. */
async function itemOf(appeal: Appeal, names: ReadonlyMap<string, string>): Promise<Item | null> {
	if (appeal.visibility === 'authority' || appeal.state === 'filed') return null;
	const { text, placeWords } = openWords(appeal, names.get(appeal.id) ?? null);
	const all = await categories();
	return {
		territory: appeal.territory,
		kind: searchKind,
		id: appeal.id,
		url: addressOf(appeal),
		lang: appeal.lang === 'en' ? 'en' : 'ru',
		at: appeal.filedAt,
		title: `${categoryName(all.get(appeal.category), appeal.lang)}: ${excerptOf(placeWords || text, 100)}`,
		// apart, as whoever looks for it types its parts
		names: [appeal.number.replaceAll('-', ' ')],
		body: `${text} ${placeWords}`,
		audience: 'public',
	};
}

/** Every appeal that may be found, for the nightly proof of the search. */
export function offerToSearch(): void {
	registerSearchSource(searchKind, async function* () {
		for await (const appeals of store.readAll(database())) {
			const names = await store.namesToHide(database(), appeals);
			for (const appeal of appeals) {
				const item = await itemOf(appeal, names);
				if (item) yield item;
			}
		}
	});
}

/** The page of an appeal, without the language: `/perm-krai/kungur/appeals/57-634-2026-000123`. */
export function addressOf(appeal: { territory: TerritoryId; number: string }): string {
	const path = pathOf(appeal.territory);
	return `${path ? `/${path}` : ''}/appeals/${appeal.number}`;
}
