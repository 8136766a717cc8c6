import type { AccountId, Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { AppealId, AppealRef } from '../appeal.ts';

/** Since when the photograph is hidden, null: it is not; undefined: the appeal has no such photograph. */
export async function photographHiddenAt(
	tx: Tx,
	ref: AppealRef,
	file: string,
): Promise<Date | null | undefined> {
	const [row] = await tx<{ at: Date | null }[]>`
		select hidden_at as at from appeals.photograph
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and file_id::text = ${file} for update`;
	return row?.at;
}

/** At every appeal that shows it: those that were worked on as one share what was done. @returns which they are */
export async function setPhotographHidden(
	tx: Tx,
	territory: TerritoryId,
	file: string,
	at: Date | null,
): Promise<AppealId[]> {
	const rows = await tx<{ id: AppealId }[]>`
		update appeals.photograph set hidden_at = ${at}
		where territory_id = ${territory} and file_id::text = ${file} returning appeal_id as id`;
	return rows.map(({ id }) => id).sort();
}

export async function countHidden(tx: Tx, ref: AppealRef): Promise<number> {
	const [row] = await tx<{ many: number }[]>`
		select count(*)::int as many from appeals.photograph
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and hidden_at is not null`;
	return row?.many ?? 0;
}

/** The appeals that a photograph stands at. */
export async function withPhotograph(db: Db, territory: TerritoryId, file: string): Promise<AppealRef[]> {
	return db<AppealRef[]>`
		select territory_id as territory, appeal_id as id from appeals.photograph
		where territory_id = ${territory} and file_id::text = ${file}`;
}

export async function isPhotographHidden(db: Db, territory: TerritoryId, file: string): Promise<boolean> {
	const rows = await db`
		select 1 from appeals.photograph
		where territory_id = ${territory} and file_id::text = ${file} and hidden_at is not null`;
	return rows.length > 0;
}

export type HiddenRow = {
	territory: TerritoryId;
	appeal: AppealId;
	/** Null: the whole appeal. */
	file: string | null;
	fileName: string | null;
	at: Date;
	key: string;
	by: AccountId | null;
	why: string;
	words: string;
};

/** What is hidden in these territories, the newest first, with the entry of the history that says why. */
export async function hiddenIn(
	db: Db,
	territories: readonly TerritoryId[],
	page: { after: { at: string; id: string } | null; limit: number },
): Promise<HiddenRow[]> {
	const { after, limit } = page;
	return db<HiddenRow[]>`
		with hidden as materialized (
			(select territory_id, id as appeal_id, null::uuid as file_id, null::text as name, hidden_at, id as key from appeals.appeal
				where territory_id = any(${[...territories]}::int[]) and hidden_was is not null
					${after ? db`and (hidden_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : db``}
				order by hidden_at desc, id desc limit ${limit})
			union all
			-- a photograph that several appeals share is told of once, where it was hidden
			(select p.territory_id, p.appeal_id, p.file_id, p.name, p.hidden_at, p.file_id as key from appeals.photograph p
				where p.territory_id = any(${[...territories]}::int[]) and p.hidden_at is not null
					${after ? db`and (p.hidden_at, p.file_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : db``}
					and exists (select from appeals.history h where h.territory_id = p.territory_id and h.appeal_id = p.appeal_id
						and h.at = p.hidden_at and h.kind = 'hidden' and h.facts->>'file' = p.file_id::text
						and h.facts->>'elsewhere' is null)
				order by p.hidden_at desc, p.file_id desc limit ${limit})
		), page as materialized (
			select * from hidden order by hidden_at desc, key desc limit ${limit}
		)
		select p.territory_id as territory, p.appeal_id as appeal, p.file_id as file, p.name as "fileName", p.hidden_at as at, p.key,
			h.account_id as by, coalesce(h.facts->>'why', 'own') as why, coalesce(h.text, '') as words
		from page p
		left join appeals.history h on h.territory_id = p.territory_id and h.appeal_id = p.appeal_id and h.at = p.hidden_at
			and h.kind = 'hidden' and h.facts->>'file' is not distinct from p.file_id::text
		order by p.hidden_at desc, p.key desc`;
}
