import { type Db, database, type TerritoryId, type Tx } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import type { JobContext } from '#platform/room.ts';
import {
	type Item,
	placeKind,
	proveIndex,
	putItems,
	registerSearchSource,
	removeItem,
} from '#platform/search/door.server.ts';
import { type Kind, kinds } from './kind.ts';
import * as store from './search-store.server.ts';

/** Territories in the search: by their names in all languages, by former names, and by those whom they united. */

const page = 5_000;
/** How many live there, where nobody told: what more people look for comes first. */
const guess = [1e9, 1e8, 1e6, 5e4, 2e3, 300];
/** More than these are told anew as a whole: an import. */
const few = 50;

function itemsOf(row: store.SearchRow): Item[] {
	const weight = row.population ?? guess[kinds[row.kind as Kind].rank] ?? 1;
	const names = row.names ?? [];
	return names
		.filter((name) => name.lang === 'ru' || name.lang === 'en')
		.map((name) => ({
			territory: row.id,
			kind: placeKind,
			id: String(row.id),
			url: `/${row.path}`,
			lang: name.lang as 'ru' | 'en',
			title: name.nominative,
			names: [...new Set([name.full, ...(row.code ? [row.code] : []), ...(row.former ?? [])])].filter(
				(text) => text !== name.nominative,
			),
			weight,
			audience: 'public' as const,
		}));
}

async function* allItems(): AsyncIterable<Item> {
	for (let after = 0; ; ) {
		const rows = await store.readForSearch(database(), { after, limit: page });
		if (rows.length === 0) return;
		for (const row of rows) yield* itemsOf(row);
		after = rows.at(-1)?.id ?? 0;
	}
}

export function offerToSearch(): void {
	registerSearchSource(placeKind, allItems);
}

/** Told in the transaction of every change of the tree; without ids: very many changed. */
export async function tellChanged(tx: Tx, ids: readonly TerritoryId[]): Promise<void> {
	await announce(tx, 'territories.changed', ids.length <= few ? { ids: [...ids] } : {});
}

export async function renewSearch(payload: { ids?: TerritoryId[] }, { signal }: JobContext): Promise<void> {
	if (!payload.ids) {
		await proveIndex(signal, placeKind);
		return;
	}
	const db: Db = database();
	const rows = await store.readForSearch(db, { ids: payload.ids, after: 0, limit: few });
	for (const id of payload.ids) await removeItem(db, { territory: id, kind: placeKind, id: String(id) });
	await putItems(db, rows.flatMap(itemsOf));
}
