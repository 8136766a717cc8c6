import { record } from '#platform/audit/door.server.ts';
import { type AccountId, newId, type Tx } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { insteadOf } from '#rooms/organisations/door.server.ts';
import type { Appeal, AppealRef } from './appeal.ts';
import { reach } from './reach.ts';
import * as store from './store.server.ts';
import { within } from './within.ts';

/** "I deal with it": the appeal gets its executor, the resident learns that work began. */
export async function takeUp(actor: Actor, ref: AppealRef, at = new Date(), given?: Tx): Promise<void> {
	await within(given, async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.take-up');
		await begin(tx, appeal, actor, at);
		await announce(tx, 'appeals.taken-up', { territory: ref.territory, appeal: ref.id });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.taken-up',
			thing: { kind: 'appeal', id: ref.id },
		});
	});
}

/** Who stands in takes up for the absent one, whose appeal it stays when the days are over. */
async function executorOf(tx: Tx, appeal: Appeal, actor: Actor, at: Date): Promise<AccountId | null> {
	const { executor, body } = appeal;
	if (!executor || !body || executor === actor.account) return actor.account;
	const [deputy] = await insteadOf({ territory: body.territory, body: body.id }, [executor], at, tx);
	return deputy === actor.account ? executor : actor.account;
}

export async function begin(tx: Tx, appeal: Appeal, actor: Actor, at = new Date()): Promise<void> {
	await store.change(
		tx,
		appeal,
		{
			state: 'in-work',
			executor: await executorOf(tx, appeal, actor, at),
			...(appeal.takenUpAt ? {} : { takenUpAt: at }),
		},
		at,
	);
	await store.meet(tx, appeal, ['reaction'], at);
	await store.happened(tx, appeal, at, {
		id: newId(at.getTime()),
		kind: 'taken-up',
		audience: 'public',
		account: actor.account,
		body: appeal.body,
	});
}
