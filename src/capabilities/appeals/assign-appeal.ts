import { record } from '#platform/audit/door.server.ts';
import { type AccountId, newId, type Tx } from '#platform/db/door.server.ts';
import { invalid } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { staffOf, type UnitId, unitsOf } from '#rooms/organisations/door.server.ts';
import type { AppealRef } from './appeal.ts';
import { reach } from './reach.ts';
import * as store from './store.server.ts';
import { within } from './within.ts';

/** Within the body: to a unit, to a person who works there, or to nobody in particular. */
export async function assignAppeal(
	actor: Actor,
	ref: AppealRef,
	to: { unit: UnitId | null; executor: AccountId | null },
	given?: Tx,
): Promise<void> {
	const at = new Date();
	await within(given, async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.assign');
		const { body } = appeal;
		if (!body) throw new Error('an appeal that can be assigned has a body');
		if (to.unit && !(await unitsOf(body, tx)).some((unit) => unit.id === to.unit))
			invalid({ field: 'unit', code: 'platform.field.choose' });
		if (to.executor && !(await staffOf(body, tx)).some((member) => member.account === to.executor))
			invalid({ field: 'executor', code: 'appeals.executor-left' });
		await store.change(tx, ref, { unit: to.unit, executor: to.executor }, at);
		const entry = newId(at.getTime());
		await store.happened(tx, ref, at, {
			id: entry,
			kind: 'assigned',
			audience: 'office',
			account: actor.account,
			body,
			facts: { executor: to.executor, unit: to.unit },
		});
		await announce(tx, 'appeals.assigned', {
			territory: ref.territory,
			appeal: ref.id,
			executor: to.executor,
			by: actor.account,
			entry,
		});
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.assigned',
			thing: { kind: 'appeal', id: ref.id },
			payload: { unit: to.unit, executor: to.executor },
		});
	});
}
