import { record } from '#platform/audit/door.server.ts';
import { newId, transaction } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import type { AppealRef } from './appeal.ts';
import { reach, type Viewer } from './reach.ts';
import * as store from './store.server.ts';
import { reopenTerms } from './terms/answer-terms.ts';

/**
 * "It is not done", with the reason. The appeal goes back to the body that answered; its day stays the first one, so that
 * a formal reply buys no time: a returned appeal may be overdue at once.
 */
export async function returnAnswer(
	viewer: Viewer,
	ref: AppealRef,
	reason: string,
	at = new Date(),
): Promise<void> {
	await transaction(async (tx) => {
		const appeal = await reach(tx, viewer, ref, 'appeals.return');
		const answer = (await store.answersOf(tx, ref)).at(-1);
		if (!answer) throw new Error('an answered appeal has an answer');
		await store.judgeAnswer(tx, ref, answer.id, { verdict: 'returned', reason, at });
		await store.change(tx, ref, { state: 'returned', returns: appeal.returns + 1 }, at);
		await reopenTerms(tx, ref, { account: viewer.actor.account, at });
		await store.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'returned',
			audience: 'public',
			account: viewer.actor.account,
			facts: { round: answer.round },
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
