import { record } from '#platform/audit/door.server.ts';
import { database, newId, type Tx } from '#platform/db/door.server.ts';
import { invalid } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { type Incoming, storeUpload } from '#platform/files/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { AppealRef } from './appeal.ts';
import { mentionedIn, mostFiles } from './notes/note.ts';
import * as notes from './notes/notes-store.server.ts';
import { colleaguesOn } from './notes/who-sees.ts';
import { reach } from './reach.ts';
import * as store from './store.server.ts';
import { within } from './within.ts';

/**
 * A note among officials; the resident does not see it. It may call colleagues who read it anyway, and carry files.
 * @returns its id in the history
 */
export async function commentInternally(
	actor: Actor,
	ref: AppealRef,
	text: string,
	given?: Tx,
	more: { mention: readonly string[]; files: readonly Incoming[] } = { mention: [], files: [] },
): Promise<string> {
	const at = new Date();
	const id = newId(at.getTime());
	if (more.files.length > mostFiles)
		invalid({ field: 'files', code: 'appeals.note.files-many', facts: { max: mostFiles } });
	// found before the transaction, which must not wait for a second connection; a note to many at once calls nobody
	const calls = !given && (more.mention.length > 0 || text.includes('@'));
	const known = calls ? await store.read(database(), ref) : undefined;
	const people = known ? await colleaguesOn(known) : [];
	await within(given, async (tx) => {
		await reach(tx, { actor }, ref, 'appeals.comment');
		const called = mentionedIn(text, more.mention, people).filter((account) => account !== actor.account);
		await store.happened(tx, ref, at, {
			id,
			kind: 'noted',
			audience: 'office',
			account: actor.account,
			text,
		});
		await notes.insertMentions(tx, ref, id, called);
		await attach(tx, actor, ref, id, more.files);
		if (called.length > 0)
			await announce(tx, 'appeals.mentioned', {
				territory: ref.territory,
				appeal: ref.id,
				note: id,
				accounts: called,
			});
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.noted',
			thing: { kind: 'appeal', id: ref.id },
			payload: { text, called },
		});
	});
	return id;
}

async function attach(
	tx: Tx,
	actor: Actor,
	ref: AppealRef,
	note: string,
	files: readonly Incoming[],
): Promise<void> {
	for (const [position, upload] of files.entries()) {
		const file = await storeUpload(tx, upload, {
			territory: ref.territory,
			kind: 'any',
			by: actor.account,
			audience: 'thing',
			thing: { kind: 'appeals.note', id: ref.id },
		});
		await notes.insertNoteFile(tx, ref, note, {
			id: file.id,
			name: file.name,
			isImage: file.width !== null,
			position,
		});
	}
}
