import { stringify } from 'csv-stringify/sync';
import { dataFields, type OpenRecord } from './fields.ts';
import { licence } from './schema.ts';

type Batches = AsyncIterable<{ records: OpenRecord[] }>;
/** The mark of the byte order, so that spreadsheets read Cyrillic. */
const mark = '\ufeff';

/** A cell that a spreadsheet would run as a formula is given as text. */
const plain = (value: string | number | boolean | null): string => {
	if (typeof value !== 'string') return value === null ? '' : String(value);
	return /^[=+@\t\r-]/.test(value) ? `'${value}` : value;
};

export const csvHead = (): string => `${mark}${stringify([dataFields.map((field) => field.name)])}`;
export const csvRows = (records: readonly OpenRecord[]): string =>
	stringify(records.map((record) => dataFields.map((field) => plain(record[field.name]))));

/** A table for people and programs; names of columns are those of the fields. */
export async function* asCsv(batches: Batches): AsyncGenerator<string> {
	yield csvHead();
	for await (const { records } of batches) yield csvRows(records);
}

/** `{ licence, source, asOf, items: […], next }` */
export async function* asJson(
	batches: Batches,
	told: { source: string; asOf: Date; next: string | null },
): AsyncGenerator<string> {
	const head = { licence: licence.name, source: told.source, asOf: told.asOf.toISOString() };
	yield `${JSON.stringify(head).slice(0, -1)},"items":[`;
	let first = true;
	for await (const { records } of batches) {
		if (records.length === 0) continue;
		yield (first ? '' : ',\n') + records.map((record) => JSON.stringify(record)).join(',\n');
		first = false;
	}
	yield `],"next":${JSON.stringify(told.next)}}\n`;
}

/** RFC 7946; what has no point has no geometry and is there all the same. */
export async function* asGeoJson(
	batches: Batches,
	told: { source: string; asOf: Date; next: string | null },
): AsyncGenerator<string> {
	const head = {
		type: 'FeatureCollection',
		licence: licence.name,
		source: told.source,
		asOf: told.asOf.toISOString(),
		next: told.next,
	};
	yield `${JSON.stringify(head).slice(0, -1)},"features":[`;
	let first = true;
	for await (const { records } of batches) {
		if (records.length === 0) continue;
		yield (first ? '' : ',\n') + records.map((record) => JSON.stringify(featureOf(record))).join(',\n');
		first = false;
	}
	yield ']}\n';
}

function featureOf({ lat, lon, ...properties }: OpenRecord) {
	return {
		type: 'Feature',
		id: properties.number,
		geometry: lat === null || lon === null ? null : { type: 'Point', coordinates: [lon, lat] },
		properties,
	};
}
