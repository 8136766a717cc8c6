import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type Postgres from 'postgres';
import { refuse } from '../errors/door.ts';
import { installQueue } from '../jobs/install.server.ts';
import { postgres } from './driver.server.ts';
import { makePartitions } from './partitions.server.ts';
import { aLittlePatience } from './patience.server.ts';

/**
 * Runs the numbered SQL files of `database/migrations`, forward only, each once. Two processes may call it at the same
 * moment: one does the work, the other waits and finds nothing to do.
 */
export type Migration = {
	/** `0042-appeals-reopening`, the name of the file without its ending. */
	name: string;
	text: string;
	checksum: string;
	/** First line `-- no-transaction`: for CREATE INDEX CONCURRENTLY; statements end with `;` at the end of a line. */
	alone: boolean;
	/** First line `-- breaking: why`: the previous release cannot run beside it. */
	breaking: string | null;
};

export type MigrateOptions = {
	/** A direct connection to the server (to the coordinator of a cluster), never a pooler. */
	url: string;
	folder?: string;
	/** Only these, by name: a restore first makes the tables that the backup knew. */
	only?: ReadonlySet<string>;
	say?: (name: string, nth: number, of: number) => void;
};

const ownFolder = fileURLToPath(new URL('../../../database/migrations', import.meta.url));

export function readMigrations(folder = ownFolder): Migration[] {
	const names = readdirSync(folder).filter((file) => file.endsWith('.sql'));
	const migrations = names.sort().map((file): Migration => {
		if (!/^\d{4}-[a-z0-9-]+\.sql$/.test(file))
			throw new Error(`${file}: a migration is named NNNN-room-what.sql`);
		const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
		const first = text.slice(0, text.indexOf('\n'));
		return {
			name: file.slice(0, -'.sql'.length),
			text,
			checksum: createHash('sha256').update(text).digest('hex'),
			alone: first.startsWith('-- no-transaction'),
			breaking: /^-- breaking\b[^:]*: (.+)/i.exec(first)?.[1] ?? null,
		};
	});
	for (const [i, migration] of migrations.entries()) {
		const before = migrations[i - 1];
		if (before && before.name.slice(0, 4) === migration.name.slice(0, 4))
			throw new Error(
				`${migration.name} and ${before.name} bear the same number: give one of them the next free`,
			);
	}
	return migrations;
}

export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
	const migrations = readMigrations(options.folder);
	// One connection works, the other holds the lock: what runs outside a transaction cannot hold it itself.
	const sql = postgres(options.url, {
		max: 2,
		onnotice: () => {},
		prepare: false,
		connection: {
			application_name: 'veche migrate',
			idle_in_transaction_session_timeout: 0,
			statement_timeout: 0,
		},
	});
	try {
		await keepBooks(sql);
		const done = (await sql.begin(async (lock) => {
			// Simple protocol: an open portal would keep its snapshot, and CREATE INDEX CONCURRENTLY would wait for it for ever.
			await lock`select 1 from platform.migration_lock for update`.simple();
			const all = await findPending(sql, migrations);
			const pending = all.filter(({ name }) => options.only?.has(name) ?? true);
			const breaking = pending.find((migration) => migration.breaking);
			// A new database has nobody to disturb.
			if (breaking && all.length < migrations.length) await demandToBeAlone(sql, breaking);
			for (const [i, migration] of pending.entries()) {
				options.say?.(migration.name, i + 1, pending.length);
				await apply(sql, migration);
			}
			return { applied: pending.map((migration) => migration.name) };
		})) as { applied: string[] };
		if (!options.folder) {
			await installQueue(options.url);
			await makePartitions(sql);
		}
		return done;
	} finally {
		await sql.end();
	}
}

/** What stands between this database and this release; empty when they fit. Refuses a database of a newer release. */
export async function pendingMigrations(sql: Postgres.Sql, folder?: string): Promise<string[]> {
	const [books] = await sql`select to_regclass('platform.migration') is not null as kept`;
	const migrations = readMigrations(folder);
	const pending = books?.kept ? await findPending(sql, migrations) : migrations;
	return pending.map((migration) => migration.name);
}

