import {
	type AccountId,
	type Db,
	database,
	newId,
	type TerritoryId,
	type Tx,
	type Uuid,
} from '../db/door.server.ts';
import { refuse } from '../errors/door.ts';
import { demand } from '../permissions/demand.ts';
import { type Actor, isWithin, may } from '../permissions/door.ts';
import type { Job, JobContext, Work, WorkResult } from '../room.ts';
import { enqueue } from './queue.server.ts';

/** A key of the words with its parameters: shown in the language of whoever looks. */
export type Said = { key: string; facts?: Record<string, string | number> };
export type WorkState = 'waiting' | 'running' | 'stopping' | 'stopped' | 'done' | 'failed';

export type WorkView = {
	id: Uuid;
	territory: TerritoryId;
	job: string;
	title: Said;
	startedBy: AccountId | null;
	state: WorkState;
	done: number;
	total: number | null;
	note: Said | null;
	result: WorkResult | null;
	error: string | null;
	createdAt: Date;
	updatedAt: Date;
	endedAt: Date | null;
};

type Row = {
	id: Uuid;
	territory_id: TerritoryId;
	job: string;
	title_key: string;
	title_facts: Said['facts'];
	started_by: AccountId | null;
	payload: unknown;
	state: WorkState;
	done: string;
	total: string | null;
	note_key: string | null;
	note_facts: Said['facts'] | null;
	cursor: unknown;
	result: WorkResult | null;
	error: string | null;
	created_at: Date;
	updated_at: Date;
	ended_at: Date | null;
};

/** What the queue carries for long work; everything else is in its row. */
export type WorkPayload = { work: Uuid };
export const isWorkPayload = (payload: unknown): payload is WorkPayload =>
	typeof payload === 'object' && payload !== null && Object.keys(payload).length === 1 && 'work' in payload;

const keyOf = (id: Uuid) => `work ${id}`;

/** Starts long work that has a page: /office/jobs/<id>. The job gets `payload`, and the work itself in its context. */
export async function startWork(
	tx: Tx,
	work: {
		job: string;
		territory: TerritoryId;
		by: AccountId | null;
		title: Said;
		payload: Record<string, unknown>;
	},
): Promise<Uuid> {
	const id = newId();
	const now = new Date();
	await tx`
		insert into jobs.work (id, territory_id, job, title_key, title_facts, started_by, payload, state, created_at, updated_at)
		values (${id}, ${work.territory}, ${work.job}, ${work.title.key}, ${tx.json(work.title.facts ?? {})},
			${work.by}, ${tx.json(work.payload as never)}, 'waiting', ${now}, ${now})`;
	await enqueue(tx, work.job, { work: id }, { key: keyOf(id) });
	return id;
}

/** Asks the work to stop at its next safe point. It keeps its cursor and can be taken up again. */
export async function stopWork(tx: Tx, actor: Actor, id: Uuid): Promise<void> {
	const work = await lock(tx, actor, id, 'jobs.stop');
	if (work.state !== 'waiting' && work.state !== 'running' && work.state !== 'stopping')
		refuse('platform.jobs.already-ended');
	// What no process has begun is stopped at once; its job finds nothing to do.
	const state = work.state === 'waiting' ? 'stopped' : 'stopping';
	await tx`
		update jobs.work set state = ${state}, updated_at = ${new Date()},
			ended_at = ${state === 'stopped' ? new Date() : null}
		where id = ${id}`;
}

/** Goes on from the saved cursor. */
export async function resumeWork(tx: Tx, actor: Actor, id: Uuid): Promise<void> {
	const work = await lock(tx, actor, id, 'jobs.stop');
	if (work.state !== 'stopped' && work.state !== 'failed') refuse('platform.jobs.already-running');
	await tx`
		update jobs.work set state = 'waiting', updated_at = ${new Date()}, ended_at = null, error = null
		where id = ${id}`;
	await enqueue(tx, work.job, { work: id }, { key: keyOf(id) });
}

export async function viewWork(actor: Actor, id: Uuid): Promise<WorkView> {
	const [row] = await database()<Row[]>`select * from jobs.work where id = ${id}`;
	if (!row) refuse('platform.not-found');
	if (row.started_by === null || row.started_by !== actor.account)
		demand(actor, 'jobs.see', { territory: row.territory_id });
	return shown(row);
}

/** The newest work of a territory and of all below it that the actor may see, and the actor's own. */
export async function listWork(actor: Actor, within: TerritoryId, limit = 50): Promise<WorkView[]> {
	const rows = await database()<Row[]>`
		select * from jobs.work where created_at > ${new Date(Date.now() - 90 * 86_400_000)}
		order by created_at desc, id desc limit 1000`;
	return rows
		.filter(
			(row) =>
				isWithin(row.territory_id, within) &&
				(row.started_by === actor.account || may(actor, 'jobs.see', { territory: row.territory_id })),
		)
		.slice(0, limit)
		.map(shown);
}

