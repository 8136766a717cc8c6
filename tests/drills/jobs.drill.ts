/**
 * Kills processes that run jobs, again and again, under a stream of new jobs and events. Holds: nothing asked for in a committed transaction
 * is lost, and a job is repeated only if it was in the hands of a process that was killed.
 */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { database, transaction } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import { enqueue } from '#platform/jobs/door.server.ts';
import { deadAfterSeconds } from '#platform/jobs/processes.server.ts';
import { house } from '#tests/support/house.ts';
import { buildMill, openMill } from './mill.ts';
import { aMillProcess, ended } from './mill-processes.ts';

const kills = Number(process.env.VECHE_DRILL_KILLS ?? 20);
const h = await house();
openMill();

test(`no job and no event is lost through ${kills} kills of one of two processes`, async (t) => {
	await buildMill();
	const sql = database();
	const processes = await Promise.all([aMillProcess(h.url, h.folder), aMillProcess(h.url, h.folder)]);
	let asked = 0;
	let writing = true;
	const writer = (async () => {
		while (writing) {
			const n = asked++;
			await transaction(async (tx) => {
				await Promise.all([
					enqueue(tx, 'mill.grind', { n, pause: 2 }),
					announce(tx, 'fields.harvested', { n }),
				]);
			});
			if (n % 10 === 0) await sleep(5);
		}
	})();
	const killed = new Set<number>();
	for (let i = 0; i < kills; i++) {
		await sleep(randomInt(200, 900));
		const one = i % 2;
		const victim = processes[one]!;
		await ended(victim, 'SIGKILL');
		killed.add(victim.pid!);
		processes[one] = await aMillProcess(h.url, h.folder);
	}
	writing = false;
	await writer;
	const until = Date.now() + (deadAfterSeconds + 60) * 1000;
	for (;;) {
		const [row] = await sql`
			select (select count(distinct n)::int from mill.ground) as ground, (select count(distinct n)::int from mill.heard) as heard`;
		if (row!.ground >= asked && row!.heard >= asked) break;
		if (Date.now() > until) break;
		await sleep(500);
	}
	await sleep(2000);
	await Promise.all(processes.map((child) => ended(child, 'SIGTERM')));
	const [ground] = await sql`
		select count(*)::int as done, count(distinct n)::int as once from mill.ground`;
	const [heard] = await sql`select count(*)::int as done, count(distinct n)::int as once from mill.heard`;
	const twice = await sql<{ n: number; pids: number[] }[]>`
		select n, array_agg(pid order by attempt) as pids from mill.ground group by n having count(*) > 1`;
	t.diagnostic(
		`${asked} jobs and as many events asked, ${kills} kills; done again: ${ground!.done - ground!.once} jobs, ${heard!.done - heard!.once} events`,
	);
	assert.equal(ground!.once, asked, 'jobs lost');
	assert.equal(heard!.once, asked, 'events lost');
	for (const { n, pids } of twice)
		assert.ok(
			pids.slice(0, -1).every((pid) => killed.has(pid)),
			`job ${n} was repeated though its process lived`,
		);
});
