import { type AccountId, database, newId, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Caller } from './actor.server.ts';
import * as store from './hosts-store.server.ts';
import { openSealed, sealFor } from './sealed.server.ts';
import { hashOf, newSecret, readToken, tokenOf } from './secrets.server.ts';
import { open, type SignedIn } from './sign-in.ts';
import * as signIns from './sign-ins-store.server.ts';

/** Seconds that a code is good for. */
const lives = 60;

type Knock = { host: string; browser: string; to: string };

/**
 * A territory's own host name sends the person to the main host to sign in. It gives the browser a secret in a cookie
 * of its own, and the main host the hash of it, sealed: the code that comes back is good in this browser only.
 */
export function knockFrom(host: string, to: string): { secret: string; sealed: string } {
	const secret = newSecret();
	return {
		secret,
		sealed: sealFor('host', { host, browser: hashOf(secret).toString('base64url'), to } satisfies Knock, 30),
	};
}
export function readHostKnock(sealed: string | null | undefined, at = new Date()): Knock | null {
	return openSealed<Knock>('host', sealed, at);
}

/** On the main host: a code of 60 seconds for the host and the browser that asked. */
export async function hostCode(
	actor: Actor,
	sealed: string | null,
	at = new Date(),
): Promise<{ code: string; host: string; to: string }> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const signIn = actor.signIn ?? refuse('platform.sign-in-first');
	const knock = readHostKnock(sealed, at) ?? refuse('identity.link-old');
	const secret = newSecret();
	await transaction((tx) =>
		store.insertHostCode(tx, {
			account,
			id: newId(at.getTime()),
			secretHash: hashOf(secret),
			host: knock.host,
			browserHash: Buffer.from(knock.browser, 'base64url'),
			signIn,
			at,
			expiresAt: new Date(at.getTime() + lives * 1000),
		}),
	);
	return { code: tokenOf(account, secret), host: knock.host, to: knock.to };
}

/** On the other host: the code, once, for a cookie of its own. Ends together with the sign-in of the main host. */
export async function signInByHostCode(
	input: { code: string | null; host: string; secret: string | undefined },
	caller: Caller = {},
	at = new Date(),
): Promise<SignedIn> {
	const token = readToken(input.code) ?? refuse('identity.link-old');
	const account = token.owner as AccountId;
	return transaction(async (tx) => {
		const taken = await store.takeHostCode(tx, {
			account,
			secretHash: hashOf(token.secret),
			host: input.host,
			browserHash: hashOf(input.secret ?? ''),
			at,
		});
		if (!taken) refuse('identity.link-old');
		const parent = await signIns.signInForHost(tx, account, taken.signIn, at);
		if (!parent) refuse('identity.link-old');
		return open(
			tx,
			{ account, way: 'host', remember: parent.remembered, provider: null },
			{ factor: parent.factor_at !== null, caller, at, host: input.host, parent: taken.signIn },
		);
	});
}

export async function dropOldHostCodes(at = new Date()): Promise<void> {
	await store.dropHostCodes(database(), new Date(at.getTime() - 86_400_000));
}
