/**
 * Writes the rows of a small demonstration made by this release into tests/releases/<version>.copy.gz, so that later releases
 * prove that they can take it over (tests/schema/upgrade.test.ts). Run once, when a release is published:
 * `node_modules/.bin/node tools/release-rows.ts 0.2.0`
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { plantDemo } from '#demo/plant.server.ts';
import { readConfig } from '#platform/config/door.server.ts';
import { database } from '#platform/db/door.server.ts';
import { startEmbedded } from '#platform/db/embedded.server.ts';
import { migrate, readMigrations } from '#platform/db/migrate.server.ts';
import { runJobs } from '#platform/jobs/door.server.ts';
import { openHouse } from '../src/start.server.ts';

type Table = { oid: number; name: string; columns: string };

const [version = ''] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error('which release? node tools/release-rows.ts 0.2.0');
const folder = mkdtempSync(join(tmpdir(), 'veche-release-'));
const embedded = await startEmbedded({ folder, durable: false });
await migrate({ url: embedded.url });
const config = { ...readConfig({ VECHE_DATA: folder, VECHE_LOG: 'error' }), databaseUrl: embedded.url };
const house = await openHouse(config, { jobs: false });
await plantDemo({ now: new Date(), appeals: 40 });
await runJobs({ url: embedded.url, tolerate: true });

const parts = [
	`${readMigrations()
		.map(({ name }) => name)
		.join(' ')}\n`,
];
for (const { name, columns } of await tablesInOrder()) {
	const rows = await database().unsafe(`copy (select ${columns} from ${name}) to stdout`).readable();
	let text = '';
	for await (const piece of rows) text += piece.toString();
	if (text) parts.push(`${name} (${columns})\t${text.split('\n').length - 1}\n${text}`);
}
const to = fileURLToPath(new URL('../tests/releases/', import.meta.url));
mkdirSync(to, { recursive: true });
writeFileSync(join(to, `${version}.copy.gz`), gzipSync(parts.join(''), { level: 9 }));
await house.close();
await embedded.stop();
rmSync(folder, { recursive: true, force: true });

/** A table comes after those that its foreign keys lead to. */
async function tablesInOrder(): Promise<Table[]> {
	const sql = database();
	const tables = await sql<Table[]>`
		select c.oid::int as oid, format('%I.%I', n.nspname, c.relname) as name, (
			select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
			where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''
		) as columns
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'p') and not c.relispartition
			and n.nspname not in ('information_schema', 'graphile_worker') and n.nspname not like 'pg\\_%'
			and format('%I.%I', n.nspname, c.relname) not in ('platform.migration', 'platform.migration_lock', 'jobs.process')
		order by 2`;
	const keys = await sql<{ of: number; to: number }[]>`
		select conrelid::int as of, confrelid::int as to from pg_constraint where contype = 'f' and conrelid <> confrelid`;
	const ordered = new Set<Table>();
	const put = (table: Table, behind: readonly Table[]): void => {
		if (ordered.has(table) || behind.includes(table)) return;
		for (const { to } of keys.filter(({ of }) => of === table.oid)) {
			const first = tables.find(({ oid }) => oid === to);
			if (first) put(first, [...behind, table]);
		}
		ordered.add(table);
	};
	for (const table of tables) put(table, []);
	return [...ordered];
}
