import { record } from '#platform/audit/door.server.ts';
import { type Id, newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import type { UnitId } from './body.ts';
import type { RuleInput } from './input.ts';
import * as store from './store.server.ts';

/** Says who answers for a category in a subtree of the territory. Holds for what is filed from now on. */
export async function addRule(
	actor: Actor,
	territory: TerritoryId,
	input: RuleInput,
): Promise<Id<'responsibility'>> {
	demand(actor, 'organisations.set-rules', { territory });
	const account = actor.account ?? refuse('platform.sign-in-first');
	const [bodyTerritory = '', body = ''] = input.body.split('/');
	const ref = { territory: Number(bodyTerritory) as TerritoryId, id: body as Id<'body'> };
	return transaction(async (tx) => {
		const area = input.area as TerritoryId;
		if (!tree.isWithin(area, territory)) invalid({ field: 'area', code: 'organisations.form.area.outside' });
		const [named] = await store.bodies(tx, [ref]);
		if (!named || named.closedOn) invalid({ field: 'body', code: 'platform.field.choose' });
		if (input.unit && !(await store.unitsOf(tx, ref)).some((unit) => unit.id === input.unit))
			invalid({ field: 'unit', code: 'platform.field.choose' });
		const id = newId<Id<'responsibility'>>();
		const added = await store.insertRule(tx, {
			territory,
			id,
			category: input.category,
			area,
			placeKind: input.placeKind,
			body: ref,
			unit: input.unit as UnitId | null,
			position: input.position,
			by: account,
			at: new Date(),
		});
		if (!added) refuse('organisations.already-ruled');
		await record(tx, {
			actor,
			territory,
			action: 'organisations.rule-added',
			thing: { kind: 'responsibility', id },
			payload: input,
		});
		return id;
	});
}

export async function removeRule(
	actor: Actor,
	territory: TerritoryId,
	id: Id<'responsibility'>,
): Promise<void> {
	demand(actor, 'organisations.set-rules', { territory });
	await transaction(async (tx) => {
		const rule = (await store.rulesOf(tx, [territory])).find((one) => one.id === id);
		if (!rule || !(await store.deleteRule(tx, territory, id))) refuse('organisations.rule-not-found');
		await record(tx, {
			actor,
			territory,
			action: 'organisations.rule-removed',
			thing: { kind: 'responsibility', id },
			payload: { category: rule.category, area: rule.area, body: rule.body.id },
		});
	});
}
