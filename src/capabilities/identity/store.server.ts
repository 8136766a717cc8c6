import type { AccountId, Db, Tx } from '#platform/db/door.server.ts';
import type { Account, Lang } from './account.ts';

export async function insertAccount(
	tx: Tx,
	row: {
		account: AccountId;
		name: string;
		email: string | null;
		emailConfirmedAt: Date | null;
		lang: Lang;
		password: string | null;
		demonstration: boolean;
		at: Date;
	},
): Promise<void> {
	await tx`
		insert into identity.account
			(account_id, name, email, email_confirmed_at, lang, password, password_changed_at, demonstration, created_at, updated_at)
		values (${row.account}, ${row.name}, ${row.email}, ${row.emailConfirmedAt}, ${row.lang}, ${row.password},
			${row.password ? row.at : null}, ${row.demonstration}, ${row.at}, ${row.at})`;
}

type AccountRow = {
	account_id: AccountId;
	name: string;
	email: string | null;
	email_confirmed_at: Date | null;
	lang: Lang;
	password: string | null;
	state: Account['state'];
	demonstration: boolean;
	created_at: Date;
};

const view = (row: AccountRow): Account => ({
	account: row.account_id,
	name: row.name,
	email: row.email,
	emailConfirmed: row.email_confirmed_at !== null,
	lang: row.lang,
	hasPassword: row.password !== null,
	state: row.state,
	demonstration: row.demonstration,
	createdAt: row.created_at,
});

export async function accountById(db: Db, account: AccountId): Promise<Account | null> {
	const [row] = await db<AccountRow[]>`
		select account_id, name, email, email_confirmed_at, lang, password, state, demonstration, created_at
		from identity.account where account_id = ${account}`;
	return row ? view(row) : null;
}

export async function knownForVoting(
	db: Db,
	account: AccountId,
): Promise<{ bornOn: string | null; email: string | null } | null> {
	const [row] = await db<{ bornOn: string | null; email: string | null }[]>`
		select born_on::text as "bornOn", case when email_confirmed_at is not null then email end as email
		from identity.account where account_id = ${account}`;
	return row ?? null;
}

export async function setBorn(
	tx: Tx,
	account: AccountId,
	bornOn: string,
	how: 'desk' | 'provider',
	at: Date,
): Promise<void> {
	await tx`
		update identity.account set born_on = ${bornOn}, born_how = ${how}, updated_at = ${at}
		where account_id = ${account}`;
}

export async function lockAccount(
	tx: Tx,
	account: AccountId,
): Promise<(Account & { password: string | null }) | null> {
	const [row] = await tx<AccountRow[]>`
		select account_id, name, email, email_confirmed_at, lang, password, state, demonstration, created_at
		from identity.account where account_id = ${account} for update`;
	return row ? { ...view(row), password: row.password } : null;
}

export async function passwordOf(
	db: Db,
	account: AccountId,
): Promise<{ password: string | null; state: Account['state'] } | null> {
	const [row] = await db<{ password: string | null; state: Account['state'] }[]>`
		select password, state from identity.account where account_id = ${account}`;
	return row ?? null;
}

export async function accountsByIds(db: Db, ids: readonly AccountId[]): Promise<Account[]> {
	if (ids.length === 0) return [];
	const rows = await db<AccountRow[]>`
		select account_id, name, email, email_confirmed_at, lang, password, state, demonstration, created_at
		from identity.account where account_id = any(${[...ids]}::uuid[])`;
	return rows.map(view);
}

/** Background query of the office: looks at every account by the trigram index. Parts of the name; newest first. */
export async function accountsByName(db: Db, words: readonly string[], limit: number): Promise<Account[]> {
	const like = words
		.toSorted((a, b) => b.length - a.length)
		.map((word) => `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`);
	const rows = await db<AccountRow[]>`
		select account_id, name, email, email_confirmed_at, lang, password, state, demonstration, created_at
		from identity.account
		where lower(name) like ${like[0] ?? ''} and lower(name) like all(${like}::text[]) and state <> 'erased'
		order by created_at desc, account_id desc limit ${limit}`;
	return rows.map(view);
}

export async function setState(
	tx: Tx,
	account: AccountId,
	state: 'active' | 'suspended',
	at: Date,
): Promise<void> {
	await tx`update identity.account set state = ${state}, updated_at = ${at} where account_id = ${account}`;
}

export async function setPassword(
	tx: Tx,
	account: AccountId,
	password: string | null,
	at: Date,
): Promise<void> {
	await tx`
		update identity.account set password = ${password}, password_changed_at = ${at}, updated_at = ${at}
		where account_id = ${account}`;
}

export async function setEmail(
	tx: Tx,
	account: AccountId,
	email: string,
	confirmedAt: Date | null,
	at: Date,
): Promise<void> {
	await tx`
		update identity.account set email = ${email}, email_confirmed_at = ${confirmedAt}, updated_at = ${at}
		where account_id = ${account}`;
}

export async function setProfile(
	tx: Tx,
	account: AccountId,
	profile: { name: string; lang: Lang },
	at: Date,
): Promise<void> {
	await tx`
		update identity.account set name = ${profile.name}, lang = ${profile.lang}, updated_at = ${at}
		where account_id = ${account}`;
}

