import type { AccountId, Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { AppealId, AppealRef } from '../appeal.ts';
import type { Inquiry, Supplement } from './inquiry.ts';

export async function insertInquiry(
	tx: Tx,
	ref: AppealRef,
	one: Inquiry & { remindAt: Date | null },
): Promise<void> {
	await tx`
		insert into appeals.inquiry (territory_id, id, appeal_id, text, body_territory_id, body_id, account_id, asked_at, remind_at)
		values (${ref.territory}, ${one.id}, ${ref.id}, ${one.text}, ${one.body?.territory ?? null}, ${one.body?.id ?? null},
			${one.account}, ${one.askedAt}, ${one.remindAt})`;
}

export async function inquiriesOf(db: Db, ref: AppealRef): Promise<Inquiry[]> {
	const rows = await db<
		(Omit<Inquiry, 'body'> & { bodyTerritory: TerritoryId | null; bodyId: Id<'body'> | null })[]
	>`
		select id, text, body_territory_id as "bodyTerritory", body_id as "bodyId", account_id as account, asked_at as "askedAt",
			reminded, answered_at as "answeredAt", withdrawn_at as "withdrawnAt",
			by_answer as "byAnswer"
		from appeals.inquiry
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by asked_at, id limit 200`;
	return rows.map(({ bodyTerritory, bodyId, ...row }) => ({
		...row,
		body: bodyTerritory === null || bodyId === null ? null : { territory: bodyTerritory, id: bodyId },
	}));
}

/** Ends an open question. False: it was not open. */
export async function endInquiry(
	tx: Tx,
	ref: AppealRef,
	id: Id<'inquiry'>,
	how: 'answered' | 'withdrawn',
	at: Date,
): Promise<boolean> {
	const rows = await tx`
		update appeals.inquiry set remind_at = null,
			answered_at = ${how === 'answered' ? at : null}, withdrawn_at = ${how === 'withdrawn' ? at : null}
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and id = ${id} and answered_at is null
			and withdrawn_at is null
		returning 1`;
	return rows.length > 0;
}

export async function endOpenInquiries(
	tx: Tx,
	ref: AppealRef,
	how: 'by-answer' | 'withdrawn',
	at: Date,
): Promise<void> {
	await tx`
		update appeals.inquiry set remind_at = null, withdrawn_at = ${at}, by_answer = ${how === 'by-answer'}
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and answered_at is null and withdrawn_at is null`;
}

export async function insertSupplement(
	tx: Tx,
	ref: AppealRef,
	one: Omit<Supplement, 'photographs'> & { account: AccountId | null },
): Promise<void> {
	await tx`
		insert into appeals.supplement (territory_id, id, appeal_id, inquiry_id, text, account_id, at)
		values (${ref.territory}, ${one.id}, ${ref.id}, ${one.inquiry}, ${one.text}, ${one.account}, ${one.at})`;
}

export async function insertSupplementPhotograph(
	tx: Tx,
	territory: TerritoryId,
	supplement: Id<'supplement'>,
	photograph: { file: string; name: string; position: number },
): Promise<void> {
	await tx`
		insert into appeals.supplement_photograph (territory_id, supplement_id, file_id, position, name)
		values (${territory}, ${supplement}, ${photograph.file}, ${photograph.position}, ${photograph.name})`;
}

export async function supplementsOf(db: Db, ref: AppealRef): Promise<Supplement[]> {
	return db<Supplement[]>`
		select s.id, s.inquiry_id as inquiry, s.text, s.at,
			coalesce((select json_agg(json_build_object('file', p.file_id, 'name', p.name) order by p.position)
				from appeals.supplement_photograph p
				where p.territory_id = s.territory_id and p.supplement_id = s.id), '[]') as photographs
		from appeals.supplement s
		where s.territory_id = ${ref.territory} and s.appeal_id = ${ref.id} order by s.at, s.id limit 200`;
}

/** The appeal that a supplement belongs to. */
export async function appealOf(
	db: Db,
	territory: TerritoryId,
	supplement: string,
): Promise<AppealRef | undefined> {
	const [row] = await db<{ id: AppealId }[]>`
		select appeal_id as id from appeals.supplement where territory_id = ${territory} and id::text = ${supplement}`;
	return row && { territory, id: row.id };
}

export async function isAdded(db: Db, ref: AppealRef, file: string): Promise<boolean> {
	const rows = await db`
		select 1 from appeals.supplement_photograph p
		join appeals.supplement s on s.territory_id = p.territory_id and s.id = p.supplement_id
		where s.territory_id = ${ref.territory} and s.appeal_id = ${ref.id} and p.file_id::text = ${file}`;
	return rows.length > 0;
}

/** Of these appeals those whose author is asked and may still answer. */
export async function askedAmong(
	db: Db,
	refs: readonly AppealRef[],
	author: AccountId,
): Promise<Set<AppealId>> {
	if (refs.length === 0) return new Set();
	const rows = await db<{ id: AppealId }[]>`
		select id from appeals.appeal
		where (territory_id, id) in (select * from unnest(${refs.map((ref) => ref.territory)}::int[],
			${refs.map((ref) => ref.id)}::uuid[]))
			and author_id = ${author} and asked > 0 and state in ('registered', 'routed', 'in-work', 'returned')`;
	return new Set(rows.map((row) => row.id));
}

export type ToRemind = AppealRef & {
	inquiry: Id<'inquiry'>;
	remindAt: Date;
	askedAt: Date;
	reminded: number;
};

export async function toRemind(db: Db, now: Date): Promise<ToRemind[]> {
	return db<ToRemind[]>`
		/* background: reminders over all territories */
		select territory_id as territory, appeal_id as id, id as inquiry, remind_at as "remindAt", asked_at as "askedAt", reminded
		from appeals.inquiry where remind_at <= ${now} order by remind_at limit 500`;
}

/** True once: a second run of the job reminds nobody again. */
export async function takeReminder(tx: Tx, one: ToRemind, next: Date | null): Promise<boolean> {
	const rows = await tx`
		update appeals.inquiry set remind_at = ${next}, reminded = reminded + 1
		where territory_id = ${one.territory} and id = ${one.inquiry} and remind_at = ${one.remindAt} returning 1`;
	return rows.length > 0;
}

export async function remindersOf(
	db: Db,
	territories: readonly TerritoryId[],
): Promise<{ territory: TerritoryId; days: number[] }[]> {
	return db<{ territory: TerritoryId; days: number[] }[]>`
		select territory_id as territory, remind_days as days from appeals.desk_setting
		where territory_id = any(${[...territories]}) and remind_days is not null`;
}

export async function putReminders(
	tx: Tx,
	setting: { territory: TerritoryId; days: readonly number[]; undoSeconds: number },
	by: AccountId,
	at: Date,
): Promise<void> {
	await tx`
		insert into appeals.desk_setting (territory_id, undo_seconds, remind_days, set_by, set_at)
		values (${setting.territory}, ${setting.undoSeconds}, ${[...setting.days]}, ${by}, ${at})
		on conflict (territory_id) do update set remind_days = excluded.remind_days, set_by = excluded.set_by,
			set_at = excluded.set_at`;
}
