import { database } from '#platform/db/door.server.ts';
import { notify, notifyNow } from '#platform/notifications/door.server.ts';
import { addressOf } from './address.ts';
import type { ConversationRef } from './conversation.ts';
import { accountsAfter } from './marks-store.server.ts';
import { reasonIn } from './ready-reasons.ts';
import { statementsBy } from './statements-store.server.ts';
import * as store from './store.server.ts';

/** Who made the conversation hears that it is closed. */
export async function tellMaker(ref: ConversationRef): Promise<void> {
	const conversation = await store.readConversation(database(), ref);
	if (!conversation?.createdBy) return;
	await notify(database(), {
		kind: 'opinions.closed',
		account: conversation.createdBy,
		territory: ref.territory,
		facts: { question: conversation.question },
		url: addressOf(ref),
		key: `opinions.closed ${ref.id}`,
	});
}

const together = 500;

/** Who took part hears that there are results. May run twice: each hears it once. */
export async function tellParticipants(ref: ConversationRef): Promise<void> {
	const conversation = await store.readConversation(database(), ref);
	if (conversation?.state !== 'closed') return;
	for (let after = 0; ; ) {
		const part = await accountsAfter(database(), ref, after, together);
		await notifyNow(
			part
				.filter(({ account }) => account !== conversation.createdBy)
				.map(({ account }) => ({
					kind: 'opinions.over',
					account,
					territory: ref.territory,
					facts: { question: conversation.question },
					url: addressOf(ref, 'results'),
					key: `opinions.over ${ref.id}`,
				})),
		);
		if (part.length < together) return;
		after = part.at(-1)!.number;
	}
}

/** Who added a statement hears what was decided about it. */
export async function tellAuthors(ref: ConversationRef, numbers: readonly number[]): Promise<void> {
	for (const one of await statementsBy(database(), ref, { numbers })) {
		if (!one.account || one.state === 'waiting' || !one.decidedAt) continue;
		await notify(database(), {
			kind: 'opinions.decided',
			account: one.account,
			territory: ref.territory,
			facts: {
				text: one.text,
				state: one.state,
				reason: reasonIn(one, 'ru'),
				'reason.en': reasonIn(one, 'en'),
			},
			url: addressOf(ref, 'mine'),
			key: `opinions.decided ${ref.id} ${one.number} ${one.decidedAt.getTime()}`,
		});
	}
}
