import type { Db, TerritoryId } from '#platform/db/door.server.ts';
import type { Appeal } from '../appeal.ts';
import { type Chosen, rowsWhere } from '../lists-store.server.ts';
import { asAppeal, columns, type Row } from '../store.server.ts';

/** An open appeal with the name of its author, which is taken out of its words. */
export type NamedAppeal = Appeal & { authorName: string | null };
/** Where a reading stands: after this appeal of this territory. */
export type Place = { territory: TerritoryId; at: Date; id: string };

/** Public appeals of one owner in the order of filing, `limit` at a time. */
export async function openRows(
	db: Db,
	territory: TerritoryId,
	chosen: Chosen,
	page: { since?: Date | undefined; after?: Place | undefined; limit: number },
): Promise<NamedAppeal[]> {
	const rows = await db<(Row & { authorName: string | null })[]>`
		select ${columns(db)},
			(select p.name from appeals.applicant p
				where p.territory_id = ${territory} and p.appeal_id = appeal.id) as "authorName"
		from appeals.appeal
		where ${rowsWhere(db, { table: 'appeal', territory }, { ...chosen, all: false })}
			${page.since ? db`and updated_at >= ${page.since}` : db``}
			${page.after ? db`and (filed_at, id) > (${page.after.at}, ${page.after.id})` : db``}
		order by filed_at, id limit ${page.limit}`;
	return rows.map(({ authorName, ...row }) => ({ ...asAppeal(row as Row), authorName }));
}

/** Which of these owners have any appeal at all, in the order of their ids. */
export async function ownersWithAppeals(db: Db, territories: readonly TerritoryId[]): Promise<TerritoryId[]> {
	if (territories.length === 0) return [];
	const rows = await db<{ id: TerritoryId }[]>`
		/* background: a download over a whole subtree */
		select territory_id as id from appeals.appeal where territory_id = any(${[...territories]}::int[])
		group by territory_id order by territory_id`;
	return rows.map((row) => row.id);
}
