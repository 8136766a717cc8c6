import type { Readable } from 'node:stream';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import type { Asked } from '../list-appeals.ts';
import { recordsOfTable } from './month-records.ts';
import { type DataMonth, monthOf, monthsOf } from './months-store.server.ts';
import { packedContent, unpacked } from './pack-month.ts';
import { openPage, openRecords, readDataAsked } from './read-data.ts';
import { asCsv, asGeoJson, asJson } from './write-data.ts';

export const dataFormats = ['csv', 'json', 'geojson'] as const;
export type DataFormat = (typeof dataFormats)[number];

/**
 * A download of open appeals, in parts as they are read. With `limit` it is one page, and `next` is the mark of the following;
 * without, everything that fits the filters.
 */
export async function openData(
	territory: TerritoryId,
	format: DataFormat,
	asked: { query: URLSearchParams; filters: Asked },
	telling: { lang: string; origin: string; source: string; now?: Date },
): Promise<{ parts: AsyncGenerator<string>; next: string | null }> {
	const now = telling.now ?? new Date();
	const wanted = readDataAsked(asked.query, asked.filters);
	const { limit } = wanted;
	const page = limit ? await openPage(territory, { ...wanted, limit }, { ...telling, now }) : null;
	const batches = page ? once(page.records) : openRecords(territory, wanted, { ...telling, now });
	const next = page?.next ?? null;
	const told = {
		source: telling.source,
		asOf: now,
		next: next && followed(telling.source, asked.query, next),
	};
	const parts =
		format === 'csv' ? asCsv(batches) : format === 'json' ? asJson(batches, told) : asGeoJson(batches, told);
	return { parts, next: told.next };
}

async function* once<T>(records: T[]): AsyncGenerator<{ records: T[] }> {
	yield { records };
}

function followed(source: string, query: URLSearchParams, mark: string): string {
	const next = new URLSearchParams(query);
	next.set('after', mark);
	return `${source}?${next}`;
}

/** The kept tables of the months, newest first. */
export const dataMonths = (territory: TerritoryId): Promise<DataMonth[]> => monthsOf(database(), territory);

/** The months that are kept as tables, told as the other formats: the same appeals as in the table, as they stood then. */
export async function dataMonthAs(
	territory: TerritoryId,
	month: string,
	format: Exclude<DataFormat, 'csv'>,
	source: string,
): Promise<{ month: DataMonth; parts: () => Promise<AsyncGenerator<string>> } | undefined> {
	const found = await monthOf(database(), territory, `${month}-01`);
	if (!found) return undefined;
	const told = { source, asOf: found.madeAt, next: null };
	const parts = async () => {
		const records = recordsOfTable(await unpacked(found));
		return format === 'json' ? asJson(records, told) : asGeoJson(records, told);
	};
	return { month: found, parts };
}

/** The table of a month (`2026-10`), packed or as it is read; undefined: there is none. */
export async function dataMonth(
	territory: TerritoryId,
	month: string,
	packed: boolean,
): Promise<{ month: DataMonth; content: Readable } | undefined> {
	const found = await monthOf(database(), territory, `${month}-01`);
	if (!found) return undefined;
	return { month: found, content: packed ? await packedContent(found) : await unpacked(found) };
}
