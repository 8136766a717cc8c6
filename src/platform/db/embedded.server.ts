import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	rmSync,
	statfsSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { refuse } from '../errors/door.ts';
import { postgres } from './driver.server.ts';
import {
	type Binaries,
	chooseRunAs,
	findBinaries,
	mayWrite,
	own,
	type RunAs,
	run,
} from './embedded-binaries.server.ts';
import { claim, endServer, readServer, release } from './embedded-process.server.ts';

/**
 * The PostgreSQL that Veche brings along, in the folder `<data>/postgres`. It listens on the loopback only, with a
 * password kept in the data folder, and lives as long as the process that started it.
 */
export type Embedded = {
	/** Address of the database `veche`. Stays the same while this process lives, also when the database restarts. */
	url: string;
	/** True when another process had started it: then `stop` leaves it running. */
	attached: boolean;
	stop(): Promise<void>;
};

export type EmbeddedOptions = {
	/** The data folder of the installation. */
	folder: string;
	/** Join a database that a living process of ours runs in this folder (commands); else refuse (a second server). */
	attach?: boolean;
	/** False only for tests: nothing survives a loss of power. */
	durable?: boolean;
	connections?: number;
	as?: RunAs;
	/** Told when the first start makes the cluster, when a lost server is ended, when a fallen one is started again. */
	say?: (step: 'creating' | 'recovering' | 'restarting') => void;
};

/** What a new cluster, its log of changes and the first rows need. */
const roomNeeded = 300 * 1024 ** 2;
const startsWithin = 60_000;

/** Nothing is kept for the case that the machine loses its power, and little for any other. */
const forgetful = {
	fsync: 'off',
	synchronous_commit: 'off',
	full_page_writes: 'off',
	wal_level: 'minimal',
	max_wal_senders: '0',
	max_wal_size: '256MB',
};

export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
	const folder = resolve(options.folder);
	const cluster = join(folder, 'postgres');
	makeFolder(folder);

	const holder = claim(folder);
	if (holder !== process.pid) {
		if (!options.attach) refuse('platform.db.folder-in-use', { folder, pid: holder });
		return { url: addressOf(folder, await portOf(cluster)), attached: true, stop: async () => {} };
	}
	try {
		return await begin(options, folder, cluster);
	} catch (error) {
		release(folder);
		throw error;
	}
}

async function begin(options: EmbeddedOptions, folder: string, cluster: string): Promise<Embedded> {
	const running = readServer(cluster);
	const setting = chooseRunAs(findBinaries(), options.as);
	if (running) {
		options.say?.('recovering');
		await endServer(cluster, running.pid);
	}
	if (!existsSync(join(cluster, 'PG_VERSION'))) {
		options.say?.('creating');
		await create(setting, folder, cluster, options.durable ?? true);
	}
	checkVersion(cluster, setting.binaries.major);
	own(setting.as, cluster);

	const port = await freePort();
	const server = new Server(setting, folder, cluster, port, options);
	await server.start();
	const url = addressOf(folder, server.port);
	try {
		await createDatabase(url);
	} catch (error) {
		await server.stop();
		throw error;
	}
	return { url, attached: false, stop: () => server.stop() };
}

/** The port of a database that another process of ours is starting or has started. */
async function portOf(cluster: string): Promise<number> {
	const until = Date.now() + startsWithin;
	while (Date.now() < until) {
		const server = readServer(cluster);
		if (server?.ready) return server.port;
		await wait(50);
	}
	throw new Error(`the database in ${cluster} did not become ready`);
}

function makeFolder(folder: string): void {
	try {
		mkdirSync(folder, { recursive: true });
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code;
		if (code === 'ENOSPC') refuse('platform.db.disk-full', { folder });
		if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') refuse('platform.db.no-right', { folder });
		if (code === 'EEXIST' || code === 'ENOTDIR') refuse('platform.db.not-a-folder', { folder });
		throw error;
	}
	if (!statSync(folder).isDirectory()) refuse('platform.db.not-a-folder', { folder });
	if (!mayWrite(folder)) refuse('platform.db.no-right', { folder });
}

function checkVersion(cluster: string, ours: number): void {
	const theirs = Number.parseInt(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'), 10);
	if (theirs > ours) refuse('platform.db.newer-major', { theirs, ours });
	if (theirs < ours) refuse('platform.db.older-major', { theirs, ours });
}

async function create(setting: Setting, folder: string, cluster: string, durable: boolean): Promise<void> {
	const { bavail, bsize } = statfsSync(folder);
	if (bavail * bsize < roomNeeded) refuse('platform.db.disk-full', { folder });
	// initdb leaves a half-made folder behind when it is killed; without PG_VERSION there is nothing in it to lose.
	rmSync(cluster, { recursive: true, force: true });
	mkdirSync(cluster, { mode: 0o700 });
	own(setting.as, cluster);
	const secret = randomBytes(24).toString('base64url');
	const file = join(folder, 'postgres.secret');
	writeFileSync(file, secret, { mode: 0o600 });
	// A file that the database's own user can read while the cluster is made.
	const given = join(cluster, '..', `postgres.making-${process.pid}`);
	writeFileSync(given, secret, { mode: setting.as === 'nobody' ? 0o644 : 0o600 });
	try {
		const made = await outputOf(
			run(
				setting,
				'initdb',
				[
					...['--pgdata', cluster, '--username', 'veche', '--pwfile', given, '--auth', 'scram-sha-256'],
					...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'icu', '--icu-locale', 'ru'],
					// A random password of 192 bits gains nothing from being stretched, and each connection would pay.
					...['--set', 'scram_iterations=1', '--no-instructions'],
					...(durable ? [] : ['--no-sync']),
				],
				'pipe',
			),
		);
		if (made.code !== 0) explain(folder, made.text);
	} finally {
		rmSync(given, { force: true });
	}
}

