import { record } from '#platform/audit/door.server.ts';
import { type AccountId, database, newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { personOf, roleOf, stepOf } from './answering/step.ts';
import { isOver } from './appeal.ts';
import { changeCategory, mayEdit } from './categories/change-category.ts';
import { categories } from './categories.server.ts';
import * as lists from './lists-store.server.ts';
import * as store from './store.server.ts';

/** Where categories name who leaves for a step of approval, the successor is named, as far as the one who hands over may say so. */
async function passApprovals({
	actor,
	from,
	to,
}: {
	actor: Actor;
	from: AccountId;
	to: AccountId;
}): Promise<void> {
	for (const category of (await categories()).all()) {
		const named = category.approval.some((step) => personOf(step) === from);
		if (!named || !mayEdit(actor, category)) continue;
		const passed = (step: string) => (personOf(step) === from ? stepOf(roleOf(step), to) : step);
		await changeCategory(actor, category.code, (before) => ({
			...before,
			approval: [...new Set(before.approval.map(passed))],
		}));
	}
}

/** The open appeals of an official who leaves go to the successor. Twice does no harm: what went over is no longer theirs. */
export async function handOver(leaving: {
	actor: Actor;
	from: AccountId;
	to: AccountId;
	territory: TerritoryId;
}): Promise<number> {
	const territories = [leaving.territory, ...tree.descendants(leaving.territory)];
	await passApprovals(leaving);
	let passed = 0;
	for (const ref of await lists.heldBy(database(), territories, leaving.from)) {
		const at = new Date();
		await transaction(async (tx) => {
			const appeal = await store.lock(tx, ref);
			if (appeal?.executor !== leaving.from || isOver(appeal.state)) return;
			await store.change(tx, ref, { executor: leaving.to }, at);
			const entry = newId(at.getTime());
			await store.happened(tx, ref, at, {
				id: entry,
				kind: 'assigned',
				audience: 'office',
				account: leaving.actor.account,
				body: appeal.body,
				facts: { executor: leaving.to, because: 'left' },
			});
			await announce(tx, 'appeals.assigned', {
				territory: ref.territory,
				appeal: ref.id,
				executor: leaving.to,
				by: leaving.actor.account,
				entry,
			});
			await record(tx, {
				actor: leaving.actor,
				territory: ref.territory,
				action: 'appeals.assigned',
				thing: { kind: 'appeal', id: ref.id },
				payload: { executor: leaving.to },
			});
			passed++;
		});
	}
	return passed;
}
