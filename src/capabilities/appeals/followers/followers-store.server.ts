import type { AccountId, Db, Tx } from '#platform/db/door.server.ts';
import type { AppealId, AppealRef } from '../appeal.ts';
import type { FollowerRef } from './follower-code.ts';

export type Why = 'author' | 'joined' | 'follows';

export type Follower = FollowerRef & {
	appeal: AppealId;
	email: string;
	lang: 'ru' | 'en';
	why: Why;
	askedAt: Date;
	confirmedAt: Date | null;
	stoppedAt: Date | null;
};

const columns = (db: Db) => db`
	territory_id as territory, id, appeal_id as appeal, email, lang, why, asked_at as "askedAt",
	confirmed_at as "confirmedAt", stopped_at as "stoppedAt"`;

/** The same address once an appeal: who asks again after having stopped begins anew. */
export async function put(
	tx: Tx,
	follower: Pick<Follower, 'territory' | 'id' | 'appeal' | 'email' | 'lang' | 'why'> & { at: Date },
): Promise<Follower> {
	const [row] = await tx<Follower[]>`
		insert into appeals.follower as f (territory_id, id, appeal_id, email, lang, why, asked_at)
		values (${follower.territory}, ${follower.id}, ${follower.appeal}, ${follower.email}, ${follower.lang},
			${follower.why}, ${follower.at})
		on conflict (territory_id, appeal_id, email) do update set
			asked_at = excluded.asked_at, lang = excluded.lang,
			why = case when f.why = 'follows' and f.confirmed_at is null then excluded.why else f.why end
		returning ${columns(tx)}`;
	if (!row) throw new Error('a follower was not written');
	return row;
}

export async function read(db: Db, ref: FollowerRef): Promise<Follower | undefined> {
	const [row] = await db<Follower[]>`
		select ${columns(db)} from appeals.follower where territory_id = ${ref.territory} and id = ${ref.id}`;
	return row;
}

export async function lock(tx: Tx, ref: FollowerRef): Promise<Follower | undefined> {
	const [row] = await tx<Follower[]>`
		select ${columns(tx)} from appeals.follower
		where territory_id = ${ref.territory} and id = ${ref.id} for update`;
	return row;
}

export async function confirm(tx: Tx, ref: FollowerRef, at: Date): Promise<void> {
	await tx`
		update appeals.follower set confirmed_at = coalesce(confirmed_at, ${at}), stopped_at = null
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function stop(db: Db, ref: FollowerRef, at: Date): Promise<void> {
	await db`
		update appeals.follower set stopped_at = coalesce(stopped_at, ${at})
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

/** Somebody without an account says that it concerns them too. */
export async function countJoined(tx: Tx, ref: AppealRef, at: Date): Promise<void> {
	await tx`
		update appeals.appeal set joined = joined + 1, version = version + 1, updated_at = ${at}
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

/** Those who are written to of an appeal, its author apart. */
export async function confirmedOf(db: Db, ref: AppealRef): Promise<Follower[]> {
	return db<Follower[]>`
		select ${columns(db)} from appeals.follower
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and why <> 'author'
			and confirmed_at is not null and stopped_at is null
		order by asked_at limit 10000`;
}

export async function byEmail(db: Db, ref: AppealRef, email: string): Promise<Follower | undefined> {
	const [row] = await db<Follower[]>`
		select ${columns(db)} from appeals.follower
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and email = ${email}`;
	return row;
}

export async function follow(tx: Tx, ref: AppealRef, account: AccountId, at: Date): Promise<boolean> {
	const rows = await tx`
		insert into appeals.following (territory_id, appeal_id, account_id, at)
		values (${ref.territory}, ${ref.id}, ${account}, ${at})
		on conflict (territory_id, appeal_id, account_id) do nothing returning 1`;
	return rows.length > 0;
}

export async function unfollow(tx: Tx, ref: AppealRef, account: AccountId): Promise<void> {
	await tx`
		delete from appeals.following
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and account_id = ${account}`;
	await tx`
		delete from appeals.mine
		where account_id = ${account} and territory_id = ${ref.territory} and appeal_id = ${ref.id} and reason = 'follows'`;
}

export async function isFollowing(db: Db, ref: AppealRef, account: AccountId): Promise<boolean> {
	const rows = await db`
		select 1 from appeals.following
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and account_id = ${account}`;
	return rows.length > 0;
}

/** Accounts that follow these appeals. */
export async function followingMany(
	db: Db,
	refs: readonly AppealRef[],
): Promise<{ id: AppealId; account: AccountId }[]> {
	if (refs.length === 0) return [];
	return db<{ id: AppealId; account: AccountId }[]>`
		select appeal_id as id, account_id as account from appeals.following
		where (territory_id, appeal_id) in (select * from unnest(${refs.map((ref) => ref.territory)}::int[],
			${refs.map((ref) => ref.id)}::uuid[]))`;
}

/** Addresses are kept no longer than they are needed: a week to confirm, three months after the end. Background. */
export async function forget(db: Db, now: Date): Promise<void> {
	const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
	await db`
		/* background: addresses are kept no longer than they are needed */
		delete from appeals.follower where confirmed_at is null and why <> 'author' and asked_at < ${before(7)}`;
	await db`
		/* background: addresses are kept no longer than they are needed */
		delete from appeals.follower f using appeals.appeal a
		where a.territory_id = f.territory_id and a.id = f.appeal_id and a.closed_at < ${before(90)}`;
}
