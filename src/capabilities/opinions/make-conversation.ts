import { record } from '#platform/audit/door.server.ts';
import { newId, type TerritoryId, type Tx, transaction, type Uuid } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import type { Conversation, ConversationId, ConversationRef, Definition } from './conversation.ts';
import { demandDraft } from './definition.ts';
import { ledSpaces, placeOf, seen } from './see.ts';
import * as store from './store.server.ts';

/** Begins a conversation; it may be half made. */
export async function makeConversation(
	actor: Actor,
	input: { territory: TerritoryId; space?: Uuid | null; definition: Definition },
	at = new Date(),
): Promise<ConversationRef> {
	const { territory, space = null, definition } = input;
	demand(actor, 'opinions.make', { territory, space });
	// a space that was closed holds no conversations any more
	if (space !== null && !(await ledSpaces(actor, territory)).some(({ id }) => id === space))
		refuse('platform.not-found');
	if (!tree.ownsRecords(territory)) refuse('opinions.no-owner');
	demandDraft(territory, definition);
	const ref: ConversationRef = { territory, id: newId<ConversationId>(at.getTime()) };
	await transaction(async (tx) => {
		await store.insertConversation(tx, ref, { space, by: actor.account, at, definition });
		await noteDraft(tx, actor, ref, 'opinions.made', at);
	});
	return ref;
}

/** Writes a draft anew; who comes later than another's change is told so. */
export async function changeConversation(
	actor: Actor,
	ref: ConversationRef,
	input: { definition: Definition; version: number },
): Promise<void> {
	demandDraft(ref.territory, input.definition);
	await transaction(async (tx) => {
		const conversation = await lockDraft(tx, actor, ref);
		if (conversation.version !== input.version) refuse('opinions.changed-meanwhile');
		await store.saveDefinition(tx, ref, input.definition);
		await noteDraft(tx, actor, ref, 'opinions.draft-changed');
	});
}

/** A draft as it was written, in the language of its maker, for whoever may go on with it. */
export async function readDraft(actor: Actor, ref: ConversationRef): Promise<Conversation> {
	const conversation = await seen(actor, ref);
	demand(actor, 'opinions.make', placeOf(conversation));
	if (conversation.state !== 'draft') refuse('opinions.already-opened');
	return conversation;
}

export async function dropConversation(actor: Actor, ref: ConversationRef): Promise<void> {
	await transaction(async (tx) => {
		await lockDraft(tx, actor, ref);
		await store.deleteDraft(tx, ref);
		await noteDraft(tx, actor, ref, 'opinions.draft-dropped');
	});
}

/** What is not there and what is not yours to see are one answer. */
export async function lockForMaker(tx: Tx, actor: Actor, ref: ConversationRef): Promise<store.Stored> {
	const conversation = (await store.lockConversation(tx, ref)) ?? refuse('opinions.not-found');
	demand(actor, 'opinions.make', placeOf(conversation));
	return conversation;
}

export async function lockDraft(tx: Tx, actor: Actor, ref: ConversationRef): Promise<store.Stored> {
	const conversation = await lockForMaker(tx, actor, ref);
	if (conversation.state !== 'draft') refuse('opinions.already-opened');
	return conversation;
}

const noteDraft = (tx: Tx, actor: Actor, { territory, id }: ConversationRef, action: string, at?: Date) =>
	record(tx, { actor, territory, action, thing: { kind: 'conversation', id }, ...(at ? { at } : {}) });
