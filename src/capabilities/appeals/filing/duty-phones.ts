import { record } from '#platform/audit/door.server.ts';
import { database, type Id, newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { wordsIn } from '../category.ts';
import * as store from './duty-phones-store.server.ts';

export type DutyPhone = { phone: string; name: string; hours: string };

/** Whom to call in the territory besides 112: its own duty services, then those of the territories above. */
export async function dutyPhones(territory: TerritoryId, lang: string): Promise<DutyPhone[]> {
	const areas = [territory, ...tree.ancestors(territory)];
	const rows = await store.phonesOf(database(), areas);
	return rows
		.toSorted((a, b) => areas.indexOf(a.territory) - areas.indexOf(b.territory) || a.position - b.position)
		.map((row) => {
			const words = wordsIn(row.texts, lang);
			return { phone: row.phone, name: words?.label ?? '', hours: words?.hours ?? '' };
		});
}

/** As they stand in the territory itself, for those who set them up. */
export async function ownDutyPhones(actor: Actor, territory: TerritoryId): Promise<store.PhoneRow[]> {
	demand(actor, 'appeals.set-filing', { territory });
	return (await store.phonesOf(database(), [territory])).toSorted((a, b) => a.position - b.position);
}

const mostPhones = 20;

export async function addDutyPhone(
	actor: Actor,
	territory: TerritoryId,
	input: { phone: string; texts: { lang: string; label: string; hours: string }[] },
	at = new Date(),
): Promise<void> {
	demand(actor, 'appeals.set-filing', { territory });
	const texts = input.texts.filter((text) => text.label !== '');
	if (texts.length === 0) invalid({ field: 'name-ru', code: 'appeals.duty.name.missing' });
	if (!/^[+\d][\d\s().-]{1,40}$/.test(input.phone))
		invalid({ field: 'phone', code: 'appeals.duty.phone.wrong' });
	await transaction(async (tx) => {
		const before = await store.phonesOf(tx, [territory]);
		if (before.length >= mostPhones) refuse('appeals.duty.too-many', { most: mostPhones });
		const id = newId<Id<'duty-phone'>>(at.getTime());
		await store.insertPhone(tx, territory, {
			id,
			phone: input.phone,
			position: Math.max(-1, ...before.map((one) => one.position)) + 1,
			texts,
			at,
		});
		await record(tx, {
			actor,
			territory,
			action: 'appeals.duty-phone-added',
			thing: { kind: 'duty-phone', id },
			payload: { phone: input.phone, name: texts[0]?.label ?? '' },
		});
	});
}

export async function removeDutyPhone(actor: Actor, territory: TerritoryId, id: string): Promise<void> {
	demand(actor, 'appeals.set-filing', { territory });
	await transaction(async (tx) => {
		if (!(await store.deletePhone(tx, territory, id))) refuse('appeals.duty.not-found');
		await record(tx, {
			actor,
			territory,
			action: 'appeals.duty-phone-removed',
			thing: { kind: 'duty-phone', id },
		});
	});
}
