import { database } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { knownOf, type Lack, lacksOf, momentAt } from '#rooms/ballots/door.server.ts';
import type { Conversation, ConversationRef, Mark } from './conversation.ts';
import * as marks from './marks-store.server.ts';
import { placeOf } from './see.ts';

/** What stands between a reader and a mark. */
export async function lacksIn(actor: Actor, conversation: Conversation, now: Date): Promise<Lack[]> {
	const { facts } = await knownOf(actor, conversation);
	return lacksOf(conversation.who, facts, momentAt(conversation, now));
}

/** Refuses unless the person may take part now. */
export async function demandPart(actor: Actor, conversation: Conversation, now: Date): Promise<void> {
	if (!actor.account) refuse('platform.sign-in-first');
	demand(actor, 'opinions.mark', placeOf(conversation), { visible: true });
	const [lack] = await lacksIn(actor, conversation, now);
	if (lack) refuse(lack === 'not-open' ? 'opinions.already-closed' : `opinions.lack.${lack}`);
}

/** The reader's number and marks; without a number nothing was ever marked. */
export async function ownPart(
	actor: Actor,
	ref: ConversationRef,
): Promise<{ participant: number | null; marks: marks.OwnMark[] }> {
	if (!actor.account) return { participant: null, marks: [] };
	const db = database();
	const participant = await marks.participantOf(db, ref, actor.account);
	return { participant, marks: participant === null ? [] : await marks.marksOf(db, ref, participant) };
}

export const byStatement = (own: readonly marks.OwnMark[]): Map<number, Mark> =>
	new Map(own.map(({ statement, mark }) => [statement, mark]));
