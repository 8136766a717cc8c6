import type { Db, TerritoryId, Tx } from '#platform/db/door.server.ts';

/** SQL of outlines. */

export type BoundaryRow = {
	territory: TerritoryId;
	validFrom: string | null;
	validTo: string | null;
	shape: Buffer;
	points: number;
	west: number;
	south: number;
	east: number;
	north: number;
	area: number;
	source: string;
	licence: string;
	hash: Buffer;
};

/** What is kept, without the outlines: for telling what an import would change. */
export async function readMarks(
	db: Db,
	ids: readonly TerritoryId[],
): Promise<Map<TerritoryId, { hash: string; points: number; later: boolean }>> {
	const rows = await db<{ territory: TerritoryId; hash: string; points: number; later: boolean }[]>`
		select territory_id as territory, encode(hash, 'hex') as hash, points,
			exists (select 1 from territories.boundary l
				where l.territory_id = b.territory_id and l.valid_from <> '-infinity') as later
		from territories.boundary b
		where territory_id = any(${[...ids]}::int[]) and valid_from = '-infinity'`;
	return new Map(rows.map((row) => [row.territory, row]));
}

export async function putBoundary(tx: Tx, row: BoundaryRow): Promise<void> {
	const from = row.validFrom ?? '-infinity';
	await tx`
		insert into territories.boundary (territory_id, valid_from, valid_to, shape, points, west, south, east, north, area,
			source, licence, hash)
		values (${row.territory}, ${from}::text::date, ${row.validTo}, ${row.shape}, ${row.points}, ${row.west}, ${row.south},
			${row.east}, ${row.north}, ${row.area}, ${row.source}, ${row.licence}, ${row.hash})
		on conflict (territory_id, valid_from) do update set valid_to = excluded.valid_to, shape = excluded.shape,
			points = excluded.points, west = excluded.west, south = excluded.south, east = excluded.east,
			north = excluded.north, area = excluded.area, source = excluded.source, licence = excluded.licence,
			hash = excluded.hash`;
}

const columns = `territory_id as territory, case when valid_from = '-infinity' then null else valid_from::text end as "validFrom",
	valid_to::text as "validTo", shape, points, west, south, east, north, area, source, licence, hash`;

export async function readBoundaries(db: Db, ids: readonly TerritoryId[]): Promise<BoundaryRow[]> {
	if (ids.length === 0) return [];
	return db<BoundaryRow[]>`
		select ${db.unsafe(columns)} from territories.boundary
		where territory_id = any(${[...ids]}::int[]) order by territory_id, valid_from`;
}

/** Outlines of the children in force of a territory. */
export async function readChildBoundaries(db: Db, parent: TerritoryId): Promise<BoundaryRow[]> {
	return db<BoundaryRow[]>`
		select ${db.unsafe(columns)} from territories.boundary
		where valid_to is null and territory_id in
			(select id from territories.territory where parent_id = ${parent} and valid_to is null)
		order by territory_id`;
}

export async function hasBoundary(db: Db, id: TerritoryId): Promise<boolean> {
	const [row] = await db`select 1 from territories.boundary where territory_id = ${id} limit 1`;
	return row !== undefined;
}

/** Territories whose outline's box touches another. */
export async function boxesTouching(
	db: Db,
	box: { west: number; east: number; south: number; north: number },
): Promise<TerritoryId[]> {
	const rows = await db<{ territory: TerritoryId }[]>`
		select distinct territory_id as territory from territories.boundary
		where valid_to is null and west <= ${box.east} and east >= ${box.west} and south <= ${box.north} and north >= ${box.south}`;
	return rows.map((row) => row.territory);
}

/** What is told of the present outline beside a map; the outline itself is heavy. */
export async function readOutlineFacts(
	db: Db,
	id: TerritoryId,
): Promise<{ points: number; area: number; source: string; licence: string } | undefined> {
	const [row] = await db<{ points: number; area: number; source: string; licence: string }[]>`
		select points, area, source, licence from territories.boundary
		where territory_id = ${id} and valid_to is null`;
	return row;
}
