import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type Postgres from 'postgres';
import type { Config } from '#platform/config/door.server.ts';
import { postgres } from '#platform/db/driver.server.ts';
import { migrate, readMigrations } from '#platform/db/migrate.server.ts';
import { makePartitions } from '#platform/db/partitions.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { openFiles, putContent } from '#platform/files/door.server.ts';
import { placeOf } from './backup.ts';
import { nameOf, quoted, quotedTable, readTables } from './catalogue.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { unsealKeys } from './seal.ts';
import { hashOfFile } from './streams.ts';

export type RestoreOptions = {
	from: string;
	config: Config;
	/** A direct connection to an empty database. */
	url: string;
	passphrase?: string | undefined;
	/** A newer journal of erasures than the one in the backup. */
	erasures?: string | undefined;
	say?: (step: 'checking' | 'rows' | 'files', done: number, total: number) => void;
};

/**
 * Puts a backup into an empty database and an empty folder. Everything is checked before anything is written; the rows
 * come in one transaction. People who were erased after the backup are erased again by the caller, who opens the house.
 */
export async function restore(options: RestoreOptions): Promise<Manifest> {
	const from = resolve(options.from);
	const manifest = await readManifest(from);
	const ours = new Map(readMigrations().map(({ name, checksum }) => [name, checksum]));
	for (const { name, checksum } of manifest.migrations) {
		if (!ours.has(name)) refuse('cli.restore.newer-release', { release: manifest.release });
		if (ours.get(name) !== checksum) refuse('platform.db.migration-changed', { migration: name });
	}
	refuseFullFolder(options.config, manifest, options.passphrase);
	const keys =
		manifest.keys && options.passphrase
			? await unsealKeys(await readFile(join(from, 'keys.sealed'), 'utf8'), options.passphrase)
			: null;
	await checkRows(options, from, manifest);

	const sql = postgres(options.url, {
		max: 2,
		onnotice: () => {},
		prepare: false,
		connection: {
			application_name: 'veche restore',
			idle_in_transaction_session_timeout: 0,
			statement_timeout: 0,
		},
	});
	try {
		await refuseFullDatabase(sql);
		try {
			await fill(sql, options, from, manifest);
			await bringFiles(options, from, manifest);
		} catch (error) {
			// The database was empty: leave it so, and the next attempt can begin anew.
			await empty(sql);
			throw error;
		}
		await migrate({ url: options.url });
		await sql`analyze`;
	} finally {
		await sql.end();
	}
	if (keys) {
		await mkdir(dirname(options.config.keys), { recursive: true });
		await writeFile(options.config.keys, keys, { mode: 0o600, flag: 'wx' });
	}
	await joinErasures(options, from);
	return manifest;
}

