import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, readConfig } from '#platform/config/door.server.ts';
import { postgres } from '#platform/db/driver.server.ts';
import { startEmbedded } from '#platform/db/embedded.server.ts';
import { migrate } from '#platform/db/migrate.server.ts';
import { openHouse } from '../../../src/start.server.ts';
import type { World } from '../../world.ts';
import { makeBase } from './make.ts';
import type { Scale } from './scale.ts';

/** Where bases are kept between runs: `VECHE_BENCH_DATA`, else a cache outside of the checkout. */
export const benchData = (): string =>
	process.env.VECHE_BENCH_DATA ?? join(homedir(), '.cache', 'veche-bench');

/** Every file that a base is made by: another generator makes another base. */
function hashOf(scale: Scale): string {
	const hash = createHash('sha256').update(JSON.stringify(scale));
	const folder = fileURLToPath(new URL('.', import.meta.url));
	for (const name of readdirSync(folder).sort())
		if (name !== 'open.ts' && !name.endsWith('.test.ts')) hash.update(readFileSync(join(folder, name)));
	return hash.digest('hex').slice(0, 12);
}

/**
 * The base of this scale, started: made if it is not there, brought to the newest migrations if it is. The server's memory is set
 * as docs/operations.md tells for a machine with 16 GB.
 */
export async function openBase(name: string, scale: Scale): Promise<World> {
	const folder = process.env.VECHE_BENCH_BASE ?? join(benchData(), `${name}-${hashOf(scale)}`);
	const done = join(folder, 'made.json');
	if (!existsSync(done)) {
		rmSync(folder, { recursive: true, force: true });
		await make(folder, done, scale);
	}
	const embedded = await startEmbedded({ folder });
	await migrate({ url: embedded.url });
	const config = configOf(folder, embedded.url);
	return {
		url: embedded.url,
		folder,
		config,
		postgres: postmaster(folder),
		stop: () => embedded.stop(),
	};
}

function configOf(folder: string, url: string): Config & { databaseUrl: string } {
	return {
		...readConfig({ VECHE_DATA: folder, VECHE_RATE: '0', VECHE_LOG: 'error' }),
		databaseUrl: url,
	};
}

/** In a process of its own: a house is opened once in a process. */
async function make(folder: string, done: string, scale: Scale): Promise<void> {
	console.log(`  making a base of ${scale.appeals} appeals in ${folder}`);
	const child = spawn(
		process.execPath,
		[fileURLToPath(new URL('../make-base.ts', import.meta.url)), folder, done, JSON.stringify(scale)],
		{ stdio: 'inherit' },
	);
	const [code] = (await once(child, 'exit')) as [number];
	if (code !== 0) throw new Error(`the base was not made: ${code}`);
}

/** Makes it in this process. */
export async function makeIn(folder: string, done: string, scale: Scale): Promise<void> {
	await set(folder, { wal_level: 'minimal', max_wal_senders: '0', shared_buffers: '2GB', autovacuum: 'off' });
	const embedded = await startEmbedded({ folder, durable: false });
	try {
		await migrate({ url: embedded.url });
		const house = await openHouse(configOf(folder, embedded.url), { jobs: false });
		try {
			const { rows } = await makeBase(embedded.url, scale, (what) => console.log(`  ${what}`));
			const sql = postgres(embedded.url, { max: 1, onnotice: () => {} });
			for (const name of ['wal_level', 'max_wal_senders', 'autovacuum'])
				await sql.unsafe(`alter system reset ${name}`);
			await sql.end();
			writeFileSync(done, JSON.stringify({ scale, rows, madeAt: new Date() }));
		} finally {
			await house.close();
		}
	} finally {
		await embedded.stop();
	}
}

/** Settings that need a start of the server. */
async function set(folder: string, settings: Record<string, string>): Promise<void> {
	const embedded = await startEmbedded({ folder, durable: false });
	const sql = postgres(embedded.url, { max: 1, onnotice: () => {} });
	for (const [name, value] of Object.entries(settings))
		await sql.unsafe(`alter system set ${name} = '${value}'`);
	await sql.end();
	await embedded.stop();
}

function postmaster(folder: string): number {
	const [file] = globSync('**/postmaster.pid', { cwd: folder });
	return Number(readFileSync(join(folder, file as string), 'utf8').split('\n')[0]);
}
