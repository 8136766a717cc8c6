import { record } from '#platform/audit/door.server.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { bodyFor } from '#rooms/organisations/door.server.ts';
import { tree, zoneOf } from '#rooms/territories/door.server.ts';
import type { Appeal, AppealRef } from './appeal.ts';
import { categories } from './categories.server.ts';
import type { CategoryTree } from './category-tree.ts';
import { classify } from './classify-appeal.ts';
import { kindsOfPlace } from './filing/kind-of-place.ts';
import { placeOf, reach } from './reach.ts';
import { route } from './route-appeal.ts';

/**
 * One act of the duty officer: says what an appeal is about and lets it go to the body that answers for that, where a
 * rule names one. Without a rule it stays in the registry with its category.
 * @returns whether it went to a body
 */
export async function sortAppeal(actor: Actor, ref: AppealRef, category: string): Promise<boolean> {
	const at = new Date();
	const all = await categories();
	return transaction(async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.classify');
		const areas = [ref.territory, ...tree.ancestors(ref.territory)];
		if (!all.isOpen(category, dayIn(zoneOf(ref.territory), at), areas))
			invalid({ field: 'category', code: 'appeals.form.category.missing' });
		if (appeal.category !== category || appeal.categoryBy !== 'official')
			await classify(tx, appeal, category, { by: actor, at });
		if (appeal.body || !may(actor, 'appeals.route', placeOf(appeal, false))) return false;
		const found = await executorFor(tx, all, { ...appeal, category });
		if (!found) return false;
		await route(tx, { ...appeal, category }, { body: found.body, unit: found.unit, by: actor }, at);
		await announce(tx, 'appeals.routed', { territory: ref.territory, appeal: ref.id, was: null });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.routed',
			thing: { kind: 'appeal', id: ref.id },
			payload: { rule: found.rule.id, body: found.body.id, bodyTerritory: found.body.territory },
		});
		return true;
	});
}

/** Who answers for an appeal by the rules of responsibility. */
async function executorFor(
	tx: Tx,
	all: CategoryTree,
	appeal: Pick<Appeal, 'territory' | 'id' | 'place' | 'category'>,
) {
	const kinds = await kindsOfPlace(tx, all, [appeal]);
	return bodyFor(questionOf(all, appeal, kinds.get(appeal.id)), tx);
}

/** What the rules of responsibility are asked for an appeal. */
export function questionOf(
	all: CategoryTree,
	appeal: Pick<Appeal, 'territory' | 'place' | 'category'>,
	/** What the author said of it. */
	placeKind: string | undefined,
) {
	return {
		territory: appeal.territory,
		place: appeal.place,
		categories: all.chain(appeal.category).map((one) => one.code),
		placeKind: placeKind ?? all.placeKind(appeal.category),
	};
}
