import type { AccountId, Db, Tx, Uuid } from '#platform/db/door.server.ts';
import type { BallotRef } from './ballot.ts';
import type { EventKind } from './views.ts';

export type EventRow = {
	id: Uuid;
	at: Date;
	kind: EventKind;
	account: AccountId | null;
	reason: string;
	before: string | null;
	after: string | null;
	nonce: Buffer | null;
	leaf: Buffer | null;
};

export async function insertEvent(tx: Tx, ref: BallotRef, one: EventRow): Promise<void> {
	await tx`
		insert into ballots.event (territory_id, id, ballot_id, at, kind, account_id, reason, before, after, nonce, leaf)
		values (${ref.territory}, ${one.id}, ${ref.id}, ${one.at}, ${one.kind}, ${one.account}, ${one.reason}, ${one.before},
			${one.after}, ${one.nonce}, ${one.leaf})`;
}

export async function eventsOf(db: Db, ref: BallotRef): Promise<EventRow[]> {
	return db<EventRow[]>`
		select id, at, kind, account_id as account, reason, before, after, nonce, leaf from ballots.event
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} order by at, id`;
}
