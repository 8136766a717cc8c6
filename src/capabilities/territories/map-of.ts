import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { type Area, boxOf, simplify } from '#platform/geo/door.ts';
import * as boundaries from './boundary-store.server.ts';
import { currentTree, namesOf } from './present.server.ts';
import { decodeShape, toArea } from './shape.ts';

/** What the map of a territory shows; shapes are simplified for a drawing of about 640 pixels. */
export type TerritoryMap = {
	shapes: { id: TerritoryId; name: string; path: string; shape: Area; tone: 'own' | 'part' }[];
	/** Sources and licences of the outlines, each once. */
	credits: { source: string; licence: string }[];
};

const made = new Map<string, { tree: unknown; map: TerritoryMap }>();
const kept = 200;

/** The outline of the territory and of those in it; a place shows the outline of its municipality. */
export async function mapOf(id: TerritoryId, lang: string): Promise<TerritoryMap> {
	const tree = currentTree();
	const key = `${lang}:${id}`;
	const known = made.get(key);
	if (known?.tree === tree) return known.map;
	const map = await draw(id, lang);
	if (made.size >= kept) made.delete(made.keys().next().value as string);
	made.set(key, { tree, map });
	return map;
}

async function draw(id: TerritoryId, lang: string): Promise<TerritoryMap> {
	const tree = currentTree();
	const db = database();
	const own = (await boundaries.readBoundaries(db, [id])).filter(
		(row) => row.validTo === null || !tree.isInForce(id),
	);
	const parts = await boundaries.readChildBoundaries(db, id);
	const above = tree.parentOf(id);
	const rows = [...own, ...parts];
	if (rows.length === 0 && above !== null && ['place', 'between-settlements'].includes(tree.kindOf(id)))
		rows.push(...(await boundaries.readBoundaries(db, [above])).filter((row) => row.validTo === null));
	if (rows.length === 0) return { shapes: [], credits: [] };
	const areas = rows.map((row) => toArea(decodeShape(row.shape)));
	const [west, south, east, north] = boxOf({
		type: 'MultiPolygon',
		coordinates: areas.flatMap((area) => (area.type === 'Polygon' ? [area.coordinates] : area.coordinates)),
	});
	const width =
		((east < west ? east + 360 : east) - west) * 111_320 * Math.cos(((south + north) / 2) * (Math.PI / 180));
	const tolerance = Math.max(width, (north - south) * 111_320) / 640;
	const simple = simplify(areas, tolerance);
	const names = await namesOf(
		rows.map((row) => row.territory),
		lang,
	);
	return {
		shapes: rows.map((row, i) => ({
			id: row.territory,
			name: names.get(row.territory)?.nominative ?? '',
			path: tree.pathOf(row.territory),
			shape: roughly(simple[i] as Area, tolerance),
			tone: own.includes(row) || parts.length === 0 ? ('own' as const) : ('part' as const),
		})),
		credits: creditsOf(rows),
	};
}

/** As many digits as the drawing can show: the page's own weight. */
function roughly(area: Area, tolerance: number): Area {
	const factor = 10 ** Math.min(5, Math.max(1, Math.ceil(-Math.log10(tolerance / 111_320))));
	const round = (n: number) => Math.round(n * factor) / factor;
	const rings = (polygon: readonly (readonly (readonly number[])[])[]) =>
		polygon.map((ring) => ring.map(([x = 0, y = 0]) => [round(x), round(y)] as const));
	return area.type === 'Polygon'
		? { type: 'Polygon', coordinates: rings(area.coordinates) }
		: { type: 'MultiPolygon', coordinates: area.coordinates.map(rings) };
}

export function creditsOf(rows: readonly { source: string; licence: string }[]): TerritoryMap['credits'] {
	const seen = new Map(rows.map((row) => [`${row.source} ${row.licence}`, row]));
	return [...seen.values()].map(({ source, licence }) => ({ source, licence }));
}
