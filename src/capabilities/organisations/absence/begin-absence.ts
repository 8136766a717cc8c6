import { database, transaction, type Uuid } from '#platform/db/door.server.ts';
import { notify } from '#platform/notifications/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { accountsOf, give, grantsHeld, outsider, project } from '#rooms/identity/door.server.ts';
import { staffRoles } from '../body.ts';
import type { AbsenceRef } from './absence.ts';
import * as store from './absence-store.server.ts';

/**
 * The first day has come: the deputy gets the roles of work that the absent person holds at this place, until the last day.
 * Runs as a job and may run twice: what the deputy holds already is not given again and not taken away at the end.
 */
export async function beginAbsence(ref: AbsenceRef, now = new Date()): Promise<void> {
	const absence = await store.readAbsence(database(), ref);
	if (!absence || absence.begunAt || absence.endedAt) return;
	if (absence.startsAt > now || absence.endsAt <= now) return;
	const held = (await grantsHeld(absence.account)).filter(
		(grant) =>
			grant.territory === absence.territory &&
			grant.space === absence.body &&
			(staffRoles as readonly string[]).includes(grant.role),
	);
	const had = new Set((await grantsHeld(absence.deputy)).map((grant) => grant.id));
	const house: Actor = { ...outsider(), account: absence.declaredBy };
	const given = await transaction(async (tx) => {
		const ids: Uuid[] = [];
		for (const { role, reach, territory, space } of held)
			ids.push(
				await give(
					tx,
					house,
					{ account: absence.deputy, role, reach, territory, space, expiresAt: absence.endsAt },
					now,
				),
			);
		return ids;
	});
	for (const id of given) await project(absence.deputy, id);
	const people = await accountsOf([absence.account]);
	await transaction(async (tx) => {
		await store.markBegun(
			tx,
			ref,
			given.filter((id) => !had.has(id)),
			now,
		);
		await notify(tx, {
			kind: 'organisations.stands-in',
			account: absence.deputy,
			territory: absence.territory,
			facts: { name: people.get(absence.account)?.name ?? '', until: absence.until },
			url: '/office/absences',
			key: `organisations.stands-in ${ref.id}`,
		});
	});
}

/** Whatever should have begun and has not: the queue may have been down at midnight. */
export async function beginAbsences(now = new Date()): Promise<void> {
	for (const ref of await store.dueToBegin(database(), now)) await beginAbsence(ref, now);
}
