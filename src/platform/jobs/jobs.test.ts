import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { house } from '#tests/support/house.ts';
import { type AccountId, database, newId, transaction } from '../db/door.server.ts';
import { announce } from '../events/door.server.ts';
import { type Actor, installation } from '../permissions/door.ts';
import type { JobContext, Room } from '../room.ts';
import {
	dropJob,
	enqueue,
	listFailed,
	readLag,
	registerJobs,
	resumeWork,
	retryJob,
	startJobs,
	startWork,
	stopWork,
	viewWork,
} from './door.server.ts';
import { bury, placeOfProcesses } from './processes.server.ts';

const h = await house();

const done: unknown[] = [];
let broken = true;
let pieces = 0;
const heard: number[] = [];
let stonesGrow = false;
let floods = 2;
const room: Room = {
	name: 'mill',
	jobs: {
		grind: async (payload: { n: number }) => void done.push(payload.n),
		'mill.flood': async () => {
			if (floods-- > 0)
				throw Object.assign(new Error('the connection was lost'), { code: 'CONNECTION_CLOSED' });
			done.push('dry');
		},
		// Deaf to its signal.
		'mill.sleep': async () => {
			done.push('asleep');
			await sleep(20_000, undefined, { ref: false });
		},
		'mill.fall': async () => {
			if (broken) throw new Error('the wheel is broken');
			done.push('mended');
		},
		'mill.long': async (payload: { pieces: number; pause: number }, { work }: JobContext) => {
			assert.ok(work);
			for (let i = (work.cursor as number | null) ?? 0; i < payload.pieces; i++) {
				if (await work.stopped()) return;
				await sleep(payload.pause);
				pieces++;
				await work.save(i + 1);
				await work.progress(i + 1, payload.pieces, { key: 'mill.grinding', facts: { sack: i } });
			}
			work.finish({ says: [{ key: 'mill.ground', facts: { sacks: payload.pieces } }] });
		},
	},
	listens: {
		'fields.harvested': async (payload: { grain: string }) => void done.push(payload.grain),
	},
	listensTogether: {
		'fields.sown': async (sown: readonly { grain: string }[]) => {
			heard.push(sown.length);
			if (sown.some(({ grain }) => grain === 'stone') && !stonesGrow)
				throw new Error('a stone does not grow');
			for (const { grain } of sown) done.push(grain);
		},
	},
};
registerJobs([room]);

function miller(role: string | null = 'administrator'): Actor {
	return {
		account: newId<AccountId>(),
		name: 'Мельник',
		grants: role ? [{ role, territory: installation, reach: 'subtree', space: null }] : [],
		lang: 'ru',
		request: newId(),
		signIn: null,
		residence: null,
	};
}

async function take(): Promise<unknown[]> {
	return done.splice(0);
}

test('a job asked for in a transaction exists only if that commits', async () => {
	await assert.rejects(
		transaction(async (tx) => {
			await enqueue(tx, 'mill.grind', { n: 1 });
			throw new Error('no');
		}),
		/no/,
	);
	await transaction((tx) => enqueue(tx, 'mill.grind', { n: 2 }));
	await h.runJobs();
	assert.deepEqual(await take(), [2]);
});

test('asking twice with one key does the work once', async () => {
	await transaction((tx) => enqueue(tx, 'mill.grind', { n: 1 }, { key: 'once' }));
	await transaction((tx) => enqueue(tx, 'mill.grind', { n: 2 }, { key: 'once' }));
	await h.runJobs();
	assert.deepEqual(await take(), [2]);
});

test('a job that no room has is refused when it is asked for', async () => {
	await assert.rejects(enqueue(database(), 'mill.fly', {}), /no room has the job mill\.fly/);
});

test('news reaches its listeners after the commit and never without it', async () => {
	await assert.rejects(
		transaction(async (tx) => {
			await announce(tx, 'fields.harvested', { grain: 'рожь' });
			throw new Error('hail');
		}),
	);
	await transaction((tx) => announce(tx, 'fields.harvested', { grain: 'овёс' }));
	await transaction((tx) => announce(tx, 'fields.unheard', {}));
	await h.runJobs();
	assert.deepEqual(await take(), ['овёс']);
	assert.equal((await readLag(database())).events, 0);
});

