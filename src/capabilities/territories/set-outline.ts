import { record } from '#platform/audit/door.server.ts';
import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { invalid } from '#platform/errors/door.ts';
import { readArea } from '#platform/geo/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import * as outlines from './boundary-store.server.ts';
import { plantOutlines } from './draw-outline.ts';
import { readText } from './import/read-file.ts';
import { toShape } from './shape.ts';

/** Takes the outline of one territory from a GeoJSON file: a geometry, a feature, or a list of one. */
export async function setOutline(
	actor: Actor,
	territory: TerritoryId,
	input: { bytes: Uint8Array; source: string; licence: string },
): Promise<void> {
	demand(actor, 'territories.change', { territory });
	if (input.source.trim() === '') invalid({ field: 'source', code: 'territories.outline.source.missing' });
	const { geometry, problems } = readArea(geometryIn(readText(input.bytes).text), { field: 'file' });
	if (!geometry) invalid(...problems);
	await plantOutlines(new Map([[territory, toShape(geometry)]]), {
		source: input.source.trim().slice(0, 200),
		licence: input.licence.trim().slice(0, 60) || '—',
	});
	await transaction((tx) =>
		record(tx, {
			actor,
			territory,
			action: 'territories.outline-set',
			thing: { kind: 'territory', id: String(territory) },
			payload: { source: input.source, licence: input.licence },
		}),
	);
}

function geometryIn(text: string): unknown {
	let json: { type?: string; geometry?: unknown; features?: { geometry?: unknown }[] } | null;
	try {
		json = JSON.parse(text);
	} catch {
		invalid({ field: 'file', code: 'territories.outline.not-geojson' });
	}
	if (json?.type === 'FeatureCollection') {
		if (json.features?.length !== 1) invalid({ field: 'file', code: 'territories.outline.not-one' });
		return json.features[0]?.geometry;
	}
	return json?.type === 'Feature' ? json.geometry : json;
}

export async function outlineOf(territory: TerritoryId) {
	return (await outlines.readOutlineFacts(database(), territory)) ?? null;
}
