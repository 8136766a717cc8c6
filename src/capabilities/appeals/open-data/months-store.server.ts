import type { Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { FileId } from '#platform/files/door.server.ts';

/** The kept table of a month: `month` is its first day. */
export type DataMonth = {
	territory: TerritoryId;
	month: string;
	file: FileId;
	rows: number;
	/** Bytes of the table unpacked. */
	size: number;
	sha256: string;
	seenTo: Date;
	madeAt: Date;
	edition: number;
};
type Kept = Omit<DataMonth, 'size'> & { size: string };

const columns = (db: Db) => db`
	territory_id as territory, month::text as month, file_id as file, rows, size, encode(sha256, 'hex') as sha256, seen_to as "seenTo",
	made_at as "madeAt", edition`;
const asMonth = ({ size, ...row }: Kept): DataMonth => ({ ...row, size: Number(size) });

/** Kept tables of a territory, the newest month first. */
export async function monthsOf(db: Db, territory: TerritoryId): Promise<DataMonth[]> {
	const rows = await db<Kept[]>`
		select ${columns(db)} from appeals.data_month where territory_id = ${territory} order by month desc limit 600`;
	return rows.map(asMonth);
}

export async function monthOf(db: Db, territory: TerritoryId, month: string): Promise<DataMonth | undefined> {
	const [row] = await db<Kept[]>`
		select ${columns(db)} from appeals.data_month where territory_id = ${territory} and month = ${month}::date`;
	return row && asMonth(row);
}

/** The tables of a month in many territories. */
export async function monthIn(
	db: Db,
	territories: readonly TerritoryId[],
	month: string,
): Promise<DataMonth[]> {
	const rows = await db<Kept[]>`
		select ${columns(db)} from appeals.data_month
		where territory_id = any(${[...territories]}::int[]) and month = ${month}::date order by territory_id`;
	return rows.map(asMonth);
}

export async function lockMonth(
	tx: Tx,
	territory: TerritoryId,
	month: string,
): Promise<DataMonth | undefined> {
	const [row] = await tx<Kept[]>`
		select ${columns(tx)} from appeals.data_month
		where territory_id = ${territory} and month = ${month}::date for update`;
	return row && asMonth(row);
}

export async function putMonth(tx: Tx, one: DataMonth): Promise<void> {
	await tx`
		insert into appeals.data_month (territory_id, month, file_id, rows, size, sha256, seen_to, made_at, edition)
		values (${one.territory}, ${one.month}, ${one.file}, ${one.rows}, ${one.size}, ${Buffer.from(one.sha256, 'hex')},
			${one.seenTo}, ${one.madeAt}, ${one.edition})
		on conflict (territory_id, month) do update set file_id = excluded.file_id, rows = excluded.rows, size = excluded.size,
			sha256 = excluded.sha256, seen_to = excluded.seen_to, made_at = excluded.made_at, edition = excluded.edition`;
}

export async function dropMonth(tx: Tx, territory: TerritoryId, month: string): Promise<void> {
	await tx`delete from appeals.data_month where territory_id = ${territory} and month = ${month}::date`;
}

/** Months of filing in which something changed since the table of the month was made, or that have none or one of older rules. */
export async function monthsToMake(
	db: Db,
	owner: { territory: TerritoryId; zone: string },
	edition: number,
): Promise<string[]> {
	const rows = await db<{ month: string }[]>`
		with changed as materialized (
			select date_trunc('month', filed_at at time zone ${owner.zone})::date as month, max(updated_at) as at
			from appeals.appeal where territory_id = ${owner.territory} group by 1
		)
		select c.month::text as month from changed c
		left join appeals.data_month m on m.territory_id = ${owner.territory} and m.month = c.month
		where m.month is null or m.seen_to <= c.at or m.edition < ${edition}
		order by c.month`;
	return rows.map((row) => row.month);
}

/** When something of each owner changed last; a look over all territories. */
export async function changesOfOwners(db: Db): Promise<{ territory: TerritoryId; at: Date }[]> {
	return db<{ territory: TerritoryId; at: Date }[]>`
		/* background: the tables of the months */
		select territory_id as territory, max(updated_at) as at from appeals.appeal group by territory_id order by territory_id`;
}

/** Until when the changes of each territory stand in its tables. */
export async function seenByTerritory(
	db: Db,
	edition: number,
): Promise<Map<TerritoryId, { seenTo: Date; behind: boolean }>> {
	const rows = await db<{ territory: TerritoryId; seenTo: Date; behind: boolean }[]>`
		/* background: the tables of the months */
		select territory_id as territory, max(seen_to) as "seenTo", bool_or(edition < ${edition}) as behind
		from appeals.data_month group by territory_id`;
	return new Map(rows.map(({ territory, ...row }) => [territory, row]));
}

/** Tables made lately, everywhere. */
export async function madeSince(
	db: Db,
	since: Date,
): Promise<{ territory: TerritoryId; month: string; madeAt: Date }[]> {
	return db<{ territory: TerritoryId; month: string; madeAt: Date }[]>`
		/* background: the tables of the months */
		select territory_id as territory, month::text as month, made_at as "madeAt" from appeals.data_month
		where made_at >= ${since} order by territory_id, month`;
}
