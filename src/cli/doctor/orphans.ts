import { classes } from '#database/classes.ts';
import { database } from '#platform/db/door.server.ts';
import type { Examination, Finding } from './doctor.ts';

/**
 * What a foreign key may not guard, because on a cluster the two rows lie on different nodes: territories named by
 * rows that are gone from the tree, accounts named by rows of other rooms. Territory 0 is the installation itself.
 */
export const checkOrphans: Examination = async () => {
	const sql = database();
	const columns = await sql<{ table: string; column: string }[]>`
		select n.nspname || '.' || c.relname as table, a.attname as column
		from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
			and a.attname in ('territory_id', 'account_id') order by 1, 2`;
	const found: Finding[] = [];
	for (const { table, column } of columns) {
		if (!(table in classes)) continue;
		const [at, key] =
			column === 'territory_id' ? ['territories.territory', 'id'] : ['identity.account', 'account_id'];
		if (table === at || outlives.has(table)) continue;
		const [row] = await sql<{ count: number }[]>`
			/* background: the doctor looks at every territory */
			select count(*)::int as count from (
				select distinct ${sql(column)} as named from ${sql(table)} where ${sql(column)} is not null
			) as seen
			where named::text <> '0' and not exists (select from ${sql(at as string)} as owner where owner.${sql(key as string)} = seen.named)`;
		if (row && row.count > 0)
			found.push({ state: 'fault', key: `orphan-${column}`, facts: { table, count: row.count } });
	}
	return found.length > 0 ? found : [{ state: 'good', key: 'orphans' }];
};

/** Rows that are meant to outlive the account: the proof that it was erased. */
const outlives = new Set(['identity.erasure']);