test('what may be heard together is: up to a hundred events at once, each once', async () => {
	heard.length = 0;
	await transaction((tx) =>
		Promise.all(Array.from({ length: 250 }, (_, i) => announce(tx, 'fields.sown', { grain: String(i) }))),
	);
	await h.runJobs();
	assert.deepEqual(
		heard.toSorted((a, b) => a - b),
		[50, 100, 100],
	);
	assert.equal(new Set(await take()).size, 250);
});

test('an event that cannot be heard holds up none of those that came with it, and is tried again alone', async () => {
	heard.length = 0;
	await transaction(async (tx) => {
		for (const grain of ['рожь', 'stone', 'овёс']) await announce(tx, 'fields.sown', { grain });
	});
	await h.runJobs({ tolerate: true });
	assert.deepEqual((await take()).toSorted(), ['овёс', 'рожь']);
	assert.deepEqual(heard, [3, 1, 1, 1]);
	stonesGrow = true;
	await database()`update graphile_worker._private_jobs set run_at = now()`;
	await h.runJobs();
	assert.deepEqual(await take(), ['stone']);
	assert.deepEqual(heard, [3, 1, 1, 1, 1]);
});

test('a thousand announcements in a burst are each heard once', async () => {
	await transaction((tx) =>
		Promise.all(
			Array.from({ length: 1500 }, (_, i) => announce(tx, 'fields.harvested', { grain: String(i) })),
		),
	);
	await h.runJobs();
	const heard = await take();
	assert.equal(heard.length, 1500);
	assert.equal(new Set(heard).size, 1500);
});

test('a job that falls is listed with its cause, and runs again when asked', async () => {
	broken = true;
	await enqueue(database(), 'mill.fall', {}, { attempts: 1 });
	await assert.rejects(h.runJobs(), /the wheel is broken/);
	await assert.rejects(listFailed(miller('moderator')), /platform\.not-found/);
	const [failed] = await listFailed(miller());
	assert.equal(failed?.job, 'mill.fall');
	assert.equal(failed.givenUp, true);
	assert.match(failed.error, /the wheel is broken/);
	assert.equal((await readLag(database())).failed, 1);
	broken = false;
	await transaction((tx) => retryJob(tx, miller(), failed.id));
	await h.runJobs();
	assert.deepEqual(await take(), ['mended']);
	assert.deepEqual(await listFailed(miller()), []);
	await assert.rejects(
		transaction((tx) => dropJob(tx, miller(), failed.id)),
		/already-running/,
	);
});

const begin = (pieces: number, pause = 0) =>
	transaction((tx) =>
		startWork(tx, {
			job: 'mill.long',
			territory: installation,
			by: null,
			title: { key: 'mill.title', facts: { pieces } },
			payload: { pieces, pause },
		}),
	);

test('long work tells how far it is and what came of it', async () => {
	const id = await begin(3);
	assert.equal((await viewWork(miller(), id)).state, 'waiting');
	await assert.rejects(viewWork(miller(null), id), /platform\.not-found/);
	await h.runJobs();
	const view = await viewWork(miller(), id);
	assert.deepEqual(
		[view.state, view.done, view.total, view.note, view.result],
		[
			'done',
			3,
			3,
			{ key: 'mill.grinding', facts: { sack: 2 } },
			{ says: [{ key: 'mill.ground', facts: { sacks: 3 } }] },
		],
	);
	await assert.rejects(
		transaction((tx) => stopWork(tx, miller(), id)),
		/already-ended/,
	);
});

