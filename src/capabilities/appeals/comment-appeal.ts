import { record } from '#platform/audit/door.server.ts';
import { newId, type Tx } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { AppealRef } from './appeal.ts';
import { reach } from './reach.ts';
import * as store from './store.server.ts';
import { within } from './within.ts';

/** A note among officials; the resident does not see it. @returns its id in the history */
export async function commentInternally(
	actor: Actor,
	ref: AppealRef,
	text: string,
	given?: Tx,
): Promise<string> {
	const at = new Date();
	const id = newId(at.getTime());
	await within(given, async (tx) => {
		await reach(tx, { actor }, ref, 'appeals.comment');
		await store.happened(tx, ref, at, {
			id,
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
	return id;
}
