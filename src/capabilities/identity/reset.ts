import { type AccountId, database, newId, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { cleanEmail, emailField, type Lang, nameField, veiled } from './account.ts';
import type { Caller } from './actor.server.ts';
import * as claims from './claims-store.server.ts';
import { linkTo, write } from './letters.ts';
import * as letters from './letters-store.server.ts';
import { openTry } from './limits.server.ts';
import { hashPassword } from './password.server.ts';
import { weakness } from './password.ts';
import { prove } from './prove.ts';
import { claimEmail } from './register.ts';
import { hashOf, newSecret, readToken, tokenOf } from './secrets.server.ts';
import { begin, type HalfSignedIn, happen, type SignedIn } from './sign-in.ts';
import * as signIns from './sign-ins-store.server.ts';
import * as store from './store.server.ts';

/** Sends a link to set a new password. Whether the address has an account is told to its owner only, by the letter. */
export async function askToReset(
	input: { email: string },
	caller: Caller = {},
	at = new Date(),
): Promise<void> {
	const email = cleanEmail(input.email);
	if (!emailField.safeParse(email).success) invalid({ field: 'email', code: 'identity.email.wrong' });
	const over = await openTry(
		[
			{ kind: 'letter', value: email, limit: 5, minutes: 60 },
			{ kind: 'letter-address', value: caller.ip ?? '', limit: 40, minutes: 60 },
		],
		at,
	);
	if (over) refuse('identity.letter.too-many');
	const db = database();
	const owner = await claims.ownerOf(db, 'email', email);
	const account = owner && (await store.accountById(db, owner));
	if (!owner || account?.state !== 'active') return;
	await sendLink(owner, 'reset', { email, lang: account.lang }, 60, '/account/reset/finish', at);
}

async function sendLink(
	account: AccountId,
	purpose: letters.LetterPurpose,
	to: { email: string; lang: Lang },
	minutes: number,
	path: string,
	at: Date,
): Promise<void> {
	const secret = newSecret();
	await transaction(async (tx) => {
		await letters.insertLetter(tx, {
			account,
			id: newId(at.getTime()),
			purpose,
			secretHash: hashOf(secret),
			email: to.email,
			at,
			expiresAt: new Date(at.getTime() + minutes * 60_000),
		});
		await write(
			tx,
			purpose as 'reset' | 'change-email' | 'erase',
			{ ...to, account },
			{
				link: linkTo(`${path}?token=${tokenOf(account, secret)}`, to.lang),
			},
		);
	});
}

/** Whose link this is; null when it is old, used or not ours. */
export async function readLink(
	token: string | null,
	purpose: letters.LetterPurpose,
	at = new Date(),
): Promise<{ account: AccountId; letter: string; email: string | null; veiled: string } | null> {
	const read = readToken(token);
	if (!read) return null;
	const account = read.owner as AccountId;
	const letter = await letters.letterOf(database(), account, purpose, hashOf(read.secret), at);
	if (!letter || letter.used) return null;
	return {
		account,
		letter: letter.id,
		email: letter.email,
		veiled: letter.email ? veiled(letter.email) : '',
	};
}

/** Sets the new password, ends every sign-in, and signs in here (through the second factor where there is one). */
export async function reset(
	input: { token: string; password: string },
	caller: Caller = {},
	at = new Date(),
): Promise<SignedIn | HalfSignedIn> {
	const link = (await readLink(input.token, 'reset', at)) ?? refuse('identity.link-old');
	const weak = weakness(input.password, { email: link.email ?? '' });
	if (weak) invalid({ field: 'password', code: weak });
	const hash = await hashPassword(input.password);
	await transaction(async (tx) => {
		const account = (await store.lockAccount(tx, link.account)) ?? refuse('identity.link-old');
		if (account.state !== 'active' || !(await letters.useLetter(tx, link.account, link.letter, at)))
			refuse('identity.link-old');
		await store.setPassword(tx, link.account, hash, at);
		// the letter was read at this address, so it is the person's
		if (!account.emailConfirmed && account.email === link.email && link.email)
			await store.setEmail(tx, link.account, link.email, at, at);
		await signIns.endSignIns(tx, link.account, null, 'password', at);
		await happen(tx, link.account, 'password-reset', caller, at);
		if (account.email)
			await write(tx, 'password-changed', {
				email: account.email,
				lang: account.lang,
				account: link.account,
			});
	});
	return begin({ account: link.account, way: 'letter', remember: false, provider: null }, caller, at);
}

/** A new password; all other sign-ins end. */
export async function changePassword(
	actor: Actor,
	input: { current: string; password: string },
	caller: Caller = {},
	at = new Date(),
): Promise<void> {
	const id = actor.account ?? refuse('platform.sign-in-first');
	await prove(actor, input.current, at);
	const known = await store.accountById(database(), id);
	const weak = weakness(input.password, { email: known?.email ?? '', name: known?.name ?? '' });
	if (weak) invalid({ field: 'password', code: weak });
	const hash = await hashPassword(input.password);
	await transaction(async (tx) => {
		const account = (await store.lockAccount(tx, id)) ?? refuse('platform.sign-in-first');
		await store.setPassword(tx, id, hash, at);
		await signIns.endSignIns(tx, id, actor.signIn, 'password', at);
		if (actor.signIn) await signIns.noteProved(tx, id, actor.signIn, at);
		await happen(tx, id, 'password-changed', caller, at);
		if (account.email)
			await write(tx, 'password-changed', { email: account.email, lang: account.lang, account: id });
	});
}

/** Sends a link to the new address; the old one stays until the link is followed. */
export async function askToChangeEmail(
	actor: Actor,
	input: { email: string; current: string },
	at = new Date(),
): Promise<void> {
	const id = actor.account ?? refuse('platform.sign-in-first');
	const read = emailField.safeParse(input.email);
	if (!read.success)
		invalid({ field: 'email', code: read.error.issues[0]?.message ?? 'identity.email.wrong' });
	await prove(actor, input.current, at);
	if (await openTry([{ kind: 'letter', value: read.data, limit: 5, minutes: 60 }], at))
		refuse('identity.letter.too-many');
	const account = (await store.accountById(database(), id)) ?? refuse('platform.sign-in-first');
	const owner = await claims.ownerOf(database(), 'email', read.data);
	if (owner === id && account.emailConfirmed) invalid({ field: 'email', code: 'identity.email.same' });
	if (owner && owner !== id) {
		// the page says "we have sent a letter" either way; the owner of that address learns of it
		await write(
			database(),
			'already-here',
			{ email: read.data, lang: account.lang },
			{ link: linkTo('/account/reset', account.lang) },
		);
		return;
	}
	await sendLink(id, 'change-email', { email: read.data, lang: account.lang }, 24 * 60, '/account/email', at);
}

/** Follows the link from the letter to the new address. The claim comes first, in its own transaction. */
export async function changeEmail(
	token: string,
	caller: Caller = {},
	at = new Date(),
): Promise<{ account: AccountId }> {
	const link = (await readLink(token, 'change-email', at)) ?? refuse('identity.link-old');
	const email = link.email ?? refuse('identity.link-old');
	await claimEmail(email, link.account, at);
	const old = await transaction(async (tx) => {
		const account = (await store.lockAccount(tx, link.account)) ?? refuse('identity.link-old');
		if (!(await letters.useLetter(tx, link.account, link.letter, at))) refuse('identity.link-old');
		await store.setEmail(tx, link.account, email, at, at);
		await happen(tx, link.account, 'email-changed', caller, at);
		if (account.email && account.email !== email)
			await write(
				tx,
				'email-changed',
				{ email: account.email, lang: account.lang },
				{ email: veiled(email) },
			);
		return account.email;
	});
	if (old && old !== email) await claims.release(database(), 'email', old, link.account);
	return { account: link.account };
}

export async function changeProfile(
	actor: Actor,
	input: { name: string; lang: Lang },
	at = new Date(),
): Promise<void> {
	const id = actor.account ?? refuse('platform.sign-in-first');
	const name = nameField.safeParse(input.name);
	if (!name.success) invalid({ field: 'name', code: name.error.issues[0]?.message ?? 'identity.name.empty' });
	await transaction((tx) => store.setProfile(tx, id, { name: name.data, lang: input.lang }, at));
}

export { sendLink };
