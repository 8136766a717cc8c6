import { type AccountId, newId, type Tx } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Appeal, AppealRef } from '../appeal.ts';
import { dueOf } from '../terms/count.ts';
import { type Ground, groundOf } from '../terms/ground.server.ts';
import { Rungs } from '../terms/whom-to-tell.ts';
import { type DissentKind, isByOthers, type Review } from './closing.ts';
import * as store from './store.server.ts';

/** Who may look at a returned answer of the territory: nobody, where it has no controller. Asked before a transaction. */
export async function controllersFor(appeal: Appeal): Promise<AccountId[]> {
	const { whom, people } = await new Rungs(new Date()).from('controller', { ...appeal, body: null });
	return whom === 'controller' ? people : [];
}

/** The day by which a controller decides. */
function reviewDue(ground: Ground, category: string, at: Date) {
	const rule = {
		kind: 'promise',
		rule: 'review',
		amount: ground.closing(category).reviewDays,
		unit: 'working-days',
		week: 'office',
		dayOff: 'after',
		stopsFor: [],
		prolonged: false,
	} as const;
	return dueOf(rule, { startedAt: at, waits: [], prolongedTo: null }, ground.days);
}

/** Puts an answer before the controllers; where it lies with them already, both are looked at together. The caller has locked the appeal. */
export async function openReview(
	tx: Tx,
	appeal: Appeal,
	what: { round: number; because: DissentKind; at: Date },
): Promise<void> {
	const due = reviewDue(await groundOf(appeal.territory), appeal.category, what.at);
	const standing = (await store.reviewsOf(tx, appeal)).find((one) => !one.decision);
	if (standing) {
		if (!isByOthers(what.because)) await store.widenReview(tx, standing, { because: what.because, ...due });
		return;
	}
	const { round, because, at: openedAt } = what;
	await store.insertReview(tx, appeal, { id: newId(openedAt.getTime()), round, because, openedAt, ...due });
	await announce(tx, 'appeals.review-opened', { territory: appeal.territory, appeal: appeal.id });
}

/** The appeal ended otherwise: nothing is left to decide. */
export async function dropReview(tx: Tx, ref: AppealRef, at: Date): Promise<void> {
	const standing = (await store.reviewsOf(tx, ref)).find((one) => !one.decision);
	if (standing)
		await store.decideReview(tx, standing, {
			decision: 'dropped',
			how: 'withdrawn',
			by: null,
			at,
			note: null,
		});
}

/** The one that waits for a decision. */
export async function openReviewOf(tx: Tx, ref: AppealRef): Promise<Review | undefined> {
	return (await store.reviewsOf(tx, ref)).find((one) => !one.decision);
}
