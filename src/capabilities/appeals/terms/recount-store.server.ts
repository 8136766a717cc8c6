import type { Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { Appeal } from '../appeal.ts';
import { asAppeal, columns, type Row } from '../store.server.ts';

/** Appeals with a term that is not met and was counted by another calendar, some at a time, by their ids. */
export async function countedOtherwise(
	db: Db,
	territory: TerritoryId,
	version: string,
	after: string | null,
	limit: number,
): Promise<string[]> {
	const rows = await db<{ id: string }[]>`
		select distinct appeal_id as id from appeals.term
		where territory_id = ${territory} and met_at is null and calendar_version <> ${version}
			and (${after}::uuid is null or appeal_id > ${after}::uuid)
		order by appeal_id limit ${limit}`;
	return rows.map((row) => row.id);
}

/** Open appeals that wait or waited for a reason, some at a time, by their ids. */
export async function waitedFor(
	db: Db,
	territory: TerritoryId,
	reason: string,
	after: string | null,
	limit: number,
): Promise<string[]> {
	const rows = await db<{ id: string }[]>`
		select distinct w.appeal_id as id from appeals.wait w
		join appeals.appeal a on a.territory_id = ${territory} and a.id = w.appeal_id and a.state not in ('accepted', 'closed')
		where w.territory_id = ${territory} and w.reason = ${reason} and (${after}::uuid is null or w.appeal_id > ${after}::uuid)
		order by w.appeal_id limit ${limit}`;
	return rows.map((row) => row.id);
}

/** Locked in the order of their ids, so that two who lock the same do not wait for each other in a ring. */
export async function lockSome(tx: Tx, territory: TerritoryId, ids: readonly string[]): Promise<Appeal[]> {
	const rows = await tx<Row[]>`
		select ${columns(tx)} from appeals.appeal
		where territory_id = ${territory} and id = any(${[...ids]}::uuid[]) order by id for update`;
	return rows.map(asAppeal);
}

/** Lets the sweep look at every open term of a territory at once. */
export async function lookAnew(db: Db, territory: TerritoryId, at: Date): Promise<void> {
	await db`
		update appeals.term t set next_at = ${at}
		from appeals.appeal a
		where t.territory_id = ${territory} and a.territory_id = ${territory} and a.id = t.appeal_id and t.met_at is null
			and a.state not in ('accepted', 'closed') and (t.next_at is null or t.next_at > ${at})`;
}
