import type { AccountId, Db, Tx, Uuid } from '#platform/db/door.server.ts';
import type { ConversationRef } from './conversation.ts';
import type { EventKind } from './views.ts';

export type EventRow = {
	id: Uuid;
	at: Date;
	kind: EventKind;
	account: AccountId | null;
	reason: string;
	before: string | null;
	after: string | null;
};

export async function insertEvent(tx: Tx, ref: ConversationRef, one: EventRow): Promise<void> {
	await tx`
		insert into opinions.event (territory_id, id, conversation_id, at, kind, account_id, reason, before, after)
		values (${ref.territory}, ${one.id}, ${ref.id}, ${one.at}, ${one.kind}, ${one.account}, ${one.reason}, ${one.before},
			${one.after})`;
}

export async function eventsOf(db: Db, ref: ConversationRef): Promise<EventRow[]> {
	return db<EventRow[]>`
		select id, at, kind, account_id as account, reason, before, after from opinions.event
		where territory_id = ${ref.territory} and conversation_id = ${ref.id} order by at, id`;
}
