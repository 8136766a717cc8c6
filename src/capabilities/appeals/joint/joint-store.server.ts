import type { AccountId, Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import type { Part } from './part.ts';

type Row = Omit<Part, 'body'> & { bodyTerritory: TerritoryId; bodyId: Id<'body'> };
const asPart = ({ bodyTerritory, bodyId, ...row }: Row): Part => ({
	...row,
	body: { territory: bodyTerritory, id: bodyId },
});
const columns = (db: Db) => db`
	id, appeal_id as appeal, body_territory_id as "bodyTerritory", body_id as "bodyId", task, due_on::text as "dueOn", state,
	executor_id as executor, account_id as account, asked_at as "askedAt", report, reported_by as "reportedBy",
	ended_at as "endedAt"`;

export async function partsOf(db: Db, ref: AppealRef): Promise<Part[]> {
	const rows = await db<Row[]>`
		select ${columns(db)} from appeals.part
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by asked_at, id limit 100`;
	return rows.map(asPart);
}

/** Parts of many appeals that somebody works on. */
export async function openPartsOfMany(db: Db, refs: readonly AppealRef[]): Promise<Part[]> {
	if (refs.length === 0) return [];
	const rows = await db<Row[]>`
		select ${columns(db)} from appeals.part
		where (territory_id, appeal_id) in (select * from unnest(${refs.map((ref) => ref.territory)}::int[],
			${refs.map((ref) => ref.id)}::uuid[])) and state in ('asked', 'in-work', 'reported')`;
	return rows.map(asPart);
}

export async function insertPart(tx: Tx, ref: AppealRef, part: Part): Promise<void> {
	await tx`
		insert into appeals.part (territory_id, id, appeal_id, body_territory_id, body_id, task, due_on, state, account_id, asked_at)
		values (${ref.territory}, ${part.id}, ${ref.id}, ${part.body.territory}, ${part.body.id}, ${part.task}, ${part.dueOn},
			${part.state}, ${part.account}, ${part.askedAt})`;
}

/** Takes a person off the parts of a body that are not reported. False: there was none. */
export async function releaseParts(
	tx: Tx,
	ref: AppealRef,
	body: Part['body'],
	executor: AccountId,
): Promise<boolean> {
	const rows = await tx`
		update appeals.part set executor_id = null
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and body_territory_id = ${body.territory}
			and body_id = ${body.id} and executor_id = ${executor} and state in ('asked', 'in-work')
		returning 1`;
	return rows.length > 0;
}

export async function changePart(
	tx: Tx,
	ref: AppealRef,
	id: Id<'part'>,
	to: {
		state: Part['state'];
		executor?: AccountId | null;
		report?: string | null;
		reportedBy?: AccountId | null;
		takenUpAt?: Date;
		endedAt?: Date | null;
	},
): Promise<void> {
	const set: Record<string, unknown> = { state: to.state };
	if (to.executor !== undefined) set.executor_id = to.executor;
	if (to.report !== undefined) set.report = to.report;
	if (to.reportedBy !== undefined) set.reported_by = to.reportedBy;
	if (to.takenUpAt !== undefined) set.taken_up_at = to.takenUpAt;
	if (to.endedAt !== undefined) set.ended_at = to.endedAt;
	await tx`
		update appeals.part set ${tx(set as Record<string, string>)}
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and id = ${id}`;
}
