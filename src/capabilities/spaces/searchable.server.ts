import { type Db, database } from '#platform/db/door.server.ts';
import { type Item, putItems, registerSearchSource, removeItem } from '#platform/search/door.server.ts';
import { pathOf } from '#rooms/territories/door.server.ts';
import { addressOf, type Space, type SpaceRef } from './space.ts';
import * as store from './store.server.ts';

const kind = 'spaces.space';

/** A space as it is found, in each of its languages. One that is secret or has ended is found by nobody. */
async function itemsOf(db: Db, space: Space): Promise<Item[]> {
	if (space.openness === 'secret' || space.closedAt) return [];
	const other = space.lang === 'ru' ? 'en' : 'ru';
	const text = await store.textOf(db, space, other);
	const item = (lang: 'ru' | 'en', words: { name: string; summary: string; about: string }): Item => ({
		territory: space.territory,
		kind,
		id: space.id,
		url: addressOf(pathOf(space.territory), space.slug),
		lang,
		title: words.name,
		body: `${words.summary}\n${words.about}`,
		audience: 'public',
		at: space.createdAt,
	});
	return text ? [item(space.lang, space), item(other, text)] : [item(space.lang, space)];
}

/** Brings the index in line with the space; runs after each change of it, any number of times. */
export async function index(ref: SpaceRef): Promise<void> {
	const db = database();
	const space = await store.spaceById(db, ref);
	// first away with all: a space that became secret, a language that was taken out
	await removeItem(db, { territory: ref.territory, kind, id: ref.id });
	if (space) await putItems(db, await itemsOf(db, space));
}

export function offerSpaces(): void {
	registerSearchSource(kind, async function* () {
		for await (const rows of store.allPublic(database()))
			for (const space of rows) yield* await itemsOf(database(), space);
	});
}
