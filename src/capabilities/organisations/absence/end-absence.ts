import { record } from '#platform/audit/door.server.ts';
import { type AccountId, database, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { notify } from '#platform/notifications/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { accountsOf, grantsHeld, outsider, project, take } from '#rooms/identity/door.server.ts';
import type { BodyRef } from '../body.ts';
import { type Absence, type AbsenceRef, placeOf } from './absence.ts';
import * as store from './absence-store.server.ts';
import { colleagues } from './colleagues.ts';

/** Back before the time, or a mistake: the deputy's rights end at the next request. */
export async function endAbsence(actor: Actor, ref: AbsenceRef, now = new Date()): Promise<void> {
	const absence = (await store.readAbsence(database(), ref)) ?? refuse('organisations.absence-not-found');
	const own = absence.account === actor.account;
	demand(actor, own ? 'organisations.be-away' : 'organisations.send-away', placeOf(absence));
	await end(actor, absence, now);
}

async function end(actor: Actor, absence: Absence, now: Date): Promise<void> {
	const ref = { territory: absence.territory, id: absence.id };
	const people = await accountsOf([absence.account]);
	const ended = await transaction(async (tx) => {
		if (!(await store.markEnded(tx, ref, actor.account, now))) return false;
		await announce(tx, 'organisations.absence-ended', { territory: ref.territory, absence: ref.id });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'organisations.absence-ended',
			thing: { kind: 'absence', id: ref.id },
			about: absence.account,
			payload: { account: absence.account, deputy: absence.deputy },
		});
		// who heard that they stand in hears that they do so no more; who ended it knows
		if (absence.begunAt && absence.deputy !== actor.account)
			await notify(tx, {
				kind: 'organisations.stands-in-no-more',
				account: absence.deputy,
				territory: ref.territory,
				facts: { name: people.get(absence.account)?.name ?? '' },
				url: '/office/absences',
				key: `organisations.stands-in-no-more ${ref.id}`,
			});
		return true;
	});
	if (!ended) return;
	const given = new Set(await store.grantsOf(database(), ref));
	// a role that was meanwhile given for good, or for a longer time, is not ours to take
	const mine = (await grantsHeld(absence.deputy)).filter(
		(grant) => given.has(grant.id) && grant.expiresAt?.getTime() === absence.endsAt.getTime(),
	);
	await transaction(async (tx) => {
		for (const grant of mine) await take(tx, actor, { account: absence.deputy, grant: grant.id }, now);
	});
	for (const grant of mine) await project(absence.deputy, grant.id);
}

/** Who has left the body is not away from it any more, and needs no deputy. */
export async function endAbsencesOfLeft(body: BodyRef, account: AccountId, now = new Date()): Promise<void> {
	const where = { territory: body.territory, body: body.id };
	if ((await colleagues(where)).some((one) => one.account === account)) return;
	for (const absence of await store.absencesAt(database(), where, now))
		if (absence.account === account || absence.deputy === account) await end(outsider(), absence, now);
}
