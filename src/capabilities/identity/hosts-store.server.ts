import type { AccountId, Db, Tx, Uuid } from '#platform/db/door.server.ts';

export async function insertHostCode(
	tx: Tx,
	row: {
		account: AccountId;
		id: Uuid;
		secretHash: Buffer;
		host: string;
		browserHash: Buffer;
		signIn: Uuid;
		at: Date;
		expiresAt: Date;
	},
): Promise<void> {
	await tx`
		insert into identity.host_code (account_id, id, secret_hash, host, browser_hash, sign_in_id, created_at, expires_at)
		values (${row.account}, ${row.id}, ${row.secretHash}, ${row.host}, ${row.browserHash}, ${row.signIn}, ${row.at}, ${row.expiresAt})`;
}

/** Takes the code once, and only where it was asked for. */
export async function takeHostCode(
	tx: Tx,
	row: { account: AccountId; secretHash: Buffer; host: string; browserHash: Buffer; at: Date },
): Promise<{ signIn: Uuid } | null> {
	const [taken] = await tx<{ signIn: Uuid }[]>`
		update identity.host_code set used_at = ${row.at}
		where account_id = ${row.account} and secret_hash = ${row.secretHash} and host = ${row.host}
			and browser_hash = ${row.browserHash} and used_at is null and expires_at > ${row.at}
		returning sign_in_id as "signIn"`;
	return taken ?? null;
}

export async function dropHostCodes(db: Db, before: Date): Promise<void> {
	await db`delete from identity.host_code where expires_at < ${before}`;
}
