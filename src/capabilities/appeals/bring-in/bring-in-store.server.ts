import { copyIn, type Db, type TerritoryId, type Tx } from '#platform/db/door.server.ts';
import { dropLeaves } from '#platform/transparency/door.server.ts';
import type { Appeal } from '../appeal.ts';
import { type Book, type Books, columns } from './past-appeal.ts';

const tables: Record<Book, string> = {
	applicant: 'appeals.applicant',
	term: 'appeals.term',
	history: 'appeals.history',
	appeal: 'appeals.appeal',
	answer: 'appeals.answer',
};

export async function copy(tx: Tx, books: Books, which: readonly Book[]): Promise<void> {
	for (const book of which) await copyIn(tx, tables[book], columns[book], books[book]);
}

/** Takes so many numbers of a year at once; answers the last of them. */
export async function takeNumbers(
	tx: Tx,
	territory: TerritoryId,
	year: number,
	count: number,
): Promise<number> {
	const [row] = await tx<{ value: number }[]>`
		insert into appeals.counter as c (territory_id, year, value) values (${territory}, ${year}, ${count})
		on conflict (territory_id, year) do update set value = c.value + excluded.value
		returning value`;
	if (!row) throw new Error('the counter gave no number');
	return row.value;
}

/** Removes appeals that nobody touched since they came, with all that is theirs; answers which of the ids are no more. */
export async function takeBack(tx: Tx, territory: TerritoryId, ids: readonly string[]): Promise<string[]> {
	await tx`
		delete from appeals.appeal
		where territory_id = ${territory} and id = any(${[...ids]}::uuid[]) and version = 1 and joined = 0`;
	const left = await tx<{ id: string }[]>`
		select id from appeals.appeal where territory_id = ${territory} and id = any(${[...ids]}::uuid[])`;
	const kept = new Set(left.map((one) => one.id));
	const list = ids.filter((id) => !kept.has(id));
	await tx`delete from appeals.history where territory_id = ${territory} and appeal_id = any(${list}::uuid[])`;
	await dropLeaves(tx, { territory, kind: 'appeal', ids: list });
	return list;
}

/** Months in which appeals count: of filing, of the term, of answers and verdicts. */
export async function monthsOf(
	db: Db,
	territory: TerritoryId,
	ids: readonly string[],
	zone: string,
): Promise<{ month: string; filed: boolean }[]> {
	return db<{ month: string; filed: boolean }[]>`
		select month::text, bool_or(filed) as filed from (
			select date_trunc('month', filed_at at time zone ${zone})::date as month, true as filed from appeals.appeal
			where territory_id = ${territory} and id = any(${[...ids]}::uuid[])
			union all
			select date_trunc('month', due_on)::date, false from appeals.appeal
			where territory_id = ${territory} and id = any(${[...ids]}::uuid[])
			union all
			select date_trunc('month', answered_at at time zone ${zone})::date, false from appeals.answer
			where territory_id = ${territory} and appeal_id = any(${[...ids]}::uuid[])
		) as days group by month`;
}

/** Where appeals are, in words; in one order, so that who asks again is told the same. */
export async function placesOf(
	db: Db,
	territory: TerritoryId,
	ids: readonly string[],
): Promise<Pick<Appeal, 'territory' | 'id' | 'visibility' | 'placeWords'>[]> {
	return db<Pick<Appeal, 'territory' | 'id' | 'visibility' | 'placeWords'>[]>`
		select territory_id as territory, id, visibility, place_words as "placeWords" from appeals.appeal
		where territory_id = ${territory} and id = any(${[...ids]}::uuid[]) and place_words <> '' order by id`;
}

/** The day of filing beyond which a list of ended appeals is full; null while there is room. */
export async function edgeOf(db: Db, territory: TerritoryId, kept: number): Promise<Date | null> {
	const [row] = await db<{ filedAt: Date }[]>`
		select filed_at as "filedAt" from appeals.listed
		where territory_id = ${territory} order by filed_at desc, appeal_id desc offset ${kept - 1} limit 1`;
	return row?.filedAt ?? null;
}
