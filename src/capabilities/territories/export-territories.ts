import { stringify } from 'csv-stringify/sync';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { type Area, simplify } from '#platform/geo/door.ts';
import * as boundaries from './boundary-store.server.ts';
import * as store from './export-store.server.ts';
import { decodeShape, toArea } from './shape.ts';

/** Open data of territories, with the source and licence of what is not ours. */
const page = 2_000;

/** Rows of the part of the tree below a territory (itself included); null: the whole tree. */
export async function* exportCsv(within: TerritoryId | null): AsyncGenerator<string> {
	yield `\ufeff${stringify([store.exportColumns])}`;
	for (let after = 0; ; ) {
		const rows = await store.readForExport(database(), within, after, page);
		if (rows.length === 0) return;
		yield stringify(rows.map((row) => store.exportColumns.map((column) => row[column] ?? '')));
		after = rows.at(-1)?.id ?? 0;
	}
}

/** Outlines as GeoJSON: a feature each, source and licence in its properties and at the top. `detail` in metres, 0: as kept. */
export async function* exportGeoJson(within: TerritoryId | null, detail = 0): AsyncGenerator<string> {
	yield '{"type":"FeatureCollection","licence":"ODbL-1.0","attribution":"© OpenStreetMap contributors, ODbL; Veche","features":[';
	let first = true;
	for (let after = 0; ; ) {
		const rows = await store.readForExport(database(), within, after, page);
		if (rows.length === 0) break;
		const outlines = await boundaries.readBoundaries(
			database(),
			rows.map((row) => row.id as TerritoryId),
		);
		const byId = new Map(rows.map((row) => [row.id, row]));
		for (const outline of outlines) {
			const row = byId.get(outline.territory);
			const area = toArea(decodeShape(outline.shape));
			const geometry: Area = detail > 0 ? (simplify([area], detail)[0] as Area) : area;
			const feature = {
				type: 'Feature',
				id: outline.territory,
				properties: {
					...row,
					boundary_from: outline.validFrom,
					boundary_to: outline.validTo,
					source: outline.source,
					licence: outline.licence,
				},
				geometry,
			};
			yield `${first ? '' : ','}${JSON.stringify(feature)}`;
			first = false;
		}
		after = rows.at(-1)?.id ?? 0;
	}
	yield ']}';
}
