import { record } from '#platform/audit/door.server.ts';
import { newId, type Tx } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { ConversationRef } from './conversation.ts';
import { insertEvent } from './events-store.server.ts';
import type { EventKind } from './views.ts';

type Happened = {
	kind: EventKind;
	at: Date;
	reason?: string;
	before?: Date | null;
	after?: Date | null;
};

/** Writes what happened to a conversation, for its page and for the journal. `actor` null: the house itself, at its time. */
export async function noteEvent(
	tx: Tx,
	actor: Actor | null,
	{ territory, id }: ConversationRef,
	{ kind, at, reason = '', before = null, after = null }: Happened,
): Promise<void> {
	await insertEvent(
		tx,
		{ territory, id },
		{
			id: newId(at.getTime()),
			at,
			kind,
			account: actor?.account ?? null,
			reason,
			before: before?.toISOString() ?? null,
			after: after?.toISOString() ?? null,
		},
	);
	await record(tx, {
		actor,
		territory,
		action: `opinions.${kind}`,
		thing: { kind: 'conversation', id },
		...(reason ? { payload: { reason } } : {}),
		at,
	});
}
