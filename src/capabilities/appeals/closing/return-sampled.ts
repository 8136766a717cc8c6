import { record } from '#platform/audit/door.server.ts';
import { database, type Id, newId, type TerritoryId, type Tx } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, holds } from '#platform/permissions/door.ts';
import type { Answer, Appeal } from '../appeal.ts';
import { placeOf } from '../reach.ts';
import * as store from '../store.server.ts';
import { house } from '../take-in.ts';
import { groundOf } from '../terms/ground.server.ts';
import { type ClosingRule, mayDispute, type Review } from './closing.ts';
import { writeDissent } from './dissent.ts';
import { openReview } from './open-review.ts';
import * as closing from './store.server.ts';

/** An answer that was drawn into a sample. */
export type SampledAnswer = { territory: TerritoryId; answer: Id<'answer'> };

/** Codes of words that tell why an answer cannot be sent back. */
export type WhyNot =
	| 'appeals.sample.own'
	| 'appeals.sample.returned-already'
	| 'appeals.sample.in-review'
	| 'appeals.sample.checked'
	| 'appeals.sample.too-late';

/** Why this answer cannot be sent back; null: it can. Tells nothing of whose it is. */
export function whyNotReturned(
	appeal: Pick<Appeal, 'state' | 'closedBecause' | 'closedAt' | 'author'>,
	told: {
		/** Of the answer that was read, and of the newest. */
		round: number;
		newest: number;
		reviews: readonly Pick<Review, 'round' | 'decision'>[];
		account: Actor['account'];
	},
	rule: ClosingRule,
	now: Date,
): WhyNot | null {
	const { round, newest, reviews, account } = told;
	if (account !== null && appeal.author === account) return 'appeals.sample.own';
	const ended = ['answered', 'accepted', 'closed'].includes(appeal.state);
	if (round < newest || !ended) return 'appeals.sample.returned-already';
	if (reviews.some((one) => !one.decision)) return 'appeals.sample.in-review';
	if (reviews.some((one) => one.round === round && one.decision === 'rejected'))
		return 'appeals.sample.checked';
	return mayDispute(appeal, rule, now) ? null : 'appeals.sample.too-late';
}

async function whyNotNow(
	db: Tx | ReturnType<typeof database>,
	actor: Actor,
	appeal: Appeal,
	round: number,
	now: Date,
): Promise<{ why: WhyNot | null; answer: Answer | undefined }> {
	const { closing: ruleFor } = await groundOf(appeal.territory);
	const answers = await store.answersOf(db, appeal);
	const reviews = await closing.reviewsOf(db, appeal);
	const told = { round, newest: answers.at(-1)?.round ?? round, reviews, account: actor.account };
	return {
		why: whyNotReturned(appeal, told, ruleFor(appeal.category), now),
		answer: answers.find((one) => one.round === round),
	};
}

/** Asked before it is offered, and before the transaction in which it is sent back. */
export async function mayReturnSampled(
	actor: Actor,
	of: SampledAnswer,
	now = new Date(),
): Promise<WhyNot | null> {
	demand(actor, 'appeals.return-sampled', { territory: of.territory });
	const found = await closing.answerAt(database(), of.territory, of.answer);
	const appeal = found && (await store.read(database(), { territory: of.territory, id: found.appeal }));
	if (!found || !appeal) refuse('platform.not-found');
	return (await whyNotNow(database(), actor, appeal, found.round, now)).why;
}

/**
 * "A formal reply", by whoever read the answer without names: a controller looks at it. Until that is decided the answer stays as it
 * was, and its author may still accept or return it. Who sent it back is told to nobody. Twice by the same person is once.
 */
export async function returnSampled(
	tx: Tx,
	actor: Actor,
	of: SampledAnswer,
	reason: string,
	at = new Date(),
): Promise<void> {
	const { account } = actor;
	const { territory } = of;
	if (account === null) refuse('platform.sign-in-first');
	const found = (await closing.answerAt(tx, territory, of.answer)) ?? refuse('platform.not-found');
	const appeal = (await store.lock(tx, { territory, id: found.appeal })) ?? refuse('platform.not-found');
	demand(actor, 'appeals.return-sampled', placeOf(appeal, false));
	const { round } = found;
	const said = await closing.dissentsOf(tx, appeal);
	if (said.some((one) => one.kind === 'sample' && one.round === round && one.account === account)) return;
	const { why } = await whyNotNow(tx, actor, appeal, round, at);
	if (why) refuse(why);
	const words = { reason: null, text: reason, photographs: [] };
	if (!(await writeDissent(tx, appeal, { ...words, round, kind: 'sample', account, at })))
		refuse('appeals.sample.returned-already');
	await openReview(tx, appeal, { round, because: 'sample', at });
	await store.happened(tx, appeal, at, {
		id: newId(at.getTime()),
		kind: 'sample-returned',
		audience: 'public',
		account: null,
		text: reason,
		facts: { round, by: holds(actor, 'observer', { territory }) ? 'observer' : 'controller' },
	});
	await record(tx, {
		actor: house,
		territory,
		action: 'appeals.sample-returned',
		thing: { kind: 'appeal', id: appeal.id },
		payload: { round, reason },
	});
}
