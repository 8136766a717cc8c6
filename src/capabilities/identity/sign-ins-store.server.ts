import type { AccountId, Db, TerritoryId, Tx, Uuid } from '#platform/db/door.server.ts';
import type { Grant } from '#platform/permissions/door.ts';
import type { Lang } from './account.ts';

// Sign-ins

export type Way = 'password' | 'passkey' | 'provider' | 'letter' | 'host';
export type EndedWhy = 'signed-out' | 'revoked' | 'password' | 'stolen' | 'erased' | 'suspended' | 'parent';

export async function insertSignIn(
	tx: Tx,
	row: {
		account: AccountId;
		id: Uuid;
		secretHash: Buffer;
		way: Way;
		factorAt: Date | null;
		host: string | null;
		parent: Uuid | null;
		provider: string | null;
		ip: string | null;
		agent: string;
		remembered: boolean;
		at: Date;
		expiresAt: Date;
	},
): Promise<void> {
	await tx`
		insert into identity.sign_in (account_id, id, secret_hash, rotated_at, way, factor_at, proved_at, host, parent_id, provider,
			ip, agent, remembered, created_at, seen_at, expires_at)
		values (${row.account}, ${row.id}, ${row.secretHash}, ${row.at}, ${row.way}, ${row.factorAt}, ${row.at}, ${row.host},
			${row.parent}, ${row.provider}, ${row.ip}, ${row.agent}, ${row.remembered}, ${row.at}, ${row.at}, ${row.expiresAt})`;
}

export type Bearer = {
	name: string;
	lang: Lang;
	sign_in: Uuid;
	way: Way;
	secret_hash: Buffer;
	next_hash: Buffer | null;
	previous_hash: Buffer | null;
	rotated_at: Date;
	seen_at: Date;
	expires_at: Date;
	factor_at: Date | null;
	proved_at: Date;
	host: string | null;
	remembered: boolean;
	has_factor: boolean;
	residence: TerritoryId | null;
	grants: Grant[];
};

/** All that a request needs to know of who sent the cookie, in one query of one account. */
export async function bearer(db: Db, account: AccountId, hash: Buffer, at: Date): Promise<Bearer | null> {
	const [row] = await db<Bearer[]>`
		select a.name, a.lang, s.id as sign_in, s.way, s.secret_hash, s.next_hash, s.previous_hash, s.rotated_at, s.seen_at,
			s.expires_at, s.factor_at, s.proved_at, s.host, s.remembered,
			exists (select from identity.second_factor f
				where f.account_id = ${account} and f.confirmed_at is not null) as has_factor,
			(select r.territory_id from identity.residence r
				where r.account_id = ${account} and r.ended_at is null and r.confirmed_at is not null) as residence,
			(select coalesce(json_agg(json_build_object(
					'role', g.role, 'territory', g.territory_id, 'reach', g.reach, 'space', g.space_id)), '[]')
				from identity.role_grant g
				where g.account_id = ${account} and g.withdrawn_at is null
					and (g.expires_at is null or g.expires_at > ${at})) as grants
		from identity.account a
		join identity.sign_in s on s.account_id = a.account_id
		where a.account_id = ${account} and s.account_id = ${account} and a.state = 'active'
			and s.ended_at is null and s.expires_at > ${at}
			and (s.secret_hash = ${hash} or s.next_hash = ${hash} or s.previous_hash = ${hash})`;
	return row ?? null;
}

/** The next secret came back, so the browser has it: it becomes the one, the old one lives a minute more. */
export async function promote(
	db: Db,
	account: AccountId,
	signIn: Uuid,
	next: Buffer,
	at: Date,
): Promise<void> {
	await db`
		update identity.sign_in
		set previous_hash = secret_hash, secret_hash = ${next}, next_hash = null, rotated_at = ${at}
		where account_id = ${account} and id = ${signIn} and next_hash = ${next}`;
}

export async function prepareNext(db: Db, account: AccountId, signIn: Uuid, next: Buffer): Promise<void> {
	await db`
		update identity.sign_in set next_hash = ${next}
		where account_id = ${account} and id = ${signIn} and ended_at is null and next_hash is distinct from ${next}`;
}

