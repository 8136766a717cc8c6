import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import * as outlines from './boundary-store.server.ts';
import { rowOf } from './import/keep-boundaries.ts';
import type { Shape } from './shape.ts';
import * as store from './store.server.ts';

/**
 * Keeps outlines without asking who, of territories planted the same way. An equal outline is not written twice.
 * @param drawn MultiPolygon coordinates in WGS 84
 */
export async function plantOutlines(
	drawn: ReadonlyMap<TerritoryId, Shape>,
	told: { source: string; licence: string },
): Promise<void> {
	const known = await outlines.readMarks(database(), [...drawn.keys()]);
	const rows = [...drawn].map(([territory, shape]) => rowOf(territory, shape, null, told));
	const fresh = rows.filter((row) => known.get(row.territory)?.hash !== row.hash.toString('hex'));
	if (fresh.length === 0) return;
	await transaction(async (tx) => {
		for (const row of fresh) await outlines.putBoundary(tx, row);
		await store.takeNumbers(tx, 'version');
	});
}
