import { type AccountId, database } from '#platform/db/door.server.ts';
import type { Translate } from '#platform/i18n/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { absencesNow, type BodyRef, staffOf } from '#rooms/organisations/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { dayIn } from '../terms.ts';
import { loads } from './desk-store.server.ts';

export type StaffOption = { value: AccountId; label: string };

/** The people of a body, each once, with how much they have in work: whoever assigns should see it. Four queries. */
export async function staffOptions(body: BodyRef, t: Translate, now = new Date()): Promise<StaffOption[]> {
	const today = dayIn(zoneOf(body.territory), now);
	const [staff, load, away] = await Promise.all([
		staffOf(body),
		loads(database(), { kind: 'body', body }, today),
		absencesNow([body.territory], now),
	]);
	const people = await accountsOf(staff.map((member) => member.account));
	const loadOf = new Map(load.map((one) => [one.executor, one]));
	return [...new Set(staff.map((member) => member.account))].map((account) => {
		const { open, late } = loadOf.get(account) ?? { open: 0, late: 0 };
		const name = people.get(account)?.name ?? '';
		const label = t('appeals.work.staff-load', { name, open, late });
		const absent = away.find((one) => one.body === body.id && one.account === account);
		return {
			value: account,
			label: absent ? t('appeals.work.staff-away', { who: label, until: absent.until }) : label,
		};
	});
}
