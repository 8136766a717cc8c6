import { z } from 'zod';
import { record } from '#platform/audit/door.server.ts';
import { database, newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import {
	originOf,
	type Reception,
	type ReceptionId,
	type ReceptionKind,
	type ReceptionRef,
	receptionKinds,
} from './reception.ts';
import * as store from './reception-store.server.ts';

export const receptionInput = z.object({
	kind: z.enum(receptionKinds, 'platform.field.choose'),
	name: z
		.string({ error: 'appeals.reception.name.missing' })
		.min(1, 'appeals.reception.name.missing')
		.max(120),
	phone: z.string().max(42).default(''),
	address: z.string().max(300).default(''),
	/** One a line. */
	origins: z.string().max(5_000).default(''),
});

const mostOrigins = 20;
const mostOfATerritory = 500;

/** Sets up a hotline, a service centre, a kiosk or a site that may hold the form. */
export async function addReception(
	actor: Actor,
	territory: TerritoryId,
	input: z.output<typeof receptionInput>,
	at = new Date(),
): Promise<ReceptionId> {
	demand(actor, 'appeals.set-filing', { territory });
	const by = actor.account ?? refuse('platform.sign-in-first');
	const phone = input.kind === 'hotline' || input.kind === 'centre' ? input.phone : '';
	if (phone && !/^[+\d][\d\s().-]{1,40}$/.test(phone))
		invalid({ field: 'phone', code: 'appeals.duty.phone.wrong' });
	const origins = input.kind === 'site' ? readOrigins(input.origins) : [];
	const id = newId<ReceptionId>(at.getTime());
	await transaction(async (tx) => {
		const before = await store.receptionsOf(tx, [territory], [input.kind]);
		if (before.length >= mostOfATerritory) refuse('appeals.reception.too-many', { most: mostOfATerritory });
		if (before.some((one) => !one.closedAt && one.name.toLowerCase() === input.name.toLowerCase()))
			invalid({ field: 'name', code: 'appeals.reception.name.taken' });
		await store.insert(tx, {
			territory,
			id,
			kind: input.kind,
			name: input.name,
			phone: phone || null,
			address: input.kind === 'site' ? '' : input.address,
			origins,
			by,
			at,
		});
		await record(tx, {
			actor,
			territory,
			action: 'appeals.reception-added',
			thing: { kind: 'reception', id },
			payload: { kind: input.kind, name: input.name, origins },
		});
	});
	return id;
}

function readOrigins(typed: string): string[] {
	const parts = typed.split(/[\s,;]+/).filter(Boolean);
	const origins = parts.map(originOf);
	const wrong = parts.find((_, i) => origins[i] === null);
	if (wrong !== undefined)
		invalid({
			field: 'origins',
			code: 'appeals.reception.origins.wrong',
			facts: { site: wrong.slice(0, 100) },
		});
	if (origins.length === 0) invalid({ field: 'origins', code: 'appeals.reception.origins.missing' });
	if (origins.length > mostOrigins)
		invalid({ field: 'origins', code: 'appeals.reception.origins.many', facts: { most: mostOrigins } });
	return [...new Set(origins as string[])];
}

/** It takes nothing in from now on; what came in by it stays. */
export async function closeReception(actor: Actor, ref: ReceptionRef, at = new Date()): Promise<void> {
	const { territory, id } = ref;
	demand(actor, 'appeals.set-filing', { territory });
	await transaction(async (tx) => {
		if (!(await store.close(tx, ref, at))) refuse('appeals.reception.not-found');
		await record(tx, {
			actor,
			territory,
			action: 'appeals.reception-closed',
			thing: { kind: 'reception', id },
		});
	});
}

export type ListedReception = Reception & { all: number; lately: number };

/** Those of the territory with what came in by each: in all, and in the last thirty days. */
export async function listReceptions(
	actor: Actor,
	territory: TerritoryId,
	kinds: readonly ReceptionKind[],
	now = new Date(),
): Promise<ListedReception[]> {
	demand(actor, 'appeals.set-filing', { territory });
	const [all, counts] = await Promise.all([
		store.receptionsOf(database(), [territory], kinds),
		store.countsOf(database(), territory, new Date(now.getTime() - 30 * 86_400_000)),
	]);
	return all.map((one) => ({ ...one, ...(counts.get(one.id) ?? { all: 0, lately: 0 }) }));
}
