import { record } from '#platform/audit/door.server.ts';
import { newId, type Tx } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import {
	type BodyRef,
	bodiesNamed,
	bodyKey,
	type UnitId,
	unitsOf,
} from '#rooms/organisations/door.server.ts';
import type { Appeal, AppealRef } from './appeal.ts';
import { reach } from './reach.ts';
import * as store from './store.server.ts';
import { within } from './within.ts';

/** Gives the appeal to a body, by the hand of the registry. The terms run on as they are. */
export async function routeAppeal(
	actor: Actor,
	ref: AppealRef,
	to: { body: BodyRef; unit?: UnitId | null; note?: string | null },
	given?: Tx,
): Promise<void> {
	await within(given, async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.route');
		await checkBody(tx, to.body, to.unit ?? null);
		if (appeal.body && bodyKey(appeal.body) === bodyKey(to.body) && appeal.state !== 'returned')
			refuse('appeals.already-there');
		await route(tx, appeal, { ...to, by: actor });
		await announce(tx, 'appeals.routed', {
			territory: ref.territory,
			appeal: ref.id,
			was: appeal.body,
		});
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.routed',
			thing: { kind: 'appeal', id: ref.id },
			payload: {
				body: to.body.id,
				bodyTerritory: to.body.territory,
				unit: to.unit ?? null,
				note: to.note ?? null,
			},
		});
	});
}

export async function checkBody(tx: Tx, ref: BodyRef, unit: UnitId | null, field = 'body'): Promise<void> {
	const body = (await bodiesNamed([ref], 'ru', tx)).get(bodyKey(ref));
	if (!body || body.closed) invalid({ field, code: 'platform.field.choose' });
	if (unit && !(await unitsOf(ref, tx)).some((one) => one.id === unit))
		invalid({ field: 'unit', code: 'platform.field.choose' });
}

/** The rows of a routing; `by` null: a rule of responsibility. The caller tells the others. */
export async function route(
	tx: Tx,
	appeal: Appeal,
	to: { body: BodyRef; unit?: UnitId | null; note?: string | null; by: Actor | null },
	at = new Date(),
): Promise<void> {
	await store.change(
		tx,
		appeal,
		{
			state: 'routed',
			body: to.body,
			unit: to.unit ?? null,
			executor: null,
			routedBy: to.by ? 'person' : 'rule',
			...(appeal.routedAt ? {} : { routedAt: at }),
		},
		at,
	);
	await store.meet(tx, appeal, ['redirect'], at);
	await store.happened(tx, appeal, at, {
		id: newId(at.getTime() + 1),
		kind: 'routed',
		audience: 'public',
		account: to.by?.account ?? null,
		body: to.body,
		facts: { by: to.by ? 'person' : 'rule' },
	});
	if (to.note)
		await store.happened(tx, appeal, at, {
			id: newId(at.getTime() + 2),
			kind: 'noted',
			audience: 'office',
			account: to.by?.account ?? null,
			text: to.note,
		});
}