test('long work that is stopped goes on from where it was', async () => {
	pieces = 0;
	const id = await begin(40, 50);
	const running = h.runJobs();
	while ((await viewWork(miller(), id)).done === 0) await sleep(50);
	await transaction((tx) => stopWork(tx, miller(), id));
	await running;
	const stopped = await viewWork(miller(), id);
	assert.equal(stopped.state, 'stopped');
	assert.ok(stopped.done > 0 && stopped.done < 40);
	await transaction((tx) => resumeWork(tx, miller(), id));
	await h.runJobs();
	assert.equal((await viewWork(miller(), id)).state, 'done');
	assert.equal(pieces, 40, 'no piece was done twice');
});

test('work stopped before it began never begins', async () => {
	pieces = 0;
	const id = await begin(3);
	await transaction((tx) => stopWork(tx, miller(), id));
	await h.runJobs();
	assert.equal((await viewWork(miller(), id)).state, 'stopped');
	assert.equal(pieces, 0);
});

test('a process that ends lets long work go on elsewhere, from its cursor', async () => {
	pieces = 0;
	const id = await begin(60, 50);
	const runner = await startJobs({ url: h.url });
	while ((await viewWork(miller(), id)).done === 0) await sleep(20);
	await runner.stop();
	assert.equal((await viewWork(miller(), id)).state, 'waiting');
	const before = pieces;
	assert.ok(before < 60);
	await database()`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at => now())`;
	await h.runJobs();
	assert.equal((await viewWork(miller(), id)).state, 'done');
	assert.equal(pieces, 60);
});

test('the jobs of a process that died are given to the living', async () => {
	await enqueue(database(), 'mill.grind', { n: 7 });
	await database()`insert into jobs.process values ('pool-dead', 'host', 1, now(), now() - interval '31 seconds')`;
	await database()`update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now()`;
	await h.runJobs();
	assert.deepEqual(await take(), [], 'it is held by the dead');
	assert.deepEqual(await bury(database()), ['pool-dead']);
	await h.runJobs();
	assert.deepEqual(await take(), [7]);
});

test('a process killed on this machine is known to be dead at once, one of another machine is given its half minute', async () => {
	const killed = spawn(process.execPath, ['-e', '']);
	await once(killed, 'exit');
	await database()`
		insert into jobs.process values
			('pool-killed', ${placeOfProcesses()}, ${killed.pid!}::int, now(), now()),
			('pool-living', ${placeOfProcesses()}, ${process.pid}::int, now(), now()),
			('pool-elsewhere', 'host', ${killed.pid!}::int, now(), now())`;
	assert.deepEqual(await bury(database()), process.platform === 'linux' ? ['pool-killed'] : []);
	await database()`delete from jobs.process`;
});

test('a fall of the database in the middle of a job is not counted as its failure', async () => {
	await enqueue(database(), 'mill.flood', {});
	await h.runJobs();
	assert.deepEqual(await take(), ['dry']);
});

test('the running house is woken by the database, not by the clock', async () => {
	const runner = await startJobs({ url: h.url });
	try {
		await sleep(1500);
		const started = performance.now();
		await enqueue(database(), 'mill.grind', { n: 1 });
		while (done.length === 0) await sleep(2);
		const took = performance.now() - started;
		assert.deepEqual(await take(), [1]);
		assert.ok(took < 1000, `${took} ms`);
		await transaction((tx) => announce(tx, 'fields.harvested', { grain: 'ячмень' }));
		while (done.length === 0) await sleep(2);
		assert.deepEqual(await take(), ['ячмень']);
	} finally {
		await runner.stop();
	}
	assert.equal((await database()`select from jobs.process`).length, 0);
});

test('a job that does not end in time does not hold the process, and is left to others', async () => {
	await enqueue(database(), 'mill.sleep', {});
	const runner = await startJobs({ url: h.url, patience: 300 });
	while (done.length === 0) await sleep(10);
	const started = performance.now();
	await runner.stop();
	assert.ok(performance.now() - started < 15_000);
	const [job] =
		await database()`select locked_at, attempts from graphile_worker.jobs where task_identifier = 'mill.sleep'`;
	assert.deepEqual([job?.locked_at, job?.attempts], [null, 1]);
	await database()`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`;
	await take();
});
