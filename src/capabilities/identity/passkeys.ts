import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { type AccountId, database, newId, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { nameField } from './account.ts';
import type { Caller } from './actor.server.ts';
import * as claims from './claims-store.server.ts';
import * as factors from './factors-store.server.ts';
import { write } from './letters.ts';
import { openTry } from './limits.server.ts';
import { prove } from './prove.ts';
import { openSealed, sealFor } from './sealed.server.ts';
import { type Half, happen, open, type SignedIn } from './sign-in.ts';
import * as signIns from './sign-ins-store.server.ts';
import * as store from './store.server.ts';

/** What the page gives to the browser, and what the form brings back sealed, so that a challenge is kept nowhere. */
export type Ask = { options: string; sealed: string };
type Challenge = { challenge: string; account: AccountId | null; bearer: string };

/** Comes with the first passkey: 300 modules, a sixth of the start of a process that meets none. */
const webauthn = () => import('@simplewebauthn/server');

const strange = () => invalid({ field: 'passkey', code: 'identity.passkey.failed' });

/** Asks the browser to make a key for this account. `origin`: the address at which the page stands. */
export async function askToAdd(actor: Actor, origin: string): Promise<Ask> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const known = (await store.accountById(database(), account)) ?? refuse('platform.sign-in-first');
	const standing = await factors.passkeysOf(database(), account);
	const site = new URL(origin);
	const { generateRegistrationOptions } = await webauthn();
	const options = await generateRegistrationOptions({
		rpName: site.host,
		rpID: site.hostname,
		userName: known.email ?? known.name,
		userDisplayName: known.name,
		userID: new TextEncoder().encode(account),
		excludeCredentials: standing.map((one) => ({ id: one.credential, transports: one.transports })),
		authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
	});
	return {
		options: JSON.stringify(options),
		sealed: sealFor(
			'passkey',
			{ challenge: options.challenge, account, bearer: actor.signIn ?? '' } satisfies Challenge,
			5,
		),
	};
}

export async function addPasskey(
	actor: Actor,
	input: { answer: string; sealed: string; name: string; current: string; origin: string },
	caller: Caller = {},
	at = new Date(),
): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	await prove(actor, input.current, at);
	const asked = openSealed<Challenge>('passkey', input.sealed, at);
	const answer = parse<RegistrationResponseJSON>(input.answer);
	if (!asked || asked.account !== account || asked.bearer !== (actor.signIn ?? '') || !answer)
		return strange();
	const { verifyRegistrationResponse } = await webauthn();
	const checked = await verifyRegistrationResponse({
		response: answer,
		expectedChallenge: asked.challenge,
		expectedOrigin: input.origin,
		expectedRPID: new URL(input.origin).hostname,
		requireUserVerification: false,
	}).catch(() => strange());
	if (!checked.verified) return strange();
	const { credential } = checked.registrationInfo;
	const name = nameField.safeParse(input.name);
	if ((await claims.claim(database(), 'passkey', credential.id, account, at)) !== account) return strange();
	const rest = await factors.passkeysOf(database(), account);
	if (rest.some((one) => one.credential === credential.id)) return;
	await transaction(async (tx) => {
		const known = (await store.lockAccount(tx, account)) ?? refuse('platform.sign-in-first');
		await factors.insertPasskey(tx, {
			account,
			id: newId(at.getTime()),
			name: (name.success ? name.data : '').slice(0, 100),
			credential: credential.id,
			publicKey: Buffer.from(credential.publicKey),
			counter: credential.counter,
			transports: credential.transports ?? [],
			at,
		});
		if (actor.signIn) await signIns.noteFactor(tx, account, actor.signIn, at);
		await happen(tx, account, 'factor-added', caller, at);
		if (known.email) await write(tx, 'factor-changed', { email: known.email, lang: known.lang, account });
	});
}

/** Asks for a key: of the half signed-in person as the second factor, or (null) of anyone who has one here. */
export async function askForPasskey(half: Half | null, bearer: string, origin: string): Promise<Ask> {
	const own = half ? await factors.passkeysOf(database(), half.account) : [];
	const { generateAuthenticationOptions } = await webauthn();
	const options = await generateAuthenticationOptions({
		rpID: new URL(origin).hostname,
		allowCredentials: own.map((one) => ({ id: one.credential, transports: one.transports as never })),
		userVerification: half ? 'preferred' : 'required',
	});
	return {
		options: JSON.stringify(options),
		sealed: sealFor(
			'passkey',
			{ challenge: options.challenge, account: half?.account ?? null, bearer } satisfies Challenge,
			5,
		),
	};
}

/** Signs in by a key: alone (the key has checked the person), or as the second factor after the password. */
export async function signInByPasskey(
	input: {
		answer: string;
		sealed: string;
		bearer: string;
		origin: string;
		half: Half | null;
		remember: boolean;
	},
	caller: Caller = {},
	at = new Date(),
): Promise<SignedIn> {
	if (await openTry([{ kind: 'passkey-address', value: caller.ip ?? '', limit: 60, minutes: 15 }], at))
		refuse('identity.sign-in.too-many');
	const asked = openSealed<Challenge>('passkey', input.sealed, at);
	const answer = parse<AuthenticationResponseJSON>(input.answer);
	if (!asked || asked.bearer !== input.bearer || asked.account !== (input.half?.account ?? null) || !answer)
		return strange();
	const db = database();
	const owner = await claims.ownerOf(db, 'passkey', String(answer.id).slice(0, 1500));
	if (!owner || (input.half && owner !== input.half.account)) return strange();
	const key = (await factors.passkeysOf(db, owner)).find((one) => one.credential === answer.id);
	const known = await store.accountById(db, owner);
	if (!key || known?.state !== 'active') return strange();
	const { verifyAuthenticationResponse } = await webauthn();
	const checked = await verifyAuthenticationResponse({
		response: answer,
		expectedChallenge: asked.challenge,
		expectedOrigin: input.origin,
		expectedRPID: new URL(input.origin).hostname,
		credential: {
			id: key.credential,
			publicKey: new Uint8Array(key.publicKey),
			counter: key.counter,
			transports: key.transports,
		},
		requireUserVerification: input.half === null,
	}).catch(() => strange());
	if (!checked.verified) return strange();
	return transaction(async (tx) => {
		if (!(await factors.usePasskey(tx, owner, key.id, checked.authenticationInfo.newCounter, at)))
			return strange();
		const half = input.half ?? {
			account: owner,
			way: 'passkey' as const,
			remember: input.remember,
			provider: null,
		};
		return open(tx, half, { factor: true, caller, at });
	});
}

function parse<T>(text: string): T | null {
	if (text.length > 20_000) return null;
	try {
		const read: unknown = JSON.parse(text);
		return typeof read === 'object' && read !== null ? (read as T) : null;
	} catch {
		return null;
	}
}
