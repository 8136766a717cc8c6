import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger, Runner, TaskList, WorkerPool } from 'graphile-worker';
import type pg from 'pg';
import { config } from '../config/door.server.ts';
import { aLittlePatience, database, isAway, isFull, noteNoRoom } from '../db/door.server.ts';
import { log } from '../log/door.server.ts';
import type { Job, JobContext, Together } from '../room.ts';
import { watchPool } from './alive.server.ts';
import { countJob } from './figures.server.ts';
import { beat, beatEvery, bury, free, leave } from './processes.server.ts';
import { allCronLines, allJobs, allLoops, allTogether, type Loop } from './registry.ts';
import { endAbandonedWork, isWorkPayload, runWork } from './work.server.ts';

export type JobRunner = {
	/** Takes no more jobs, lets running ones end (long work stops at its next safe point), gives the rest back. */
	stop(): Promise<void>;
};

export type RunnerOptions = {
	/** A direct connection: workers LISTEN, which no pooler in transaction mode carries. */
	url: string;
	/** Jobs at once in this process. */
	concurrency?: number;
	/** Milliseconds that a job gets to end when the process does; after that it is given to others. */
	patience?: number;
};

/** Milliseconds without asking for work and without work in hand, after which workers are taken for dead. */
const silence = 10_000;

/** Comes with the first job: a command of the operator runs none. */
async function library() {
	const worker = await import('graphile-worker');
	quiet ??= new worker.Logger((scope) => (level, message, meta) => {
		const line = { ...scope, ...(meta?.error ? { err: meta.error } : {}) };
		if (level === 'error') log().error(line, message);
		else if (level === 'warning') log().warn(line, message);
		else log().debug(line, message);
	});
	return { ...worker, quiet };
}
let quiet: Logger | undefined;

/** The queue keeps a pool of its own: it waits for notifications, and its driver is another one. Jobs use the pool of the house. */
async function openPool(url: string): Promise<pg.Pool> {
	const { default: pg } = await import('pg');
	const pool = new pg.Pool({ connectionString: url, max: 4, application_name: 'veche jobs' });
	const lost = (error: Error) => {
		// At our own end the database may be gone a moment before the last connection is.
		if (!pool.ending) log().warn({ reason: error.message }, 'a connection of the job queue was lost');
	};
	pool.on('error', lost);
	pool.on('connect', (client) => client.on('error', lost));
	return pool;
}

/** Faults of jobs in this process since the last look, for `runJobs`. */
let faults: Error[] = [];

// biome-ignore lint/suspicious/noExplicitAny: each job knows the shape of its own payload
function taskOf(name: string, job: Job<any>, ending: AbortSignal): TaskList[string] {
	return async (payload, helpers) => {
		const started = performance.now();
		const { attempts, max_attempts: most, key } = helpers.job;
		const signal = AbortSignal.any([ending, helpers.abortSignal]);
		const context: JobContext = { signal, attempt: attempts, key, work: null };
		const last = attempts >= most;
		try {
			if (isWorkPayload(payload)) await runWork(database(), payload, job, context, last);
			else await outliveTheDatabase(() => job(payload, context), signal);
			countJob(name, 'done', performance.now() - started);
		} catch (cause) {
			const line = { err: cause, job: name, attempt: attempts, of: most };
			if (last) log().error(line, 'a job is given up: see /office/jobs');
			else log().warn(line, 'a job failed and will be tried again');
			countJob(name, last ? 'failed' : 'again', performance.now() - started);
			faults.push(new Error(`${name}: ${(cause as Error).message}`, { cause }));
			if (faults.length > 100) faults.shift();
			throw cause;
		}
	};
}

/**
 * Events that are heard together. When that fails, each is heard alone: the queue keeps for its next try only those that
 * failed alone too, by the promises that it is given.
 */
