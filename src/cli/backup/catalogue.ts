import type postgres from 'postgres';

/** A table as a backup sees it. */
export type Table = {
	schema: string;
	name: string;
	/** Without generated columns: those come out of the others. */
	columns: string[];
	/** Rows are written in the order of the key, so that the order in which secret votes came in is not kept. */
	key: string[];
	/** Identity columns, whose counters go on after the highest number. */
	counted: string[];
	/** Tables that must be filled before this one. */
	after: string[];
};

const notOurs = ['pg_catalog', 'information_schema', 'public'];
/** Every database writes these for itself when it is migrated. */
const bookkeeping = ['platform.migration', 'platform.migration_lock', 'graphile_worker.migrations'];
/** Keys of open secret votes: whoever holds an old backup must never open what was cast. `veche urns` keeps them apart. */
export const neverCopied = ['ballots.urn_key'];

/** Every table of the installation and of its queue of jobs, in an order in which they can be filled. */
export async function readTables(sql: postgres.Sql | postgres.TransactionSql): Promise<Table[]> {
	const tables = await sql<Table[]>`
		select n.nspname as schema, c.relname as name,
			array(select a.attname::text from pg_attribute a
				where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
			coalesce((select array(select a.attname::text from unnest(i.indkey) with ordinality u(n, o)
					join pg_attribute a on a.attrelid = c.oid and a.attnum = u.n order by u.o)
				from pg_index i where i.indrelid = c.oid and i.indisprimary), '{}') as key,
			array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attidentity <> '') as counted,
			array(select distinct m.nspname || '.' || d.relname from pg_constraint k
				join pg_class d on d.oid = k.confrelid join pg_namespace m on m.oid = d.relnamespace
				where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as after
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
			and n.nspname <> all(${notOurs}) and n.nspname not like 'pg\\_%'
			and n.nspname || '.' || c.relname <> all(${bookkeeping})
			and not exists (select from pg_depend e where e.objid = c.oid and e.deptype = 'e')
		order by n.nspname collate "C", c.relname collate "C"`;
	return inOrder([...tables]);
}

export const nameOf = (table: { schema: string; name: string }): string => `${table.schema}.${table.name}`;

function inOrder(tables: Table[]): Table[] {
	const byName = new Map(tables.map((table) => [nameOf(table), table]));
	const done = new Set<Table>();
	const visit = (table: Table, path: string[]) => {
		if (done.has(table)) return;
		if (path.includes(nameOf(table))) throw new Error(`foreign keys lead in a circle: ${path.join(' → ')}`);
		for (const name of table.after) {
			const before = byName.get(name);
			if (before) visit(before, [...path, nameOf(table)]);
		}
		done.add(table);
	};
	for (const table of tables) visit(table, []);
	return [...done];
}

/** Months that have a partition of their own, as the first day of each. */
export async function readMonths(sql: postgres.Sql | postgres.TransactionSql): Promise<string[]> {
	const rows = await sql<{ month: string }[]>`
		select distinct substring(c.relname from '_(\\d{4}_\\d{2})$') as month from pg_inherits i
		join pg_class c on c.oid = i.inhrelid where c.relkind = 'r' and c.relname ~ '_\\d{4}_\\d{2}$' order by 1`;
	return rows.map(({ month }) => `${month.replace('_', '-')}-01`);
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quotedTable = (table: { schema: string; name: string }): string =>
	`${quoted(table.schema)}.${quoted(table.name)}`;
