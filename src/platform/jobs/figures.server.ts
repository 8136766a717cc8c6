import { Counter, Gauge, Histogram } from 'prom-client';
import { type Db, database } from '../db/door.server.ts';
import { metrics } from '../http/metrics.server.ts';

export type JobOutcome = 'done' | 'again' | 'failed';

const jobs = new Counter({
	name: 'veche_jobs_total',
	help: 'Jobs by name and outcome: done, again (will be retried), failed (given up)',
	labelNames: ['job', 'outcome'],
	registers: [metrics],
});
const seconds = new Histogram({
	name: 'veche_job_seconds',
	help: 'How long jobs run',
	labelNames: ['job'],
	buckets: [0.01, 0.05, 0.25, 1, 5, 30, 300],
	registers: [metrics],
});

export function countJob(job: string, outcome: JobOutcome, milliseconds: number): void {
	jobs.inc({ job, outcome });
	seconds.observe({ job }, milliseconds / 1000);
}

export type Lag = {
	/** Events that no relay has taken yet. */
	events: number;
	/** Seconds that the oldest of them waits. */
	eventsLag: number;
	/** Jobs that could run now. */
	jobs: number;
	jobsLag: number;
	/** Jobs given up. */
	failed: number;
};

/** How far behind the work that follows commands is. */
export async function readLag(db: Db): Promise<Lag> {
	const [row] = await db<Lag[]>`
		select
			(select count(*)::int from events.outbox) as "events",
			(select coalesce(extract(epoch from now() - min(at)), 0)::float8 from events.outbox) as "eventsLag",
			count(*) filter (where ready)::int as "jobs",
			coalesce(max(extract(epoch from now() - run_at)) filter (where ready), 0)::float8 as "jobsLag",
			count(*) filter (where attempts >= max_attempts and locked_at is null)::int as "failed"
		from (
			select *, locked_at is null and attempts < max_attempts and run_at <= now() as ready from graphile_worker.jobs
		) as j`;
	return row!;
}

for (const [name, key, help] of [
	['veche_events_waiting', 'events', 'Announced events that no relay has taken yet'],
	['veche_events_lag_seconds', 'eventsLag', 'Age of the oldest of them'],
	['veche_jobs_waiting', 'jobs', 'Jobs that could run now'],
	['veche_jobs_lag_seconds', 'jobsLag', 'How long the oldest of them waits'],
	['veche_jobs_failed', 'failed', 'Jobs given up, to be looked at on /office/jobs'],
] as const) {
	new Gauge({
		name,
		help,
		registers: [metrics],
		async collect() {
			this.set((await lagOnce())[key]);
		},
	});
}

let asked: { at: number; lag: Promise<Lag> } | undefined;
/** Five gauges, one query. */
function lagOnce(): Promise<Lag> {
	if (!asked || Date.now() - asked.at > 1000) asked = { at: Date.now(), lag: readLag(database()) };
	return asked.lag;
}
