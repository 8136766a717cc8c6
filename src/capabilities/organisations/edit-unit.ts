import { record } from '#platform/audit/door.server.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { newId, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import type { BodyRef, UnitId } from './body.ts';
import type { UnitInput } from './input.ts';
import * as store from './store.server.ts';

/** Adds a unit to the body or changes one. */
export async function saveUnit(actor: Actor, body: BodyRef, input: UnitInput): Promise<UnitId> {
	demand(actor, 'organisations.edit', { territory: body.territory });
	return transaction(async (tx) => {
		if (!(await store.lockBody(tx, body))) refuse('organisations.body-not-found');
		const units = await store.unitsOf(tx, body);
		const id = (input.unit as UnitId | null) ?? newId<UnitId>();
		if (input.unit && !units.some((unit) => unit.id === input.unit)) refuse('organisations.unit-not-found');
		// a unit below itself would hang in the air
		for (let above = input.parent; above !== null; ) {
			const next = units.find((unit) => unit.id === above);
			if (!next || above === id) invalid({ field: 'parent', code: 'organisations.form.parent.wrong' });
			above = next.parent;
		}
		await store.saveUnit(tx, {
			territory: body.territory,
			id,
			body: body.id,
			parent: input.parent as UnitId | null,
			position: input.position,
			phone: input.phone,
			names: [
				{ lang: 'ru', name: input.nameRu },
				...(input.nameEn ? [{ lang: 'en', name: input.nameEn }] : []),
			],
		});
		await record(tx, {
			actor,
			territory: body.territory,
			action: 'organisations.unit-saved',
			thing: { kind: 'body', id: body.id },
			payload: { ...input, unit: id },
		});
		return id;
	});
}

export async function closeUnit(actor: Actor, body: BodyRef, unit: UnitId): Promise<void> {
	demand(actor, 'organisations.edit', { territory: body.territory });
	await transaction(async (tx) => {
		const units = await store.unitsOf(tx, body);
		if (!units.some((one) => one.id === unit)) refuse('organisations.unit-not-found');
		if (units.some((one) => one.parent === unit)) refuse('organisations.unit-has-units');
		if ((await store.staffOf(tx, body)).some((member) => member.unit === unit))
			refuse('organisations.unit-has-staff');
		await store.closeUnit(tx, body.territory, unit, dayIn(zoneOf(body.territory), new Date()));
		await record(tx, {
			actor,
			territory: body.territory,
			action: 'organisations.unit-closed',
			thing: { kind: 'body', id: body.id },
			payload: { unit },
		});
	});
}
