import { type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import {
	type FileId,
	type Incoming,
	releaseFiles,
	storeUpload,
	takeUpload,
} from '#platform/files/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import type { Appeal, AppealRef } from '../appeal.ts';
import { reach } from '../reach.ts';
import { longestCheck, type TypedChecks } from './checklist.ts';
import { type AnswerDraft, mostAfter } from './draft.ts';
import * as store from './draft-store.server.ts';
import { shotFacts } from './shot.ts';

/** Of a picture that waits with an answer; asked for by `files` each time. */
export const draftThing = 'appeals.answer-draft';

export type TypedAnswer = {
	text: string;
	checks: TypedChecks;
	photographs?: readonly Incoming[];
	/** Photographs of the draft that are not wanted. */
	dropped?: readonly string[];
	/** Of the draft that the form was shown; null: there was none. */
	version?: number | null;
};

/**
 * Keeps an answer that is being written, as it is: nothing is demanded but that it fits. Whoever may answer goes on with it; what
 * a colleague wrote meanwhile is not overwritten unseen.
 */
export async function keepAnswer(
	actor: Actor,
	ref: AppealRef,
	typed: TypedAnswer,
	at = new Date(),
): Promise<AnswerDraft> {
	// the slow part before the transaction
	for (const upload of typed.photographs ?? []) await takeUpload(upload, 'image');
	return transaction(async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.answer');
		if (appeal.approval) refuse('appeals.answer.waits');
		const before = await store.readDraft(tx, ref);
		if (
			before &&
			typed.version !== undefined &&
			before.version !== (typed.version ?? 0) &&
			before.account !== actor.account
		)
			invalid({ field: 'text', code: 'appeals.answer.changed-meanwhile', facts: { at: before.updatedAt } });
		return writeDraft(tx, appeal, actor, typed, at);
	});
}

/** For those who hold the appeal's row. */
export async function writeDraft(
	tx: Tx,
	appeal: Appeal,
	actor: Actor,
	typed: TypedAnswer,
	at: Date,
): Promise<AnswerDraft> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const checks = Object.fromEntries(
		Object.entries(typed.checks).map(([item, text]) => [item, text.slice(0, longestCheck + 1)]),
	);
	const draft = await store.putDraft(tx, appeal, { text: typed.text, checks, account, at });
	if (typed.dropped?.length) {
		const dropped = await store.deleteDraftPhotographs(tx, appeal, typed.dropped);
		await releaseFiles(
			tx,
			dropped.map((id) => ({ territory: appeal.territory, id: id as FileId })),
			at,
		);
	}
	if (typed.photographs?.length) await addPhotographs(tx, appeal, actor, typed.photographs, at);
	return draft;
}

async function addPhotographs(
	tx: Tx,
	appeal: Appeal,
	actor: Actor,
	uploads: readonly Incoming[],
	at: Date,
): Promise<void> {
	const kept = await store.draftPhotographsOf(tx, appeal);
	if (kept.length + uploads.length > mostAfter)
		invalid({ field: 'photographs', code: 'appeals.answer.too-many', facts: { most: mostAfter } });
	for (const [i, upload] of uploads.entries()) {
		const { shot } = await takeUpload(upload, 'image');
		const file = await storeUpload(tx, upload, {
			territory: appeal.territory,
			kind: 'image',
			by: actor.account,
			audience: 'thing',
			thing: { kind: draftThing, id: appeal.id },
		});
		await store.insertDraftPhotograph(tx, appeal, {
			file: file.id,
			name: file.name,
			...shotFacts(shot, { place: appeal.point, zone: zoneOf(appeal.territory) }),
			at: new Date(at.getTime() + i),
		});
	}
}
