import { record } from '#platform/audit/door.server.ts';
import { newId, type Tx, type Uuid } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { leafOf, queueLeaf } from '#platform/transparency/door.server.ts';
import type { Ballot } from './ballot.ts';
import { changeContent } from './canonical.ts';
import { insertEvent } from './events-store.server.ts';
import type { EventKind } from './views.ts';

type Happened = {
	kind: EventKind;
	at: Date;
	reason?: string;
	before?: string | null;
	after?: string | null;
	/** Whether it stands in the log with a leaf of its own. */
	logged?: boolean;
};

/** Writes what happened to a ballot: for its page, for the journal and, where it changes what was fixed, for the log. */
export async function noteEvent(
	tx: Tx,
	actor: Actor | null,
	{ territory, id }: Ballot,
	happened: Happened,
): Promise<void> {
	const { kind, at, reason = '', before = null, after = null, logged = false } = happened;
	const event = newId<Uuid>(at.getTime());
	let leaf: { nonce: Buffer; leaf: Buffer } | null = null;
	if (logged) {
		const sealed = { kind: 'ballot-changed', territory, thing: event, at };
		const content = changeContent({ ballot: id, event, kind, at, reason, before, after });
		const made = leafOf({ ...sealed, content });
		await queueLeaf(tx, { ...sealed, ...made });
		leaf = made;
	}
	await insertEvent(
		tx,
		{ territory, id },
		{
			id: event,
			at,
			kind,
			account: actor?.account ?? null,
			reason,
			before,
			after,
			nonce: leaf?.nonce ?? null,
			leaf: leaf?.leaf ?? null,
		},
	);
	await record(tx, {
		actor,
		territory,
		action: `ballots.${kind}`,
		thing: { kind: 'ballot', id },
		...(reason ? { payload: { reason } } : {}),
		at,
	});
}
