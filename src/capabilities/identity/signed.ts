import { type AccountId, database } from '#platform/db/door.server.ts';
import { accountsByIds } from './store.server.ts';

/** Lines of what happened, each with the name of whoever did it; null: the house itself. */
export async function signed<Line extends { account: AccountId | null }>(
	lines: readonly Line[],
): Promise<(Omit<Line, 'account'> & { by: { account: AccountId; name: string } | null })[]> {
	const ids = new Set(lines.flatMap(({ account }) => account ?? []));
	const known = new Map((await accountsByIds(database(), [...ids])).map((one) => [one.account, one.name]));
	return lines.map(({ account, ...line }) => ({
		...line,
		by: account ? { account, name: known.get(account) ?? '' } : null,
	}));
}
