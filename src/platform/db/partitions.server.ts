import type { Db, Sql } from './door.server.ts';

/**
 * Monthly partitions of every table that is partitioned by a range of time, made three months ahead. A table takes part by being declared
 * `partition by range (at)` with a default partition `<table>_rest`, which keeps rows of other months safe (demonstrations and
 * imports write of the past); what it holds of a month moves when that month gets its partition.
 */
const monthsAhead = 3;

type Parted = { schema: string; name: string; key: string; rest: string | null };

export async function makePartitions(sql: Sql, now = new Date()): Promise<string[]> {
	const tables = await sql<Parted[]>`
		select n.nspname as schema, c.relname as name, a.attname as key,
			(select d.relname from pg_class d where d.oid = p.partdefid) as rest
		from pg_partitioned_table p
		join pg_class c on c.oid = p.partrelid
		join pg_namespace n on n.oid = c.relnamespace
		join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
		where p.partstrat = 'r' and p.partnatts = 1 and a.atttypid in ('timestamptz'::regtype, 'date'::regtype)
		order by 1, 2`;
	const made: string[] = [];
	for (const table of tables) {
		for (let ahead = 0; ahead <= monthsAhead; ahead++) {
			const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
			const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 1));
			const month = from.toISOString().slice(0, 7).replace('-', '_');
			const name = `${table.name}_${month}`;
			const found =
				await sql`select from pg_tables where schemaname = ${table.schema} and tablename = ${name}`;
			if (found.length) continue;
			await sql.begin((tx) => makeOne(tx, table, name, from, to));
			made.push(`${table.schema}.${name}`);
		}
	}
	return made;
}

async function makeOne(tx: Db, table: Parted, name: string, from: Date, to: Date): Promise<void> {
	const parent = tx`${tx(table.schema)}.${tx(table.name)}`;
	const part = tx`${tx(table.schema)}.${tx(name)}`;
	// Two processes may come at once: the second waits here, then finds the table made.
	await tx`lock table ${parent} in share update exclusive mode`;
	const found = await tx`select from pg_tables where schemaname = ${table.schema} and tablename = ${name}`;
	if (found.length) return;
	await tx`create table ${part} (like ${parent} including defaults including constraints including comments)`;
	if (table.rest) {
		const rest = tx`${tx(table.schema)}.${tx(table.rest)}`;
		await tx`lock table ${rest} in access exclusive mode`;
		await tx`
			with moved as (delete from ${rest} where ${tx(table.key)} >= ${from} and ${tx(table.key)} < ${to} returning *)
			insert into ${part} select * from moved`;
	}
	const bound = (day: Date) => `'${day.toISOString().replace('.000Z', '+00')}'`;
	await tx.unsafe(
		`alter table "${table.schema}"."${table.name}" attach partition "${table.schema}"."${name}" for values from (${bound(from)}) to (${bound(to)})`,
	);
}
