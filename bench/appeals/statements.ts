import type Postgres from 'postgres';

/**
 * Which statements took the database's time, for whoever looks for what to mend: `VECHE_BENCH_STATEMENTS=20`. The server of the base
 * must have been started with pg_stat_statements (`shared_preload_libraries` in its postgresql.auto.conf).
 */
export async function tellStatements(sql: Postgres.Sql, what: string): Promise<void> {
	const most = Number(process.env.VECHE_BENCH_STATEMENTS ?? 0);
	if (most === 0) return;
	await sql`create extension if not exists pg_stat_statements`;
	const rows = await sql<{ ms: number; calls: number; mean: number; rows: number; query: string }[]>`
		select total_exec_time + total_plan_time as ms, calls::int, (total_exec_time + total_plan_time) / greatest(calls, 1) as mean, rows::int,
			regexp_replace(left(query, 160), '\\s+', ' ', 'g') as query
		from pg_stat_statements order by 1 desc limit ${most}`;
	console.log(`  statements of ${what}`);
	for (const row of rows)
		console.log(
			`  ${row.ms.toFixed(0).padStart(7)} ms ${String(row.calls).padStart(6)} × ${row.mean.toFixed(2).padStart(7)} ms, ${row.rows} rows: ${row.query}`,
		);
	await sql`select pg_stat_statements_reset()`;
}