/** Made by hand, because a first migration would have nowhere to be written down. */
async function keepBooks(sql: Postgres.Sql): Promise<void> {
	const [server] = await sql<{ version: string; number: number; encoding: string }[]>`
		select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
		       current_setting('server_encoding') as encoding`;
	if (!server || server.number < 150_000)
		refuse('platform.db.server-too-old', { version: server?.version ?? '?' });
	if (server.encoding !== 'UTF8') refuse('platform.db.not-utf8', { encoding: server.encoding });
	const [books] = await sql`select to_regclass('platform.migration_lock') is not null as kept`;
	if (books?.kept) return;
	const make = `
		create schema if not exists platform;
		create table if not exists platform.migration (
			name text primary key,
			checksum text not null,
			applied_at timestamptz not null
		);
		comment on table platform.migration is 'Files of database/migrations that this database has been through.';
		comment on column platform.migration.checksum is 'SHA-256 of the file, hexadecimal.';
		create table if not exists platform.migration_lock (only_row boolean primary key check (only_row));
		comment on table platform.migration_lock is 'One row, locked while migrations run.';
		insert into platform.migration_lock values (true) on conflict (only_row) do nothing;`;
	try {
		await sql.unsafe(make);
	} catch (error) {
		// Two processes met an empty database at the same moment: "if not exists" does not wait for the other's commit.
		if (!['23505', '42P06', '42P07', '42710'].includes((error as { code?: string }).code ?? '')) throw error;
		await sql.unsafe(make);
	}
}

async function findPending(sql: Postgres.Sql, migrations: Migration[]): Promise<Migration[]> {
	const done = await sql<{ name: string; checksum: string }[]>`
		select name, checksum from platform.migration order by name collate "C"`;
	const ours = new Map(migrations.map((migration) => [migration.name, migration]));
	for (const { name, checksum } of done) {
		const file = ours.get(name);
		if (!file) refuse('platform.db.newer-release', { migration: name });
		if (file.checksum !== checksum) refuse('platform.db.migration-changed', { migration: name });
	}
	const names = new Set(done.map(({ name }) => name));
	return migrations.filter((migration) => !names.has(migration.name));
}

/** Names that processes of Veche give their connections, serving and working. */
const serving = ['veche', 'veche jobs'];

/**
 * A process that ends takes a moment to close its connections, so they are waited for. What nobody may see of other roles counts
 * as nobody: whoever runs two releases under two roles has gone out of their way.
 */
async function demandToBeAlone(sql: Postgres.Sql, { name }: Migration): Promise<void> {
	const more = aLittlePatience();
	for (;;) {
		const [others] = await sql<{ count: number }[]>`
			select count(*)::int as count from pg_stat_activity
			where datname = current_database() and application_name = any(${serving}::text[])`;
		if (!others?.count) return;
		if (!(await more())) refuse('platform.db.others-serve', { migration: name, connections: others.count });
	}
}

async function apply(sql: Postgres.Sql, migration: Migration): Promise<void> {
	try {
		if (migration.alone) {
			await sql`set citus.multi_shard_modify_mode = 'sequential'`;
			for (const statement of statementsOf(migration.text)) await sql.unsafe(statement);
			await writeDown(sql, migration);
			return;
		}
		await sql.begin(async (tx) => {
			await tx`set local citus.multi_shard_modify_mode = 'sequential'`;
			// A migration that fills rows and then alters their table fails on deferred checks that still wait; only where there are rows.
			await tx`set constraints all immediate`;
			await tx.unsafe(migration.text);
			await writeDown(tx, migration);
		});
	} catch (cause) {
		const { message, position } = cause as { message: string; position?: string };
		const line = position ? migration.text.slice(0, Number(position)).split('\n').length : null;
		throw new Error(`migration ${migration.name}${line ? `, line ${line}` : ''}: ${message}`, { cause });
	}
}

async function writeDown(sql: Postgres.Sql | Postgres.TransactionSql, migration: Migration): Promise<void> {
	await sql`
		insert into platform.migration (name, checksum, applied_at)
		values (${migration.name}, ${migration.checksum}, ${new Date()})`;
}

/** Statements of a `-- no-transaction` file, each sent by itself, since a batch would be one transaction again. */
function statementsOf(text: string): string[] {
	return text
		.split(/;[ \t]*(?:\n|$)/)
		.map((part) => part.replace(/^\s*--.*$/gm, '').trim())
		.filter((part) => part !== '');
}
