import { database } from '#platform/db/door.server.ts';
import { project } from './grants.ts';
import * as store from './grants-store.server.ts';

/**
 * The nightly proof of the lists by place: every standing grant is in its list, and nothing else is. Answers how many lines
 * were mended; after a healthy day none are.
 */
export async function proveHolders(signal?: AbortSignal): Promise<number> {
	const db = database();
	let mended = 0;
	for await (const rows of store.standingGrants(db)) {
		signal?.throwIfAborted();
		const listed = await store.listed(db, rows);
		for (const row of rows)
			if (!listed.has(row.id)) {
				await project(row.account, row.id);
				mended++;
			}
	}
	for await (const rows of store.allHolders(db)) {
		signal?.throwIfAborted();
		const standing = await store.stillStanding(db, rows);
		for (const row of rows)
			if (!standing.has(row.id)) {
				await store.dropHolder(db, row.territory, row.id);
				mended++;
			}
	}
	return mended;
}
