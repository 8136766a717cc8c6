import { database, newId, type Tx } from '#platform/db/door.server.ts';
import { type FileId, fileAddress } from '#platform/files/door.server.ts';
import type { Appeal, AppealRef, Applicant } from '../appeal.ts';
import { firstPhotographs } from '../find-store.server.ts';
import { openWords } from '../mask.ts';
import * as store from '../store.server.ts';

/** An appeal for a system of others: as it is, as everybody may read it, and who wrote it. */
export type AppealForOutside = {
	appeal: Appeal;
	open: { text: string; placeWords: string };
	applicant: Applicant | null;
	/** Address of the first photograph, where everybody may see it. */
	photograph: string | null;
};

/** The appeal with what may go out of it; what is really sent is said by whoever set the sending up. */
export async function appealForOutside(ref: AppealRef): Promise<AppealForOutside | undefined> {
	const appeal = await store.read(database(), ref);
	if (!appeal) return undefined;
	const [applicant, pictures] = await Promise.all([
		store.applicantOf(database(), ref),
		appeal.photographs
			? firstPhotographs(database(), [ref])
			: new Map<string, { file: string; name: string }>(),
	]);
	const picture = appeal.visibility === 'authority' ? undefined : pictures.get(appeal.id);
	return {
		appeal,
		open: openWords(appeal, applicant?.name || null),
		applicant: applicant ?? null,
		photograph: picture
			? fileAddress({ territory: appeal.territory, id: picture.file as FileId, name: picture.name })
			: null,
	};
}

/** What another system did with an appeal, as a step of its way that everybody sees who sees the appeal. */
export async function happenedOutside(
	tx: Tx,
	ref: AppealRef,
	at: Date,
	what: {
		kind: 'sent-on' | 'outside-closed' | 'outside-open' | 'outside-said';
		/** The name of the system and the number there. */
		facts: { to: string; number: string };
		text?: string | null;
	},
): Promise<void> {
	await store.happened(tx, ref, at, { id: newId(at.getTime()), audience: 'public', ...what });
}

/** Numbers of appeals and their pages in the office, by id. */
export async function appealsNumbered(
	refs: readonly AppealRef[],
): Promise<Map<string, { number: string; office: string }>> {
	const found = await store.readMany(database(), refs);
	return new Map(
		found.map((one) => [
			one.id,
			{ number: one.number, office: `/office/appeals/${one.territory}/${one.id}` },
		]),
	);
}
