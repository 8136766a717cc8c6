import { type Reference, references } from '#database/references.ts';
import type { Sql } from './door.server.ts';

export type Orphans = {
	from: string;
	columns: readonly string[];
	to: string;
	count: number;
	example: string;
};

/** Rows that point to what is not there. Reads whole tables in the background; a count over many territories is of no one moment. */
export async function findOrphans(sql: Sql, list: readonly Reference[] = references): Promise<Orphans[]> {
	const found: Orphans[] = [];
	for (const { from, columns, to, keys } of list) {
		const there = columns.map((column, i) => `o."${keys[i]}" = f."${column}"`).join(' and ');
		const whole = columns.map((column) => `f."${column}" is not null`).join(' and ');
		const shown = columns.map((column) => `f."${column}"`).join(`::text || '/' || `);
		const [row] = await sql.unsafe<{ count: number; example: string | null }[]>(`
			/* background: looks for orphans over all territories */
			select count(*)::int as count, min(${shown}::text) as example
			from ${named(from)} f
			where ${whole} and not exists (select from ${named(to)} o where ${there})`);
		if (row && row.count > 0) found.push({ from, columns, to, count: row.count, example: row.example ?? '' });
	}
	return found;
}

const named = (table: string) =>
	table
		.split('.')
		.map((part) => `"${part}"`)
		.join('.');
