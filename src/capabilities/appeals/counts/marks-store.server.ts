import type { Db, TerritoryId } from '#platform/db/door.server.ts';
import type { AppealRef } from '../appeal.ts';

export type CountKind = 'figures' | 'cells';
export type Mark = { territory: TerritoryId; month: string; kind: CountKind };

/** Days on which appeals count, or counted by what their lists still show: of filing, of the term, of answers and verdicts. */
export async function daysOf(
	db: Db,
	refs: readonly (AppealRef & { zone: string })[],
): Promise<{ territory: TerritoryId; filed: string; days: string[] }[]> {
	if (refs.length === 0) return [];
	return db<{ territory: TerritoryId; filed: string; days: string[] }[]>`
		select a.territory_id as territory, (a.filed_at at time zone r.zone)::date::text as filed, array(
			select distinct d::text from (
				select a.due_on as d
				union all select l.due_on from appeals.listed l
					where l.territory_id = a.territory_id and l.appeal_territory_id = a.territory_id and l.appeal_id = a.id
				union all select (n.answered_at at time zone r.zone)::date from appeals.answer n
					where n.territory_id = a.territory_id and n.appeal_id = a.id
				union all select (n.verdict_at at time zone r.zone)::date from appeals.answer n
					where n.territory_id = a.territory_id and n.appeal_id = a.id and n.verdict_at is not null
			) as days) as days
		from unnest(${refs.map((ref) => ref.territory)}::int[], ${refs.map((ref) => ref.id)}::uuid[],
			${refs.map((ref) => ref.zone)}::text[]) as r (territory_id, id, zone)
		join appeals.appeal a on a.territory_id = r.territory_id and a.id = r.id`;
}

/**
 * Marks months for the next count. A mark that waits already says all; one that a count has begun with is taken back, for that
 * count may have read before the change.
 */
export async function mark(db: Db, marks: readonly (Mark & { notBefore: Date })[]): Promise<void> {
	if (marks.length === 0) return;
	await db`
		insert into appeals.to_count as c (territory_id, month, kind, not_before)
		select m.territory_id, m.month, m.kind, min(m.not_before)
		from unnest(${marks.map((one) => one.territory)}::int[], ${marks.map((one) => one.month)}::date[],
			${marks.map((one) => one.kind)}::text[], ${marks.map((one) => one.notBefore.toISOString())}::timestamptz[])
			as m (territory_id, month, kind, not_before)
		where not exists (select from appeals.to_count k where k.territory_id = m.territory_id and k.month = m.month
			and k.kind = m.kind and not k.taken)
		group by 1, 2, 3 order by 1, 2, 3
		on conflict (territory_id, month, kind) do update set taken = false, not_before = excluded.not_before
		where c.taken`;
}

/** Takes marks whose time has come, also those that a count left behind when it died. */
export async function take(db: Db, before: Date, limit: number): Promise<Mark[]> {
	return db<Mark[]>`
		update appeals.to_count c set taken = true
		from (select territory_id, month, kind from appeals.to_count where not_before <= ${before}
			order by not_before limit ${limit}) as m
		where c.territory_id = m.territory_id and c.month = m.month and c.kind = m.kind
		returning c.territory_id as territory, c.month::text as month, c.kind`;
}

/** The count is written: what was not marked again meanwhile is done. */
export async function settle(db: Db, marks: readonly Mark[]): Promise<void> {
	if (marks.length === 0) return;
	await db`
		delete from appeals.to_count c
		using unnest(${marks.map((one) => one.territory)}::int[], ${marks.map((one) => one.month)}::date[],
			${marks.map((one) => one.kind)}::text[]) as m (territory_id, month, kind)
		where c.territory_id = m.territory_id and c.month = m.month and c.kind = m.kind and c.taken`;
}

/** Territories some month of which waits for its cells to be counted, or is being counted now. */
export async function territoriesWithCellsWaiting(
	db: Db,
	months: { from: string; to: string },
): Promise<TerritoryId[]> {
	const rows = await db<{ territory: TerritoryId }[]>`
		select distinct territory_id as territory from appeals.to_count
		where kind = 'cells' and month between date_trunc('month', ${months.from}::date)::date and ${months.to}::date limit 100000`;
	return rows.map((row) => row.territory);
}

export async function nextMark(db: Db): Promise<Date | null> {
	const [row] = await db<{ at: Date | null }[]>`select min(not_before) as at from appeals.to_count`;
	return row?.at ?? null;
}
