import { database } from '#platform/db/door.server.ts';
import { log } from '#platform/log/door.server.ts';
import type { ConversationRef } from './conversation.ts';
import { readOpinions } from './read-opinions.server.ts';
import { closeInTime } from './run-conversation.ts';
import * as store from './store.server.ts';

/** Closes a conversation whose time has come, and reads its marks. Any number of times, in any order. */
export async function tendConversation(ref: ConversationRef, now = new Date()): Promise<void> {
	await closeInTime(ref, now);
	await readOpinions(ref, now);
}

/** Every minute: what has come to its end, and what was marked since the last reading. */
export async function tendConversations(now = new Date(), signal?: AbortSignal): Promise<void> {
	for (const { territory, id } of await store.underWay(database(), now)) {
		if (signal?.aborted) return;
		try {
			await tendConversation({ territory, id }, now);
		} catch (cause) {
			// one that cannot be read holds up no other
			log().error({ err: cause, territory, conversation: id }, 'a conversation could not be read');
		}
	}
}
