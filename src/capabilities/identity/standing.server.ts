import { type AccountId, database } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import * as grants from './grants-store.server.ts';
import { accountById } from './store.server.ts';

/**
 * An account as an actor without a request: for what somebody set going and a job or another person finishes, by the
 * rights they have now. Null when the account is not active.
 */
export async function standingActor(account: AccountId, at = new Date()): Promise<Actor | null> {
	const known = await accountById(database(), account);
	if (known?.state !== 'active') return null;
	return {
		account,
		name: known.name,
		grants: await grants.grantsOf(database(), account, at),
		lang: known.lang,
		request: '',
		signIn: null,
		residence: null,
	};
}
