/**
 * Kills the server and its database by turns, 50 times, while people file appeals over HTTP. Holds: what was acknowledged is
 * there, once, under the number that was told; whoever repeats with the same key gets the first receipt; the house recovers
 * by itself; the chain of the audit has no gap.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { mainCity } from '#demo/generate-people.ts';
import { plantDemo, plantedGround } from '#demo/plant.server.ts';
import { verifyChain } from '#platform/audit/door.server.ts';
import { database } from '#platform/db/door.server.ts';
import { pathOf } from '#rooms/territories/door.server.ts';
import { type Acknowledged, Filer } from './filing-over-http.ts';
import { KilledHouse, type Progress, writeDrill } from './killed-house.ts';

const kills = Number(process.env.VECHE_DRILL_KILLS ?? 50);
const writers = 8;

test(`nothing acknowledged is missing after ${kills} kills of the server and of its database`, async (t) => {
	const house = new KilledHouse();
	const path = await house.inside(async () => {
		await plantDemo({ now: new Date(), appeals: 0 });
		return `/${pathOf((await plantedGround()).territories.get(mainCity)!)}`;
	});
	await house.start();
	const acknowledged: Acknowledged[] = [];
	const progress: Progress = { lastAt: Date.now(), acknowledged: 0 };
	let over = false;
	const writing = Array.from({ length: writers }, async () => {
		const filer = new Filer(house.origin, path);
		while (!over) {
			const mark = randomUUID();
			const one = await filer.file(randomUUID(), mark, () => over);
			if (!one) return;
			progress.acknowledged = acknowledged.push(one);
			progress.lastAt = Date.now();
		}
	});
	try {
		await house.killByTurns(kills, progress);
	} catch (error) {
		await house.stop('SIGKILL');
		throw error;
	} finally {
		over = true;
		await Promise.all(writing);
	}
	const calmAfter = await house.calm();
	await house.stop();

	const found = await house.inside(async () => {
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
	const repeated = acknowledged.filter((one) => one.tries > 1).length;
	const lines = [
		`${acknowledged.length} appeals acknowledged by ${writers} writers, ${repeated} of them after a repeat with the same key`,
		...house.toldRecoveries('filing'),
		`acknowledged and missing: ${lost.length}`,
		`filed twice: ${twice.length}`,
		`looked at ${calmAfter.toFixed(0)} s after the last kill`,
		`appeals whose job was lost: ${found.asleep.lost}; whose job waits for its next try: ${found.asleep.waiting}; jobs due for a minute and not begun: ${found.asleep.idle}; news not delivered: ${found.left}`,
		`chain of the audit: ${found.chain.checked} links, ${found.chain.fault ? `fault ${found.chain.fault.kind}` : 'no fault'}`,
	];
	for (const line of lines) t.diagnostic(line);
	writeDrill(
		'kill',
		`# Kills under writes\n\nThe server and its embedded database are killed with SIGKILL by turns while appeals are filed over HTTP. Repeat: \`npm run drill kill\`.\nRun on ${new Date().toISOString().slice(0, 10)} with ${kills} kills.`,
		lines,
	);
	assert.equal(lost.length, 0, 'acknowledged appeals are missing');
	assert.equal(twice.length, 0, 'a repeat filed a second appeal');
	assert.equal(found.asleep.lost, 0, 'jobs were lost');
	assert.equal(found.asleep.idle, 0, 'jobs that are due were left lying');
	assert.equal(found.chain.fault, null, 'the chain of the audit is broken');
	house.remove();
});
