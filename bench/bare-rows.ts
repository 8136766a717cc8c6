import { database, type TerritoryId } from '#platform/db/door.server.ts';

/** Tables that one filing writes to, and the column by which a row is known to belong to the appeal. */
const tables: Record<string, string> = {
	'appeals.appeal': 'id',
	'appeals.applicant': 'appeal_id',
	'appeals.term': 'appeal_id',
	'appeals.history': 'appeal_id',
	'audit.entry': 'thing_id',
	'audit.payload': '',
	'transparency.leaf_queue': 'thing',
	'events.outbox': '',
	'platform.idempotency': '',
};

export type BareRows = { table: string; rows: Record<string, unknown>[] }[];

/** Tables of the same columns, checks and indexes, without foreign keys; what is partitioned is one table here. */
export async function bareTables(): Promise<void> {
	const sql = database();
	await sql`create schema bare`;
	for (const table of Object.keys(tables)) {
		const copy = `bare.${table.replace('.', '_')}`;
		await sql.unsafe(`create table ${copy} (like ${table} including all)`);
	}
}

/** All rows that the filings since the moment left, filing by filing. */
export async function readFilings(territories: readonly TerritoryId[], since: Date): Promise<BareRows[]> {
	const sql = database();
	const ids = [...territories];
	const generated = await sql<{ name: string }[]>`
		select attname as name from pg_attribute
		where attrelid = 'appeals.appeal'::regclass and attgenerated <> ''`;
	const drop = new Set(generated.map((row) => row.name));
	const read = async (text: string, by: string): Promise<Map<string, Record<string, unknown>[]>> =>
		Map.groupBy(
			(await sql.unsafe(text, [ids, since] as never[])) as unknown as Record<string, unknown>[],
			(row) => String(row[by]),
		);
	const appeals = await read(
		'select * from appeals.appeal where territory_id = any($1) and filed_at >= $2',
		'id',
	);
	const byAppeal: Record<string, Map<string, Record<string, unknown>[]>> = {};
	for (const [table, by] of Object.entries(tables))
		if (by && table !== 'appeals.appeal')
			byAppeal[table] = await read(
				`select * from ${table} where territory_id = any($1) and ${by}::text in
					(select id::text from appeals.appeal where territory_id = any($1) and filed_at >= $2)`,
				by,
			);
	const payloads = await read(
		'select p.*, e.thing_id from audit.payload p join audit.entry e on e.territory_id = p.territory_id and e.at = p.at and e.id = p.entry_id where e.territory_id = any($1) and e.at >= $2',
		'thing_id',
	);
	const events = await read(
		`select o.*, payload->>'appeal' as appeal from events.outbox o where (payload->>'territory')::int = any($1) and at >= $2`,
		'appeal',
	);
	const keys = await read(
		`select i.*, answer->>'id' as appeal from platform.idempotency i where territory_id = any($1) and created_at >= $2`,
		'appeal',
	);
	const without = (row: Record<string, unknown>, ...names: string[]) =>
		Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
	return [...appeals].map(([id, [appeal]]) => [
		{ table: 'appeals.appeal', rows: [without(appeal!, ...drop)] },
		...Object.entries(byAppeal).map(([table, rows]) => ({ table, rows: rows.get(id) ?? [] })),
		{ table: 'audit.payload', rows: (payloads.get(id) ?? []).map((row) => without(row, 'thing_id')) },
		{ table: 'events.outbox', rows: (events.get(id) ?? []).map((row) => without(row, 'appeal')) },
		{ table: 'platform.idempotency', rows: (keys.get(id) ?? []).map((row) => without(row, 'appeal')) },
	]);
}

/** One transaction, one statement a table, all sent at once. */
export async function insertBare(filing: BareRows): Promise<void> {
	await database().begin((tx) =>
		Promise.all(
			filing
				.filter((one) => one.rows.length > 0)
				.map(({ table, rows }) => tx`insert into ${tx(`bare.${table.replace('.', '_')}`)} ${tx(rows)}`),
		),
	);
}
