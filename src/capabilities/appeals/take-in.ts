import { record } from '#platform/audit/door.server.ts';
import { transaction } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { bodyFor } from '#rooms/organisations/door.server.ts';
import type { AppealRef } from './appeal.ts';
import { categories } from './categories.server.ts';
import { register } from './register-appeal.ts';
import { route } from './route-appeal.ts';
import * as store from './store.server.ts';

/** What the house does by itself, by a rule that somebody set: no account stands behind it. */
export const house: Actor = {
	account: null,
	name: '',
	grants: [],
	lang: 'ru',
	request: '',
	signIn: null,
	residence: null,
};

/**
 * Right after the filing: registers the appeal and gives it to the body that answers for its category and place. Where
 * no rule says who, it waits in the registry for a person. Runs as a job, so twice does no harm.
 */
export async function takeIn(ref: AppealRef, at = new Date()): Promise<void> {
	const all = await categories();
	await transaction(async (tx) => {
		const appeal = await store.lock(tx, ref);
		if (appeal?.state !== 'filed') return;
		await register(tx, ref, null, at);
		const found = await bodyFor(
			{
				territory: ref.territory,
				place: appeal.place,
				categories: all.chain(appeal.category).map((one) => one.code),
				placeKind: all.placeKind(appeal.category),
			},
			tx,
		);
		if (found) {
			await route(
				tx,
				{ ...appeal, state: 'registered' },
				{ body: found.body, unit: found.unit, by: null },
				at,
			);
			await announce(tx, 'appeals.routed', { territory: ref.territory, appeal: ref.id, was: null });
		} else await announce(tx, 'appeals.registered', { territory: ref.territory, appeal: ref.id });
		await record(tx, {
			actor: house,
			territory: ref.territory,
			action: found ? 'appeals.routed' : 'appeals.registered',
			thing: { kind: 'appeal', id: ref.id },
			payload: found ? { rule: found.rule.id, body: found.body.id, bodyTerritory: found.body.territory } : {},
		});
	});
}
