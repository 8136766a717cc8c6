import { record } from '#platform/audit/door.server.ts';
import { type AccountId, database, newId, transaction } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import { type BodyRef, bodyKey, staffOf } from '#rooms/organisations/door.server.ts';
import { readDraft } from './answering/draft-store.server.ts';
import { personOf, roleOf } from './answering/step.ts';
import { approverOf } from './answering/who-approves.ts';
import { isOver } from './appeal.ts';
import { releaseParts } from './joint/joint-store.server.ts';
import { heldAt, waitingFor } from './lists-store.server.ts';
import * as store from './store.server.ts';
import { house } from './take-in.ts';

/** What waited for one who left by name waits for the role from now on. */
async function releaseApprovals(body: BodyRef, account: AccountId): Promise<void> {
	for (const ref of await waitingFor(database(), body, account))
		await transaction(async (tx) => {
			const appeal = await store.lock(tx, ref);
			if (!appeal?.approval || personOf(appeal.approval) !== account) return;
			if ((await approverOf(appeal.approval, appeal, new Date(), tx)) !== null) return;
			await store.change(tx, ref, { approval: roleOf(appeal.approval) }, new Date());
			const { turn } = (await readDraft(tx, ref)) ?? { turn: 0 };
			await announce(tx, 'appeals.approval-asked', { territory: ref.territory, appeal: ref.id, turn });
		});
}

/**
 * Who has left a body holds none of its appeals any more: they stand under "no executor" at once, where the head sees them. Twice
 * does no harm.
 * @returns how many lost their executor
 */
export async function releaseLeft(body: BodyRef, account: AccountId): Promise<number> {
	if ((await staffOf(body)).some((member) => member.account === account)) return 0;
	await releaseApprovals(body, account);
	let released = 0;
	for (const ref of await heldAt(database(), body, account)) {
		const at = new Date();
		await transaction(async (tx) => {
			const appeal = await store.lock(tx, ref);
			if (!appeal || isOver(appeal.state)) return;
			if (await releaseParts(tx, ref, body, account)) {
				await store.change(tx, ref, {}, at);
				await announce(tx, 'appeals.part-changed', { territory: ref.territory, appeal: ref.id });
				released++;
			}
			if (appeal.executor !== account) return;
			if (!appeal.body || bodyKey(appeal.body) !== bodyKey(body)) return;
			await store.change(tx, ref, { executor: null }, at);
			const entry = newId(at.getTime());
			await store.happened(tx, ref, at, {
				id: entry,
				kind: 'assigned',
				audience: 'office',
				body: appeal.body,
				facts: { executor: null, because: 'left' },
			});
			await announce(tx, 'appeals.assigned', {
				territory: ref.territory,
				appeal: ref.id,
				executor: null,
				entry,
			});
			await record(tx, {
				actor: house,
				territory: ref.territory,
				action: 'appeals.assigned',
				thing: { kind: 'appeal', id: ref.id },
				payload: { executor: null, left: account },
			});
			released++;
		});
	}
	return released;
}
