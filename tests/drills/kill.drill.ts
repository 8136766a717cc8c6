/**
 * Kills the server and its database by turns, 50 times, while people file appeals over HTTP. Holds: what was acknowledged is
 * there, once, under the number that was told; whoever repeats with the same key gets the first receipt; the house recovers
 * by itself; the chain of the audit has no gap.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { mainCity } from '#demo/generate-people.ts';
import { plantDemo, plantedGround } from '#demo/plant.server.ts';
import { verifyChain } from '#platform/audit/door.server.ts';
import { readConfig } from '#platform/config/door.server.ts';
import { closeDatabase, database, openDatabase } from '#platform/db/door.server.ts';
import { freePort, startEmbedded } from '#platform/db/embedded.server.ts';
import { migrate } from '#platform/db/migrate.server.ts';
import { pathOf } from '#rooms/territories/door.server.ts';
import { openHouse } from '../../src/start.server.ts';
import { type Acknowledged, Filer } from './filing-over-http.ts';

const kills = Number(process.env.VECHE_DRILL_KILLS ?? 50);
const writers = 8;
const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

test(`nothing acknowledged is missing after ${kills} kills of the server and of its database`, async (t) => {
	const folder = mkdtempSync(join(tmpdir(), 'veche-drill-'));
	const config = readConfig({ VECHE_DATA: folder, VECHE_LOG: 'error', VECHE_RATE: '0' });
	/** The house in this process, on the database in the folder, while no server runs. */
	const inside = async <T>(work: () => Promise<T>): Promise<T> => {
		const embedded = await startEmbedded({ folder });
		await migrate({ url: embedded.url });
		const house = await openHouse({ ...config, databaseUrl: embedded.url }, { jobs: false });
		try {
			return await work();
		} finally {
			await house.close();
			await embedded.stop();
		}
	};
	const path = await inside(async () => {
		await plantDemo({ now: new Date(), appeals: 0 });
		return `/${pathOf((await plantedGround()).territories.get(mainCity)!)}`;
	});

	const port = await freePort();
	const origin = `http://127.0.0.1:${port}`;
	let server = start(folder, port);
	await answers(origin, server);
	const acknowledged: Acknowledged[] = [];
	let over = false;
	let lastAt = Date.now();
	const writing = Array.from({ length: writers }, async () => {
		const filer = new Filer(origin, path);
		while (!over) {
			const mark = randomUUID();
			const one = await filer.file(randomUUID(), mark, () => over);
			if (!one) return;
			acknowledged.push(one);
			lastAt = Date.now();
		}
	});
	const recoveries: { whom: 'server' | 'database'; seconds: number }[] = [];
	try {
		for (let kill = 0; kill < kills; kill++) {
			await sleep(randomInt(300, 800));
			const whom = kill % 2 ? 'database' : 'server';
			const at = Date.now();
			if (whom === 'server') {
				server.kill('SIGKILL');
				await once(server, 'exit');
				// as systemd does: nothing but the same command again
				server = start(folder, port);
			} else process.kill(postmaster(folder), 'SIGKILL');
			// what was answered within a fifth of a second had been committed before
			for (lastAt = 0; lastAt <= at + 200; ) {
				assert.ok(
					Date.now() - at < 60_000,
					`after kill ${kill + 1} (${whom}) nothing was acknowledged for a minute`,
				);
				assert.equal(server.exitCode, null, `the server ended after kill ${kill + 1} (${whom})`);
				await sleep(20);
			}
			recoveries.push({ whom, seconds: (lastAt - at) / 1000 });
			console.log(
				`kill ${kill + 1} of ${kills}, ${whom}: ${((lastAt - at) / 1000).toFixed(1)} s, ${acknowledged.length} acknowledged`,
			);
		}
	} catch (error) {
		server.kill('SIGKILL');
		throw error;
	} finally {
		over = true;
		await Promise.all(writing);
	}
	const calmAfter = await calm(folder);
	server.kill('SIGTERM');
	await once(server, 'exit');

	const found = await look(folder, async () => {
		const rows = await database()<{ number: string; text: string; state: string }[]>`
			/* background: the drill reads everything */
			select number, text, state from appeals.appeal`;
		const [asleep] = await database()<{ waiting: number; lost: number; idle: number }[]>`
			/* background: the drill reads everything */
			select (
					select count(*)::int from graphile_worker.jobs
					where attempts < max_attempts and run_at < now() - interval '60 seconds' and coalesce(key, '') not like 'cron %'
				) as idle, count(*) filter (where tried)::int as waiting, count(*) filter (where not tried)::int as lost
			from (
				select exists (
					select from graphile_worker._private_jobs j
					where j.payload->>'appeal' = a.id::text and j.attempts < j.max_attempts
				) as tried
				from appeals.appeal a where a.state = 'filed'
			) as s`;
		const [left] = await database()<{ count: number }[]>`select count(*)::int as count from events.outbox`;
		return { rows, asleep: asleep!, left: left!.count, chain: await verifyChain(database()) };
	});
	const byMark = Map.groupBy(found.rows, (row) => /Метка ([0-9a-f-]{36})/.exec(row.text)?.[1] ?? '');
	const lost = acknowledged.filter((one) => !byMark.get(one.mark)?.some((row) => row.number === one.number));
	const twice = [...byMark.values()].filter((rows) => rows.length > 1);
	const seconds = (whom: string) =>
		recoveries
			.filter((one) => one.whom === whom)
			.map((one) => one.seconds)
			.sort((a, b) => a - b);
	const told = (whom: string) => {
		const all = seconds(whom);
		return `${all.length} kills of the ${whom}: filing went on after ${all[all.length >> 1]?.toFixed(1)} s (median), ${all.at(-1)?.toFixed(1)} s (longest)`;
	};
	const repeated = acknowledged.filter((one) => one.tries > 1).length;
	const lines = [
		`${acknowledged.length} appeals acknowledged by ${writers} writers, ${repeated} of them after a repeat with the same key`,
		told('server'),
		told('database'),
		`acknowledged and missing: ${lost.length}`,
		`filed twice: ${twice.length}`,
		`looked at ${calmAfter.toFixed(0)} s after the last kill`,
		`appeals whose job was lost: ${found.asleep.lost}; whose job waits for its next try: ${found.asleep.waiting}; jobs due for a minute and not begun: ${found.asleep.idle}; news not delivered: ${found.left}`,
		`chain of the audit: ${found.chain.checked} links, ${found.chain.fault ? `fault ${found.chain.fault.kind}` : 'no fault'}`,
	];
	for (const line of lines) t.diagnostic(line);
	mkdirSync(inProject('docs/drills'), { recursive: true });
	writeFileSync(
		inProject('docs/drills/kill.md'),
		`# Kills under writes\n\nThe server and its embedded database are killed with SIGKILL by turns while appeals are filed over HTTP. Repeat: \`npm run drill kill\`.\nRun on ${new Date().toISOString().slice(0, 10)} with ${kills} kills.\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`,
	);
	assert.equal(lost.length, 0, 'acknowledged appeals are missing');
	assert.equal(twice.length, 0, 'a repeat filed a second appeal');
	assert.equal(found.asleep.lost, 0, 'jobs were lost');
	assert.equal(found.asleep.idle, 0, 'jobs that are due were left lying');
	assert.equal(found.chain.fault, null, 'the chain of the audit is broken');
	rmSync(folder, { recursive: true, force: true });
});

