import { dayIn } from '#platform/calendar/door.ts';
import { type AccountId, database } from '#platform/db/door.server.ts';
import type { Translate } from '#platform/i18n/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { type Absence, absencesNow, type BodyRef, staffOf } from '#rooms/organisations/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { type Load, loadsAt } from './frame-store.server.ts';

export type StaffOption = { value: AccountId; label: string };

/** The people of a body, each once, with how much they have in work: whoever assigns should see it. Four queries. */
export async function staffOptions(body: BodyRef, t: Translate, now = new Date()): Promise<StaffOption[]> {
	const today = dayIn(zoneOf(body.territory), now);
	const [staff, loads, away] = await Promise.all([
		staffOf(body),
		loadsAt(database(), { kind: 'body', body }, today),
		absencesNow([body.territory], now),
	]);
	const people = await accountsOf(staff.map((member) => member.account));
	const here = away.filter((one) => one.body === body.id);
	return staffLabelled({ staff, people, loads, away: here }, t);
}

/** The same where all of it is known already; `away`: who is away from this body. */
export function staffLabelled(
	known: {
		staff: readonly { account: AccountId }[];
		people: ReadonlyMap<AccountId, { name: string }>;
		loads: readonly Load[];
		away: readonly Absence[];
	},
	t: Translate,
): StaffOption[] {
	const loadOf = new Map(known.loads.map((one) => [one.executor, one]));
	return [...new Set(known.staff.map((member) => member.account))].map((account) => {
		const { open, late } = loadOf.get(account) ?? { open: 0, late: 0 };
		const name = known.people.get(account)?.name ?? '';
		const label = t('appeals.work.staff-load', { name, open, late });
		const absent = known.away.find((one) => one.account === account);
		return {
			value: account,
			label: absent ? t('appeals.work.staff-away', { who: label, until: absent.until }) : label,
		};
	});
}
