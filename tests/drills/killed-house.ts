import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readConfig } from '#platform/config/door.server.ts';
import { closeDatabase, database, openDatabase } from '#platform/db/door.server.ts';
import { freePort, startEmbedded } from '#platform/db/embedded.server.ts';
import { migrate } from '#platform/db/migrate.server.ts';
import { openHouse } from '../../src/start.server.ts';

const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

type Recovery = { whom: 'server' | 'database'; seconds: number };
/** Kept by those who write meanwhile: when something was acknowledged last, and how much in all. */
export type Progress = { lastAt: number; acknowledged: number };

/** An installation in a folder of its own, whose server and database are killed while others write over HTTP. */
export class KilledHouse {
	readonly folder = mkdtempSync(join(tmpdir(), 'veche-drill-'));
	readonly recoveries: Recovery[] = [];
	#server: ChildProcess | undefined;
	#port = 0;
	#isKnown = false;

	get origin(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	/**
	 * The house in this process, on the database in the folder; beside the server where that runs. A house is opened once in a process:
	 * later only its database is.
	 */
	async inside<T>(work: () => Promise<T>): Promise<T> {
		const embedded = await startEmbedded({ folder: this.folder, attach: this.#server !== undefined });
		const { url } = embedded;
		if (this.#isKnown) openDatabase({ url });
		else {
			await migrate({ url });
			const config = readConfig({ VECHE_DATA: this.folder, VECHE_LOG: 'error', VECHE_RATE: '0' });
			await openHouse({ ...config, databaseUrl: url }, { jobs: false });
			this.#isKnown = true;
		}
		try {
			return await work();
		} finally {
			await closeDatabase();
			await embedded.stop();
		}
	}

	async start(): Promise<void> {
		this.#port = await freePort();
		this.#server = this.#spawn();
		await this.answers();
	}

	async answers(): Promise<void> {
		for (const until = Date.now() + 180_000; ; await sleep(100)) {
			assert.equal(this.#server!.exitCode, null, 'the server ended at its start');
			assert.ok(Date.now() < until, 'the server does not answer');
			const answer = await fetch(this.origin, { redirect: 'manual' }).catch(() => null);
			await answer?.body?.cancel();
			if (answer && answer.status < 500) return;
		}
	}

	#spawn(): ChildProcess {
		return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', inProject('bench/server.ts')], {
			env: {
				...process.env,
				NODE_ENV: 'production',
				VECHE_DATA: this.folder,
				VECHE_EMPTY: '1',
				VECHE_RATE: '0',
				VECHE_LOG: 'error',
				HOST: '127.0.0.1',
				PORT: String(this.#port),
			},
			stdio: ['ignore', 'ignore', process.env.VECHE_DRILL_LOUD ? 'inherit' : 'ignore'],
		});
	}

	/** SIGKILL, then nothing but the same command again, as systemd does. */
	async killServer(): Promise<void> {
		this.#server!.kill('SIGKILL');
		await once(this.#server!, 'exit');
		this.#server = this.#spawn();
	}

	/** By turns; each time until something is acknowledged again. */
	async killByTurns(kills: number, progress: Progress): Promise<void> {
		for (let kill = 0; kill < kills; kill++) {
			await sleep(randomInt(300, 800));
			const whom = kill % 2 ? 'database' : 'server';
			const at = Date.now();
			if (whom === 'server') await this.killServer();
			else process.kill(postmaster(this.folder), 'SIGKILL');
			// what was answered within a fifth of a second had been committed before
			for (progress.lastAt = 0; progress.lastAt <= at + 200; ) {
				assert.ok(
					Date.now() - at < 180_000,
					`after kill ${kill + 1} (${whom}) nothing was acknowledged for three minutes`,
				);
				assert.equal(this.#server!.exitCode, null, `the server ended after kill ${kill + 1} (${whom})`);
				await sleep(20);
			}
			const seconds = (progress.lastAt - at) / 1000;
			this.recoveries.push({ whom, seconds });
			console.log(
				`kill ${kill + 1} of ${kills}, ${whom}: ${seconds.toFixed(1)} s, ${progress.acknowledged} acknowledged`,
			);
		}
	}

	/** `kills of the server: filing went on after 3.5 s (median) ...` for each of the two. */
	toldRecoveries(what: string): string[] {
		return (['server', 'database'] as const).map((whom) => {
			const all = this.recoveries
				.filter((one) => one.whom === whom)
				.map((one) => one.seconds)
				.sort((a, b) => a - b);
			return `${all.length} kills of the ${whom}: ${what} went on after ${all[all.length >> 1]?.toFixed(1)} s (median), ${all.at(-1)?.toFixed(1)} s (longest)`;
		});
	}

	/** Waits until nothing waits in the queue and the outbox, while the server runs; seconds that it took. */
	async calm(): Promise<number> {
		const from = Date.now();
		const { url } = await startEmbedded({ folder: this.folder, attach: true });
		openDatabase({ url });
		// the locks of dead processes are taken away after half a minute; tries that failed meanwhile wait longer and longer
		for (let left = 1; left > 0 && Date.now() - from < 90_000; await sleep(1_000)) {
			const [row] = await database()<{ count: number }[]>`
				select (select count(*) from graphile_worker.jobs where coalesce(key, '') not like 'cron %')::int
					+ (select count(*) from events.outbox)::int as count`;
			left = row!.count;
		}
		await closeDatabase();
		return (Date.now() - from) / 1000;
	}

	async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
		const server = this.#server;
		this.#server = undefined;
		if (!server || server.exitCode !== null || server.signalCode !== null) return;
		server.kill(signal);
		await once(server, 'exit');
	}

	remove(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}

function postmaster(folder: string): number {
	const [file] = globSync('**/postmaster.pid', { cwd: folder });
	assert.ok(file, 'the database runs');
	return Number(readFileSync(join(folder, file), 'utf8').split('\n')[0]);
}

/** Keeps what a drill found in docs/drills. */
export function writeDrill(name: string, head: string, lines: readonly string[]): void {
	mkdirSync(inProject('docs/drills'), { recursive: true });
	writeFileSync(
		inProject(`docs/drills/${name}.md`),
		`${head}\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`,
	);
}
