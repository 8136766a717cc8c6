import type { Db, TerritoryId } from '#platform/db/door.server.ts';

export type DecidedRow = {
	category: string;
	categoryBy: string;
	text: string;
	territory: TerritoryId;
	place: TerritoryId | null;
	bodyTerritory: TerritoryId | null;
	body: string | null;
	filedAt: Date;
	answered: boolean;
};

const decided = (db: Db, territories: readonly TerritoryId[], since: Date) => db`
		from appeals.appeal a
		join appeals.applicant p on p.territory_id = a.territory_id and p.appeal_id = a.id
		where a.territory_id = any(${[...territories]}::int[]) and a.filed_at > ${since} and p.erased_at is null
			and a.state not in ('filed', 'registered') and a.category_by <> 'nobody'
			and (a.closed_because is null or a.closed_because in ('done', 'silent', 'joined', 'upheld'))
			and (a.category_by <> 'house' or a.answered_at is not null)`;

/** How many there are to learn from; at most `enough` are counted. */
export async function countDecided(
	db: Db,
	territories: readonly TerritoryId[],
	since: Date,
	enough: number,
): Promise<number> {
	const [row] = await db<{ count: number }[]>`
		select count(*)::int as count from (select 1 ${decided(db, territories, since)} limit ${enough}) as found`;
	return row?.count ?? 0;
}

/**
 * Appeals whose category was decided, the newest first: those that went to a body and that no one has taken for abuse. What the
 * classifier decided by itself counts only when a body has answered under that category: it must not learn from its own
 * guesses. Who was erased is not learned from.
 */
export async function decidedIn(
	db: Db,
	territories: readonly TerritoryId[],
	since: Date,
	limit: number,
): Promise<DecidedRow[]> {
	return db<DecidedRow[]>`
		/* background: a training */
		select a.category, a.category_by as "categoryBy", a.text, a.territory_id as territory, a.place_id as place,
			a.body_territory_id as "bodyTerritory", a.body_id as body, a.filed_at as "filedAt",
			a.answered_at is not null as answered
		${decided(db, territories, since)}
		order by a.filed_at desc, a.id desc limit ${limit}`;
}

/** How many were answered since: whether there is something new to learn. At most `enough` are counted. */
export async function answeredSince(
	db: Db,
	territories: readonly TerritoryId[],
	since: Date,
	enough: number,
): Promise<number> {
	const [row] = await db<{ count: string }[]>`
		/* background: the nightly look */
		select count(*) as count from (
			select 1 from appeals.answer
			where territory_id = any(${[...territories]}::int[]) and answered_at > ${since} limit ${enough}) as found`;
	return Number(row?.count ?? 0);
}
