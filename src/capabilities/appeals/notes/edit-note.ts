import { record } from '#platform/audit/door.server.ts';
import { transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { AppealRef } from '../appeal.ts';
import { reach } from '../reach.ts';
import { editMinutes } from './note.ts';
import * as notes from './notes-store.server.ts';

/** Whoever wrote a note mends it within minutes; what it said before stays readable beside it. */
export async function editNote(
	actor: Actor,
	ref: AppealRef,
	id: string,
	text: string,
	at = new Date(),
): Promise<void> {
	await transaction(async (tx) => {
		await reach(tx, { actor }, ref, 'appeals.comment');
		const account = actor.account ?? refuse('platform.sign-in-first');
		const note = await notes.lockNote(tx, ref, id);
		if (note?.account !== account) refuse('appeals.note.not-found');
		if (at.getTime() - note.at.getTime() > editMinutes * 60_000)
			refuse('appeals.note.too-late', { minutes: editMinutes });
		if (note.text === text) return;
		await notes.rewrite(tx, ref, note, { text, account, at });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.note-edited',
			thing: { kind: 'appeal', id: ref.id },
			payload: { from: note.text, to: text },
		});
	});
}
