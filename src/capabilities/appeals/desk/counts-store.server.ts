import type { Db, Id, TerritoryId } from '#platform/db/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import type { Bucket } from './views.ts';

/** A desk as its counts know it: a body, or the nil uuid for the registry of the territory. */
export type CountKey = { territory: TerritoryId; body: Id<'body'> };
export const registryBody = '00000000-0000-0000-0000-000000000000' as Id<'body'>;

type Row = Omit<Bucket, 'count'> & { count: string };
const asBuckets = (rows: readonly Row[]): Bucket[] =>
	rows.map((row) => ({ ...row, count: Number(row.count) }));

/** The open rows of a body's inbox, alike ones together. */
export async function bucketsOfBody(db: Db, body: BodyRef): Promise<Bucket[]> {
	return asBuckets(
		await db<Row[]>`
			select state, due_on::text as due, executor_id is not null as assigned, asked, coalesce(approval, '') as approval,
				coalesce(part, '') as part, count(*)
			from appeals.inbox
			where territory_id = ${body.territory} and body_id = ${body.id} and state not in ('accepted', 'closed')
			group by 1, 2, 3, 4, 5, 6`,
	);
}

/** The open appeals that the territory itself owns, alike ones together. */
export async function bucketsOfOwner(db: Db, territory: TerritoryId): Promise<Bucket[]> {
	return asBuckets(
		await db<Row[]>`
			select state, due_on::text as due, executor_id is not null as assigned, asked > 0 as asked,
				coalesce(approval, '') as approval, '' as part, count(*)
			from appeals.appeal
			where territory_id = ${territory} and state not in ('accepted', 'closed') and merged_into is null
			group by 1, 2, 3, 4, 5`,
	);
}

export async function countsOf(db: Db, keys: readonly CountKey[]): Promise<Bucket[][]> {
	if (keys.length === 0) return [];
	const rows = await db<{ buckets: Bucket[] }[]>`
		select buckets from appeals.desk_count
		where territory_id = any(${keys.map((key) => key.territory)}) and body_id = any(${[...new Set(keys.map((key) => key.body))]})`;
	return rows.map((row) => row.buckets);
}

/** True when the figures changed; an older count never overwrites a newer one. */
export async function putCounts(db: Db, key: CountKey, buckets: Bucket[], at: Date): Promise<boolean> {
	const [row] = await db<{ changed: boolean }[]>`
		with old as (select buckets from appeals.desk_count where territory_id = ${key.territory} and body_id = ${key.body})
		insert into appeals.desk_count (territory_id, body_id, counted_at, buckets)
		values (${key.territory}, ${key.body}, ${at}, ${db.json(buckets)})
		on conflict (territory_id, body_id) do update set counted_at = excluded.counted_at, buckets = excluded.buckets
		where desk_count.counted_at <= excluded.counted_at
		returning buckets is distinct from (select buckets from old) as changed`;
	return row?.changed ?? false;
}

export async function markStale(db: Db, keys: readonly CountKey[], at: Date): Promise<void> {
	if (keys.length === 0) return;
	await db`
		insert into appeals.desk_stale (territory_id, body_id, since)
		select territory, body, ${at} from unnest(${keys.map((key) => key.territory)}::int[], ${keys.map((key) => key.body)}::uuid[])
			as t (territory, body)
		on conflict (territory_id, body_id) do nothing`;
}

/** Takes desks that are to be counted anew, the longest waiting first, but for those that were just costly to count. */
export async function takeStale(db: Db, resting: readonly CountKey[], most: number): Promise<CountKey[]> {
	return db<CountKey[]>`
		delete from appeals.desk_stale
		where (territory_id, body_id) in (
			select territory_id, body_id from appeals.desk_stale
			where (territory_id, body_id) not in (
				select territory, body from unnest(${resting.map((key) => key.territory)}::int[], ${resting.map((key) => key.body)}::uuid[])
					as t (territory, body))
			order by since limit ${most} for update skip locked)
		returning territory_id as territory, body_id as body`;
}

/** Every desk that was ever counted; for the nightly proof. */
export async function allCounted(db: Db): Promise<CountKey[]> {
	return db<CountKey[]>`
		/* background: the nightly proof of the counts */
		select territory_id as territory, body_id as body from appeals.desk_count`;
}
