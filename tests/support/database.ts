import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, openSync, readFileSync, statfsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type Postgres from 'postgres';
import { postgres } from '#platform/db/driver.server.ts';
import { migrate, readMigrations } from '#platform/db/migrate.server.ts';

/**
 * Databases for tests: one PostgreSQL for all test files of a checkout (or the server that VECHE_TEST_DATABASE_URL
 * names), a template that is migrated once for each state of the migrations, and a clone of it for each test file.
 */
export type TestDatabase = { url: string; drop(): Promise<void> };

const project = fileURLToPath(new URL('../..', import.meta.url));
const started = 120_000;

/** A clone of the migrated template: everything that a new installation has, and nothing else. */
export async function aDatabase(): Promise<TestDatabase> {
	const server = await theServer();
	const template = await theTemplate(server);
	// Two thousand files: copied as they are, they cost a tenth of the processor that copying them through the log does.
	return made(server, `test_${process.pid}_${++made.count}`, `template ${template} strategy file_copy`);
}

/** A database with nothing in it, not even the schemas. */
export async function anEmptyDatabase(): Promise<TestDatabase> {
	return made(await theServer(), `test_${process.pid}_${++made.count}`, russian);
}

/** A server of an operator's own may sort by other rules: say them. */
const russian = `template template0 encoding 'UTF8' locale 'C' locale_provider icu icu_locale 'ru'`;

async function made(server: string, name: string, how: string): Promise<TestDatabase> {
	await administer(server, async (sql) => {
		await sql.unsafe(`drop database if exists ${name} with (force)`);
		await sql.unsafe(`create database ${name} ${how}`);
	});
	return {
		url: databaseOn(server, name),
		drop: () =>
			administer(server, async (sql) => {
				await sql.unsafe(`drop database if exists ${name} with (force)`);
			}),
	};
}
made.count = 0;

function databaseOn(server: string, name: string): string {
	const url = new URL(server);
	url.pathname = `/${name}`;
	return url.href;
}

async function administer<T>(server: string, work: (sql: Postgres.Sql) => Promise<T>): Promise<T> {
	const sql = postgres(server, { max: 1, onnotice: () => {}, prepare: false });
	try {
		return await work(sql);
	} finally {
		await sql.end();
	}
}

let template: Promise<string> | undefined;

function theTemplate(server: string): Promise<string> {
	template ??= makeTemplate(server);
	return template;
}

async function makeTemplate(server: string): Promise<string> {
	const state = createHash('sha256');
	for (const migration of readMigrations()) state.update(`${migration.name} ${migration.checksum}\n`);
	const name = `veche_template_${state.digest('hex').slice(0, 16)}`;
	await administer(server, async (sql) => {
		// Test files start together: the first makes the template, the others wait here.
		await sql.begin(async (tx) => {
			await tx`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
			const [found] = await tx`select datallowconn from pg_database where datname = ${name}`;
			if (found && !found.datallowconn) return;
			await administer(server, async (maker) => {
				if (found) await maker.unsafe(`drop database ${name} with (force)`);
				await maker.unsafe(`create database ${name} ${russian}`);
				await migrate({ url: databaseOn(server, name) });
				// A clone needs a template to which nobody is connected; this also marks it as finished.
				await maker.unsafe(`alter database ${name} allow_connections false`);
			});
		});
	});
	return name;
}

let server: Promise<string> | undefined;

/** The address of a server where databases may be made. */
export function theServer(): Promise<string> {
	server ??= process.env.VECHE_TEST_DATABASE_URL
		? Promise.resolve(process.env.VECHE_TEST_DATABASE_URL)
		: findKeeper();
	return server;
}

/**
 * In the memory of a machine that has plenty: a database is made for each test file, and on a disk most of that is the making
 * of its files. Asked of sizes that do not change, so that every process finds the same place.
 */
function placeOfServer(): string {
	const memory = '/dev/shm';
	const plenty = 8 * 1024 ** 3;
	try {
		const { blocks, bsize } = statfsSync(memory);
		if (process.platform === 'linux' && totalmem() >= plenty && blocks * bsize >= plenty / 2) return memory;
	} catch {
		// There is none.
	}
	return tmpdir();
}

async function findKeeper(): Promise<string> {
	const mark = createHash('sha256').update(project).digest('hex').slice(0, 10);
	const folder = join(placeOfServer(), `veche-tests-${process.getuid?.() ?? 0}-${mark}`);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const until = Date.now() + started;
	let asked = 0;
	while (Date.now() < until) {
		const url = await enter(folder);
		if (url) return url;
		if (Date.now() - asked > 3_000) {
			asked = Date.now();
			const log = openSync(join(folder, 'keeper.log'), 'a');
			const keeper = fileURLToPath(new URL('./keeper.ts', import.meta.url));
			spawn(process.execPath, [keeper, folder], {
				detached: true,
				stdio: ['ignore', log, log],
				cwd: project,
				// Under `node --test` a child would report to the runner.
				env: { ...process.env, NODE_TEST_CONTEXT: undefined, NODE_OPTIONS: undefined },
			}).unref();
		}
		await wait(30);
	}
	throw new Error(`the database for tests did not start; see ${join(folder, 'keeper.log')}`);
}

/** Held open as long as this process lives; it does not keep the process alive. */
let place: Socket | undefined;

function enter(folder: string): Promise<string | null> {
	let told: { port: number; url: string };
	try {
		told = JSON.parse(readFileSync(join(folder, 'keeper.json'), 'utf8'));
	} catch {
		return Promise.resolve(null);
	}
	return new Promise((entered) => {
		const socket = connect(told.port, '127.0.0.1');
		socket.once('error', () => entered(null));
		socket.once('close', () => entered(null));
		socket.once('data', () => {
			place = socket;
			place.unref();
			entered(told.url);
		});
	});
}
