import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { publicOrigin } from '#platform/config/door.server.ts';
import { keyedHash, seal, unseal } from '#platform/config/keys.server.ts';
import { type AccountId, database, newId, transaction, type Uuid } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Caller } from './actor.server.ts';
import * as claims from './claims-store.server.ts';
import * as factors from './factors-store.server.ts';
import { write } from './letters.ts';
import { closeTry, openTry } from './limits.server.ts';
import { prove } from './prove.ts';
import { type Half, happen, open, type SignedIn } from './sign-in.ts';
import * as signIns from './sign-ins-store.server.ts';
import * as store from './store.server.ts';

/** Seconds of one step of the codes (RFC 6238). */
const period = 30;

const totp = (secret: string, label: string) =>
	new TOTP({
		issuer: new URL(publicOrigin()).host,
		label,
		algorithm: 'SHA1',
		digits: 6,
		period,
		secret: Secret.fromBase32(secret),
	});

export type TotpSetup = { key: string; address: string; picture: string };

/** Begins (or shows again) the set-up of codes from an app: the key, its address, and a picture of it as inline SVG. */
export async function totpSetup(actor: Actor, at = new Date()): Promise<TotpSetup> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const db = database();
	const known = await store.accountById(db, account);
	let begun = await factors.totpOf(db, account, false);
	if (!begun) {
		const sealed = seal('identity-totp', new Secret({ size: 20 }).base32);
		await transaction((tx) =>
			factors.startTotp(tx, { account, id: newId(at.getTime()), sealed, name: '', at }),
		);
		begun = (await factors.totpOf(db, account, false)) ?? refuse('platform.not-found');
	}
	const key = unseal('identity-totp', begun.sealed);
	const address = totp(key, known?.email ?? known?.name ?? '').toString();
	const { default: QRCode } = await import('qrcode');
	const picture = await QRCode.toString(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
	return { key: key.replace(/(.{4})(?=.)/g, '$1 '), address, picture };
}

/** Finishes the set-up by the first right code; gives ten recovery codes, to be seen only now. */
export async function confirmTotp(
	actor: Actor,
	input: { code: string; current: string },
	caller: Caller = {},
	at = new Date(),
): Promise<string[]> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	await prove(actor, input.current, at);
	const begun =
		(await factors.totpOf(database(), account, false)) ?? refuse('identity.factor.already-set-up');
	const step = stepOf(unseal('identity-totp', begun.sealed), input.code, at);
	if (step === null) invalid({ field: 'code', code: 'identity.factor.code-wrong' });
	const codes = newCodes();
	await transaction(async (tx) => {
		const known = (await store.lockAccount(tx, account)) ?? refuse('platform.sign-in-first');
		if (await factors.totpOf(tx, account, true)) refuse('identity.factor.already-set-up');
		await factors.takeStep(tx, account, begun.id, step, at);
		await factors.putRecoveryCodes(
			tx,
			account,
			codes.map((code) => ({ id: newId(), hash: hashOfCode(account, code) })),
			at,
		);
		if (actor.signIn) await signIns.noteFactor(tx, account, actor.signIn, at);
		await signIns.endSignIns(tx, account, actor.signIn, 'password', at);
		await happen(tx, account, 'factor-added', caller, at);
		if (known.email) await write(tx, 'factor-changed', { email: known.email, lang: known.lang, account });
	});
	return codes;
}

/** The step that a code belongs to, a step early or late being forgiven; null: none. */
function stepOf(secret: string, code: string, at: Date): number | null {
	const digits = code.replace(/\s/g, '');
	if (!/^\d{6}$/.test(digits)) return null;
	const delta = totp(secret, '').validate({ token: digits, timestamp: at.getTime(), window: 1 });
	return delta === null ? null : Math.floor(at.getTime() / 1000 / period) + delta;
}