/** The database alone, once the server is down. */
async function look<T>(folder: string, work: () => Promise<T>): Promise<T> {
	const embedded = await startEmbedded({ folder });
	openDatabase({ url: embedded.url });
	try {
		return await work();
	} finally {
		await closeDatabase();
		await embedded.stop();
	}
}

function start(folder: string, port: number): ChildProcess {
	return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', inProject('bench/server.ts')], {
		env: {
			...process.env,
			NODE_ENV: 'production',
			VECHE_DATA: folder,
			VECHE_EMPTY: '1',
			VECHE_RATE: '0',
			VECHE_LOG: 'error',
			HOST: '127.0.0.1',
			PORT: String(port),
		},
		stdio: ['ignore', 'ignore', process.env.VECHE_DRILL_LOUD ? 'inherit' : 'ignore'],
	});
}

async function answers(origin: string, server: ChildProcess): Promise<void> {
	for (const until = Date.now() + 60_000; ; await sleep(100)) {
		assert.equal(server.exitCode, null, 'the server ended at its start');
		assert.ok(Date.now() < until, 'the server does not answer');
		const answer = await fetch(origin, { redirect: 'manual' }).catch(() => null);
		if (answer && answer.status < 500) return;
	}
}

/** Waits until nothing waits in the queue and the outbox, while the server runs; seconds that it took. */
async function calm(folder: string): Promise<number> {
	const from = Date.now();
	const { url } = await startEmbedded({ folder, attach: true });
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

function postmaster(folder: string): number {
	const [file] = globSync('**/postmaster.pid', { cwd: folder });
	assert.ok(file, 'the database runs');
	return Number(readFileSync(join(folder, file), 'utf8').split('\n')[0]);
}