export async function noteSeen(
	db: Db,
	account: AccountId,
	signIn: Uuid,
	at: Date,
	expiresAt: Date,
	ip: string | null,
): Promise<void> {
	await db`
		update identity.sign_in set seen_at = ${at}, expires_at = ${expiresAt}, ip = ${ip}
		where account_id = ${account} and id = ${signIn} and ended_at is null`;
}

export async function noteFactor(tx: Tx, account: AccountId, signIn: Uuid, at: Date): Promise<void> {
	await tx`
		update identity.sign_in set factor_at = ${at}, proved_at = ${at}
		where account_id = ${account} and id = ${signIn} and ended_at is null`;
}

export async function noteProved(tx: Tx, account: AccountId, signIn: Uuid, at: Date): Promise<void> {
	await tx`
		update identity.sign_in set proved_at = ${at}
		where account_id = ${account} and id = ${signIn} and ended_at is null`;
}

/** Ends one sign-in and those that other hosts made from it. */
export async function endSignIn(
	db: Db,
	account: AccountId,
	signIn: Uuid,
	why: EndedWhy,
	at: Date,
): Promise<boolean> {
	const ended = await db`
		update identity.sign_in set ended_at = ${at}, ended_why = ${why}
		where account_id = ${account} and (id = ${signIn} or parent_id = ${signIn}) and ended_at is null
		returning 1`;
	return ended.length > 0;
}

/** Ends all sign-ins of the account but one (null: all). */
export async function endSignIns(
	db: Db,
	account: AccountId,
	but: Uuid | null,
	why: EndedWhy,
	at: Date,
): Promise<number> {
	const ended = await db`
		update identity.sign_in set ended_at = ${at}, ended_why = ${why}
		where account_id = ${account} and ended_at is null
			and (${but}::uuid is null or (id <> ${but} and parent_id is distinct from ${but}))
		returning 1`;
	return ended.length;
}

export type SignInRow = {
	id: Uuid;
	way: Way;
	provider: string | null;
	host: string | null;
	ip: string | null;
	agent: string;
	created_at: Date;
	seen_at: Date;
	ended_at: Date | null;
	ended_why: EndedWhy | null;
	factor_at: Date | null;
};

export async function signInsOf(db: Db, account: AccountId, at: Date): Promise<SignInRow[]> {
	return db<SignInRow[]>`
		select id, way, provider, host, host(ip) as ip, agent, created_at, seen_at, ended_at, ended_why, factor_at
		from identity.sign_in
		where account_id = ${account} and ended_at is null and expires_at > ${at}
		order by seen_at desc, id desc limit 100`;
}

/** Background: what ended or ran out long ago goes. */
export async function dropOldSignIns(db: Db, before: Date): Promise<number> {
	const gone = await db`
		delete from identity.sign_in where coalesce(ended_at, expires_at) < ${before} returning 1`;
	return gone.length;
}

export async function provedAt(db: Db, account: AccountId, signIn: Uuid): Promise<Date | null> {
	const [row] = await db<{ proved_at: Date }[]>`
		select proved_at from identity.sign_in where account_id = ${account} and id = ${signIn} and ended_at is null`;
	return row?.proved_at ?? null;
}

/** The last factor is gone: no sign-in counts as shown with one. */
export async function forgetFactor(tx: Tx, account: AccountId): Promise<void> {
	await tx`update identity.sign_in set factor_at = null where account_id = ${account} and ended_at is null`;
}

export async function signInForHost(
	tx: Tx,
	account: AccountId,
	signIn: Uuid,
	at: Date,
): Promise<{ factor_at: Date | null; remembered: boolean } | null> {
	const [row] = await tx<{ factor_at: Date | null; remembered: boolean }[]>`
		select factor_at, remembered from identity.sign_in
		where account_id = ${account} and id = ${signIn} and ended_at is null and expires_at > ${at}`;
	return row ?? null;
}
