import type { Db } from '../db/door.server.ts';
import { allJobs, allListeners, allTogether } from './registry.ts';

export type EnqueueOptions = {
	/** A second job with the same key replaces the first while that waits, so that asking twice does the work once. */
	key?: string;
	runAt?: Date;
	/** A job of the key that waits already keeps its time: who asks again and again does not put it off for ever. */
	keepTime?: boolean;
	/** Jobs of one queue run one after the other. Few names only: never an id. */
	queue?: string;
	/** How often it is tried. Twelve times take about 22 hours. */
	attempts?: number;
	/** Smaller runs first; 0 unless given. */
	priority?: number;
};

export const defaultAttempts = 12;

/**
 * Puts a job in line. Inside a transaction it exists only if that commits. PostgreSQL lets commits that wake the workers pass one
 * by one, so the hottest commands announce an event instead.
 */
export async function enqueue(
	db: Db,
	job: string,
	payload: Record<string, unknown>,
	options: EnqueueOptions = {},
): Promise<void> {
	if (!allJobs().has(job)) throw new Error(`no room has the job ${job}`);
	await db`
		select from graphile_worker.add_job(
			${job}, ${JSON.stringify(payload)}::text::json,
			queue_name => ${options.queue ?? null},
			run_at => ${options.runAt ?? null}::timestamptz,
			max_attempts => ${options.attempts ?? defaultAttempts}::int,
			job_key => ${options.key ?? null},
			job_key_mode => ${options.keepTime ? 'preserve_run_at' : 'replace'},
			priority => ${options.priority ?? 0}::int)`;
}

/** Takes a job out of line by its key; one that runs already is only kept from being tried again. */
export async function dequeue(db: Db, key: string): Promise<void> {
	await db`select from graphile_worker.remove_job(${key})`;
}

/** How many events a listener hears at once at most. */
export const mostTogether = 100;

/**
 * Takes a batch of announced events and queues a job for each listener, in one statement; a listener that hears many at once
 * gets one job for up to a hundred of them. Any number of processes may do it at once.
 */
export async function relayEvents(db: Db, limit: number): Promise<number> {
	const pairs = [...allListeners()].flatMap(([event, tasks]) => tasks.map((task) => [event, task] as const));
	const many = [...allTogether().keys()];
	const [row] = await db<{ taken: number }[]>`
		with taken as (
			delete from events.outbox
			where id = any (array(select id from events.outbox order by id limit ${limit} for update skip locked))
			returning id, name, payload
		), told as (
			select l.task, l.task = any (${many}::text[]) as many, t.id, t.payload, row_number() over (partition by l.task order by t.id) - 1 as nth
			from taken t
			join unnest(${pairs.map(([event]) => event)}::text[], ${pairs.map(([, task]) => task)}::text[]) l (event, task)
				on l.event = t.name
		), jobs as (
			select task, min(id::text) as first,
				case when many then json_agg(payload order by id) else (array_agg(payload::json))[1] end as payload
			from told group by task, many, case when many then nth / ${mostTogether} else nth end
		), specs as (
			select array_agg((
				task, payload, null, null, ${defaultAttempts}::smallint, first || ' ' || task, 0::smallint, null
			)::graphile_worker.job_spec order by first) as list
			from jobs
		), queued as (
			select count(*) from specs, graphile_worker.add_jobs(specs.list) where specs.list is not null
		)
		select (select count(*) from taken)::int as taken, (select count from queued) as queued`;
	return row?.taken ?? 0;
}