function taskOfMany(name: string, listener: Together<unknown>, ending: AbortSignal): TaskList[string] {
	return async (payload, helpers) => {
		const started = performance.now();
		const { attempts, max_attempts: most } = helpers.job;
		// one event by itself: put in line before its listener learned to hear many
		const events = Array.isArray(payload) ? (payload as unknown[]) : [payload];
		const signal = AbortSignal.any([ending, helpers.abortSignal]);
		const results: Promise<void>[] = [];
		let failed = 0;
		const whole = outliveTheDatabase(() => listener(events, signal), signal);
		try {
			await whole;
		} catch {
			for (const event of events) {
				const alone = events.length === 1 ? whole : listener([event], signal);
				results.push(alone);
				await alone.catch((cause: unknown) => {
					failed++;
					log().warn({ err: cause, job: name, attempt: attempts, of: most }, 'an event was not heard');
					faults.push(new Error(`${name}: ${(cause as Error).message}`, { cause }));
					if (faults.length > 100) faults.shift();
				});
			}
		}
		const end = failed === 0 ? 'done' : attempts >= most ? 'failed' : 'again';
		countJob(name, end, performance.now() - started);
		return failed === 0 ? undefined : results;
	};
}

/**
 * A fall of the database is not the job's fault: counted as its failure it would put off by minutes what needs a second.
 * Jobs may run twice, so it is begun again here.
 */
async function outliveTheDatabase(job: () => Promise<void>, signal: AbortSignal): Promise<void> {
	const more = aLittlePatience(60_000);
	for (;;) {
		try {
			return await job();
		} catch (error) {
			if (!isAway(error) || signal.aborted || !(await more())) throw error;
		}
	}
}

function tasks(ending: AbortSignal): TaskList {
	return Object.fromEntries([
		...[...allJobs()].map(([name, job]) => [name, taskOf(name, job, ending)] as const),
		...[...allTogether()].map(([name, listener]) => [name, taskOfMany(name, listener, ending)] as const),
	]);
}

/** Runs jobs, the crontab and the loops in this process until stopped. Any number of processes may do so on one database. */
export async function startJobs(options: RunnerOptions): Promise<JobRunner> {
	const { parseCronItems, run, quiet } = await library();
	const { concurrency = 4, patience = 15_000 } = options;
	const pgPool = await openPool(options.url);
	const ending = new AbortController();
	const taskList = tasks(ending.signal);
	const parsedCronItems = parseCronItems(
		allCronLines().map(({ job, line }) => ({
			task: job,
			match: line,
			identifier: job,
			// What a machine that was off at night has missed is done once when it is back.
			options: { backfillPeriod: 86_400_000, jobKey: `cron ${job}`, maxAttempts: 5 },
		})),
	);
	// The name under which this process locks its jobs; the library tells it by this event only.
	let pool = '';
	let workers: WorkerPool | undefined;
	let watch: ReturnType<typeof watchPool>;
	const launch = () => {
		const events = new EventEmitter();
		events.on('pool:create', ({ workerPool }: { workerPool: WorkerPool }) => {
			workers = workerPool;
			pool = workerPool.id;
		});
		watch = watchPool(events);
		return run({
			pgPool,
			events,
			taskList,
			parsedCronItems,
			logger: quiet,
			noHandleSignals: true,
			noPreparedStatements: config().pooler === 'transaction',
			preset: {
				worker: {
					concurrentJobs: concurrency,
					pollInterval: 1000,
					// Fetched ahead and given back soon, so that a long job does not keep others waiting behind it.
					localQueue: { size: concurrency * 8, ttl: 3000 },
					completeJobBatchDelay: 5,
					failJobBatchDelay: 5,
					gracefulShutdownAbortTimeout: 3000,
				},
			},
		});
	};
	process.on('unhandledRejection', stray);
	let runner: Runner = await launch();
	const kept = keepRunning(
		// the promise says how the runner ended; every way is in the log already
		() => Promise.race([runner.promise.catch(() => {}), watch.silent(silence, ending.signal)]),
		async () => {
			const before = pool;
			runner = await launch();
			await leave(database(), before);
			await free(database(), [before]);
		},
		ending.signal,
	);
	const loops = [...allLoops(), { name: 'jobs.beat', every: beatEvery, run: () => keepAlive(pool) }].map(
		(loop) => repeat(loop, ending.signal),
	);
	return {
		async stop() {
			ending.abort();
			await Promise.all(loops);
			const unclean = (error: unknown) => log().warn({ err: error }, 'the job queue did not end cleanly');
			const stopped = runner.stop().catch(unclean);
			const inTime = await Promise.race([stopped.then(() => true), sleep(patience, false, { ref: false })]);
			// Its own way to end by force does nothing once it has begun to end gently.
			if (!inTime)
				await Promise.resolve(workers?.forcefulShutdown('a job did not end in time')).catch(unclean);
			await Promise.race([kept, sleep(2000, undefined, { ref: false })]);
			process.off('unhandledRejection', stray);
			await leave(database(), pool);
			await Promise.race([pgPool.end(), sleep(2000, undefined, { ref: false })]);
		},
	};
}

