import { record } from '#platform/audit/door.server.ts';
import { database, newId, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import type { AppealRef } from './appeal.ts';
import { mayObject } from './closing/closing.ts';
import { type Said, takeAll, writeDissent } from './closing/dissent.ts';
import { controllersFor, dropReview, openReview } from './closing/open-review.ts';
import { reach, type Viewer } from './reach.ts';
import * as store from './store.server.ts';
import { reopenTerms } from './terms/answer-terms.ts';
import { groundOf } from './terms/ground.server.ts';

/**
 * "It is not done", with the reason; for some days also after silence had closed the appeal. Where the territory has a controller, it
 * is looked at there first, else it goes back to the body that answered. Its day stays the first one, so that
 * a formal reply buys no time: a returned appeal may be overdue at once.
 */
export async function returnAnswer(
	viewer: Viewer,
	ref: AppealRef,
	reason: string,
	at = new Date(),
	more: Partial<Omit<Said, 'text'>> & {
		/** A course that is told after the fact: nobody is asked to look at it. */
		straight?: boolean;
	} = {},
): Promise<void> {
	const ground = await groundOf(ref.territory);
	const photographs = more.photographs ?? [];
	await takeAll(photographs);
	const before = await store.read(database(), ref);
	const reviewed = !more.straight && before && (await controllersFor(before)).length > 0;
	await transaction(async (tx) => {
		const appeal = await reach(tx, viewer, ref, 'appeals.return');
		const answer = (await store.answersOf(tx, ref)).at(-1);
		if (!answer) throw new Error('an answered appeal has an answer');
		const { round } = answer;
		const objects = appeal.state === 'closed';
		if (objects && !mayObject(appeal, ground.closing(appeal.category), at)) refuse('appeals.return.too-late');
		const kind = objects ? 'objection' : 'return';
		const { account } = viewer.actor;
		const said = { reason: more.reason ?? null, text: reason, photographs };
		await writeDissent(tx, ref, { ...said, round, kind, account, at });
		await store.judgeAnswer(tx, ref, answer.id, { verdict: 'returned', reason, at });
		await store.change(
			tx,
			ref,
			{
				state: 'returned',
				returns: appeal.returns + 1,
				closedAt: null,
				closedBecause: null,
				inReview: Boolean(reviewed),
			},
			at,
		);
		await reopenTerms(tx, ref, { account, at });
		if (reviewed) await openReview(tx, appeal, { round, because: kind, at });
		else await dropReview(tx, ref, at);
		await store.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'returned',
			audience: 'public',
			account,
			facts: {
				round,
				...(objects ? { by: 'objection' } : {}),
				...(said.reason ? { reason: said.reason } : {}),
				...(reviewed ? { review: 1 } : {}),
			},
		});
		await announce(tx, 'appeals.returned', { territory: ref.territory, appeal: ref.id });
		await record(tx, {
			actor: viewer.actor,
			territory: ref.territory,
			action: 'appeals.returned',
			thing: { kind: 'appeal', id: ref.id },
			payload: { reason },
		});
	});
}
