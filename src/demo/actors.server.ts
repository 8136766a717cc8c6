import type { AccountId, TerritoryId } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { standingActor } from '#rooms/identity/door.server.ts';

/** What stands already when further things are planted: ids by the keys of rows. */
export type Ground = {
	territories: ReadonlyMap<string, TerritoryId>;
	accounts: ReadonlyMap<string, AccountId>;
};

/** People of the demonstration by the keys of their rows, each with the rights held now. */
export function actorsIn(accounts: ReadonlyMap<string, AccountId>): (key: string) => Promise<Actor> {
	return async (key) => {
		const account = accounts.get(key);
		const actor = account && (await standingActor(account));
		if (!actor) throw new Error(`${key} has no account`);
		return actor;
	};
}
