import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { type Prepared, prepare } from '#platform/geo/door.ts';
import * as boundaries from './boundary-store.server.ts';
import { currentTree } from './present.server.ts';
import { decodeShape, toArea } from './shape.ts';

/** Outlines made ready for many questions; the newest few hundred are kept, until the tree is read anew. */
const ready = new Map<TerritoryId, { tree: unknown; outline: Prepared }>();
const kept = 300;

/** Territories in force whose outline holds the point, the deepest first. Those without an outline cannot be told. */
export async function territoriesAt(point: { lat: number; lon: number }): Promise<TerritoryId[]> {
	const tree = currentTree();
	const candidates = (await boundaries.boxesAround(database(), point)).filter((id) => tree.isInForce(id));
	const missing = candidates.filter((id) => ready.get(id)?.tree !== tree);
	for (const row of await boundaries.readBoundaries(database(), missing)) {
		if (row.validTo !== null) continue;
		if (ready.size >= kept) ready.delete(ready.keys().next().value as TerritoryId);
		ready.set(row.territory, { tree, outline: prepare(toArea(decodeShape(row.shape))) });
	}
	return candidates
		.filter((id) => ready.get(id)?.outline.contains([point.lon, point.lat]))
		.sort((a, b) => tree.depthOf(b) - tree.depthOf(a));
}

/** Whether an outline of the territory in force is known. */
export async function hasOutline(id: TerritoryId): Promise<boolean> {
	return boundaries.hasBoundary(database(), id);
}
