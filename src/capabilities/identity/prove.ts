import { database } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { closeTry, openTry } from './limits.server.ts';
import { isPassword } from './password.server.ts';
import * as signIns from './sign-ins-store.server.ts';
import * as store from './store.server.ts';

const fresh = 15 * 60_000;

/**
 * Before weighty changes the person shows again who they are: by the password, or, where the account has none, by a
 * sign-in of the last 15 minutes.
 */
export async function prove(actor: Actor, password: string, at = new Date()): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const known = await store.passwordOf(database(), account);
	if (known?.password) {
		const tries = [{ kind: 'prove', value: account, limit: 10, minutes: 15 }];
		if (await openTry(tries, at)) refuse('identity.sign-in.too-many');
		const { right } = await isPassword(password.slice(0, 1000), known.password);
		if (!right) invalid({ field: 'current-password', code: 'identity.password.wrong' });
		await closeTry(tries);
		return;
	}
	const proved = actor.signIn ? await signIns.provedAt(database(), account, actor.signIn) : null;
	if (!proved || at.getTime() - proved.getTime() > fresh) refuse('identity.prove-again');
}
