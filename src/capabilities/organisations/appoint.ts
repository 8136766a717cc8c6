import { record } from '#platform/audit/door.server.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { type AccountId, database, type Id, newId, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { accountsOf, give, grantsHeld, project, take } from '#rooms/identity/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import type { BodyRef, Staff, StaffRole, UnitId } from './body.ts';
import type { StaffInput } from './input.ts';
import * as store from './store.server.ts';

/** What a role in a body lets one hold there: everyone who works is an official, some are more. */
const grantedFor = (role: StaffRole): StaffRole[] =>
	role === 'official' ? ['official'] : ['official', role];

/**
 * Takes a person on in the body. The list of the body is written first, the rights after it: whoever is not on the list
 * has no rights, and a repeat mends what a stop in between left undone.
 */
export async function appoint(actor: Actor, body: BodyRef, input: StaffInput): Promise<void> {
	demand(actor, 'organisations.appoint', { territory: body.territory, space: body.id });
	const account = input.account as AccountId;
	if (!(await accountsOf([account])).has(account))
		invalid({ field: 'account', code: 'platform.field.choose' });
	await transaction(async (tx) => {
		const found = await store.lockBody(tx, body);
		if (!found || found.closedOn) refuse('organisations.body-not-found');
		if (input.unit && !(await store.unitsOf(tx, body)).some((unit) => unit.id === input.unit))
			invalid({ field: 'unit', code: 'platform.field.choose' });
		const added = await store.insertStaff(tx, {
			territory: body.territory,
			id: newId<Id<'staff'>>(),
			body: body.id,
			unit: input.unit as UnitId | null,
			account,
			role: input.role,
			post: input.post,
			publicName: input.publicName,
			since: dayIn(zoneOf(body.territory), new Date()),
		});
		if (!added) return;
		await announce(tx, 'organisations.staff-changed', { territory: body.territory, body: body.id, account });
		await record(tx, {
			actor,
			territory: body.territory,
			action: 'organisations.appointed',
			thing: { kind: 'body', id: body.id },
			payload: { account, role: input.role, post: input.post },
		});
	});
	const given = await transaction(async (tx) => {
		const ids = [];
		for (const role of grantedFor(input.role))
			ids.push(await give(tx, actor, { account, role, territory: body.territory, space: body.id }));
		return ids;
	});
	for (const grant of given) await project(account, grant);
}

/** Ends a person's work in the body. The rights go first: they end at the person's next request. */
export async function dismiss(actor: Actor, body: BodyRef, member: Id<'staff'>): Promise<void> {
	demand(actor, 'organisations.appoint', { territory: body.territory, space: body.id });
	const staff = await store.staffMember(database(), body.territory, member);
	if (!staff || staff.body !== body.id) refuse('organisations.staff-not-found');
	await withdrawRights(actor, body, staff);
	await transaction(async (tx) => {
		await store.endStaff(tx, body.territory, member, dayIn(zoneOf(body.territory), new Date()));
		await announce(tx, 'organisations.staff-changed', {
			territory: body.territory,
			body: body.id,
			account: staff.account,
		});
		await record(tx, {
			actor,
			territory: body.territory,
			action: 'organisations.dismissed',
			thing: { kind: 'body', id: body.id },
			payload: { account: staff.account, role: staff.role },
		});
	});
}

/** What the person's other roles in the same body still ask for stays. */
async function withdrawRights(actor: Actor, body: BodyRef, staff: Staff): Promise<void> {
	const others = (await store.staffOf(database(), body)).filter(
		(one) => one.account === staff.account && one.id !== staff.id,
	);
	const kept = new Set<string>(others.flatMap((one) => grantedFor(one.role)));
	const gone = (await grantsHeld(staff.account)).filter(
		(grant) => grant.territory === body.territory && grant.space === body.id && !kept.has(grant.role),
	);
	await transaction(async (tx) => {
		for (const grant of gone) await take(tx, actor, { account: staff.account, grant: grant.id });
	});
	for (const grant of gone) await project(staff.account, grant.id);
}
