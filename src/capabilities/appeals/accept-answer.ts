import { record } from '#platform/audit/door.server.ts';
import { newId, transaction } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import type { AppealRef } from './appeal.ts';
import { reach, type Viewer } from './reach.ts';
import * as store from './store.server.ts';

/** "It is done": only the author says so, and with that the appeal ends. */
export async function acceptAnswer(viewer: Viewer, ref: AppealRef, at = new Date()): Promise<void> {
	await transaction(async (tx) => {
		await reach(tx, viewer, ref, 'appeals.accept');
		const answer = (await store.answersOf(tx, ref)).at(-1);
		if (!answer) throw new Error('an answered appeal has an answer');
		await store.judgeAnswer(tx, ref, answer.id, { verdict: 'accepted', reason: null, at });
		await store.change(tx, ref, { state: 'accepted', closedAt: at }, at);
		await store.meet(tx, ref, ['verdict'], at);
		await store.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'accepted',
			audience: 'public',
			account: viewer.actor.account,
		});
		await announce(tx, 'appeals.accepted', { territory: ref.territory, appeal: ref.id });
		await record(tx, {
			actor: viewer.actor,
			territory: ref.territory,
			action: 'appeals.accepted',
			thing: { kind: 'appeal', id: ref.id },
		});
	});
}