export async function noteDay(db: Db, account: AccountId, day: string): Promise<void> {
	await db`
		update identity.account set last_seen_on = ${day}
		where account_id = ${account} and last_seen_on is distinct from ${day}::date`;
}
<<<<<<< HEAD

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

// Letters

export type LetterPurpose = 'confirm-email' | 'change-email' | 'reset' | 'erase';

export async function insertLetter(
	tx: Tx,
	row: {
		account: AccountId;
		id: Uuid;
		purpose: LetterPurpose;
		secretHash: Buffer;
		email: string | null;
		at: Date;
		expiresAt: Date;
	},
): Promise<void> {
	await tx`
		update identity.letter set used_at = ${row.at}
		where account_id = ${row.account} and purpose = ${row.purpose} and used_at is null`;
	await tx`
		insert into identity.letter (account_id, id, purpose, secret_hash, email, created_at, expires_at)
		values (${row.account}, ${row.id}, ${row.purpose}, ${row.secretHash}, ${row.email}, ${row.at}, ${row.expiresAt})`;
}

export async function letterOf(
	db: Db,
	account: AccountId,
	purpose: LetterPurpose,
	hash: Buffer,
	at: Date,
): Promise<{ id: Uuid; email: string | null; used: boolean } | null> {
	const [row] = await db<{ id: Uuid; email: string | null; used: boolean }[]>`
		select id, email, used_at is not null as used from identity.letter
		where account_id = ${account} and purpose = ${purpose} and secret_hash = ${hash} and expires_at > ${at}`;
	return row ?? null;
}

export async function useLetter(tx: Tx, account: AccountId, letter: Uuid, at: Date): Promise<boolean> {
	const used = await tx`
		update identity.letter set used_at = ${at}
		where account_id = ${account} and id = ${letter} and used_at is null returning 1`;
	return used.length > 0;
}

// Happenings and attempts

export async function insertHappening(
	db: Db,
	row: { account: AccountId; id: Uuid; at: Date; what: string; ip: string | null; agent: string },
): Promise<void> {
	await db`
		insert into identity.happening (account_id, id, at, what, ip, agent)
		values (${row.account}, ${row.id}, ${row.at}, ${row.what}, ${row.ip}, ${row.agent})`;
}

export type Happening = { at: Date; what: string; ip: string | null; agent: string };
export async function happeningsOf(db: Db, account: AccountId, limit: number): Promise<Happening[]> {
	return db<Happening[]>`
		select at, what, host(ip) as ip, agent from identity.happening
		where account_id = ${account} order by id desc limit ${limit}`;
}

/** Counts a try in its window and returns how many there were, this one included. */
export async function countAttempt(
	db: Db,
	kind: string,
	value: string,
	window: number,
	at: Date,
): Promise<number> {
	const floor = new Date(at.getTime() - window);
	const [row] = await db<{ count: number }[]>`
		insert into identity.attempt as a (kind, value, since, count) values (${kind}, ${value}, ${at}, 1)
		on conflict (value, kind) do update set
			count = case when a.since < ${floor} then 1 else a.count + 1 end,
			since = case when a.since < ${floor} then excluded.since else a.since end
		returning count`;
	return row?.count ?? 1;
}

/** How many were counted since the window began; nothing is counted by asking. */
export async function attemptsSoFar(
	db: Db,
	kind: string,
	value: string,
	window: number,
	at: Date,
): Promise<number> {
	const [row] = await db<{ count: number }[]>`
		select count from identity.attempt
		where value = ${value} and kind = ${kind} and since >= ${new Date(at.getTime() - window)}`;
	return row?.count ?? 0;
}

export async function forgetAttempts(db: Db, kind: string, value: string): Promise<void> {
	await db`delete from identity.attempt where value = ${value} and kind = ${kind}`;
}

export async function dropOldAttempts(db: Db, before: Date): Promise<void> {
	await db`delete from identity.attempt where since < ${before}`;
}

export async function giveBackAttempt(db: Db, kind: string, value: string): Promise<void> {
	await db`
		update identity.attempt set count = count - 1 where value = ${value} and kind = ${kind} and count > 0`;
}

export async function provedAt(db: Db, account: AccountId, signIn: Uuid): Promise<Date | null> {
	const [row] = await db<{ proved_at: Date }[]>`
		select proved_at from identity.sign_in where account_id = ${account} and id = ${signIn} and ended_at is null`;
	return row?.proved_at ?? null;
}

export async function releaseOld(
	db: Db,
	kind: ClaimKind,
	value: string,
	account: AccountId,
	before: Date,
): Promise<boolean> {
	const gone = await db`
		delete from identity.claim
		where value = ${value} and kind = ${kind} and account_id = ${account} and claimed_at < ${before} returning 1`;
	return gone.length > 0;
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

/** Background: letters that ran out go with the happenings of their time. */
export async function dropOldHappenings(db: Db, before: Date): Promise<void> {
	await db`delete from identity.happening where at < ${before}`;
	await db`delete from identity.letter where expires_at < ${before}`;
}
=======
>>>>>>> 237cc28 (identity: Stores stand by subject.)
