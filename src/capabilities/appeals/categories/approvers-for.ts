import type { AccountId, TerritoryId } from '#platform/db/door.server.ts';
import type { Translate } from '#platform/i18n/door.ts';
import { accountsOf, holders } from '#rooms/identity/door.server.ts';
import { bodiesNamed, bodiesOf, bodyKey, staffOfMany } from '#rooms/organisations/door.server.ts';
import { personOf, roleOf, stepOf } from '../answering/step.ts';
import { approvers } from './check-category.ts';

export type ApproverOption = { value: string; label: string; group: string };
const isApprover = (role: string) => (approvers as readonly string[]).includes(role);

/** Roles, and the people who hold them in the territory as a whole or in one of its bodies: whom a step of approval may name. */
export async function approversFor(territory: TerritoryId, t: Translate): Promise<ApproverOption[]> {
	const now = new Date();
	const refs = (await bodiesOf(territory)).filter((one) => !one.closedOn);
	const [staff, named, wide] = await Promise.all([
		staffOfMany(refs),
		bodiesNamed(refs, t.lang),
		holders([territory], { space: null }),
	]);
	const held = [
		...wide
			.filter((one) => one.expiresAt === null || one.expiresAt > now)
			.map((one) => ({ account: one.account, role: one.role, body: '' })),
		...refs.flatMap((ref) =>
			(staff.get(bodyKey(ref)) ?? []).map(({ account, role }) => ({
				account,
				role,
				body: named.get(bodyKey(ref))?.shortName ?? '',
			})),
		),
	].filter((one) => isApprover(one.role));
	const people = await accountsOf([...new Set(held.map((one) => one.account))]);
	// the same person in one role at several places is one step
	const byStep = Map.groupBy(held, (one) => stepOf(one.role, one.account));
	const roleName = (role: string) => t.any(`organisations.role.${role}`);
	return [
		...approvers.map((role) => ({
			value: role,
			label: roleName(role),
			group: t('appeals.category.approvers.roles'),
		})),
		...[...byStep]
			.map(([value, [one, ...rest]]) => ({
				value,
				label: t('appeals.category.approvers.person', {
					name: (one && people.get(one.account)?.name) ?? '',
					role: roleName(one?.role ?? ''),
					body: rest.length === 0 && one?.body ? one.body : 'none',
				}),
				group: t('appeals.category.approvers.people'),
			}))
			.sort((a, b) => a.label.localeCompare(b.label, t.lang)),
	];
}

/** The steps of a category in words; who holds the role no more is said so. */
export async function approvalSaid(
	steps: readonly string[],
	options: readonly ApproverOption[],
	t: Translate,
): Promise<{ value: string; label: string }[]> {
	const gone = steps.filter((step) => !options.some((one) => one.value === step));
	const people = await accountsOf(gone.map(personOf).filter((id): id is AccountId => id !== null));
	return steps.map((step) => {
		const known = options.find((one) => one.value === step);
		const person = personOf(step);
		const role = t.any(`organisations.role.${roleOf(step)}`);
		if (known || person === null) return { value: step, label: known?.label ?? role };
		const name = people.get(person)?.name ?? '';
		return { value: step, label: t('appeals.category.approvers.elsewhere', { name, role }) };
	});
}
