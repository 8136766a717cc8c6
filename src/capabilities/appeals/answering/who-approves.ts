import { type AccountId, type Db, database } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { grantsHeld } from '#rooms/identity/door.server.ts';
import { insteadOf } from '#rooms/organisations/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import type { Appeal } from '../appeal.ts';
import { actsAs } from './approval.ts';
import { personOf, roleOf } from './step.ts';

type Where = Pick<Appeal, 'territory' | 'body'>;

/**
 * Who agrees at this moment in a step that names a person: that person, or who stands in for them. Null: anybody with the role,
 * because nobody is named or the named one holds it here no more.
 */
export async function approverOf(
	step: string,
	appeal: Where,
	now = new Date(),
	db: Db = database(),
): Promise<AccountId | null> {
	const person = personOf(step);
	if (person === null) return null;
	const { territory, body } = appeal;
	const grants = (await grantsHeld(person, db)).filter((one) => one.role === roleOf(step));
	const inBody =
		body !== null && grants.some((one) => one.territory === body.territory && one.space === body.id);
	const above = tree.ancestors(territory);
	const asWhole = grants.some(
		(one) =>
			one.space === null &&
			(one.territory === territory || (one.reach === 'subtree' && above.includes(one.territory))),
	);
	if (!inBody && !asWhole) return null;
	const where = inBody && body ? { territory: body.territory, body: body.id } : { territory, body: null };
	return (await insteadOf(where, [person], now, db))[0] ?? null;
}

/** The steps in which the actor agrees, of those given. */
export async function stepsOfActor(
	actor: Actor,
	steps: readonly string[],
	appeal: Where,
	now = new Date(),
	db: Db = database(),
): Promise<string[]> {
	const own: string[] = [];
	for (const step of steps)
		if (actsAs(actor, roleOf(step), appeal, await approverOf(step, appeal, now, db))) own.push(step);
	return own;
}
