import type { AccountId } from '#platform/db/door.server.ts';
import { accountsOf, holders } from '#rooms/identity/door.server.ts';
import { staffOf } from '#rooms/organisations/door.server.ts';
import type { Appeal } from '../appeal.ts';
import { bodyOfKey } from '../project.ts';

export type Colleague = { value: AccountId; name: string };
const registry = ['controller', 'head', 'official'];

/** Everybody who works on the appeal and so reads its notes: the body, those that take part, the registry. By name. */
export async function colleaguesOn(appeal: Appeal, now = new Date()): Promise<Colleague[]> {
	const bodies = [...(appeal.body ? [appeal.body] : []), ...appeal.withBodies.map(bodyOfKey)];
	const [staff, held] = await Promise.all([
		Promise.all(bodies.map((body) => staffOf(body))),
		holders([appeal.territory], { space: null }),
	]);
	const accounts = [
		...staff.flat().map((member) => member.account),
		...held
			.filter((one) => registry.includes(one.role) && (one.expiresAt === null || one.expiresAt > now))
			.map((one) => one.account),
	];
	const people = await accountsOf([...new Set(accounts)]);
	return [...new Set(accounts)]
		.map((value) => ({ value, name: people.get(value)?.name ?? '' }))
		.filter((one) => one.name !== '')
		.sort((a, b) => a.name.localeCompare(b.name, 'ru'));
}
