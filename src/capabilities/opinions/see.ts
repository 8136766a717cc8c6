import { type Db, database } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { placeOfThing, thingsOf } from '#rooms/spaces/door.server.ts';
import { type ConversationRef, conversationStates, isPublic } from './conversation.ts';
import * as store from './store.server.ts';

export const placeOf = placeOfThing;
const { maySee, ...rest } = thingsOf('opinions', conversationStates, isPublic, 'moderate');
export const { ledSpaces, keptSpaces, readPage } = rest;

/** The conversation, refused as not found where the reader may not see it. */
export async function seen(actor: Actor, ref: ConversationRef, db: Db = database()): Promise<store.Stored> {
	const conversation = await store.readConversation(db, ref);
	if (!conversation || !(await maySee(actor, conversation))) refuse('opinions.not-found');
	return conversation;
}
