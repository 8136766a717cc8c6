import { record } from '#platform/audit/door.server.ts';
import { transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { AppealRef } from './appeal.ts';
import { project } from './project.ts';
import * as store from './store.server.ts';

/** Takes back "it concerns me too", whatever has become of the appeal since. Who never joined changes nothing. */
export async function leaveAppeal(actor: Actor, ref: AppealRef, at = new Date()): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	await transaction(async (tx) => {
		if (!(await store.leave(tx, ref, account, at))) return;
		await announce(tx, 'appeals.left', { territory: ref.territory, appeal: ref.id, account });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.left',
			thing: { kind: 'appeal', id: ref.id },
		});
	});
	// who follows it besides keeps it among their own
	await project(ref);
}
