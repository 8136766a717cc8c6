import type { AccountId, Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import type { CheckAnswer, TypedChecks } from './checklist.ts';
import type { AnswerDraft, Decision, DraftPhotograph } from './draft.ts';

const columns = (db: Db) => db`
	text, checks, account_id as account, updated_at as "updatedAt", version, turn, asked_by as "askedBy", asked_at as "askedAt"`;

export async function readDraft(db: Db, ref: AppealRef): Promise<AnswerDraft | undefined> {
	const [row] = await db<AnswerDraft[]>`
		select ${columns(db)} from appeals.answer_draft where territory_id = ${ref.territory} and appeal_id = ${ref.id}`;
	return row;
}

/** Writes what was typed; the appeal's row is locked, so that nobody writes at the same time. */
export async function putDraft(
	tx: Tx,
	ref: AppealRef,
	draft: { text: string; checks: TypedChecks; account: AccountId; at: Date },
): Promise<AnswerDraft> {
	const [row] = await tx<AnswerDraft[]>`
		insert into appeals.answer_draft as d (territory_id, appeal_id, text, checks, account_id, updated_at)
		values (${ref.territory}, ${ref.id}, ${draft.text}, ${tx.json(draft.checks)}, ${draft.account}, ${draft.at})
		on conflict (territory_id, appeal_id) do update set text = excluded.text, checks = excluded.checks,
			account_id = excluded.account_id, updated_at = excluded.updated_at, version = d.version + 1
		returning ${columns(tx)}`;
	return row as AnswerDraft;
}

/** Put to approval by somebody, or taken from there. */
export async function markAsked(
	tx: Tx,
	ref: AppealRef,
	asked: { by: AccountId; at: Date; turn: number } | null,
): Promise<void> {
	await tx`
		update appeals.answer_draft set asked_by = ${asked?.by ?? null}, asked_at = ${asked?.at ?? null},
			turn = ${asked?.turn ?? tx`turn`}
		where territory_id = ${ref.territory} and appeal_id = ${ref.id}`;
}

export async function deleteDraft(tx: Tx, ref: AppealRef): Promise<void> {
	await tx`
		delete from appeals.answer_draft_photograph where territory_id = ${ref.territory} and appeal_id = ${ref.id}`;
	await tx`delete from appeals.answer_draft where territory_id = ${ref.territory} and appeal_id = ${ref.id}`;
}

export async function draftPhotographsOf(db: Db, ref: AppealRef): Promise<DraftPhotograph[]> {
	return db<DraftPhotograph[]>`
		select file_id as file, name, taken_at as "takenAt", metres, confirmed from appeals.answer_draft_photograph
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by created_at, file_id`;
}

export async function insertDraftPhotograph(
	tx: Tx,
	ref: AppealRef,
	one: Omit<DraftPhotograph, 'confirmed'> & { at: Date },
): Promise<void> {
	await tx`
		insert into appeals.answer_draft_photograph (territory_id, appeal_id, file_id, name, taken_at, metres, created_at)
		values (${ref.territory}, ${ref.id}, ${one.file}, ${one.name}, ${one.takenAt}, ${one.metres}, ${one.at})`;
}

/** @returns those that were there */
export async function deleteDraftPhotographs(
	tx: Tx,
	ref: AppealRef,
	files: readonly string[],
): Promise<string[]> {
	const rows = await tx<{ file: string }[]>`
		delete from appeals.answer_draft_photograph
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and file_id = any(${[...files]}::uuid[])
		returning file_id as file`;
	return rows.map((row) => row.file);
}

export async function confirmPhotographs(tx: Tx, ref: AppealRef, files: readonly string[]): Promise<void> {
	await tx`
		update appeals.answer_draft_photograph set confirmed = true
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and file_id = any(${[...files]}::uuid[])`;
}

export async function insertDecision(tx: Tx, ref: AppealRef, one: Decision & { id: string }): Promise<void> {
	await tx`
		insert into appeals.answer_approval (territory_id, id, appeal_id, round, turn, step, role, account_id, decision, remark, at)
		values (${ref.territory}, ${one.id}, ${ref.id}, ${one.round}, ${one.turn}, ${one.place}, ${one.step}, ${one.account},
			${one.decision}, ${one.remark}, ${one.at})`;
}

/** All decisions on answers to the appeal, in order. */
export async function decisionsOf(db: Db, ref: AppealRef): Promise<Decision[]> {
	return db<Decision[]>`
		select round, turn, step as place, role as step, account_id as account, decision, remark, at from appeals.answer_approval
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by round, turn, answer_approval.step`;
}

export async function insertChecks(
	tx: Tx,
	ref: AppealRef,
	answer: Id<'answer'>,
	checks: readonly CheckAnswer[],
): Promise<void> {
	if (checks.length === 0) return;
	await tx`
		insert into appeals.answer_check (territory_id, answer_id, item, position, kind, wording, value)
		select ${ref.territory}, ${answer}, c.item, c.position, c.kind, c.wording, c.value
		from unnest(${checks.map((one) => one.item)}::text[], ${checks.map((one) => one.kind)}::text[],
			${checks.map((one) => one.wording)}::text[], ${checks.map((one) => one.value)}::text[])
			with ordinality as c (item, kind, wording, value, position)`;
}

/** By answer, in the order of the list. */
export async function checksOf(
	db: Db,
	territory: TerritoryId,
	answers: readonly Id<'answer'>[],
): Promise<Map<string, CheckAnswer[]>> {
	if (answers.length === 0) return new Map();
	const rows = await db<(CheckAnswer & { answer: string })[]>`
		select answer_id as answer, item, kind, wording, value from appeals.answer_check
		where territory_id = ${territory} and answer_id = any(${[...answers]}::uuid[]) order by answer_id, position`;
	return Map.groupBy(rows, (row) => row.answer);
}

/** Drafts of appeals that ended long ago, in one territory; background. */
export async function endedDrafts(db: Db, before: Date, most: number): Promise<AppealRef[]> {
	return db<AppealRef[]>`
		/* background: the sweep of drafts */ select a.territory_id as territory, a.id
		from appeals.answer_draft d
		join appeals.appeal a on a.territory_id = d.territory_id and a.id = d.appeal_id
		where a.closed_at < ${before} order by a.territory_id, a.id limit ${most}`;
}

/** The newest answer to each of some appeals of one territory, with the name that is to be left out of it. */
export async function lastAnswersOf(
	db: Db,
	territory: TerritoryId,
	appeals: readonly string[],
): Promise<Map<string, { text: string; verdict: 'accepted' | 'returned' | null; applicant: string }>> {
	if (appeals.length === 0) return new Map();
	const rows = await db<
		{ appeal: string; text: string; verdict: 'accepted' | 'returned' | null; applicant: string }[]
	>`
		select distinct on (n.appeal_id) n.appeal_id as appeal, n.text, n.verdict, coalesce(p.name, '') as applicant
		from appeals.answer n
		left join appeals.applicant p on p.territory_id = n.territory_id and p.appeal_id = n.appeal_id
		where n.territory_id = ${territory} and n.appeal_id = any(${[...appeals]}::uuid[])
		order by n.appeal_id, n.round desc`;
	return new Map(rows.map(({ appeal, ...row }) => [appeal, row]));
}
