import type { Db, Id, TerritoryId } from '#platform/db/door.server.ts';
import type { Bucket } from './views.ts';

/** A desk as its counts know it: a body, or the nil uuid for the registry of the territory. */
export type CountKey = { territory: TerritoryId; body: Id<'body'> };
export const registryBody = '00000000-0000-0000-0000-000000000000' as Id<'body'>;

type Row = Omit<Bucket, 'count'> & { territory: TerritoryId; body: string; count: string };

function byDesk(rows: readonly Row[], nameOf: (row: Row) => string): Map<string, Bucket[]> {
	const desks = new Map<string, Bucket[]>();
	for (const row of rows) {
		const { territory: _, body: __, count, ...bucket } = row;
		const name = nameOf(row);
		const known = desks.get(name);
		if (known) known.push({ ...bucket, count: Number(count) });
		else desks.set(name, [{ ...bucket, count: Number(count) }]);
	}
	return desks;
}

/** The open rows of inboxes, alike ones together: by territory and body. */
export async function bucketsOfBodies(db: Db, bodies: readonly CountKey[]): Promise<Map<string, Bucket[]>> {
	if (bodies.length === 0) return new Map();
	const rows = await db<Row[]>`
		select i.territory_id as territory, i.body_id as body, state, due_on::text as due, executor_id is not null as assigned, asked,
			coalesce(approval, '') as approval, coalesce(part, '') as part, count(*)
		from unnest(${bodies.map((one) => one.territory)}::int[], ${bodies.map((one) => one.body)}::uuid[]) as d (territory_id, body_id)
		join appeals.inbox i on i.territory_id = d.territory_id and i.body_id = d.body_id
		where state not in ('accepted', 'closed')
		group by 1, 2, 3, 4, 5, 6, 7, 8`;
	return byDesk(rows, (row) => `${row.territory} ${row.body}`);
}

/** The open appeals that territories own themselves, alike ones together: by territory. */
export async function bucketsOfOwners(
	db: Db,
	territories: readonly TerritoryId[],
): Promise<Map<string, Bucket[]>> {
	if (territories.length === 0) return new Map();
	const rows = await db<Row[]>`
		select a.territory_id as territory, '' as body, state, due_on::text as due, executor_id is not null as assigned,
			asked > 0 as asked, coalesce(approval, '') as approval, '' as part, count(*)
		from unnest(${[...territories]}::int[]) as d (territory_id)
		join appeals.appeal a on a.territory_id = d.territory_id
		where state not in ('accepted', 'closed') and merged_into is null
		group by 1, 2, 3, 4, 5, 6, 7, 8`;
	return byDesk(rows, (row) => `${row.territory}`);
}

/** What was counted, by territory and body; desks that were never counted are left out. */
export async function countsByKey(db: Db, keys: readonly CountKey[]): Promise<Map<string, Bucket[]>> {
	if (keys.length === 0) return new Map();
	const rows = await db<{ territory: TerritoryId; body: string; buckets: Bucket[] }[]>`
		select territory_id as territory, body_id as body, buckets from appeals.desk_count
		where territory_id = any(${keys.map((key) => key.territory)}::int[])
			and body_id = any(${[...new Set(keys.map((key) => key.body))]}::uuid[])`;
	return new Map(rows.map((row) => [`${row.territory} ${row.body}`, row.buckets]));
}

/** @returns those whose figures changed; an older count never overwrites a newer one, and what is as it was is not written */
export async function putCounts(
	db: Db,
	counted: readonly { key: CountKey; buckets: Bucket[] }[],
	at: Date,
): Promise<CountKey[]> {
	if (counted.length === 0) return [];
	const rows = counted
		.toSorted((a, b) => a.key.territory - b.key.territory || (a.key.body < b.key.body ? -1 : 1))
		.map(({ key, buckets }) => ({ territory_id: key.territory, body_id: key.body, buckets }));
	return db<CountKey[]>`
		insert into appeals.desk_count (territory_id, body_id, counted_at, buckets)
		select territory_id, body_id, ${at}, buckets
		from jsonb_to_recordset(${db.json(rows as never)}) as t (territory_id int, body_id uuid, buckets jsonb)
		on conflict (territory_id, body_id) do update set counted_at = excluded.counted_at, buckets = excluded.buckets
		where desk_count.counted_at <= excluded.counted_at and desk_count.buckets is distinct from excluded.buckets
		returning territory_id as territory, body_id as body`;
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

/** The counts of several desks, each with its desk; those never counted are left out. */
export async function countsByDesk(
	db: Db,
	keys: readonly CountKey[],
): Promise<(CountKey & { buckets: Bucket[] })[]> {
	if (keys.length === 0) return [];
	return db<(CountKey & { buckets: Bucket[] })[]>`
		select territory_id as territory, body_id as body, buckets from appeals.desk_count
		where territory_id = any(${[...new Set(keys.map((key) => key.territory))]})
			and body_id = any(${[...new Set(keys.map((key) => key.body))]})`;
}