/** The second step of signing in: a code from the app or a recovery code. */
export async function signInByCode(
	half: Half,
	code: string,
	caller: Caller = {},
	at = new Date(),
): Promise<SignedIn> {
	const { account } = half;
	const tries = [{ kind: 'factor', value: account, limit: 10, minutes: 15 }];
	if (await openTry(tries, at)) refuse('identity.sign-in.too-many');
	const known = await store.accountById(database(), account);
	if (known?.state !== 'active') refuse('identity.sign-in.again');
	const recovery = readCode(code);
	const app = await factors.totpOf(database(), account, true);
	const step = app ? stepOf(unseal('identity-totp', app.sealed), code, at) : null;
	const signedIn = await transaction(async (tx) => {
		const right =
			(app && step !== null && (await factors.takeStep(tx, account, app.id, step, at))) ||
			(recovery && (await factors.useRecoveryCode(tx, account, hashOfCode(account, recovery), at)));
		if (!right) return null;
		if (recovery && step === null) await happen(tx, account, 'recovery-code-used', caller, at);
		return open(tx, half, { factor: true, caller, at });
	});
	if (!signedIn) invalid({ field: 'code', code: 'identity.factor.code-wrong' });
	await closeTry(tries);
	return signedIn;
}

export type FactorsView = { factors: factors.Factor[]; codesLeft: number; hasTotp: boolean };
export async function ownFactors(actor: Actor): Promise<FactorsView> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const [all, codesLeft] = await Promise.all([
		factors.confirmedFactors(database(), account),
		factors.recoveryCodesLeft(database(), account),
	]);
	return { factors: all, codesLeft, hasTotp: all.some((one) => one.kind === 'totp') };
}

export async function renewRecoveryCodes(
	actor: Actor,
	current: string,
	caller: Caller = {},
	at = new Date(),
): Promise<string[]> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	await prove(actor, current, at);
	if ((await factors.confirmedFactors(database(), account)).length === 0) refuse('identity.factor.none');
	const codes = newCodes();
	await transaction(async (tx) => {
		await factors.putRecoveryCodes(
			tx,
			account,
			codes.map((code) => ({ id: newId(), hash: hashOfCode(account, code) })),
			at,
		);
		await happen(tx, account, 'recovery-codes-renewed', caller, at);
	});
	return codes;
}

/** Removes one's own factor; the territory that demands one will ask for another at the next request. */
export async function removeFactor(
	actor: Actor,
	input: { factor: Uuid; current: string },
	caller: Caller = {},
	at = new Date(),
): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	await prove(actor, input.current, at);
	const gone = await transaction(async (tx) => {
		const known = (await store.lockAccount(tx, account)) ?? refuse('platform.sign-in-first');
		const dropped = await factors.dropFactor(tx, account, input.factor);
		if (!dropped) return null;
		const left = await factors.confirmedFactors(tx, account);
		if (left.length === 0) {
			await factors.putRecoveryCodes(tx, account, [], at);
			await signIns.forgetFactor(tx, account);
		}
		await happen(tx, account, 'factor-removed', caller, at);
		if (known.email) await write(tx, 'factor-changed', { email: known.email, lang: known.lang, account });
		return dropped;
	});
	if (gone?.credential) await claims.release(database(), 'passkey', gone.credential, account);
}

// Recovery codes: ten of ten letters that are not mixed up by eye.

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
function newCodes(): string[] {
	return Array.from({ length: 10 }, () => {
		const code = Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('');
		return `${code.slice(0, 5)}-${code.slice(5)}`;
	});
}
function readCode(text: string): string | null {
	const code = text.toLowerCase().replace(/[\s-]/g, '');
	return code.length === 10 && [...code].every((letter) => letters.includes(letter))
		? `${code.slice(0, 5)}-${code.slice(5)}`
		: null;
}
/** Keyed, because a code is short enough to be guessed from a plain hash. Version 1 of the key, so that old codes stay good. */
function hashOfCode(account: AccountId, code: string): Buffer {
	return keyedHash('identity-recovery', `${account}:${code}`, 1);
}