async function lock(tx: Tx, actor: Actor, id: Uuid, right: string): Promise<Row> {
	const [row] = await tx<Row[]>`select * from jobs.work where id = ${id} for update`;
	if (!row) refuse('platform.not-found');
	if (row.started_by === null || row.started_by !== actor.account)
		demand(actor, right, { territory: row.territory_id });
	return row;
}

function shown(row: Row): WorkView {
	return {
		id: row.id,
		territory: row.territory_id,
		job: row.job,
		title: { key: row.title_key, facts: row.title_facts },
		startedBy: row.started_by,
		state: row.state,
		done: Number(row.done),
		total: row.total === null ? null : Number(row.total),
		note: row.note_key === null ? null : { key: row.note_key, facts: row.note_facts ?? {} },
		result: row.result,
		error: row.error,
		createdAt: row.created_at,
		updatedAt: row.updated_at,
		endedAt: row.ended_at,
	};
}

/** Progress reaches the page at most so often: a row written for each of a million pieces would be the slowest part. */
const writeEvery = 500;

/** Runs one piece of long work to its end, its stop or its fall, and writes down which of them it was. */
export async function runWork(
	db: Db,
	{ work: id }: WorkPayload,
	// biome-ignore lint/suspicious/noExplicitAny: the job knows the shape of its payload
	job: Job<any>,
	context: Omit<JobContext, 'work'>,
	lastAttempt: boolean,
): Promise<void> {
	const [row] = await db<Row[]>`
		update jobs.work set state = 'running', updated_at = ${new Date()}
		where id = ${id} and state in ('waiting', 'running') returning *`;
	if (!row) {
		// Stopped while it waited in line, or while the process that ran it was dying.
		await db`
			update jobs.work set state = 'stopped', ended_at = ${new Date()}, updated_at = ${new Date()}
			where id = ${id} and state = 'stopping'`;
		return;
	}
	let written = 0;
	let state = 'running' as WorkState;
	let told = false;
	let pending: Parameters<Work['progress']> | undefined;
	let cursor = row.cursor;
	let result: WorkResult | null = null;

	async function write(): Promise<void> {
		const [done = Number(row!.done), total = null, note = null] = pending ?? [];
		written = Date.now();
		const [now] = await db<{ state: WorkState }[]>`
			update jobs.work set
				done = ${done}, total = coalesce(${total}, total),
				note_key = coalesce(${note?.key ?? null}, note_key),
				note_facts = coalesce(${note ? JSON.stringify(note.facts ?? {}) : null}::text::jsonb, note_facts),
				cursor = ${cursor == null ? null : JSON.stringify(cursor)}::text::jsonb, updated_at = ${new Date()}
			where id = ${id} returning state`;
		state = now?.state ?? 'stopping';
		pending = undefined;
	}
	const work: Work = {
		id,
		cursor: row.cursor,
		async progress(...progress) {
			pending = progress;
			if (Date.now() - written >= writeEvery) await write();
		},
		async save(to) {
			cursor = to;
			work.cursor = to;
			if (Date.now() - written >= writeEvery) await write();
		},
		async stopped() {
			if (Date.now() - written >= writeEvery) await write();
			told ||= state === 'stopping' || context.signal.aborted;
			return told;
		},
		finish(value) {
			result = value;
		},
	};
	try {
		await job(row.payload, { ...context, work });
		if (pending || cursor !== row.cursor) await write();
	} catch (error) {
		await write();
		const end = lastAttempt ? 'failed' : 'waiting';
		await db`
			update jobs.work set state = ${end}, error = ${describe(error)}, updated_at = ${new Date()},
				ended_at = ${lastAttempt ? new Date() : null}
			where id = ${id} and state in ('running', 'stopping')`;
		throw error;
	}
	if (told && state !== 'stopping') {
		await db`update jobs.work set state = 'waiting', updated_at = ${new Date()} where id = ${id} and state = 'running'`;
		throw new Error('the house is closing; the work is taken up again from its cursor');
	}
	const end = told ? 'stopped' : 'done';
	await db`
		update jobs.work set state = ${end}, ended_at = ${new Date()}, updated_at = ${new Date()}, error = null,
			result = ${result == null ? null : JSON.stringify(result)}::text::jsonb
		where id = ${id}`;
}

/** Work whose last attempt died with its process would be "running" for ever. */
export async function endAbandonedWork(db: Db): Promise<void> {
	await db`
		update jobs.work w set state = 'failed', ended_at = ${new Date()}, updated_at = ${new Date()},
			error = coalesce(error, 'the process that ran it died')
		where state in ('waiting', 'running', 'stopping') and updated_at < ${new Date(Date.now() - 120_000)}
			and not exists (
				select from graphile_worker.jobs j
				where j.key = 'work ' || w.id and (j.locked_at is not null or j.attempts < j.max_attempts)
			)`;
}

function describe(error: unknown): string {
	return String(error instanceof Error ? (error.stack ?? error.message) : error).slice(0, 4000);
}
