import { Temporal } from 'temporal-polyfill';
import { record } from '#platform/audit/door.server.ts';
import { type AccountId, type Id, newId, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { enqueue } from '#platform/jobs/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { type Absence, type AbsenceRef, type AwayFrom, longestAway, overlap, placeOf } from './absence.ts';
import * as store from './absence-store.server.ts';
import { beginAbsence } from './begin-absence.ts';
import { colleagues } from './colleagues.ts';

/**
 * "I am away from … until …, this colleague stands in": one's own, or by the head that of the staff. The deputy works by the
 * rights of who is away for these days only.
 */
export async function declareAbsence(
	actor: Actor,
	where: AwayFrom,
	input: { account: AccountId; deputy: AccountId; from: string; until: string },
	now = new Date(),
): Promise<AbsenceRef> {
	const place = placeOf(where);
	const own = input.account === actor.account;
	demand(actor, own ? 'organisations.be-away' : 'organisations.send-away', place);
	const declaredBy = actor.account ?? refuse('platform.sign-in-first');
	const zone = zoneOf(where.territory);
	const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
	const [from, until] = [Temporal.PlainDate.from(input.from), Temporal.PlainDate.from(input.until)];
	if (Temporal.PlainDate.compare(until, from) < 0)
		invalid({ field: 'until', code: 'organisations.absence.swapped' });
	if (Temporal.PlainDate.compare(until, today) < 0)
		invalid({ field: 'until', code: 'organisations.absence.past' });
	if (from.until(until).days >= longestAway)
		invalid({ field: 'until', code: 'organisations.absence.long', facts: { days: longestAway } });
	const people = await colleagues(where);
	if (!people.some((one) => one.account === input.account))
		invalid({ field: 'account', code: 'platform.field.choose' });
	if (input.deputy === input.account) invalid({ field: 'deputy', code: 'organisations.absence.oneself' });
	if (!people.some((one) => one.account === input.deputy))
		invalid({ field: 'deputy', code: 'organisations.absence.no-colleague' });
	const instant = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(zone).epochMilliseconds);
	const id = newId<Id<'absence'>>(now.getTime());
	const absence: Absence = {
		territory: where.territory,
		id,
		body: where.body,
		account: input.account,
		deputy: input.deputy,
		from: from.toString(),
		until: until.toString(),
		startsAt: instant(from),
		endsAt: instant(until.add({ days: 1 })),
		declaredBy,
		declaredAt: now,
		begunAt: null,
		endedAt: null,
	};
	await transaction(async (tx) => {
		const standing = await store.absencesAt(tx, where, now);
		if (standing.some((one) => one.account === input.account && overlap(one, absence)))
			invalid({ field: 'from', code: 'organisations.absence.already' });
		if (standing.some((one) => one.account === input.deputy && overlap(one, absence)))
			invalid({ field: 'deputy', code: 'organisations.absence.deputy-away' });
		await store.insertAbsence(tx, absence);
		await enqueue(tx, 'organisations.begin-absence', absence, {
			key: `organisations.begin-absence ${id}`,
			runAt: absence.startsAt,
		});
		await announce(tx, 'organisations.absence-declared', { territory: where.territory, absence: id });
		await record(tx, {
			actor,
			territory: where.territory,
			action: 'organisations.absence-declared',
			thing: { kind: 'absence', id },
			about: input.account,
			payload: { ...input, body: where.body },
		});
	});
	const ref = { territory: where.territory, id };
	if (absence.startsAt <= now) await beginAbsence(ref, now);
	return ref;
}
