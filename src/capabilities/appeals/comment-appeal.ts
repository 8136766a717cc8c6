import { record } from '#platform/audit/door.server.ts';
import { newId, transaction } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { AppealRef } from './appeal.ts';
import { reach } from './reach.ts';
import * as store from './store.server.ts';

/** A note among officials; the resident does not see it. */
export async function commentInternally(actor: Actor, ref: AppealRef, text: string): Promise<void> {
	const at = new Date();
	await transaction(async (tx) => {
		await reach(tx, { actor }, ref, 'appeals.comment');
		await store.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'noted',
			audience: 'office',
			account: actor.account,
			text,
		});
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.noted',
			thing: { kind: 'appeal', id: ref.id },
			payload: { text },
		});
	});
}
