import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { type FileId, fileAddress } from '#platform/files/door.server.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import type { Appeal } from '../appeal.ts';
import { placeOf } from '../reach.ts';
import * as store from '../store.server.ts';
import { editMinutes } from './note.ts';
import * as notes from './notes-store.server.ts';

export type SeenNote = {
	id: string;
	at: Date;
	name: string;
	text: string;
	/** Names of those who were called. */
	mentioned: string[];
	files: { src: string; thumbnail: string | null; name: string }[];
	/** What it said before, oldest first. */
	earlier: { at: Date; text: string }[];
	/** This person wrote it a moment ago and may mend it. */
	mine: boolean;
};

/** How many notes the panel shows; older ones stand in the history. */
const shown = 20;

export async function notesFor(actor: Actor, appeal: Appeal, now = new Date()): Promise<SeenNote[]> {
	const db = database();
	const rows = await notes.notesOf(db, appeal, shown);
	if (rows.length === 0) return [];
	const [mentions, files, edits] = await Promise.all([
		notes.mentionsOf(db, appeal),
		notes.filesOfNotes(db, appeal),
		notes.editsOf(db, appeal),
	]);
	const people = await accountsOf([
		...new Set([...rows.flatMap((one) => one.account ?? []), ...mentions.map((one) => one.account)]),
	]);
	const nameOf = (account: string) => people.get(account as never)?.name ?? '';
	return rows.map(({ id, at, account, text }) => ({
		id,
		at,
		text,
		name: account ? nameOf(account) : '',
		mentioned: mentions.filter((one) => one.note === id).map((one) => nameOf(one.account)),
		files: files
			.filter((one) => one.note === id)
			.map(({ file, name, isImage }) => {
				const src = fileAddress({ territory: appeal.territory, id: file as FileId, name });
				return { src, thumbnail: isImage ? `${src}?w=320` : null, name };
			}),
		earlier: edits.filter((one) => one.note === id).map((one) => ({ at: one.at, text: one.text })),
		mine: account === actor.account && now.getTime() - at.getTime() <= editMinutes * 60_000,
	}));
}

/** For `/files`: what is attached to a note is read by those who read the notes. The thing is the appeal. */
export async function maySeeNotes(
	actor: Actor,
	thing: { territory: TerritoryId; id: string },
): Promise<boolean> {
	const appeal = await store.read(database(), { territory: thing.territory, id: thing.id as never });
	return appeal !== undefined && may(actor, 'appeals.see-whole', placeOf(appeal, false));
}