/** Turns what PostgreSQL says when it cannot begin into words that say what to do. */
function explain(folder: string, text: string): never {
	if (/No space left on device|could not extend|Disk quota/i.test(text))
		refuse('platform.db.disk-full', { folder });
	if (/Permission denied|Read-only file system|invalid permissions/i.test(text))
		refuse('platform.db.no-right', { folder });
	throw new Error(`PostgreSQL did not start:\n${text.trim().split('\n').slice(-12).join('\n')}`);
}

type Setting = { as: RunAs; binaries: Binaries };

class Server {
	port: number;
	private child: ChildProcess | undefined;
	private stopping = false;
	private readonly log: string;
	private readonly setting: Setting;
	private readonly folder: string;
	private readonly cluster: string;
	private readonly options: EmbeddedOptions;

	constructor(setting: Setting, folder: string, cluster: string, port: number, options: EmbeddedOptions) {
		this.setting = setting;
		this.folder = folder;
		this.cluster = cluster;
		this.port = port;
		this.options = options;
		this.log = join(folder, 'postgres.log');
	}

	/** Tries another port when somebody took ours meanwhile, and waits for children of a killed server to leave. */
	async start(keepPort = false): Promise<void> {
		const until = Date.now() + startsWithin;
		for (;;) {
			const failure = await this.launch();
			if (failure === null) return;
			const taken = /could not bind|could not create any TCP|Address already in use/i.test(failure);
			const children = /pre-existing shared memory block|is still in use|lock file "postmaster.pid"/i.test(
				failure,
			);
			if (Date.now() > until || !(taken || children)) explain(this.folder, failure);
			if (taken && !keepPort) this.port = await freePort();
			else await wait(200);
		}
	}

	/** Null when the server is ready, else what it said before it went. */
	private async launch(): Promise<string | null> {
		const { durable = true, connections = 100 } = this.options;
		if (existsSync(this.log) && statSync(this.log).size > 10 * 1024 ** 2) rmSync(this.log);
		const begin = existsSync(this.log) ? statSync(this.log).size : 0;
		const log = openSync(this.log, 'a', 0o600);
		const settings = {
			port: this.port,
			listen_addresses: '127.0.0.1',
			unix_socket_directories: '',
			max_connections: connections,
			timezone: 'UTC',
			jit: 'off',
			max_wal_size: '1GB',
			// Tables that fill in their first minute are counted soon: before that the planner takes any index for as good.
			autovacuum_naptime: '15s',
			log_timezone: 'UTC',
			log_checkpoints: 'off',
			...(durable ? {} : forgetful),
		};
		const args = ['-D', this.cluster];
		for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
		const child = run(this.setting, 'postgres', args, log);
		closeSync(log);
		let gone = false;
		child.on('error', () => {
			gone = true;
		});
		child.on('exit', () => {
			gone = true;
			if (child === this.child && !this.stopping) void this.revive();
		});
		const until = Date.now() + startsWithin;
		while (!gone && Date.now() < until) {
			const server = readServer(this.cluster);
			if (server?.pid === child.pid && server?.ready) {
				this.child = child;
				child.unref();
				return null;
			}
			await wait(10);
		}
		child.kill('SIGQUIT');
		return readFileSync(this.log).subarray(begin).toString('utf8');
	}

	/** The database fell (out of memory, a kill): what was acknowledged is on the disk, so begin again at the same address. */
	private async revive(): Promise<void> {
		this.child = undefined;
		this.options.say?.('restarting');
		await wait(200);
		if (this.stopping) return;
		await this.start(true);
	}

	async stop(): Promise<void> {
		if (this.stopping) return;
		this.stopping = true;
		const pid = this.child?.pid;
		if (pid) await endServer(this.cluster, pid);
		release(this.folder);
	}
}

function addressOf(folder: string, port: number): string {
	const secret = readFileSync(join(folder, 'postgres.secret'), 'utf8').trim();
	return `postgres://veche:${secret}@127.0.0.1:${port}/veche`;
}

async function createDatabase(url: string): Promise<void> {
	const sql = postgres(url.replace(/\/veche$/, '/postgres'), { max: 1, onnotice: () => {} });
	try {
		const found = await sql`select 1 from pg_database where datname = 'veche'`;
		if (found.length === 0) await sql`create database veche`;
	} finally {
		await sql.end();
	}
}

export function freePort(): Promise<number> {
	return new Promise((found, failed) => {
		const server = createServer();
		server.once('error', failed);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => found(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

function outputOf(child: ChildProcess): Promise<{ code: number | null; text: string }> {
	return new Promise((done, failed) => {
		let text = '';
		child.stdout?.on('data', (part) => {
			text += part;
		});
		child.stderr?.on('data', (part) => {
			text += part;
		});
		child.once('error', failed);
		child.once('close', (code) => done({ code, text }));
	});
}
