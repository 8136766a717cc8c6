import type { AccountId, Db } from '#platform/db/door.server.ts';

export type ClaimKind = 'email' | 'external' | 'passkey' | 'paper';

/** Takes a value for an account; the owner who has it already is returned instead. Its own transaction (schema-rules 2). */
export async function claim(
	db: Db,
	kind: ClaimKind,
	value: string,
	account: AccountId,
	at: Date,
): Promise<AccountId> {
	const taken = await db<{ account_id: AccountId }[]>`
		insert into identity.claim (kind, value, account_id, claimed_at) values (${kind}, ${value}, ${account}, ${at})
		on conflict (value, kind) do nothing returning account_id`;
	if (taken[0]) return account;
	return (await ownerOf(db, kind, value)) ?? account;
}

export async function ownerOf(db: Db, kind: ClaimKind, value: string): Promise<AccountId | null> {
	const [row] = await db<{ account_id: AccountId }[]>`
		select account_id from identity.claim where value = ${value} and kind = ${kind}`;
	return row?.account_id ?? null;
}

export async function release(db: Db, kind: ClaimKind, value: string, account: AccountId): Promise<void> {
	await db`delete from identity.claim where value = ${value} and kind = ${kind} and account_id = ${account}`;
}

/** Background: the claims of an account that is erased, over all values. */
export async function claimsOf(db: Db, account: AccountId): Promise<{ kind: ClaimKind; value: string }[]> {
	return db<{ kind: ClaimKind; value: string }[]>`
		select kind, value from identity.claim where account_id = ${account}`;
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
