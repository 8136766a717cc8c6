import type { TerritoryId } from '#platform/db/door.server.ts';
import { distance } from '#platform/geo/door.ts';
import { hasOutline, territoriesAt, tree, view } from '#rooms/territories/door.server.ts';
import type { Point } from './appeal.ts';

/** Farthest from its centre that a place of a territory without a known outline is believed, metres. */
export const believed = { municipal: 300_000, larger: 6_000_000 };

/** Whether the point lies in the territory, as far as is known: by its outline, else by the way to its centre. */
export async function covers(territory: TerritoryId, point: Point): Promise<boolean> {
	const holding = await territoriesAt(point);
	if (holding.some((id) => tree.isWithin(id, territory))) return true;
	// a settlement is rarely outlined: its municipality is
	const outlined = tree.ownerOf(territory) ?? territory;
	if (holding.includes(outlined)) return true;
	if (await hasOutline(outlined)) return false;
	const seen = await view(territory);
	const { latitude, longitude } = seen?.centre ?? {};
	if (latitude == null || longitude == null) return true;
	const away = distance([longitude, latitude], [point.lon, point.lat]);
	return away <= (seen?.municipal ? believed.municipal : believed.larger);
}

/** The lowest territory known to contain the point, from the one that the form was opened in downwards. */
export async function lowestAt(from: TerritoryId, point: Point): Promise<TerritoryId> {
	return (await territoriesAt(point)).find((id) => tree.isWithin(id, from)) ?? from;
}
