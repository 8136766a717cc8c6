import { record } from '#platform/audit/door.server.ts';
import { newId, type Tx } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { type BodyRef, bodyKey } from '#rooms/organisations/door.server.ts';
import type { AppealRef } from './appeal.ts';
import { reach } from './reach.ts';
import { checkBody, route } from './route-appeal.ts';
import * as store from './store.server.ts';
import { within } from './within.ts';

/**
 * "Not ours": the body gives the appeal to another one, or back to the registry, and says why. Passing on buys no time:
 * every term runs on from the day of filing (59-FZ, art. 8 and 12).
 */
export async function passOn(
	actor: Actor,
	ref: AppealRef,
	to: { body: BodyRef | null; reason: string },
	given?: Tx,
): Promise<void> {
	const at = new Date();
	await within(given, async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.pass-on');
		await store.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'passed-on',
			audience: 'office',
			account: actor.account,
			body: appeal.body,
			text: to.reason,
		});
		if (to.body) {
			if (appeal.body && bodyKey(appeal.body) === bodyKey(to.body)) refuse('appeals.already-there');
			await checkBody(tx, to.body, null);
			await route(tx, appeal, { body: to.body, by: actor }, at);
		} else {
			await store.change(tx, ref, { state: 'registered', body: null, unit: null, executor: null }, at);
			await store.happened(tx, ref, at, {
				id: newId(at.getTime() + 1),
				kind: 'unrouted',
				audience: 'public',
				account: actor.account,
				body: appeal.body,
			});
		}
		await announce(tx, 'appeals.routed', { territory: ref.territory, appeal: ref.id, was: appeal.body });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.passed-on',
			thing: { kind: 'appeal', id: ref.id },
			payload: { to: to.body?.id ?? null, reason: to.reason },
		});
	});
}
