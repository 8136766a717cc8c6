import { type AccountId, database } from '#platform/db/door.server.ts';
import { holders } from '#rooms/identity/door.server.ts';
import { staffRoles } from '../body.ts';
import { staffOf } from '../store.server.ts';
import type { AwayFrom } from './absence.ts';

/** Who works there and may stand in for each other: the staff of the body, or who holds a role of work for the whole territory. */
export async function colleagues(where: AwayFrom): Promise<{ account: AccountId; role: string }[]> {
	if (where.body !== null)
		return (await staffOf(database(), { territory: where.territory, id: where.body })).map(
			({ account, role }) => ({ account, role }),
		);
	return (await holders([where.territory], { space: null }))
		.filter(
			(one) =>
				(staffRoles as readonly string[]).includes(one.role) &&
				(one.expiresAt === null || one.expiresAt > new Date()),
		)
		.map(({ account, role }) => ({ account, role }));
}
