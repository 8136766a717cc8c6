import type { AccountId, Db, Tx } from '#platform/db/door.server.ts';
import { newId } from '#platform/db/door.server.ts';
import type { AppealRef } from '../appeal.ts';

export type NoteRow = { id: string; at: Date; account: AccountId | null; text: string };
export type NoteFile = { note: string; file: string; name: string; isImage: boolean };
export type NoteEdit = { note: string; at: Date; text: string };

/** What was taken back with an act on many is no note any more. */
const stands = (db: Db) => db`
	not exists (select 1 from appeals.history u where u.territory_id = h.territory_id and u.appeal_id = h.appeal_id
		and u.kind = 'undone' and u.facts->>'note' = h.id::text)`;

/** The newest notes, in order. */
export async function notesOf(db: Db, ref: AppealRef, limit: number): Promise<NoteRow[]> {
	const rows = await db<NoteRow[]>`
		select id, at, account_id as account, coalesce(text, '') as text from appeals.history h
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and kind = 'noted' and audience = 'office' and ${stands(db)}
		order by at desc, id desc limit ${limit}`;
	return rows.toReversed();
}

export async function lockNote(tx: Tx, ref: AppealRef, id: string): Promise<NoteRow | undefined> {
	const [row] = await tx<NoteRow[]>`
		select id, at, account_id as account, coalesce(text, '') as text from appeals.history h
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} and id = ${id} and kind = 'noted' and ${stands(tx)}
		for update`;
	return row;
}

/** Changes the words of a note; what it said before is kept. */
export async function rewrite(
	tx: Tx,
	ref: AppealRef,
	note: NoteRow,
	to: { text: string; account: AccountId; at: Date },
): Promise<void> {
	await tx`
		insert into appeals.note_edit (territory_id, id, note_id, appeal_id, account_id, at, text)
		values (${ref.territory}, ${newId()}, ${note.id}, ${ref.id}, ${to.account}, ${to.at}, ${note.text})`;
	await tx`
		update appeals.history set text = ${to.text}
		where territory_id = ${ref.territory} and at = ${note.at} and id = ${note.id}`;
}

export async function insertMentions(
	tx: Tx,
	ref: AppealRef,
	note: string,
	accounts: readonly AccountId[],
): Promise<void> {
	if (accounts.length === 0) return;
	await tx`
		insert into appeals.note_mention (territory_id, note_id, appeal_id, account_id)
		select ${ref.territory}, ${note}, ${ref.id}, account from unnest(${[...accounts]}::uuid[]) as t (account)
		on conflict (territory_id, note_id, account_id) do nothing`;
}

export async function insertNoteFile(
	tx: Tx,
	ref: AppealRef,
	note: string,
	file: { id: string; name: string; isImage: boolean; position: number },
): Promise<void> {
	await tx`
		insert into appeals.note_file (territory_id, note_id, appeal_id, file_id, position, name, is_image)
		values (${ref.territory}, ${note}, ${ref.id}, ${file.id}, ${file.position}, ${file.name}, ${file.isImage})`;
}

export async function mentionsOf(db: Db, ref: AppealRef): Promise<{ note: string; account: AccountId }[]> {
	return db<{ note: string; account: AccountId }[]>`
		select note_id as note, account_id as account from appeals.note_mention
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} limit 1000`;
}

export async function filesOfNotes(db: Db, ref: AppealRef): Promise<NoteFile[]> {
	return db<NoteFile[]>`
		select note_id as note, file_id as file, name, is_image as "isImage" from appeals.note_file
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by note_id, position limit 1000`;
}

export async function editsOf(db: Db, ref: AppealRef): Promise<NoteEdit[]> {
	return db<NoteEdit[]>`
		select note_id as note, at, text from appeals.note_edit
		where territory_id = ${ref.territory} and appeal_id = ${ref.id} order by at, id limit 500`;
}
