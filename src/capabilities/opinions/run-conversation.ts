import { type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { enqueue } from '#platform/jobs/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { ConversationRef } from './conversation.ts';
import { faultsOf, problemsOfReason } from './definition.ts';
import { lockForMaker } from './make-conversation.ts';
import { noteEvent } from './note-event.ts';
import { placeOf, seen } from './see.ts';
import { countStatements } from './statements-store.server.ts';
import * as store from './store.server.ts';

/** Lets people mark. From now on question and first statements stand. */
export async function openConversation(actor: Actor, ref: ConversationRef, at = new Date()): Promise<void> {
	await transaction(async (tx) => {
		const conversation = await lockForMaker(tx, actor, ref);
		demand(actor, 'opinions.run', placeOf(conversation));
		if (conversation.state !== 'draft') refuse('opinions.already-opened');
		const problems = faultsOf(conversation, (await countStatements(tx, ref)).shown, at);
		if (problems.length) invalid(...problems);
		await store.markOpen(tx, ref, at);
		await noteEvent(tx, actor, conversation, { kind: 'opened', at });
		await announce(tx, 'opinions.opened', { territory: ref.territory, id: ref.id });
		await closeInLine(tx, ref, conversation.closesAt as Date);
	});
}

const closeInLine = (tx: Tx, { territory, id }: ConversationRef, closesAt: Date) =>
	enqueue(tx, 'opinions.tend', { territory, id }, { key: `opinions.close ${id}`, runAt: closesAt });

/** Does something to a conversation that is open, held and by right. */
async function changeOpen(
	actor: Actor,
	ref: ConversationRef,
	reason: string,
	work: (tx: Tx, conversation: store.Stored, why: string) => Promise<void>,
): Promise<void> {
	demand(actor, 'opinions.run', placeOf(await seen(actor, ref)), { visible: true });
	const problems = problemsOfReason(reason);
	await transaction(async (tx) => {
		const conversation = (await store.lockConversation(tx, ref)) ?? refuse('opinions.not-found');
		if (conversation.state !== 'open') refuse('opinions.already-closed');
		if (problems.length) invalid(...problems);
		await work(tx, conversation, reason.trim());
		await announce(tx, 'opinions.changed', { territory: ref.territory, id: ref.id });
	});
}

export async function prolongConversation(
	actor: Actor,
	ref: ConversationRef,
	{ closesAt, reason }: { closesAt: Date; reason: string },
	at = new Date(),
): Promise<void> {
	await changeOpen(actor, ref, reason, async (tx, conversation, why) => {
		const before = conversation.closesAt as Date;
		if (before <= at) refuse('opinions.already-closed');
		if (!(closesAt > before)) invalid({ field: 'closes-at', code: 'opinions.closes.earlier' });
		await store.setClosing(tx, ref, closesAt);
		await noteEvent(tx, actor, ref, { kind: 'prolonged', at, reason: why, before, after: closesAt });
		await closeInLine(tx, ref, closesAt);
	});
}

/** Before its time. Who is marking just now is waited for; whoever comes later is told that it is closed. */
export async function closeConversation(
	actor: Actor,
	ref: ConversationRef,
	{ reason }: { reason: string },
	at = new Date(),
): Promise<void> {
	await changeOpen(actor, ref, reason, async (tx, conversation, why) => {
		await store.setClosing(tx, ref, at);
		await store.markClosed(tx, ref, at);
		const before = conversation.closesAt;
		await noteEvent(tx, actor, ref, { kind: 'closed', at, reason: why, before, after: at });
		await announce(tx, 'opinions.closed', { territory: ref.territory, id: ref.id });
	});
}

/** What was marked stays and is shown no more than before. */
export async function cancelConversation(
	actor: Actor,
	ref: ConversationRef,
	{ reason }: { reason: string },
	at = new Date(),
): Promise<void> {
	await changeOpen(actor, ref, reason, async (tx, _, why) => {
		await store.markCancelled(tx, ref, at, why);
		await noteEvent(tx, actor, ref, { kind: 'cancelled', at, reason: why });
	});
}

/** The house closes what has come to its end; does nothing where that is done, or where it was prolonged. */
export async function closeInTime(ref: ConversationRef, now = new Date()): Promise<void> {
	await transaction(async (tx) => {
		const conversation = await store.lockConversation(tx, ref);
		if (conversation?.state !== 'open' || !conversation.closesAt || conversation.closesAt > now) return;
		await store.markClosed(tx, ref, conversation.closesAt);
		await noteEvent(tx, null, ref, { kind: 'closed', at: now });
		await announce(tx, 'opinions.closed', { territory: ref.territory, id: ref.id });
	});
}
