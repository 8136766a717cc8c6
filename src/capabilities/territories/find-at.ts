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
	const candidates = (await candidatesAt(tree, point)).filter((id) => tree.isInForce(id));
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

/** A side of the squares that candidates are remembered by, degrees. */
const side = 0.05;
const squares = 100_000;
let remembered: { tree: unknown; of: Map<string, Promise<TerritoryId[]>> } | undefined;

/**
 * Territories whose box touches the small square around the point: neighbours and all that contain them. Asked once for a square, until
 * the tree is read anew: imports ask for a hundred thousand points of one city.
 */
function candidatesAt(tree: unknown, point: { lat: number; lon: number }): Promise<TerritoryId[]> {
	if (!remembered || remembered.tree !== tree) remembered = { tree, of: new Map() };
	const { of } = remembered;
	const [x, y] = [Math.floor(point.lon / side), Math.floor(point.lat / side)];
	const key = `${x} ${y}`;
	let found = of.get(key);
	if (!found) {
		found = boundaries.boxesTouching(database(), {
			west: x * side,
			east: (x + 1) * side,
			south: y * side,
			north: (y + 1) * side,
		});
		found.catch(() => of.delete(key));
		if (of.size >= squares) of.clear();
		of.set(key, found);
	}
	return found;
}

let outlined: { tree: unknown; of: Map<TerritoryId, Promise<boolean>> } | undefined;

/** Whether an outline of the territory in force is known. Asked once, until the tree is read anew: each filing with a point asks. */
export function hasOutline(id: TerritoryId): Promise<boolean> {
	const tree = currentTree();
	if (outlined?.tree !== tree) outlined = { tree, of: new Map() };
	const { of } = outlined;
	let known = of.get(id);
	if (!known) {
		known = boundaries.hasBoundary(database(), id);
		known.catch(() => of.delete(id));
		of.set(id, known);
	}
	return known;
}
