import type { Db, TerritoryId } from '#platform/db/door.server.ts';
import type { AppealRef } from '../appeal.ts';

/** Open appeals of a category over all territories, in the order of their keys; for a job in the background. */
export async function openUnder(
	db: Db,
	category: string,
	after: AppealRef | null,
	limit: number,
): Promise<AppealRef[]> {
	return db<AppealRef[]>`
		/* background: a category that closes is looked for in every territory */
		select territory_id as territory, id from appeals.appeal
		where category = ${category} and state not in ('accepted', 'closed')
			and (${after === null} or (territory_id, id) > (${after?.territory ?? 0}, ${after?.id ?? null}::uuid))
		order by territory_id, id limit ${limit}`;
}

export async function countOpen(db: Db, category: string): Promise<number> {
	const [row] = await db<{ count: number }[]>`
		/* background: as above */
		select count(*)::int as count from appeals.appeal
		where category = ${category} and state not in ('accepted', 'closed')`;
	return row?.count ?? 0;
}

/** Open appeals of a territory by category: from its own rows, or with all below it from the list that it keeps of them. */
export async function openByCategory(
	db: Db,
	territory: TerritoryId,
	{ below }: { below: boolean },
): Promise<Map<string, number>> {
	const rows = await db<{ category: string; count: number }[]>`
		select category, count(*)::int as count from ${below ? db`appeals.listed` : db`appeals.appeal`}
		where territory_id = ${territory} and state not in ('accepted', 'closed') group by category`;
	return new Map(rows.map((row) => [row.category, row.count]));
}