/**
 * When its database goes, the library ends its workers for good, at times without a word (`watchPool`). The house lives on,
 * so they begin again when the database is back; what they had in hand is given to others by the books of processes.
 */
async function keepRunning(
	ended: () => Promise<void>,
	launch: () => Promise<void>,
	signal: AbortSignal,
): Promise<void> {
	for (;;) {
		await ended();
		for (let again = true; again; ) {
			if (signal.aborted) return;
			await sleep(1000, undefined, { ref: false });
			if (signal.aborted) return;
			again = await launch().then(
				() => false,
				(error: unknown) => {
					log().warn({ err: error }, 'the job queue cannot begin yet');
					return true;
				},
			);
		}
		log().warn('the job queue had ended and has begun again');
	}
}

/** The library rejects promises that nobody holds when its database goes. Node would end the whole server for that. */
function stray(reason: unknown): void {
	if (!(reason instanceof Error) || !/[\\/]graphile-worker[\\/]/.test(reason.stack ?? '')) throw reason;
	log().error({ err: reason }, 'the job queue lost its database');
}

async function keepAlive(pool: string): Promise<boolean> {
	await beat(database(), pool);
	const dead = await bury(database());
	if (dead.length) log().warn({ pools: dead }, 'a process died; its jobs go to others');
	await endAbandonedWork(database());
	return false;
}

/** Runs a loop until the signal; a fault is logged and waited out, a second and more each time up to half a minute. */
async function repeat(loop: Loop, signal: AbortSignal): Promise<void> {
	let failures = 0;
	while (!signal.aborted) {
		let more = false;
		try {
			more = await loop.run(signal);
			failures = 0;
		} catch (error) {
			failures++;
			if (isFull(error)) noteNoRoom();
			log().error({ err: error, loop: loop.name, failures }, 'a loop failed');
		}
		if (more) continue;
		const wait = failures ? Math.min(30_000, 500 * 2 ** failures) : loop.every;
		await new Promise<void>((resume) => {
			const timer = setTimeout(end, wait);
			function end(): void {
				clearTimeout(timer);
				signal.removeEventListener('abort', end);
				resume();
			}
			signal.addEventListener('abort', end);
		});
	}
}

/**
 * Does everything that waits: events, jobs that are due, loops; and what these bring about. For tests and commands.
 * @throws an AggregateError of what failed, unless `tolerate`
 */
export async function runJobs(options: { url: string; tolerate?: boolean }): Promise<void> {
	const { runOnce, quiet } = await library();
	const pgPool = await openPool(options.url);
	const { signal } = new AbortController();
	const taskList = tasks(signal);
	faults = [];
	try {
		for (;;) {
			for (const loop of allLoops()) while (await loop.run(signal));
			const [due] = await database()<{ due: boolean }[]>`
				select exists (
					select from graphile_worker.jobs
					where locked_at is null and attempts < max_attempts and run_at <= now()
				) as due`;
			if (!due?.due) break;
			await runOnce({ pgPool, taskList, logger: quiet, noHandleSignals: true });
		}
	} finally {
		await pgPool.end();
	}
	if (faults.length && !options.tolerate) throw new AggregateError(faults, faults[0]!.message);
}
