import { database } from '#platform/db/door.server.ts';
import {
	type Item,
	learnWords,
	placeKind,
	proveIndex,
	registerSearchSource,
} from '#platform/search/door.server.ts';
import * as store from './store.server.ts';

const place = (path: string) => `/${path}`;

/**
 * Every territory by all its names, in each language it has. One that is no more is found by its old name: its address
 * leads to the successor. Larger ones come first.
 */
export async function* allPlaces(): AsyncIterable<Item> {
	for await (const rows of store.readNamed(database()))
		for (const row of rows) {
			const lang = row.lang === 'ru' || row.lang === 'en' ? row.lang : null;
			if (!lang) continue;
			yield {
				territory: row.id,
				kind: placeKind,
				id: String(row.id),
				url: place(row.path),
				lang,
				title: row.nominative,
				names: [row.full, row.code ?? ''].filter((name) => name && name !== row.nominative),
				weight: Math.max(1, row.population ?? 1) / (row.inForce ? 1 : 10),
				audience: 'public',
			};
		}
}

export function offerPlaces(): void {
	registerSearchSource(placeKind, allPlaces);
}

/** Runs every minute: when the tree changed, search is told of it. The version up to which it was told is kept. */
export async function tellSearch(signal?: AbortSignal): Promise<void> {
	const db = database();
	const version = await store.readVersion(db);
	if ((await store.readIndexed(db)) === version) return;
	await proveIndex(signal, placeKind);
	await learnWords();
	await store.setIndexed(db, version);
}
