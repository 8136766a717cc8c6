import { record } from '#platform/audit/door.server.ts';
import { type Id, newId, type TerritoryId, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { type BodyRef, bodyKey, type UnitId } from './body.ts';
import type { RuleInput } from './input.ts';
import type { Responsibility } from './responsibility.ts';
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
		await checkBody(tx, ref, input.unit as UnitId | null);
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

/**
 * Gives many categories to one body at once (null: any category); a rule that already stands for just this gives way to
 * the new one. Without a body, what was said is taken back, and the rules above decide again. Answers how many changed.
 */
export async function assignRules(
	actor: Actor,
	territory: TerritoryId,
	input: {
		categories: readonly (string | null)[];
		area: TerritoryId;
		placeKind: string | null;
		body: BodyRef | null;
		unit: UnitId | null;
	},
): Promise<number> {
	demand(actor, 'organisations.set-rules', { territory });
	const account = actor.account ?? refuse('platform.sign-in-first');
	const { area, placeKind, body, unit } = input;
	if (!tree.isWithin(area, territory)) invalid({ field: 'area', code: 'organisations.form.area.outside' });
	if (input.categories.length === 0) invalid({ field: 'category', code: 'organisations.form.category.none' });
	return transaction(async (tx) => {
		if (body) await checkBody(tx, body, unit);
		let changed = 0;
		for (const category of new Set(input.categories)) {
			const before = await store.takeRules(tx, territory, { category, area, placeKind });
			const same = (rule: Responsibility) =>
				body !== null && bodyKey(rule.body) === bodyKey(body) && rule.unit === unit;
			if (body) {
				const id = newId<Id<'responsibility'>>();
				const rule = { territory, id, category, area, placeKind, body, unit, position: 0 };
				await store.insertRule(tx, { ...rule, by: account, at: new Date() });
			}
			if (body ? before.length !== 1 || !before.every(same) : before.length > 0) changed++;
		}
		await record(tx, {
			actor,
			territory,
			action: body ? 'organisations.rules-assigned' : 'organisations.rules-taken-back',
			thing: { kind: 'responsibility', id: body ? bodyKey(body) : String(area) },
			payload: { ...input, categories: [...input.categories] },
		});
		return changed;
	});
}

async function checkBody(tx: Tx, body: BodyRef, unit: UnitId | null): Promise<void> {
	const [named] = await store.bodies(tx, [body]);
	if (!named || named.closedOn) invalid({ field: 'body', code: 'platform.field.choose' });
	if (unit && !(await store.unitsOf(tx, body)).some((one) => one.id === unit))
		invalid({ field: 'unit', code: 'platform.field.choose' });
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
