import type { AccountId, Db, Tx, Uuid } from '#platform/db/door.server.ts';
import type { Lang } from './account.ts';

export async function putText(
	tx: Tx,
	row: { purpose: string; version: number; lang: Lang; title: string; body: string; hash: Buffer; at: Date },
): Promise<void> {
	await tx`
		insert into identity.consent_text (purpose, version, lang, title, body, hash, in_force_from)
		values (${row.purpose}, ${row.version}, ${row.lang}, ${row.title}, ${row.body}, ${row.hash}, ${row.at})
		on conflict (purpose, version, lang) do nothing`;
}

export async function textOf(
	db: Db,
	purpose: string,
	version: number,
	lang: Lang,
): Promise<{ title: string; body: string } | null> {
	const [row] = await db<{ title: string; body: string }[]>`
		select title, body from identity.consent_text
		where purpose = ${purpose} and version = ${version} and lang = ${lang}`;
	return row ?? null;
}

export async function insertConsent(
	tx: Tx,
	row: {
		account: AccountId;
		id: Uuid;
		purpose: string;
		version: number;
		lang: Lang;
		through: string;
		at: Date;
	},
): Promise<void> {
	await tx`
		insert into identity.consent (account_id, id, purpose, version, lang, given_at, through)
		values (${row.account}, ${row.id}, ${row.purpose}, ${row.version}, ${row.lang}, ${row.at}, ${row.through})
		on conflict (account_id, purpose) where withdrawn_at is null do nothing`;
}

export async function withdrawConsent(tx: Tx, account: AccountId, purpose: string, at: Date): Promise<void> {
	await tx`
		update identity.consent set withdrawn_at = ${at}
		where account_id = ${account} and purpose = ${purpose} and withdrawn_at is null`;
}

export type ConsentRow = {
	purpose: string;
	version: number;
	lang: Lang;
	givenAt: Date;
	withdrawnAt: Date | null;
	through: string;
};
export async function consentsOf(db: Db, account: AccountId): Promise<ConsentRow[]> {
	return db<ConsentRow[]>`
		select purpose, version, lang, given_at as "givenAt", withdrawn_at as "withdrawnAt", through
		from identity.consent where account_id = ${account} order by given_at desc, id desc`;
}

// Export of one's data

export type ExportRow = {
	id: Uuid;
	askedAt: Date;
	readyAt: Date | null;
	failedAt: Date | null;
	expiresAt: Date;
	size: number | null;
};

export async function insertExport(
	tx: Tx,
	row: { account: AccountId; id: Uuid; at: Date; expiresAt: Date },
): Promise<void> {
	await tx`
		insert into identity.data_export (account_id, id, asked_at, expires_at)
		values (${row.account}, ${row.id}, ${row.at}, ${row.expiresAt})`;
}
export async function exportsOf(db: Db, account: AccountId, at: Date): Promise<ExportRow[]> {
	return db<ExportRow[]>`
		select id, asked_at as "askedAt", ready_at as "readyAt", failed_at as "failedAt", expires_at as "expiresAt",
			octet_length(zip) as size
		from identity.data_export where account_id = ${account} and expires_at > ${at} order by asked_at desc limit 20`;
}
export async function zipOf(db: Db, account: AccountId, id: Uuid, at: Date): Promise<Buffer | null> {
	const [row] = await db<{ zip: Buffer | null }[]>`
		select zip from identity.data_export where account_id = ${account} and id = ${id} and expires_at > ${at}`;
	return row?.zip ?? null;
}
export async function putZip(tx: Tx, account: AccountId, id: Uuid, zip: Buffer, at: Date): Promise<void> {
	await tx`
		update identity.data_export set zip = ${zip}, ready_at = ${at}, failed_at = null
		where account_id = ${account} and id = ${id}`;
}
export async function failExport(db: Db, account: AccountId, id: Uuid, at: Date): Promise<void> {
	await db`
		update identity.data_export set failed_at = ${at}
		where account_id = ${account} and id = ${id} and ready_at is null`;
}
export async function dropOldExports(db: Db, at: Date): Promise<void> {
	await db`delete from identity.data_export where expires_at < ${at}`;
}

// Erasure

export type ErasureRow = {
	id: Uuid;
	askedAt: Date;
	confirmedAt: Date | null;
	dueAt: Date | null;
	doneAt: Date | null;
	kept: string[];
};
export async function openErasure(db: Db, account: AccountId): Promise<ErasureRow | null> {
	const [row] = await db<ErasureRow[]>`
		select id, asked_at as "askedAt", confirmed_at as "confirmedAt", due_at as "dueAt", done_at as "doneAt", kept
		from identity.erasure where account_id = ${account} and cancelled_at is null and done_at is null`;
	return row ?? null;
}
export async function insertErasure(
	tx: Tx,
	row: { account: AccountId; id: Uuid; at: Date },
): Promise<boolean> {
	const made = await tx`
		insert into identity.erasure (account_id, id, asked_at) values (${row.account}, ${row.id}, ${row.at})
		on conflict (account_id) where cancelled_at is null and done_at is null do nothing returning 1`;
	return made.length > 0;
}
export async function confirmErasure(tx: Tx, account: AccountId, at: Date, dueAt: Date): Promise<boolean> {
	const done = await tx`
		update identity.erasure set confirmed_at = ${at}, due_at = ${dueAt}
		where account_id = ${account} and cancelled_at is null and done_at is null and confirmed_at is null returning 1`;
	return done.length > 0;
}
export async function cancelErasure(tx: Tx, account: AccountId, at: Date): Promise<boolean> {
	const done = await tx`
		update identity.erasure set cancelled_at = ${at}
		where account_id = ${account} and cancelled_at is null and done_at is null returning 1`;
	return done.length > 0;
}
/** Background: over all accounts. */
export async function dueErasures(db: Db, at: Date): Promise<AccountId[]> {
	return (
		await db<{ account_id: AccountId }[]>`
			select account_id from identity.erasure
			where due_at <= ${at} and cancelled_at is null and done_at is null and confirmed_at is not null limit 100`
	).map((row) => row.account_id);
}
export async function finishErasure(
	tx: Tx,
	account: AccountId,
	kept: readonly string[],
	at: Date,
): Promise<void> {
	await tx`
		update identity.erasure set done_at = ${at}, kept = ${[...kept]}
		where account_id = ${account} and cancelled_at is null and done_at is null`;
}
/** The journal for restores: who was erased, and when. */
export async function erasedAccounts(db: Db): Promise<{ account: AccountId; at: Date }[]> {
	return db<{ account: AccountId; at: Date }[]>`
		select account_id as account, done_at as at from identity.erasure where done_at is not null order by done_at`;
}

/** Removes what the room holds on the person; the empty account stays, so that what law keeps has an owner without a name. */
export async function eraseRows(tx: Tx, account: AccountId, name: string, at: Date): Promise<void> {
	for (const table of [
		'sign_in',
		'second_factor',
		'recovery_code',
		'letter',
		'happening',
		'host_code',
		'external',
		'organisation_claim',
		'residence',
		'data_export',
		'first_step',
		'consent',
	])
		await tx`delete from ${tx(`identity.${table}`)} where account_id = ${account}`;
	await tx`
		update identity.role_grant set withdrawn_at = ${at}, withdrawn_why = 'erased'
		where account_id = ${account} and withdrawn_at is null`;
	await tx`
		update identity.account
		set name = ${name}, email = null, email_confirmed_at = null, password = null, password_changed_at = null,
			last_seen_on = null, born_on = null, born_how = null, state = 'erased', updated_at = ${at}
		where account_id = ${account}`;
}
