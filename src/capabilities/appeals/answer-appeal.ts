import { record } from '#platform/audit/door.server.ts';
import { type Id, newId, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { type Incoming, storeUpload } from '#platform/files/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { AppealRef } from './appeal.ts';
import { reach } from './reach.ts';
import * as store from './store.server.ts';
import { begin } from './take-up.ts';
import { answerTerms } from './terms/answer-terms.ts';

/** Tells the resident what was done, with photographs of it. The resident then accepts or returns it. */
export async function answerAppeal(
	actor: Actor,
	ref: AppealRef,
	input: { text: string; photographs: readonly Incoming[] },
	at = new Date(),
): Promise<void> {
	await transaction(async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.answer');
		const account = actor.account ?? refuse('platform.sign-in-first');
		const { body } = appeal;
		if (!body) throw new Error('an appeal that can be answered has a body');
		if (!appeal.takenUpAt) await begin(tx, appeal, actor, at);
		const round = (await store.answersOf(tx, ref)).length + 1;
		await store.insertAnswer(tx, ref, {
			id: newId<Id<'answer'>>(),
			round,
			text: input.text,
			body,
			account,
			answeredAt: at,
		});
		for (const [i, upload] of input.photographs.entries()) {
			const file = await storeUpload(tx, upload, {
				territory: ref.territory,
				kind: 'image',
				by: account,
				audience: 'thing',
				thing: { kind: 'appeals.appeal', id: ref.id },
			});
			await store.insertPhotograph(tx, ref, {
				file: file.id,
				moment: 'after',
				name: file.name,
				position: appeal.photographs + i,
				at,
			});
		}
		await store.change(
			tx,
			ref,
			{
				state: 'answered',
				answeredAt: at,
				executor: appeal.executor ?? account,
				photographs: appeal.photographs + input.photographs.length,
			},
			at,
		);
		await answerTerms(tx, ref, { account, at });
		await store.happened(tx, ref, at, {
			id: newId(at.getTime() + 1),
			kind: 'answered',
			audience: 'public',
			account,
			body,
			facts: { round },
		});
		await announce(tx, 'appeals.answered', { territory: ref.territory, appeal: ref.id, round });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.answered',
			thing: { kind: 'appeal', id: ref.id },
			payload: { round, text: input.text },
		});
	});
}
