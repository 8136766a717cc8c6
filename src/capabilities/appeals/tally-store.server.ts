import type { Db, TerritoryId } from '#platform/db/door.server.ts';

export type Tally = { filed: number; answered: number; late: number; returned: number; inDays: number[] };
const size = 61;
const empty = (): Tally => ({ filed: 0, answered: 0, late: 0, returned: 0, inDays: new Array(size).fill(0) });

/** The own appeals of a territory on one day. Only first answers count: a second one is not a second success. */
export async function countDay(
	db: Db,
	territory: TerritoryId,
	span: { from: Date; to: Date; zone: string },
): Promise<Tally> {
	const [[filed], answers, [returned]] = await Promise.all([
		db<{ count: string }[]>`
			select count(*) from appeals.appeal
			where territory_id = ${territory} and filed_at >= ${span.from} and filed_at < ${span.to}`,
		db<{ days: number; late: boolean; count: string }[]>`
			select least(60, greatest(0, (n.answered_at at time zone ${span.zone})::date - (a.filed_at at time zone ${span.zone})::date)) as days,
				(n.answered_at at time zone ${span.zone})::date > a.due_on as late, count(*)
			from appeals.answer n
			join appeals.appeal a on a.territory_id = n.territory_id and a.id = n.appeal_id
			where n.territory_id = ${territory} and n.round = 1 and n.answered_at >= ${span.from} and n.answered_at < ${span.to}
			group by 1, 2`,
		db<{ count: string }[]>`
			select count(*) from appeals.answer
			where territory_id = ${territory} and verdict = 'returned' and verdict_at >= ${span.from} and verdict_at < ${span.to}`,
	]);
	const tally = empty();
	tally.filed = Number(filed?.count ?? 0);
	tally.returned = Number(returned?.count ?? 0);
	for (const row of answers) {
		const count = Number(row.count);
		tally.answered += count;
		if (row.late) tally.late += count;
		tally.inDays[row.days] = (tally.inDays[row.days] ?? 0) + count;
	}
	return tally;
}

/** What the children have counted; a background read over several territories. */
export async function sumDay(db: Db, children: readonly TerritoryId[], day: string): Promise<Tally> {
	const sum = empty();
	if (children.length === 0) return sum;
	const rows = await db<(Omit<Tally, 'inDays'> & { inDays: number[] })[]>`
		select filed, answered, late, returned, in_days as "inDays" from appeals.tally
		where territory_id = any(${[...children]}) and day = ${day}`;
	for (const row of rows) {
		sum.filed += row.filed;
		sum.answered += row.answered;
		sum.late += row.late;
		sum.returned += row.returned;
		for (const [i, count] of row.inDays.entries()) sum.inDays[i] = (sum.inDays[i] ?? 0) + count;
	}
	return sum;
}

export async function putTally(db: Db, territory: TerritoryId, day: string, tally: Tally): Promise<void> {
	await db`
		insert into appeals.tally (territory_id, day, filed, answered, late, returned, in_days)
		values (${territory}, ${day}, ${tally.filed}, ${tally.answered}, ${tally.late}, ${tally.returned}, ${tally.inDays})
		on conflict (territory_id, day) do update set filed = excluded.filed, answered = excluded.answered,
			late = excluded.late, returned = excluded.returned, in_days = excluded.in_days`;
}

export async function tallies(
	db: Db,
	territory: TerritoryId,
	from: string,
	to: string,
): Promise<(Tally & { day: string })[]> {
	return db<(Tally & { day: string })[]>`
		select day::text as day, filed, answered, late, returned, in_days as "inDays" from appeals.tally
		where territory_id = ${territory} and day between ${from}::date and ${to}::date order by day`;
}