export async function readManifest(from: string): Promise<Manifest> {
	const path = join(from, 'manifest.json');
	if (!existsSync(path)) refuse('cli.restore.no-backup', { folder: from });
	const text = await readFile(path, 'utf8');
	const read = manifestSchema.safeParse(parse(text));
	if (!read.success) refuse('cli.restore.damaged', { file: 'manifest.json' });
	return read.data;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function refuseFullFolder(config: Config, manifest: Manifest, passphrase: string | undefined): void {
	if (existsSync(config.files) && readdirSync(config.files).length > 0)
		refuse('cli.restore.files-not-empty', { folder: config.files });
	if (manifest.keys && passphrase && existsSync(config.keys))
		refuse('cli.restore.keys-there', { file: config.keys });
}

async function checkRows(options: RestoreOptions, from: string, manifest: Manifest): Promise<void> {
	const all = [
		...manifest.tables.map(({ file, sha256 }) => ({ file, sha256 })),
		{ file: 'files.txt', sha256: manifest.files.sha256 },
		{ file: 'erasures.jsonl', sha256: manifest.erasures },
	];
	for (const [i, { file, sha256 }] of all.entries()) {
		options.say?.('checking', i, all.length);
		const path = join(from, file);
		if (!existsSync(path) || (await hashOfFile(path)) !== sha256) refuse('cli.restore.damaged', { file });
	}
}

async function fill(
	sql: Postgres.Sql,
	options: RestoreOptions,
	from: string,
	manifest: Manifest,
): Promise<void> {
	await migrate({ url: options.url, only: new Set(manifest.migrations.map(({ name }) => name)) });
	// Rows of past months go where the partitions of those months stood.
	let reached = '';
	for (const month of manifest.months) {
		if (month <= reached) continue;
		// It makes this month's and the next three.
		await makePartitions(sql, new Date(month));
		const last = new Date(month);
		last.setUTCMonth(last.getUTCMonth() + 3);
		reached = last.toISOString().slice(0, 10);
	}
	const here = new Map((await readTables(sql)).map((table) => [nameOf(table), table]));
	await sql.begin(async (tx) => {
		const names = [...here.values()].map(quotedTable);
		// Migrations and seeds have put rows of their own here; the backup has them as they became.
		await tx.unsafe(`truncate ${names.join(', ')}`);
		for (const [i, table] of manifest.tables.entries()) {
			options.say?.('rows', i, manifest.tables.length);
			if (!here.has(nameOf(table))) {
				if (table.rows === 0) continue;
				refuse('cli.restore.damaged', { file: table.file });
			}
			const columns = table.columns.map(quoted).join(', ');
			const into = await tx.unsafe(`copy ${quotedTable(table)} (${columns}) from stdin`).writable();
			await pipeline(createReadStream(join(from, table.file)), createGunzip(), into);
		}
		for (const table of here.values())
			for (const column of table.counted)
				await tx.unsafe(
					`select setval(pg_get_serial_sequence('${quotedTable(table)}', '${column}'), coalesce(max(${quoted(column)}), 0) + 1, false) from ${quotedTable(table)}`,
				);
		await forgetProcesses(tx);
	});
	options.say?.('rows', manifest.tables.length, manifest.tables.length);
}

/** Jobs that a process of the old installation was doing wait again: that process is not here. */
async function forgetProcesses(tx: Postgres.TransactionSql): Promise<void> {
	await tx`update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null`;
	await tx`update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null`;
	await tx`delete from jobs.process`;
}

async function bringFiles(options: RestoreOptions, from: string, manifest: Manifest): Promise<void> {
	await openFiles(options.config.files);
	const missing = new Set(manifest.files.missing);
	let done = 0;
	for await (const line of createInterface({ input: createReadStream(join(from, 'files.txt')) })) {
		const sha256 = line.split(' ')[0] as string;
		if (missing.has(sha256)) continue;
		options.say?.('files', done++, manifest.files.count);
		const path = placeOf(from, sha256);
		if (!existsSync(path) || (await hashOfFile(path)) !== sha256)
			refuse('cli.restore.damaged', { file: `files/${sha256}` });
		await putContent(sha256, path);
	}
	options.say?.('files', manifest.files.count, manifest.files.count);
}

async function refuseFullDatabase(sql: Postgres.Sql): Promise<void> {
	const [table] = await sql<{ name: string }[]>`
		select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'p') and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
			and not exists (select from pg_depend e where e.objid = c.oid and e.deptype = 'e')
		limit 1`;
	if (table) refuse('cli.restore.database-not-empty', { table: table.name });
}

async function empty(sql: Postgres.Sql): Promise<void> {
	const schemas = await sql<{ name: string }[]>`
		select nspname as name from pg_namespace
		where nspname not in ('public', 'information_schema') and nspname not like 'pg\\_%'`;
	for (const { name } of schemas) await sql.unsafe(`drop schema if exists ${quoted(name)} cascade`);
}

async function joinErasures({ config, erasures }: RestoreOptions, from: string): Promise<void> {
	const journal = join(config.data, 'erasures.jsonl');
	await mkdir(config.data, { recursive: true });
	for (const path of [join(from, 'erasures.jsonl'), ...(erasures ? [resolve(erasures)] : [])])
		await appendFile(journal, await readFile(path), { mode: 0o600 });
}
