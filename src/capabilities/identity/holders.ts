import { type AccountId, type Db, database, type TerritoryId, type Uuid } from '#platform/db/door.server.ts';
import type { GrantRow } from './account.ts';
import * as store from './grants-store.server.ts';

/** Who holds roles in these territories, by the projection; `space` null: the territory itself, undefined: anywhere. */
export async function holders(
	territories: readonly TerritoryId[],
	options: { space?: Uuid | null; role?: string; limit?: number } = {},
): Promise<store.Holder[]> {
	return store.holdersIn(database(), territories, { ...options, limit: options.limit ?? 500 });
}

/** The roles of an account as they stand now; inside a transaction it is given, so that its own changes are seen. */
export async function grantsHeld(account: AccountId, db: Db = database()): Promise<GrantRow[]> {
	return store.grantsOf(db, account, new Date());
}
