import {
	type AccountId,
	database,
	newId,
	type Tx,
	transaction,
	type Uuid,
} from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { cleanEmail } from './account.ts';
import { type Caller, livesUnused } from './actor.server.ts';
import * as claims from './claims-store.server.ts';
import { confirmedFactors } from './factors-store.server.ts';
import * as happenings from './happenings-store.server.ts';
import { closeTry, openTry, type Try } from './limits.server.ts';
import { hashPassword, isPassword } from './password.server.ts';
import { openSealed, sealFor } from './sealed.server.ts';
import { hashOf, newSecret, tokenOf } from './secrets.server.ts';
import * as signIns from './sign-ins-store.server.ts';
import * as store from './store.server.ts';

/** The cookie to set; `until` null: for this visit of the browser only. */
export type SignedIn = { step: 'done'; account: AccountId; cookie: string; until: Date | null };
/** The first proof was right; the second factor is asked next. `half` goes into a cookie of ten minutes. */
export type HalfSignedIn = { step: 'second-factor'; half: string };

export type Half = { account: AccountId; way: signIns.Way; remember: boolean; provider: string | null };

const wrong = () => invalid({ field: 'password', code: 'identity.sign-in.wrong' });

/**
 * E-mail and password. An address that we do not know, an account without a password and a wrong password answer
 * the same and take the same time.
 */
export async function signIn(
	input: { email: string; password: string; remember?: boolean },
	caller: Caller = {},
	at = new Date(),
): Promise<SignedIn | HalfSignedIn> {
	const email = cleanEmail(input.email);
	const tries: Try[] = [
		{ kind: 'sign-in-here', value: `${email} ${caller.ip ?? ''}`, limit: 10, minutes: 15 },
		{ kind: 'sign-in-login', value: email, limit: 60, minutes: 60 },
		{ kind: 'sign-in-address', value: caller.ip ?? '', limit: 100, minutes: 15 },
	];
	if (await openTry(tries, at)) refuse('identity.sign-in.too-many');
	const db = database();
	const owner = email ? await claims.ownerOf(db, 'email', email) : null;
	const known = owner ? await store.passwordOf(db, owner) : null;
	const password = input.password.slice(0, 1000);
	const { right, outdated } = await isPassword(password, known?.password ?? null);
	if (!right || !owner || !known) return wrong();
	await closeTry(tries);
	if (known.state === 'suspended') refuse('identity.sign-in.suspended');
	if (known.state !== 'active') return wrong();
	if (outdated) {
		const raised = await hashPassword(password);
		await transaction(async (tx) => {
			const row = await store.lockAccount(tx, owner);
			// a change of password in another tab wins
			if (row?.password === known.password) await store.setPassword(tx, owner, raised, at);
		});
	}
	return begin(
		{ account: owner, way: 'password', remember: input.remember ?? false, provider: null },
		caller,
		at,
	);
}

/** The first proof was right: the sign-in itself, or the question for the second factor. */
export async function begin(half: Half, caller: Caller, at = new Date()): Promise<SignedIn | HalfSignedIn> {
	const factors = await confirmedFactors(database(), half.account);
	if (factors.length > 0) return { step: 'second-factor', half: sealFor('half', half, 10, at) };
	return transaction((tx) => open(tx, half, { factor: false, caller, at }));
}

export function readHalf(sealed: string | undefined, at = new Date()): Half | null {
	return openSealed<Half>('half', sealed, at);
}

/** Writes the sign-in and makes its cookie. Whoever calls has checked the proofs. */
export async function open(
	tx: Tx,
	half: Half,
	with_: { factor: boolean; caller: Caller; at: Date; host?: string | null; parent?: Uuid | null },
): Promise<SignedIn> {
	const { caller, at } = with_;
	const secret = newSecret();
	const lives = half.remember ? livesUnused.remembered : livesUnused.otherwise;
	const until = new Date(at.getTime() + lives);
	await signIns.insertSignIn(tx, {
		account: half.account,
		id: newId(),
		secretHash: hashOf(secret),
		way: half.way,
		factorAt: with_.factor ? at : null,
		host: with_.host ?? null,
		parent: with_.parent ?? null,
		provider: half.provider,
		ip: caller.ip ?? null,
		agent: (caller.agent ?? '').slice(0, 300),
		remembered: half.remember,
		at,
		expiresAt: until,
	});
	await happen(tx, half.account, 'signed-in', caller, at);
	return {
		step: 'done',
		account: half.account,
		cookie: tokenOf(half.account, secret),
		until: half.remember ? until : null,
	};
}

export async function signOut(actor: Actor, at = new Date()): Promise<void> {
	if (actor.account && actor.signIn)
		await signIns.endSignIn(database(), actor.account, actor.signIn, 'signed-out', at);
}

/** A line for the owner of the account to read. */
export async function happen(
	tx: Tx,
	account: AccountId,
	what: string,
	caller: Caller,
	at: Date,
): Promise<void> {
	await happenings.insertHappening(tx, {
		account,
		id: newId(at.getTime()),
		at,
		what,
		ip: caller.ip ?? null,
		agent: (caller.agent ?? '').slice(0, 300),
	});
}

export type OwnSignIn = signIns.SignInRow & { isThis: boolean };
export async function ownSignIns(actor: Actor, at = new Date()): Promise<OwnSignIn[]> {
	if (!actor.account) return [];
	const rows = await signIns.signInsOf(database(), actor.account, at);
	return rows.map((row) => ({ ...row, isThis: row.id === actor.signIn }));
}

/** Ends one of one's own sign-ins, or (null) all but this one. */
export async function revokeSignIn(actor: Actor, signIn: Uuid | null, at = new Date()): Promise<number> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	if (signIn === null) return signIns.endSignIns(database(), account, actor.signIn, 'revoked', at);
	return (await signIns.endSignIn(database(), account, signIn, 'revoked', at)) ? 1 : 0;
}
