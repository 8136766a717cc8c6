import type { TerritoryId } from '#platform/db/door.server.ts';
import { distance } from '#platform/geo/door.ts';
import { hasOutline, territoriesAt, tree, view } from '#rooms/territories/door.server.ts';
import type { Point } from '../appeal.ts';
import { believed } from '../where.server.ts';

/** Where a point lies, for many points of one territory: what does not change from point to point is asked once. */
export type Placer = (point: Point) => Promise<{ inside: boolean; lowest: TerritoryId }>;

export async function placerFor(territory: TerritoryId): Promise<Placer> {
	const outlined = tree.ownerOf(territory) ?? territory;
	const [known, seen] = await Promise.all([hasOutline(outlined), view(territory)]);
	const { latitude, longitude } = seen?.centre ?? {};
	const far = seen?.municipal ? believed.municipal : believed.larger;
	const near = ({ lat, lon }: Point): boolean =>
		latitude == null || longitude == null || distance([longitude, latitude], [lon, lat]) <= far;
	return async (point) => {
		const holding = await territoriesAt(point);
		const lowest = holding.find((id) => tree.isWithin(id, territory));
		return {
			inside: lowest !== undefined || holding.includes(outlined) || (!known && near(point)),
			lowest: lowest ?? territory,
		};
	};
}
