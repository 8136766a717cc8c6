import { type Db, database, type Tx } from '../db/door.server.ts';
import { refuse } from '../errors/door.ts';
import { demand } from '../permissions/demand.ts';
import { type Actor, installation } from '../permissions/door.ts';

/** A job that fell: given up, or waiting to be tried again. */
export type FailedJob = {
	id: string;
	job: string;
	attempts: number;
	of: number;
	givenUp: boolean;
	error: string;
	createdAt: Date;
	/** When it will be tried again. */
	nextAt: Date;
};

/** Jobs belong to no territory: those who look after the installation see them. */
export async function listFailed(actor: Actor, limit = 100): Promise<FailedJob[]> {
	demand(actor, 'jobs.mend', { territory: installation });
	return readFailed(database(), limit);
}

export async function readFailed(db: Db, limit: number): Promise<FailedJob[]> {
	const rows = await db<FailedJob[]>`
		select id::text, task_identifier as job, attempts, max_attempts as of, attempts >= max_attempts as "givenUp",
			last_error as error, created_at as "createdAt", run_at as "nextAt"
		from graphile_worker.jobs
		where last_error is not null and locked_at is null
		order by attempts >= max_attempts desc, updated_at desc limit ${limit}`;
	return [...rows];
}

/** Tries it again now, with all its attempts before it. */
export async function retryJob(tx: Tx, actor: Actor, id: string): Promise<void> {
	demand(actor, 'jobs.mend', { territory: installation });
	const moved = await tx`
		select from graphile_worker.reschedule_jobs(array[${id}::bigint], run_at => now(), attempts => 0)`;
	if (moved.length === 0) refuse('platform.jobs.already-running');
	await tx`select pg_notify('jobs:insert', '{"r":0,"count":1}')`;
}

/** Takes it out of the list for good. */
export async function dropJob(tx: Tx, actor: Actor, id: string): Promise<void> {
	demand(actor, 'jobs.mend', { territory: installation });
	const gone = await tx`select from graphile_worker.complete_jobs(array[${id}::bigint])`;
	if (gone.length === 0) refuse('platform.jobs.already-running');
}
