import type { Db, TerritoryId } from '../db/door.server.ts';
import { type Item, rowOf } from './item.ts';
import * as store from './store.server.ts';

export {
	type FindInput,
	type FindResult,
	type Found,
	find,
	type Suggestion,
	suggest,
} from './find.server.ts';
export { type Item, placeKind, type SearchAudience } from './item.ts';
export { learnAll, learnWords } from './learn.server.ts';
export { fillSearchPorts, type SearchPorts } from './ports.server.ts';
export { type Proof, proveIndex, registerSearchSource, type SearchSource } from './prove.server.ts';
export type { SnippetPart } from './snippet.ts';

/**
 * Makes a thing findable, or tells that it changed; the same twice costs nothing. Called by the owner's listener.
 * Territories have the kind `territory` and are found over all of the installation.
 */
export async function putItem(db: Db, item: Item): Promise<void> {
	await putItems(db, [item]);
}

/** Many at once, for imports. */
export async function putItems(db: Db, items: readonly Item[], now = new Date()): Promise<void> {
	for (let i = 0; i < items.length; i += 500)
		await store.put(
			db,
			items.slice(i, i + 500).map((item) => rowOf(item, now)),
			now,
		);
}

/** Many of a kind at once; territories go one by one. */
export async function removeItems(
	db: Db,
	kind: string,
	things: readonly { territory: TerritoryId; id: string }[],
): Promise<void> {
	if (things.length > 0) await store.removeMany(db, kind, things);
}

/** The thing is gone, or is nobody's to find any more. All its languages go. */
export async function removeItem(
	db: Db,
	thing: { territory: TerritoryId; kind: string; id: string },
): Promise<void> {
	await store.remove(db, thing);
}
