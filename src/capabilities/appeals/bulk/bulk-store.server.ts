import type { AccountId, Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { Facts } from '#platform/errors/door.ts';
import type { AppealRef } from '../appeal.ts';
import type { Bulk, BulkItem, BulkRef, Snapshot } from './bulk.ts';

const columns = (db: Db) => db`
	territory_id as territory, id, body_id as body, account_id as account, act, at, done_at as "doneAt",
	undo_until as "undoUntil", undone_at as "undoneAt"`;

export async function insertBulk(
	tx: Tx,
	bulk: Pick<Bulk, 'territory' | 'id' | 'body' | 'account' | 'act' | 'at'>,
	appeals: readonly AppealRef[],
): Promise<void> {
	await tx`
		insert into appeals.bulk (territory_id, id, body_id, account_id, act, at)
		values (${bulk.territory}, ${bulk.id}, ${bulk.body}, ${bulk.account}, ${tx.json(bulk.act as never)}, ${bulk.at})`;
	await tx`
		insert into appeals.bulk_item (territory_id, bulk_id, position, appeal_territory_id, appeal_id)
		select ${bulk.territory}, ${bulk.id}, t.position, t.territory, t.appeal
		from unnest(${appeals.map((_, i) => i)}::smallint[], ${appeals.map((ref) => ref.territory)}::int[],
			${appeals.map((ref) => ref.id)}::uuid[]) as t (position, territory, appeal)`;
}

export async function readBulk(db: Db, ref: BulkRef): Promise<Bulk | undefined> {
	const [row] = await db<Bulk[]>`
		select ${columns(db)} from appeals.bulk where territory_id = ${ref.territory} and id = ${ref.id}`;
	return row;
}

export async function itemsOf(db: Db, ref: BulkRef): Promise<BulkItem[]> {
	const rows = await db<
		(Omit<BulkItem, 'appeal'> & { appealTerritory: TerritoryId; appealId: Id<'appeal'> })[]
	>`
		select position, appeal_territory_id as "appealTerritory", appeal_id as "appealId", outcome, code, facts, number,
			before, after
		from appeals.bulk_item where territory_id = ${ref.territory} and bulk_id = ${ref.id} order by position`;
	return rows.map(({ appealTerritory, appealId, ...row }) => ({
		...row,
		appeal: { territory: appealTerritory, id: appealId },
	}));
}

export async function putOutcome(
	db: Db,
	ref: BulkRef,
	position: number,
	outcome: {
		outcome: NonNullable<BulkItem['outcome']>;
		code?: string | null;
		facts?: Facts;
		number?: string | null;
		before?: Snapshot;
		after?: Snapshot;
	},
): Promise<void> {
	const { before, after } = outcome;
	await db`
		update appeals.bulk_item set outcome = ${outcome.outcome}, code = ${outcome.code ?? null},
			facts = ${db.json((outcome.facts ?? {}) as never)}, number = coalesce(${outcome.number ?? null}, number),
			before = coalesce(${before ? db.json(before as never) : null}, before),
			after = coalesce(${after ? db.json(after as never) : null}, after)
		where territory_id = ${ref.territory} and bulk_id = ${ref.id} and position = ${position}`;
}

export async function finishBulk(db: Db, ref: BulkRef, at: Date, undoUntil: Date | null): Promise<void> {
	await db`
		update appeals.bulk set done_at = ${at}, undo_until = ${undoUntil}
		where territory_id = ${ref.territory} and id = ${ref.id} and done_at is null`;
}

/** True once: whoever presses twice takes back nothing more. */
export async function takeUndo(tx: Tx, ref: BulkRef, account: AccountId, now: Date): Promise<boolean> {
	const rows = await tx`
		update appeals.bulk set undone_at = ${now}
		where territory_id = ${ref.territory} and id = ${ref.id} and account_id = ${account} and undo_until > ${now}
			and undone_at is null
		returning 1`;
	return rows.length > 0;
}

export type DeskSetting = { territory: TerritoryId; undoSeconds: number };

export async function settingsOf(db: Db, territories: readonly TerritoryId[]): Promise<DeskSetting[]> {
	return db<DeskSetting[]>`
		select territory_id as territory, undo_seconds as "undoSeconds" from appeals.desk_setting
		where territory_id = any(${[...territories]})`;
}

export async function putSetting(tx: Tx, setting: DeskSetting, by: AccountId, at: Date): Promise<void> {
	await tx`
		insert into appeals.desk_setting (territory_id, undo_seconds, set_by, set_at)
		values (${setting.territory}, ${setting.undoSeconds}, ${by}, ${at})
		on conflict (territory_id) do update set undo_seconds = excluded.undo_seconds, set_by = excluded.set_by,
			set_at = excluded.set_at`;
}

/** Acts on many are kept for three months: what each did stands in the history and the audit of each appeal. Background. */
export async function forgetBulks(db: Db, before: Date): Promise<number> {
	const gone = await db`
		/* background: old acts on many, over all territories */ delete from appeals.bulk where at < ${before}`;
	return gone.count;
}
