import { record } from '#platform/audit/door.server.ts';
import { newId, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { AppealRef } from '../appeal.ts';
import { reach } from '../reach.ts';
import * as store from '../store.server.ts';
import { groundOf } from '../terms/ground.server.ts';
import { mayDispute } from './closing.ts';
import { type Said, takeAll, writeDissent } from './dissent.ts';
import { openReview, openReviewOf } from './open-review.ts';
import { restart } from './restart.ts';
import * as closing from './store.server.ts';

/**
 * "Not done", by a neighbour who joined: everybody sees how many say so. One is looked at by a controller; enough of them
 * restart the work by themselves. Twice is once.
 */
export async function disputeAnswer(
	actor: Actor,
	ref: AppealRef,
	said: Said,
	at = new Date(),
): Promise<void> {
	const ground = await groundOf(ref.territory);
	await takeAll(said.photographs);
	await transaction(async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.dispute');
		const account = actor.account ?? refuse('platform.sign-in-first');
		if (!(await store.hasJoined(tx, ref, account))) refuse('appeals.dispute.join-first');
		const rule = ground.closing(appeal.category);
		if (!mayDispute(appeal, rule, at)) refuse('appeals.dispute.too-late');
		const answer = (await store.answersOf(tx, ref)).at(-1) ?? refuse('appeals.dispute.too-late');
		const { round } = answer;
		if ((await closing.reviewsOf(tx, ref)).some((one) => one.round === round && one.decision === 'rejected'))
			refuse('appeals.dispute.checked');
		if (!(await writeDissent(tx, ref, { ...said, round, kind: 'dispute', account, at }))) return;
		const count = await closing.disputesOf(tx, ref, round);
		await store.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'disputed',
			audience: 'public',
			account,
			facts: { round, count, reason: said.reason },
		});
		await announce(tx, 'appeals.disputed', { territory: ref.territory, appeal: ref.id });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.disputed',
			thing: { kind: 'appeal', id: ref.id },
			payload: { round, reason: said.reason },
		});
		if (count < rule.disputesEnough) {
			await openReview(tx, appeal, { round, because: 'dispute', at });
			return;
		}
		const standing = await openReviewOf(tx, ref);
		if (standing) {
			const decided = { decision: 'confirmed', how: 'number', by: null, at, note: null } as const;
			await closing.decideReview(tx, standing, decided);
		}
		await restart(tx, appeal, {
			answer,
			disputes: count,
			by: null,
			note: null,
			at: new Date(at.getTime() + 1),
		});
	});
}
