import type { AccountId, Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { Watch, Watched } from './watch.ts';

type Row = Omit<Watch, 'body'> & { bodyTerritory: TerritoryId | null; bodyId: Id<'body'> | null };

const columns = (db: Db) => db`
	id, account_id as account, territory_id as territory, category, place, body_territory_id as "bodyTerritory", body_id as "bodyId",
	cell, title, made_at as "madeAt"`;

const asWatch = ({ bodyTerritory, bodyId, ...row }: Row): Watch => ({
	...row,
	body: bodyTerritory === null || bodyId === null ? null : { territory: bodyTerritory, id: bodyId },
});

/** What a person watches, the newest first; those switched off are not among them. */
export async function watchesOf(db: Db, account: AccountId): Promise<Watch[]> {
	const rows = await db<Row[]>`
		select ${columns(db)} from appeals.watch
		where account_id = ${account} and stopped_at is null order by made_at desc, id desc`;
	return rows.map(asWatch);
}

/** Watches of a person follow one another, so that the most there may be is kept. */
export async function lockWatches(tx: Tx, account: AccountId): Promise<void> {
	await tx`select id from appeals.watch where account_id = ${account} and stopped_at is null order by id for update`;
}

/** @returns whether it was not there yet */
export async function insertWatch(tx: Tx, watch: Watch): Promise<boolean> {
	const { account, id, territory, category, place, body, cell, title, madeAt } = watch;
	const rows = await tx`
		insert into appeals.watch (account_id, id, territory_id, category, place, body_territory_id, body_id, cell, title, made_at,
			seen_to, next_at)
		values (${account}, ${id}, ${territory}, ${category}, ${place}, ${body?.territory ?? null}, ${body?.id ?? null}, ${cell},
			${title}, ${madeAt}, ${madeAt}, ${madeAt})
		on conflict do nothing returning 1`;
	return rows.length > 0;
}

export async function stopWatch(db: Db, account: AccountId, id: string, at: Date): Promise<boolean> {
	const rows = await db`
		update appeals.watch set stopped_at = ${at}
		where account_id = ${account} and id = ${id} and stopped_at is null returning 1`;
	return rows.length > 0;
}

export type DueWatch = Pick<Watch, 'id' | 'account' | 'territory' | 'title'> &
	Watched & { seenTo: Date; till: Date };

/** Watches whose hour has come, with the moment up to which they are told now: the same again if the round was broken off. Background. */
export async function takeDue(db: Db, now: Date, till: Date, limit: number): Promise<DueWatch[]> {
	const rows = await db<(Row & { seenTo: Date; till: Date })[]>`
		/* background: who watches is asked over all accounts */
		with due as (
			select account_id, id from appeals.watch
			where stopped_at is null and next_at <= ${now} order by next_at limit ${limit} for update skip locked
		)
		update appeals.watch w set till = coalesce(w.till, greatest(w.seen_to, ${till}))
		from due where w.account_id = due.account_id and w.id = due.id
		returning w.id, w.account_id as account, w.territory_id as territory, w.category, w.place,
			w.body_territory_id as "bodyTerritory", w.body_id as "bodyId", w.cell, w.title, w.made_at as "madeAt",
			w.seen_to as "seenTo", w.till`;
	return rows.map((row) => ({ ...asWatch(row), seenTo: row.seenTo, till: row.till }));
}

/** How a watch is asked of the lists. */
export type Question = {
	watch: Id<'watch'>;
	territory: TerritoryId;
	from: string;
	till: string;
	categories: readonly string[] | null;
	/** Patterns that the place must all meet. */
	places: readonly string[];
	body: string | null;
	box: readonly [number, number, number, number] | null;
};

export type Fresh = { watch: Id<'watch'>; excerpt: string; count: number; firstFiled: Date };

/** What is new for all of them at once, in public words, the newest `most` of each with their number. Background. */
export async function freshFor(db: Db, questions: readonly Question[], most: number): Promise<Fresh[]> {
	if (questions.length === 0) return [];
	return db<Fresh[]>`
		/* background: many territories at once */
		with asked as materialized (
			select * from jsonb_to_recordset(${db.json(questions as never)}) as q (watch uuid, territory int, "from" timestamptz,
				till timestamptz, categories text[], places text[], body uuid, box float8[])
		), found as (
			select q.watch, l.excerpt, row_number() over (partition by q.watch order by l.registered_at desc, l.appeal_id desc) as place,
				count(*) over (partition by q.watch)::int as count, min(l.filed_at) over (partition by q.watch) as first
			from asked q join appeals.listed l on l.territory_id = q.territory and l.registered_at > q."from" and l.registered_at <= q.till
			where l.visibility <> 'authority' and l.state <> 'filed'
				and (q.categories is null or l.category = any(q.categories))
				and l.place_words ilike all(q.places)
				and (q.body is null or l.body_id = q.body)
				and (q.box is null or (l.lon between q.box[1] and q.box[3] and l.lat between q.box[2] and q.box[4]))
		)
		select watch, excerpt, count, first as "firstFiled" from found where place <= ${most} order by watch, place`;
}

/** All of them were told, or had nothing to be told; `told` waits longer. Background. */
export async function toldAll(
	db: Db,
	watches: readonly { account: AccountId; id: Id<'watch'>; next: Date }[],
): Promise<void> {
	await db`
		/* background: who watches is written over all accounts */
		update appeals.watch w set seen_to = coalesce(w.till, w.seen_to), till = null, next_at = t.next
		from unnest(${watches.map((one) => one.account)}::uuid[], ${watches.map((one) => one.id)}::uuid[],
			${watches.map((one) => one.next.toISOString())}::timestamptz[]) as t (account, id, next)
		where w.account_id = t.account and w.id = t.id`;
}

export async function deleteWatches(db: Db, account: AccountId): Promise<void> {
	await db`delete from appeals.watch where account_id = ${account}`;
}
