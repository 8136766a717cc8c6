import { hostname } from 'node:os';
import type { Db } from '../db/door.server.ts';

/** A process that was not seen for so long is dead. Longer than any pause of a healthy one, so that work is rarely done twice. */
export const deadAfterSeconds = 30;
export const beatEvery = 5_000;

/** Clocks of hosts differ: the database's own is asked. */
export async function beat(db: Db, pool: string): Promise<void> {
	await db`
		with seen as (update jobs.process set seen_at = now() where pool = ${pool} returning 1)
		insert into jobs.process (pool, host, pid, started_at, seen_at)
		select ${pool}, ${hostname()}, ${process.pid}::int, now(), now()
		where not exists (select from seen)`;
}

export async function leave(db: Db, pool: string): Promise<void> {
	await db`delete from jobs.process where pool = ${pool}`;
}

/**
 * Gives the jobs of dead processes to the living: graphile-worker alone would wait four hours.
 * Also of processes that died before they were first seen.
 */
export async function bury(db: Db, seconds = deadAfterSeconds): Promise<string[]> {
	const gone = await db<{ pool: string }[]>`
		with dead as (
			delete from jobs.process where seen_at < now() - make_interval(secs => ${seconds}) returning pool
		), unknown as (
			select distinct locked_by as pool from graphile_worker.jobs
			where locked_by is not null and locked_at < now() - interval '10 minutes'
				and not exists (select from jobs.process p where p.pool = locked_by)
		), gone as (
			select array_agg(pool) as pools from (select pool from dead union select pool from unknown) as d
		), freed as (
			select graphile_worker.force_unlock_workers(pools) from gone where pools is not null
		)
		select unnest(pools) as pool from gone left join freed on true`;
	return gone.map((row) => row.pool);
}
