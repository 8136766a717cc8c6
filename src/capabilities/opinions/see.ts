import { type Db, database, type TerritoryId, type Uuid } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { type Actor, may, type Place } from '#platform/permissions/door.ts';
import { mayEnter } from '#rooms/ballots/door.server.ts';
import { mySpaces, type SpaceRef } from '#rooms/spaces/door.server.ts';
import { type Conversation, type ConversationRef, isPublic } from './conversation.ts';
import * as store from './store.server.ts';

/** A conversation as a place for rights. */
export const placeOf = ({ territory, space }: Pick<Conversation, 'territory' | 'space'>): Place => ({
	territory,
	space,
});

/** Drafts are for those who make them, conversations of closed spaces for those inside. */
async function maySee(actor: Actor, conversation: Conversation): Promise<boolean> {
	const place = placeOf(conversation);
	if (!isPublic(conversation) && !may(actor, 'opinions.make', place)) return false;
	if (!may(actor, 'opinions.see', place)) return false;
	const { territory, space } = conversation;
	return space === null || mayEnter(actor, { territory, id: space } as SpaceRef);
}

/** The conversation, refused as not found where the reader may not see it. */
export async function seen(actor: Actor, ref: ConversationRef, db: Db = database()): Promise<store.Stored> {
	const conversation = await store.readConversation(db, ref);
	if (!conversation || !(await maySee(actor, conversation))) refuse('opinions.not-found');
	return conversation;
}

/** Spaces of a territory whose conversations this person makes. */
export async function ledSpaces(
	actor: Actor,
	territory: TerritoryId,
): Promise<{ id: Uuid; name: string; slug: string }[]> {
	return (await mySpaces(actor))
		.filter((one) => one.territory === territory && may(actor, 'opinions.make', { territory, space: one.id }))
		.map(({ id, name, slug }) => ({ id, name, slug }));
}
