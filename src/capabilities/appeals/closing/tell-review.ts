import { type AccountId, database } from '#platform/db/door.server.ts';
import { notify } from '#platform/notifications/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import { addressOf } from '../project.ts';
import * as appeals from '../store.server.ts';
import { tellBody, tellPeople } from '../tell.ts';
import { isByOthers } from './closing.ts';
import { controllersFor } from './open-review.ts';
import * as store from './store.server.ts';

/** The controllers of the territory hear that an answer waits for them. */
export async function tellControllers(ref: AppealRef): Promise<void> {
	const appeal = await appeals.read(database(), ref);
	const review = (await store.reviewsOf(database(), ref)).find((one) => !one.decision);
	if (!appeal || !review) return;
	// whoever sent it back does not decide, and learns nothing of whose answer it is
	const senders = review.because === 'sample' ? await store.sendersOf(database(), ref, review.round) : [];
	for (const account of (await controllersFor(appeal)).filter((one) => !senders.includes(one)))
		await notify(database(), {
			kind: 'appeals.review-came',
			account,
			territory: ref.territory,
			facts: { number: appeal.number, due: review.dueOn, because: review.because },
			url: `/office/appeals/reviews/${ref.territory}/${ref.id}`,
			key: `appeals.review-came ${review.id} ${review.because}`,
		});
}

/** The body hears what comes back to it; those who disagreed hear what was found. */
export async function tellDecided(
	ref: AppealRef,
	decided: { decision: 'confirmed' | 'rejected'; because: string; round: number },
): Promise<void> {
	const { decision, because, round } = decided;
	// the body hears of work that begins again by the return itself
	if (because === 'sample') await tellPeople(ref, `review-${decision}`, round);
	if (!isByOthers(because)) {
		// neighbours who have their own look at it are told by that
		await tellPeople(ref, `review-${decision}`, round);
		if (decision === 'confirmed') await tellBody(ref, 'came-back');
		return;
	}
	const appeal = await appeals.read(database(), ref);
	if (!appeal) return;
	const told: AccountId[] = await store.disputants(database(), ref, round);
	for (const account of told)
		await notify(database(), {
			kind: `appeals.review-${decision}`,
			account,
			territory: ref.territory,
			facts: { number: appeal.number, due: appeal.dueOn },
			url: addressOf(appeal),
			key: `appeals.review-${decision} ${ref.id} ${round}`,
		});
}

/** A returned answer that lies with a controller is not yet the body's. */
export async function tellReturned(ref: AppealRef): Promise<void> {
	const appeal = await appeals.read(database(), ref);
	if (appeal && !appeal.inReview) await tellBody(ref, 'came-back');
}
