import type { AccountId, Db, Tx, Uuid } from '#platform/db/door.server.ts';

export type Factor = {
	id: Uuid;
	kind: 'totp' | 'passkey';
	name: string;
	createdAt: Date;
	usedAt: Date | null;
};

export async function confirmedFactors(db: Db, account: AccountId): Promise<Factor[]> {
	return db<Factor[]>`
		select id, kind, name, created_at as "createdAt", used_at as "usedAt" from identity.second_factor
		where account_id = ${account} and confirmed_at is not null order by created_at, id`;
}

export async function startTotp(
	tx: Tx,
	row: { account: AccountId; id: Uuid; sealed: string; name: string; at: Date },
): Promise<void> {
	await tx`
		delete from identity.second_factor
		where account_id = ${row.account} and kind = 'totp' and confirmed_at is null`;
	await tx`
		insert into identity.second_factor (account_id, id, kind, name, sealed, created_at)
		values (${row.account}, ${row.id}, 'totp', ${row.name}, ${row.sealed}, ${row.at})`;
}

export async function totpOf(
	db: Db,
	account: AccountId,
	confirmed: boolean,
): Promise<{ id: Uuid; sealed: string; lastStep: number } | null> {
	const [row] = await db<{ id: Uuid; sealed: string; last_step: string | null }[]>`
		select id, sealed, last_step from identity.second_factor
		where account_id = ${account} and kind = 'totp' and (confirmed_at is not null) = ${confirmed}`;
	return row ? { id: row.id, sealed: row.sealed, lastStep: Number(row.last_step ?? 0) } : null;
}

/** Takes a step once: false when it or a later one was taken already, so that a code read over a shoulder is worth nothing. */
export async function takeStep(
	tx: Tx,
	account: AccountId,
	id: Uuid,
	step: number,
	at: Date,
): Promise<boolean> {
	const taken = await tx`
		update identity.second_factor
		set last_step = ${step}, used_at = ${at}, confirmed_at = coalesce(confirmed_at, ${at})
		where account_id = ${account} and id = ${id} and coalesce(last_step, 0) < ${step} returning 1`;
	return taken.length > 0;
}

export type PasskeyRow = {
	id: Uuid;
	credential: string;
	publicKey: Buffer;
	counter: number;
	transports: string[];
};

export async function insertPasskey(
	tx: Tx,
	row: { account: AccountId; id: Uuid; name: string; at: Date } & Omit<PasskeyRow, 'id'>,
): Promise<void> {
	await tx`
		insert into identity.second_factor
			(account_id, id, kind, name, credential, public_key, counter, transports, confirmed_at, created_at)
		values (${row.account}, ${row.id}, 'passkey', ${row.name}, ${row.credential}, ${row.publicKey}, ${row.counter},
			${row.transports}, ${row.at}, ${row.at})`;
}

export async function passkeysOf(db: Db, account: AccountId): Promise<PasskeyRow[]> {
	const rows = await db<
		{ id: Uuid; credential: string; public_key: Buffer; counter: string; transports: string[] }[]
	>`
		select id, credential, public_key, counter, transports from identity.second_factor
		where account_id = ${account} and kind = 'passkey' and confirmed_at is not null`;
	return rows.map((row) => ({
		id: row.id,
		credential: row.credential,
		publicKey: row.public_key,
		counter: Number(row.counter),
		transports: row.transports,
	}));
}

/** The counter only grows; one that does not tells of a copied key. Keys that do not count send 0 always. */
export async function usePasskey(
	tx: Tx,
	account: AccountId,
	id: Uuid,
	counter: number,
	at: Date,
): Promise<boolean> {
	const used = await tx`
		update identity.second_factor set counter = ${counter}, used_at = ${at}
		where account_id = ${account} and id = ${id} and (counter < ${counter} or (counter = 0 and ${counter} = 0)) returning 1`;
	return used.length > 0;
}

export async function dropFactor(
	tx: Tx,
	account: AccountId,
	id: Uuid,
): Promise<{ kind: 'totp' | 'passkey'; credential: string | null } | null> {
	const [row] = await tx<{ kind: 'totp' | 'passkey'; credential: string | null }[]>`
		delete from identity.second_factor where account_id = ${account} and id = ${id} returning kind, credential`;
	return row ?? null;
}

export async function putRecoveryCodes(
	tx: Tx,
	account: AccountId,
	codes: readonly { id: Uuid; hash: Buffer }[],
	at: Date,
): Promise<void> {
	await tx`delete from identity.recovery_code where account_id = ${account}`;
	for (const code of codes)
		await tx`
			insert into identity.recovery_code (account_id, id, hash, created_at)
			values (${account}, ${code.id}, ${code.hash}, ${at})`;
}

export async function useRecoveryCode(tx: Tx, account: AccountId, hash: Buffer, at: Date): Promise<boolean> {
	const used = await tx`
		update identity.recovery_code set used_at = ${at}
		where account_id = ${account} and hash = ${hash} and used_at is null returning 1`;
	return used.length > 0;
}

export async function recoveryCodesLeft(db: Db, account: AccountId): Promise<number> {
	const [row] = await db<{ left: number }[]>`
		select count(*)::int as left from identity.recovery_code where account_id = ${account} and used_at is null`;
	return row?.left ?? 0;
}
