import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildMill, openMill } from '#tests/drills/mill.ts';
import { aMillProcess, ended } from '#tests/drills/mill-processes.ts';
import { house } from '#tests/support/house.ts';
import { database, transaction } from '../db/door.server.ts';
import { announce } from '../events/door.server.ts';
import { enqueue } from './door.server.ts';

const h = await house();
openMill();
const count = 400;

test('two processes on one database share the work and do each job once', async () => {
	await buildMill();
	const processes = await Promise.all([aMillProcess(h.url, h.folder), aMillProcess(h.url, h.folder)]);
	try {
		for (let from = 0; from < count; from += 50)
			await transaction((tx) =>
				Promise.all(
					Array.from({ length: 50 }, async (_, i) => {
						await enqueue(tx, 'mill.grind', { n: from + i, pause: 4 });
						await announce(tx, 'fields.harvested', { n: from + i });
					}),
				),
			);
		const sql = database();
		const until = Date.now() + 20_000;
		for (;;) {
			const [row] = await sql`
				select (select count(*)::int from mill.ground) as ground, (select count(*)::int from mill.heard) as heard`;
			if ((row!.ground >= count && row!.heard >= count) || Date.now() > until) break;
			await sleep(50);
		}
		// What would be done a second time is done by now.
		await sleep(300);
		const [ground] = await sql`
			select count(*)::int as done, count(distinct n)::int as once, count(distinct pid)::int as processes from mill.ground`;
		assert.deepEqual(ground, { done: count, once: count, processes: 2 });
		const [heard] = await sql`select count(*)::int as done, count(distinct n)::int as once from mill.heard`;
		assert.deepEqual(heard, { done: count, once: count });
		assert.equal((await sql`select from jobs.process`).length, 2);
	} finally {
		await Promise.all(processes.map((child) => ended(child, 'SIGTERM')));
	}
	assert.equal((await database()`select from jobs.process`).length, 0, 'both said goodbye');
});
