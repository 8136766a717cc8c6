import { database } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import * as store from './store.server.ts';

/** What happened to one's own account, newest first. */
export async function happeningsOf(actor: Actor, limit = 50): Promise<store.Happening[]> {
	return actor.account ? store.happeningsOf(database(), actor.account, limit) : [];
}
