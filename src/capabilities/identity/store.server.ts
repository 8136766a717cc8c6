import { type AccountId, containing, type Db, type Tx } from '#platform/db/door.server.ts';
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
	const like = words.toSorted((a, b) => b.length - a.length).map((word) => containing(word.toLowerCase()));
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
