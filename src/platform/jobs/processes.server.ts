import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Db } from '../db/door.server.ts';

/** A process that was not seen for so long is dead. Longer than any pause of a healthy one, so that work is rarely done twice. */
export const deadAfterSeconds = 30;
export const beatEvery = 5_000;

/**
 * Where numbers of processes mean the same: this host since it was switched on, and within it this container. What cannot be
 * known so (only Linux tells) is never taken for the same place.
 */
export function placeOfProcesses(): string {
	let since = '';
	try {
		const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
		since = ` ${boot} ${readlinkSync('/proc/self/ns/pid')}`;
	} catch {
		// no /proc here: `deadNearby` finds nobody, and the half minute decides
	}
	return `${hostname()}${since}`;
}
const place = placeOfProcesses();

/** Clocks of hosts differ: the database's own is asked. */
export async function beat(db: Db, pool: string): Promise<void> {
	await db`
		with seen as (update jobs.process set seen_at = now() where pool = ${pool} returning 1)
		insert into jobs.process (pool, host, pid, started_at, seen_at)
		select ${pool}, ${place}, ${process.pid}::int, now(), now()
		where not exists (select from seen)`;
}

export async function leave(db: Db, pool: string): Promise<void> {
	await db`delete from jobs.process where pool = ${pool}`;
}

/**
 * Gives the jobs of dead processes to the living: graphile-worker alone would wait four hours. Dead is who was not seen for
 * half a minute, who died before being seen, and who lived in this very place and has no process any more: after a kill the
 * next start waits for nothing.
 */
export async function bury(db: Db, seconds = deadAfterSeconds): Promise<string[]> {
	const gone = await db<{ pool: string }[]>`
		with dead as (
			delete from jobs.process
			where seen_at < now() - make_interval(secs => ${seconds}) or pool = any(${await deadNearby(db)}::text[])
			returning pool
		), unknown as (
			select distinct locked_by as pool from graphile_worker.jobs
			where locked_by is not null and locked_at < now() - make_interval(secs => ${seconds})
				and not exists (select from jobs.process p where p.pool = locked_by)
		)
		select pool from dead union select pool from unknown`;
	const pools = gone.map((row) => row.pool);
	if (pools.length) await free(db, pools);
	return pools;
}

/** Jobs that these had in hand can be taken by others at once. */
export async function free(db: Db, pools: string[]): Promise<void> {
	await db`select graphile_worker.force_unlock_workers(${pools}::text[])`;
}

async function deadNearby(db: Db): Promise<string[]> {
	if (place === hostname()) return [];
	const here = await db<
		{ pool: string; pid: number }[]
	>`select pool, pid from jobs.process where host = ${place}`;
	return here.filter(({ pid }) => !lives(pid)).map(({ pool }) => pool);
}

function lives(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// no right to signal it: somebody is there
		return (error as NodeJS.ErrnoException).code !== 'ESRCH';
	}
}
