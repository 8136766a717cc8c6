import type { AccountId } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { standingActor } from '#rooms/identity/door.server.ts';

/** People of the demonstration by the keys of their rows, each with the rights held now. */
export function actorsIn(accounts: ReadonlyMap<string, AccountId>): (key: string) => Promise<Actor> {
	return async (key) => {
		const account = accounts.get(key);
		const actor = account && (await standingActor(account));
		if (!actor) throw new Error(`${key} has no account`);
		return actor;
	};
}
