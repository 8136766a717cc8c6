import { database } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import * as happenings from './happenings-store.server.ts';

/** What happened to one's own account, newest first. */
export async function happeningsOf(actor: Actor, limit = 50): Promise<happenings.Happening[]> {
	return actor.account ? happenings.happeningsOf(database(), actor.account, limit) : [];
}
