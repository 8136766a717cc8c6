import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { registerTiles } from '#platform/geo/door.server.ts';
import * as boundaries from './boundary-store.server.ts';
import { creditsOf } from './map-of.ts';
import { currentTree, followVersion, namesOf } from './present.server.ts';
import { decodeShape, toArea } from './shape.ts';
import * as store from './store.server.ts';

/** `/tiles/boundaries.<id>-<lang>/…`: the outline of a territory and of those in it, for the moving map. */
export function offerTiles(): void {
	registerTiles('boundaries', {
		maxZoom: 12,
		version: async () => String(await store.readVersion(database())),
		async load(argument) {
			const match = /^(\d{1,9})(?:-(ru|en))?$/.exec(argument);
			if (!match) return null;
			await followVersion();
			const tree = currentTree();
			const id = Number(match[1]) as TerritoryId;
			const lang = match[2] ?? 'ru';
			if (!tree.has(id)) return null;
			const own = (await boundaries.readBoundaries(database(), [id])).filter((row) => row.validTo === null);
			const rows = [...own, ...(await boundaries.readChildBoundaries(database(), id))];
			const names = await namesOf(
				rows.map((row) => row.territory),
				lang,
			);
			return {
				attribution: creditsOf(rows),
				features: rows.map((row) => ({
					type: 'Feature' as const,
					id: row.territory,
					properties: {
						name: names.get(row.territory)?.nominative ?? '',
						...(row.territory === id
							? { tone: 'own' }
							: { tone: 'part', href: `${lang === 'en' ? '/en' : ''}/${tree.pathOf(row.territory)}` }),
					},
					geometry: toArea(decodeShape(row.shape)),
				})),
			};
		},
	});
}
