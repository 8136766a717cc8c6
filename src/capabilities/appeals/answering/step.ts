import { type AccountId, isUuid } from '#platform/db/ids.ts';

/** A step of approval as it is written: a role, or a person who holds it: `head`, `head:<account>`. */
export const stepOf = (role: string, person: AccountId | null): string =>
	person === null ? role : `${role}:${person}`;

export const roleOf = (step: string): string => step.split(':', 1)[0] ?? step;

export function personOf(step: string): AccountId | null {
	const id = step.slice(roleOf(step).length + 1);
	return isUuid(id) ? (id as AccountId) : null;
}
