import type { AccountId, Db, Tx } from '../db/door.server.ts';
import type { DayKind } from './working-calendar.ts';

export type Edition = {
	country: string;
	region: string;
	version: number;
	year: number;
	source: string;
	sourceOn: string | null;
	certain: boolean;
	madeAt: Date;
	madeBy: AccountId | null;
};

type EditionRow = {
	country: string;
	region: string;
	version: number;
	year: number;
	source: string;
	source_on: string | null;
	certain: boolean;
	made_at: Date;
	made_by: AccountId | null;
};

const editionOf = (row: EditionRow): Edition => ({
	country: row.country,
	region: row.region,
	version: row.version,
	year: row.year,
	source: row.source,
	sourceOn: row.source_on,
	certain: row.certain,
	madeAt: row.made_at,
	madeBy: row.made_by,
});

/** The latest version of a country or region, 0 where nothing is written. */
export async function latestVersion(db: Db, country: string, region: string): Promise<number> {
	const [row] = await db<{ version: number }[]>`
		select coalesce(max(version), 0)::int as version from calendar.edition
		where country = ${country} and region = ${region}`;
	return row?.version ?? 0;
}

/** The latest versions of all countries and regions, by `country region`. */
export async function latestVersions(db: Db): Promise<Map<string, number>> {
	const rows = await db<{ country: string; region: string; version: number }[]>`
		select country, region, max(version)::int as version from calendar.edition group by country, region`;
	return new Map(rows.map((row) => [`${row.country} ${row.region}`, row.version]));
}

/** One edition a year: the newest up to the version. */
export async function editionsAt(
	db: Db,
	country: string,
	region: string,
	version: number,
): Promise<Edition[]> {
	const rows = await db<EditionRow[]>`
		select distinct on (year) country, region, version, year, source, source_on::text as source_on, certain, made_at, made_by
		from calendar.edition
		where country = ${country} and region = ${region} and version <= ${version}
		order by year, version desc`;
	return rows.map(editionOf);
}

export async function historyOf(db: Db, country: string, region: string, year: number): Promise<Edition[]> {
	const rows = await db<EditionRow[]>`
		select country, region, version, year, source, source_on::text as source_on, certain, made_at, made_by
		from calendar.edition
		where country = ${country} and region = ${region} and year = ${year}
		order by version desc`;
	return rows.map(editionOf);
}

export async function daysOf(
	db: Db,
	country: string,
	region: string,
	versions: readonly number[],
): Promise<Map<number, Map<string, DayKind>>> {
	const rows = await db<{ version: number; day: string; kind: DayKind }[]>`
		select version, day::text as day, kind from calendar.day
		where country = ${country} and region = ${region} and version = any(${versions as number[]}::int[])
		order by day`;
	const found = new Map<number, Map<string, DayKind>>();
	for (const { version, day, kind } of rows) {
		const days = found.get(version) ?? new Map<string, DayKind>();
		found.set(version, days.set(day, kind));
	}
	return found;
}

export async function regionsOf(db: Db, country: string): Promise<string[]> {
	const rows = await db<{ region: string }[]>`
		select distinct region from calendar.edition where country = ${country} and region <> '' order by region`;
	return rows.map((row) => row.region);
}

export async function countries(db: Db): Promise<string[]> {
	const rows = await db<
		{ country: string }[]
	>`select distinct country from calendar.edition order by country`;
	return rows.map((row) => row.country);
}

export async function insertEdition(tx: Tx, edition: Edition, days: ReadonlyMap<string, DayKind>) {
	await tx`
		insert into calendar.edition (country, region, version, year, source, source_on, certain, made_at, made_by)
		values (${edition.country}, ${edition.region}, ${edition.version}, ${edition.year}, ${edition.source},
			${edition.sourceOn}::date, ${edition.certain}, ${edition.madeAt}, ${edition.madeBy})`;
	if (days.size === 0) return;
	await tx`
		insert into calendar.day (country, region, version, day, kind)
		select ${edition.country}, ${edition.region}, ${edition.version}, day, kind
		from unnest(${[...days.keys()]}::date[], ${[...days.values()]}::text[]) as d(day, kind)`;
}
