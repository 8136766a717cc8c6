import type Postgres from 'postgres';
import { classes } from '#database/classes.ts';
import { postgres } from '#platform/db/driver.server.ts';
import { pendingMigrations } from '#platform/db/migrate.server.ts';
import { readTables } from '../backup/catalogue.ts';
import type { Examination, Finding } from './doctor.ts';

async function within<T>(url: string, work: (sql: Postgres.Sql) => Promise<T>): Promise<T> {
	const sql = postgres(url, { max: 1, onnotice: () => {}, prepare: false });
	try {
		return await work(sql);
	} finally {
		await sql.end();
	}
}

export const checkMigrations: Examination = (url) =>
	within(url, async (sql) => {
		const [server] = await sql`select current_setting('server_version') as version`;
		const found: Finding[] = [{ state: 'good', key: 'database', facts: { version: server?.version } }];
		const pending = await pendingMigrations(sql);
		if (pending.length > 0) found.push({ state: 'fault', key: 'pending', facts: { count: pending.length } });
		else found.push({ state: 'good', key: 'migrated' });
		return found;
	});

/** Tables that somebody made by hand, or that a migration of ours lost. */
export const checkTables: Examination = (url) =>
	within(url, async (sql) => {
		const tables = (await readTables(sql)).filter(({ schema }) => schema !== 'graphile_worker');
		const there = new Set(tables.map(({ schema, name }) => `${schema}.${name}`));
		const strange = [...there].filter((name) => !(name in classes));
		const lost = Object.keys(classes).filter(
			(name) => !there.has(name) && !name.startsWith('platform.migration'),
		);
		const found: Finding[] = [
			...strange.map((table): Finding => ({ state: 'fault', key: 'table-strange', facts: { table } })),
			...lost.map((table): Finding => ({ state: 'fault', key: 'table-lost', facts: { table } })),
		];
		return found.length > 0 ? found : [{ state: 'good', key: 'tables', facts: { count: there.size } }];
	});
