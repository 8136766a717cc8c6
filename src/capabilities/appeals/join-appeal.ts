import { record } from '#platform/audit/door.server.ts';
import { transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { AppealRef } from './appeal.ts';
import { reach } from './reach.ts';
import * as store from './store.server.ts';

/** "It concerns me too": the person hears of the answer as the author does. Twice is once. */
export async function joinAppeal(actor: Actor, ref: AppealRef, at = new Date()): Promise<void> {
	await transaction(async (tx) => {
		await reach(tx, { actor }, ref, 'appeals.join');
		const account = actor.account ?? refuse('platform.sign-in-first');
		if (!(await store.join(tx, ref, account, at))) return;
		await announce(tx, 'appeals.joined', { territory: ref.territory, appeal: ref.id, account });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.joined',
			thing: { kind: 'appeal', id: ref.id },
		});
	});
}
