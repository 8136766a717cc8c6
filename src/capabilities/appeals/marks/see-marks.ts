import { record } from '#platform/audit/door.server.ts';
import { database, newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { receptionsOf } from '../reception/reception-store.server.ts';
import * as store from './marks-store.server.ts';

const days = 90;

/** Fewer marks than these say more of one person than of the service: no mean is shown of them. */
export const leastMarks = 5;

export type MarkedLine = {
	id: string | null;
	name: string;
	marks: number;
	mean: number | null;
	badShare: number | null;
	answered: number;
};

/** How services are marked in the centres of the territory in the last ninety days: by centre, by service, in words. */
export async function seeMarks(actor: Actor, territory: TerritoryId, now = new Date()) {
	demand(actor, 'appeals.see-marks', { territory });
	const db = database();
	const since = new Date(now.getTime() - days * 86_400_000);
	const [centres, services, byCentre, byService, said] = await Promise.all([
		receptionsOf(db, [territory], ['centre']),
		store.servicesOf(db, territory),
		store.figuresBy(db, territory, 'centre', since),
		store.figuresBy(db, territory, 'service', since),
		store.newestSaid(db, territory, 30),
	]);
	const lines = (
		all: readonly { id: string; name: string }[],
		figures: readonly store.Figures[],
	): MarkedLine[] =>
		all.map(({ id, name }) =>
			lineOf(
				id,
				name,
				figures.find((one) => one.key === id),
			),
		);
	const unnamed = byService.find((one) => one.key === null);
	return {
		days,
		least: leastMarks,
		centres: lines(
			centres.filter((one) => !one.closedAt),
			byCentre,
		),
		services: [
			...lines(
				services.filter((one) => !one.closedAt),
				byService,
			),
			...(unnamed ? [lineOf(null, '', unnamed)] : []),
		],
		digital: new Set(services.filter((one) => one.digital).map((one) => one.id as string)),
		said: said.map((one) => ({
			...one,
			centreName: centres.find((centre) => centre.id === one.centre)?.name ?? '',
			serviceName: services.find((service) => service.id === one.service)?.name ?? null,
		})),
	};
}

function lineOf(id: string | null, name: string, figures: store.Figures | undefined): MarkedLine {
	const enough = figures && figures.marks >= leastMarks;
	return {
		id,
		name,
		marks: figures?.marks ?? 0,
		mean: enough ? figures.mean : null,
		badShare: enough ? figures.bad / figures.marks : null,
		answered: figures?.answered ?? 0,
	};
}

export async function addService(
	actor: Actor,
	territory: TerritoryId,
	input: { name: string; digital: boolean },
	at = new Date(),
): Promise<void> {
	demand(actor, 'appeals.set-filing', { territory });
	const name = input.name.trim();
	if (name === '' || name.length > 200) invalid({ field: 'name', code: 'appeals.marks.service.missing' });
	await transaction(async (tx) => {
		const before = await store.servicesOf(tx, territory);
		if (before.some((one) => !one.closedAt && one.name.toLowerCase() === name.toLowerCase()))
			invalid({ field: 'name', code: 'appeals.reception.name.taken' });
		if (before.length >= 500) refuse('appeals.reception.too-many', { most: 500 });
		const id = newId<store.ServiceId>(at.getTime());
		await store.insertService(tx, territory, { id, name, digital: input.digital, at });
		await record(tx, {
			actor,
			territory,
			action: 'appeals.service-added',
			thing: { kind: 'service', id },
			payload: { name },
		});
	});
}

export async function closeService(
	actor: Actor,
	territory: TerritoryId,
	id: string,
	at = new Date(),
): Promise<void> {
	demand(actor, 'appeals.set-filing', { territory });
	await transaction(async (tx) => {
		if (!(await store.closeService(tx, territory, id, at))) refuse('appeals.reception.not-found');
		await record(tx, {
			actor,
			territory,
			action: 'appeals.service-closed',
			thing: { kind: 'service', id },
		});
	});
}
