import { record } from '#platform/audit/door.server.ts';
import { type Id, newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { AppealRef } from '../appeal.ts';
import { reach } from '../reach.ts';
import * as store from '../store.server.ts';
import { groundOf } from '../terms/ground.server.ts';
import { pauseTerms, resumeTerms } from '../terms/pause-terms.ts';
import { isOpen, mostQuestions } from './inquiry.ts';
import * as inquiries from './inquiry-store.server.ts';
import { nextReminder, reminderDaysIn } from './reminders.ts';

/** The reason of waiting for which the rules may let clocks stand while the author is asked. */
export const whileAsked = 'resident';

/**
 * Puts questions to the author, who is told and answers by account or by number and code. The work waits for the resident; whether a
 * clock stands meanwhile is said by the rules of waits, and the law never does.
 */
export async function askAuthor(
	actor: Actor,
	ref: AppealRef,
	input: { ready: readonly string[]; text: string },
	at = new Date(),
): Promise<void> {
	const texts = [...new Set([...input.ready, input.text].map((text) => text.trim()).filter(Boolean))];
	if (texts.length === 0) invalid({ field: 'text', code: 'appeals.ask.missing' });
	await groundOf(ref.territory);
	const days = (await reminderDaysIn(ref.territory)).days;
	await transaction(async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.ask');
		const account = actor.account ?? refuse('platform.sign-in-first');
		const old = await inquiries.inquiriesOf(tx, ref);
		if (old.filter(isOpen).length + texts.length > mostQuestions)
			invalid({ field: 'text', code: 'appeals.ask.many', facts: { max: mostQuestions } });
		for (const [i, text] of texts.entries()) {
			await inquiries.insertInquiry(tx, ref, {
				id: newId<Id<'inquiry'>>(at.getTime() + i),
				text,
				body: appeal.body,
				account,
				askedAt: at,
				remindAt: nextReminder(at, days, 0),
				reminded: 0,
				answeredAt: null,
				withdrawnAt: null,
				byAnswer: false,
			});
			await store.happened(tx, ref, at, {
				id: newId(at.getTime() + i),
				kind: 'asked',
				audience: 'author',
				account,
				body: appeal.body,
				text,
			});
		}
		await countAsked(tx, ref, at);
		await pauseTerms(tx, ref, { reason: whileAsked, by: account, at });
		await announce(tx, 'appeals.asked', {
			territory: ref.territory,
			appeal: ref.id,
			round: old.length + texts.length,
		});
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.asked',
			thing: { kind: 'appeal', id: ref.id },
			payload: { questions: texts },
		});
	});
}

/** The question need not be answered any more. */
export async function withdrawInquiry(
	actor: Actor,
	ref: AppealRef,
	id: Id<'inquiry'>,
	at = new Date(),
): Promise<void> {
	await groundOf(ref.territory);
	await transaction(async (tx) => {
		await reach(tx, { actor }, ref, 'appeals.ask');
		if (!(await inquiries.endInquiry(tx, ref, id, 'withdrawn', at))) return;
		await store.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'unasked',
			audience: 'author',
			account: actor.account,
		});
		await goOnWhenAllAnswered(tx, ref, { by: actor.account, at });
		await announce(tx, 'appeals.undone', { territory: ref.territory, appeal: ref.id });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.unasked',
			thing: { kind: 'appeal', id: ref.id },
		});
	});
}

/** How many questions wait, counted from the rows. */
async function countAsked(tx: Tx, ref: AppealRef, at: Date): Promise<number> {
	const asked = (await inquiries.inquiriesOf(tx, ref)).filter(isOpen).length;
	await store.change(tx, ref, { asked }, at);
	return asked;
}

/** With the last open question the work waits for the author no more. The caller has locked the appeal. */
export async function goOnWhenAllAnswered(
	tx: Tx,
	ref: AppealRef,
	by: { by: Actor['account']; at: Date },
): Promise<void> {
	const asked = await countAsked(tx, ref, by.at);
	if (asked === 0) await resumeTerms(tx, ref, { reason: whileAsked, ...by });
}
