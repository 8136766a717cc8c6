import { record } from '#platform/audit/door.server.ts';
import { database, newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { log } from '#platform/log/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Answer, Appeal, AppealRef } from '../appeal.ts';
import { reach } from '../reach.ts';
import * as store from '../store.server.ts';
import { house } from '../take-in.ts';
import { answerStands } from '../terms/answer-terms.ts';
import { groundOf } from '../terms/ground.server.ts';
import { isByOthers, type Review } from './closing.ts';
import { openReviewOf } from './open-review.ts';
import { restart } from './restart.ts';
import * as closing from './store.server.ts';
import { whyNotDecide } from './who-decides.ts';

/** "I look at it": the others see by whom it is looked at. */
export async function takeReview(actor: Actor, ref: AppealRef, at = new Date()): Promise<void> {
	await transaction(async (tx) => {
		const { review } = await reachReview(tx, actor, ref);
		await closing.takeReview(tx, review, actor.account, at);
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.review-taken',
			thing: { kind: 'appeal', id: ref.id },
		});
	});
}

/**
 * What the controller found. confirmed: it is not done, the appeal goes back to its executor by the first day; rejected: it is, and those
 * who disagreed are told why.
 */
export async function decideReview(
	actor: Actor,
	ref: AppealRef,
	input: { decision: 'confirmed' | 'rejected'; note: string },
	at = new Date(),
): Promise<void> {
	await groundOf(ref.territory);
	await transaction(async (tx) => {
		const { appeal, review, answer } = await reachReview(tx, actor, ref);
		if (input.decision === 'rejected' && input.note.trim().length < 20)
			invalid({
				field: 'note',
				code: 'appeals.review.note.short',
				facts: { because: review.because },
			});
		await decide(tx, appeal, review, answer, {
			decision: input.decision,
			note: input.note || null,
			actor,
			how: 'controller',
			at,
		});
	});
}

async function reachReview(tx: Tx, actor: Actor, ref: AppealRef) {
	const appeal = await reach(tx, { actor }, ref, 'appeals.review');
	const review = (await openReviewOf(tx, ref)) ?? refuse('appeals.review.none');
	const answer = (await store.answersOf(tx, ref)).find((one) => one.round === review.round);
	if (!answer) throw new Error('a review has its answer');
	const said = (await closing.dissentsOf(tx, ref)).filter((one) => one.round === review.round);
	const why = whyNotDecide(actor, answer.account, said);
	if (why) refuse(why);
	return { appeal, review, answer };
}

async function decide(
	tx: Tx,
	appeal: Appeal,
	review: Review,
	answer: Answer,
	by: {
		decision: 'confirmed' | 'rejected';
		note: string | null;
		actor: Actor;
		how: 'controller' | 'silence';
		at: Date;
	},
): Promise<void> {
	const { decision, note, actor, how, at } = by;
	const { account } = actor;
	const ref = { territory: appeal.territory, id: appeal.id };
	await closing.decideReview(tx, review, { decision, how, by: account, at, note });
	if (decision === 'confirmed') await confirm(tx, appeal, review, answer, by);
	else if (isByOthers(review.because))
		await store.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'review-rejected',
			audience: 'public',
			account,
			text: note,
			facts: { round: answer.round },
		});
	else {
		await store.change(
			tx,
			ref,
			{ state: 'closed', closedBecause: 'upheld', closedAt: at, inReview: false },
			at,
		);
		await answerStands(tx, ref, answer.answeredAt, { account, at });
		await store.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'closed',
			audience: 'public',
			account,
			text: note,
			facts: { because: 'upheld' },
		});
	}
	await announce(tx, 'appeals.review-decided', {
		territory: ref.territory,
		appeal: ref.id,
		round: answer.round,
		decision,
		because: review.because,
	});
	await record(tx, {
		actor,
		territory: ref.territory,
		action: decision === 'confirmed' ? 'appeals.review-confirmed' : 'appeals.review-rejected',
		thing: { kind: 'appeal', id: ref.id },
		payload: { because: review.because, how, note },
	});
}

async function confirm(
	tx: Tx,
	appeal: Appeal,
	review: Review,
	answer: Answer,
	by: { note: string | null; actor: Actor; how: 'controller' | 'silence'; at: Date },
): Promise<void> {
	const { note, actor, how, at } = by;
	if (isByOthers(review.because)) {
		const disputes = await closing.disputesOf(tx, appeal, review.round);
		await restart(tx, appeal, {
			answer,
			disputes,
			sampled: review.because === 'sample',
			by: actor.account,
			note,
			at,
		});
		return;
	}
	await store.change(tx, appeal, { inReview: false }, at);
	await store.happened(tx, appeal, at, {
		id: newId(at.getTime()),
		kind: 'review-confirmed',
		audience: 'public',
		account: actor.account,
		body: appeal.body,
		text: note,
		facts: { round: answer.round, how },
	});
}

/** A return that nobody looked at in time counts as confirmed: who waits for the controller is the resident. */
export async function sweepReviews(now = new Date()): Promise<number> {
	let done = 0;
	for (const ref of await closing.overdueReviews(database(), now, 500))
		try {
			await groundOf(ref.territory);
			await transaction(async (tx) => {
				const appeal = await store.lock(tx, ref);
				const review = await openReviewOf(tx, ref);
				const answer = (await store.answersOf(tx, ref)).find((one) => one.round === review?.round);
				if (!appeal?.inReview || !review || review.dueAt > now || !answer) return;
				const by = { decision: 'confirmed', note: null, actor: house, how: 'silence', at: now } as const;
				await decide(tx, appeal, review, answer, by);
				done++;
			});
		} catch (cause) {
			log().error(
				{ cause, territory: ref.territory, appeal: ref.id },
				'appeals: a review could not be swept',
			);
		}
	return done;
}
