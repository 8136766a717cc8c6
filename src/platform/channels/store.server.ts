import type { AccountId, Db, Tx, Uuid } from '../db/door.server.ts';
import type { Attach } from './attach.server.ts';

export type LetterState = 'waiting' | 'kept' | 'sending' | 'sent' | 'refused' | 'failed';
export const letterStates: readonly LetterState[] = [
	'waiting',
	'kept',
	'sending',
	'sent',
	'refused',
	'failed',
];

export type LetterRow = {
	id: Uuid;
	to: string;
	account: AccountId | null;
	subject: string;
	text: string | null;
	html: string | null;
	headers: Record<string, string>;
	attach: Attach | null;
	state: LetterState;
	tried: number;
	problem: string | null;
	createdAt: Date;
	changedAt: Date;
};

const columns = `id, to_address as "to", account_id as account, subject, body as text, html, headers, attach, state, tried, problem,
	created_at as "createdAt", changed_at as "changedAt"`;

export async function insert(
	db: Db,
	letter: Omit<LetterRow, 'tried' | 'problem' | 'changedAt'>,
): Promise<void> {
	await db`
		insert into channels.letter (id, to_address, account_id, subject, body, html, headers, attach, state, created_at, changed_at)
		values (${letter.id}, ${letter.to}, ${letter.account}, ${letter.subject}, ${letter.text}, ${letter.html},
			${db.json(letter.headers)}, ${letter.attach && db.json(letter.attach)}, ${letter.state}, ${letter.createdAt}, ${letter.createdAt})`;
}

/** Takes a letter to send it. One that a fallen process was sending is taken again after ten minutes. */
export async function take(db: Db, id: Uuid, at: Date): Promise<LetterRow | undefined> {
	const [row] = await db<LetterRow[]>`
		update channels.letter set state = 'sending', tried = tried + 1, changed_at = ${at}
		where id = ${id} and (state in ('waiting', 'kept')
			or state = 'sending' and changed_at < ${new Date(at.getTime() - 600_000)})
		returning ${db.unsafe(columns)}`;
	return row;
}

/** What is sent is forgotten at once, but for who got what when. */
export async function markSent(db: Db, id: Uuid, at: Date): Promise<void> {
	await db`
		update channels.letter set state = 'sent', body = null, html = null, attach = null, problem = null, changed_at = ${at}
		where id = ${id}`;
}

export async function mark(
	db: Db,
	id: Uuid,
	state: LetterState,
	problem: string | null,
	at: Date,
): Promise<void> {
	await db`
		update channels.letter set state = ${state}, problem = ${problem}, changed_at = ${at} where id = ${id}`;
}

export async function read(db: Db, id: Uuid): Promise<LetterRow | undefined> {
	const [row] = await db<LetterRow[]>`select ${db.unsafe(columns)} from channels.letter where id = ${id}`;
	return row;
}

export async function list(
	db: Db,
	wanted: { state?: LetterState; after?: { at: Date; id: Uuid }; limit: number },
): Promise<LetterRow[]> {
	return db<LetterRow[]>`
		select ${db.unsafe(columns)} from channels.letter
		where ${wanted.state ? db`state = ${wanted.state}` : db`true`}
			and ${wanted.after ? db`(created_at, id) < (${wanted.after.at}, ${wanted.after.id})` : db`true`}
		order by created_at desc, id desc limit ${wanted.limit}`;
}

export async function counts(db: Db): Promise<Record<string, number>> {
	const rows = await db<{ state: string; count: number }[]>`
		select state, count(*)::int as count from channels.letter group by state`;
	return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

export async function idsIn(db: Db, state: LetterState, since: Date): Promise<Uuid[]> {
	const rows = await db<{ id: Uuid }[]>`
		select id from channels.letter where state = ${state} and created_at >= ${since} order by created_at`;
	return rows.map((row) => row.id);
}

export async function removeOlder(db: Db, before: Date): Promise<number> {
	return (await db`delete from channels.letter where created_at < ${before}`).count;
}

export async function ofAccount(db: Db, account: AccountId): Promise<LetterRow[]> {
	return db<LetterRow[]>`
		select ${db.unsafe(columns)} from channels.letter where account_id = ${account} order by created_at`;
}

export async function removeOfAccount(db: Db, account: AccountId): Promise<void> {
	await db`delete from channels.letter where account_id = ${account} and state <> 'sending'`;
}

export type SettingsRow = {
	host: string;
	port: number;
	security: 'tls' | 'starttls' | 'none';
	login: string;
	sealed: string | null;
	fromAddress: string;
	fromName: string;
};

export async function settings(db: Db): Promise<SettingsRow | undefined> {
	const [row] = await db<SettingsRow[]>`
		select host, port, security, login, password_sealed as sealed, from_address as "fromAddress", from_name as "fromName"
		from channels.mail_settings`;
	return row;
}

export async function saveSettings(tx: Tx, row: SettingsRow, by: AccountId, at: Date): Promise<void> {
	await tx`
		insert into channels.mail_settings
			(one, host, port, security, login, password_sealed, from_address, from_name, changed_at, changed_by)
		values (true, ${row.host}, ${row.port}, ${row.security}, ${row.login}, ${row.sealed}, ${row.fromAddress},
			${row.fromName}, ${at}, ${by})
		on conflict (one) do update set host = excluded.host, port = excluded.port, security = excluded.security,
			login = excluded.login, password_sealed = excluded.password_sealed, from_address = excluded.from_address,
			from_name = excluded.from_name, changed_at = excluded.changed_at, changed_by = excluded.changed_by`;
}

export async function removeSettings(tx: Tx): Promise<void> {
	await tx`delete from channels.mail_settings`;
}
