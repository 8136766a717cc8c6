import type { AccountId, Db, Tx, Uuid } from '#platform/db/door.server.ts';

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
