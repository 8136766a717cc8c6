import type { Db, Tx } from '#platform/db/door.server.ts';
import { type Id, newId } from '#platform/db/door.server.ts';
import type { Answer, AppealId, AppealRef, Channel, State, Visibility } from '../appeal.ts';

/** Of these appeals the ones that lead others or are led. */
export async function mergedAmong(
	db: Db,
	refs: readonly AppealRef[],
): Promise<(AppealRef & { leads: boolean; state: State })[]> {
	if (refs.length === 0) return [];
	return db<(AppealRef & { leads: boolean; state: State })[]>`
		select territory_id as territory, id, merged > 0 as leads, state from appeals.appeal
		where (territory_id, id) in (select * from unnest(${refs.map((ref) => ref.territory)}::int[],
			${refs.map((ref) => ref.id)}::uuid[])) and (merged > 0 or merged_into is not null)`;
}

export type Led = AppealRef & {
	number: string;
	state: State;
	visibility: Visibility;
	channel: Channel;
	/** Of the applicant; for officials only. */
	name: string;
	filedAt: Date;
	dueOn: string;
};

/** The appeals that are worked on with this one, those filed first first. */
export async function ledBy(db: Db, lead: AppealRef, limit = 200): Promise<Led[]> {
	return db<Led[]>`
		select a.territory_id as territory, a.id, a.number, a.state, a.visibility, a.channel, coalesce(p.name, '') as name, a.filed_at as "filedAt",
			a.due_on::text as "dueOn"
		from appeals.appeal a
		left join appeals.applicant p on p.territory_id = a.territory_id and p.appeal_id = a.id
		where a.territory_id = ${lead.territory} and a.merged_into = ${lead.id}
		order by a.filed_at, a.id limit ${limit}`;
}

export async function idsLedBy(db: Db, lead: AppealRef): Promise<AppealId[]> {
	const rows = await db<{ id: AppealId }[]>`
		select id from appeals.appeal
		where territory_id = ${lead.territory} and merged_into = ${lead.id} order by filed_at, id`;
	return rows.map((row) => row.id);
}

/** Repeats an answer of the leading appeal for another one. False: it has it already. */
export async function shareAnswer(
	tx: Tx,
	ref: AppealRef,
	answer: Pick<Answer, 'id'>,
	round: number,
): Promise<boolean> {
	const id = newId<Id<'answer'>>();
	const rows = await tx`
		insert into appeals.answer (territory_id, id, appeal_id, round, text, body_territory_id, body_id, account_id, answered_at,
			signed_name, signed_post, shared_from)
		select territory_id, ${id}, ${ref.id}, ${round}, text, body_territory_id, body_id, account_id, answered_at,
			signed_name, signed_post, id
		from appeals.answer where territory_id = ${ref.territory} and id = ${answer.id}
			and not exists (select 1 from appeals.answer old where old.territory_id = ${ref.territory}
				and old.appeal_id = ${ref.id} and old.shared_from = ${answer.id})
		returning 1`;
	// what the checklist was told of the one work
	if (rows.length)
		await tx`
			insert into appeals.answer_check (territory_id, answer_id, item, position, kind, wording, value)
			select territory_id, ${id}, item, position, kind, wording, value from appeals.answer_check
			where territory_id = ${ref.territory} and answer_id = ${answer.id}`;
	return rows.length > 0;
}

/** Shows what was done at the leading appeal at another one too. @returns how many photographs it did not have yet, hidden ones too */
export async function sharePhotographs(
	tx: Tx,
	from: AppealRef,
	to: AppealRef & { photographs: number },
): Promise<{ added: number; hidden: number }> {
	const rows = await tx<{ hidden: boolean }[]>`
		insert into appeals.photograph (territory_id, appeal_id, file_id, moment, position, name, created_at, taken_at, hidden_at)
		select territory_id, ${to.id}, file_id, moment, ${to.photographs} + position, name, created_at, taken_at, hidden_at
		from appeals.photograph
		where territory_id = ${from.territory} and appeal_id = ${from.id} and moment = 'after'
		on conflict (territory_id, appeal_id, file_id) do nothing returning hidden_at is not null as hidden`;
	return { added: rows.length, hidden: rows.filter((one) => one.hidden).length };
}

export async function hasPhotograph(db: Db, ref: AppealRef, file: string, whole: boolean): Promise<boolean> {
	const rows = await db`
		select 1 from appeals.photograph
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and file_id::text = ${file}
			${whole ? db`` : db`and hidden_at is null`}`;
	return rows.length > 0;
}

/** Why the work on the leading appeal was prolonged, as its author was told. */
export async function prolongedBecause(db: Db, lead: AppealRef): Promise<string> {
	const [row] = await db<{ text: string | null }[]>`
		select text from appeals.history
		where territory_id = ${lead.territory} and appeal_id = ${lead.id} and kind = 'term-prolonged'
		order by at desc, id desc limit 1`;
	return row?.text ?? '';
}
