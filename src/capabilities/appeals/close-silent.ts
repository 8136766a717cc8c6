import { record } from '#platform/audit/door.server.ts';
import { newId, type Tx } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import type { AppealRef } from './appeal.ts';
import * as store from './store.server.ts';
import { house } from './take-in.ts';
import { groundOf } from './terms/ground.server.ts';

/**
 * An answer that its author said nothing to until the end of the author's term ends the appeal, and the timeline says that it
 * did. The caller, the sweep of terms, has locked the appeal and found that the term is over.
 */
export async function closeSilent(tx: Tx, ref: AppealRef, at: Date): Promise<void> {
	const appeal = await store.read(tx, ref);
	const days = (await groundOf(ref.territory)).closing(appeal?.category ?? '').objectionDays;
	await store.change(tx, ref, { state: 'closed', closedBecause: 'silent', closedAt: at }, at);
	await store.meet(tx, ref, ['verdict'], at);
	await store.happened(tx, ref, at, {
		id: newId(at.getTime()),
		kind: 'closed',
		audience: 'public',
		// until when its author may still object
		facts: { because: 'silent', until: new Date(at.getTime() + days * 86_400_000).toISOString() },
	});
	await announce(tx, 'appeals.closed', { territory: ref.territory, appeal: ref.id, because: 'silent' });
	await record(tx, {
		actor: house,
		territory: ref.territory,
		action: 'appeals.closed',
		thing: { kind: 'appeal', id: ref.id },
		payload: { because: 'silent' },
	});
}
