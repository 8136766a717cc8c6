import { type AccountId, database, newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { Invalid, invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { emailField, type Lang, nameField } from './account.ts';
import type { Caller } from './actor.server.ts';
import * as claims from './claims-store.server.ts';
import { give as giveConsents, requiredPurposes } from './consent.ts';
import { linkTo, write } from './letters.ts';
import { openTry } from './limits.server.ts';
import { hashPassword } from './password.server.ts';
import { weakness } from './password.ts';
import { openSealed, sealFor } from './sealed.server.ts';
import { begin, type HalfSignedIn, happen, type SignedIn } from './sign-in.ts';
import * as store from './store.server.ts';

type Knock = { email: string; to: string };

/**
 * The first step asks for the address only and sends a letter: nothing is stored of a person who never comes back, and
 * nobody can occupy another's address. An address that has an account gets a letter that says so; the page says the same.
 */
export async function askToRegister(
	input: { email: string; lang: Lang; to?: string },
	caller: Caller = {},
	at = new Date(),
): Promise<void> {
	const email = emailOf(input.email);
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
	if (owner) {
		const account = await store.accountById(db, owner);
		await write(
			db,
			'already-here',
			{ email, lang: account?.lang ?? input.lang, account: owner },
			{
				link: linkTo('/account/reset', account?.lang ?? input.lang),
			},
		);
		return;
	}
	const token = sealFor('register', { email, to: input.to ?? '' } satisfies Knock, 24 * 60, at);
	await write(
		db,
		'register',
		{ email, lang: input.lang },
		{
			link: linkTo(`/account/register/finish?token=${token}`, input.lang),
		},
	);
}

/** What a link from the letter leads to; null when it is old or not ours. */
export function readKnock(token: string | null, at = new Date()): Knock | null {
	return openSealed<Knock>('register', token, at);
}

/** The second step: the account is made, confirmed and signed in. */
export async function register(
	input: {
		token: string;
		name: string;
		password: string;
		consents: readonly string[];
		lang: Lang;
		remember?: boolean;
	},
	caller: Caller = {},
	at = new Date(),
): Promise<SignedIn | HalfSignedIn> {
	const knock = readKnock(input.token, at) ?? refuse('identity.link-old');
	const problems: Problem[] = [];
	const name = nameField.safeParse(input.name);
	if (!name.success)
		problems.push({ field: 'name', code: name.error.issues[0]?.message ?? 'identity.name.empty' });
	const weak = weakness(input.password, { email: knock.email, name: input.name });
	if (weak) problems.push({ field: 'password', code: weak });
	for (const purpose of requiredPurposes)
		if (!input.consents.includes(purpose))
			problems.push({ field: 'consent', code: 'identity.consent.needed' });
	if (problems.length) throw new Invalid(problems);
	const account = await createAccount({
		name: name.data ?? '',
		email: knock.email,
		emailConfirmed: true,
		password: input.password,
		lang: input.lang,
		consents: input.consents,
		through: 'registration',
		caller,
		at,
	});
	return begin({ account, way: 'password', remember: input.remember ?? false, provider: null }, caller, at);
}

export type NewAccount = {
	name: string;
	email: string | null;
	emailConfirmed?: boolean;
	/** Absent: signs in by a provider or a passkey. */
	password?: string;
	lang?: Lang;
	consents?: readonly string[];
	through?: string;
	demonstration?: boolean;
	caller?: Caller;
	at?: Date;
	/** Given by generators, so that the same seed makes the same account. */
	account?: AccountId;
	within?: (tx: Tx, account: AccountId) => Promise<void>;
};

/** Makes an account. The address is claimed first, in a transaction of its own, so that two at once cannot both have it. */
export async function createAccount(input: NewAccount): Promise<AccountId> {
	const at = input.at ?? new Date();
	const account = input.account ?? newId<AccountId>(at.getTime());
	const password = input.password === undefined ? null : await hashPassword(input.password);
	const email = input.email === null ? null : emailOf(input.email);
	if (email !== null) await claimEmail(email, account, at);
	const made = transaction(async (tx) => {
		await store.insertAccount(tx, {
			account,
			name: input.name,
			email,
			emailConfirmedAt: input.emailConfirmed && email !== null ? at : null,
			lang: input.lang ?? 'ru',
			password,
			demonstration: input.demonstration ?? false,
			at,
		});
		if (input.consents?.length)
			await giveConsents(tx, account, {
				purposes: input.consents,
				lang: input.lang ?? 'ru',
				through: input.through ?? 'registration',
				at,
			});
		await happen(tx, account, 'registered', input.caller ?? {}, at);
		await input.within?.(tx, account);
	});
	await made.catch(async (error) => {
		if (email !== null) await claims.release(database(), 'email', email, account);
		throw error;
	});
	return account;
}

/** A claim whose account was never made (the process died in between) is given to the next who asks. */
export async function claimEmail(email: string, account: AccountId, at: Date): Promise<void> {
	const db = database();
	const owner = await claims.claim(db, 'email', email, account, at);
	if (owner === account) return;
	if (
		!(await store.accountById(db, owner)) &&
		(await claims.releaseOld(db, 'email', email, owner, new Date(at.getTime() - 600_000)))
	) {
		if ((await claims.claim(db, 'email', email, account, at)) === account) return;
	}
	refuse('identity.email.already-taken');
}

function emailOf(text: string): string {
	const read = emailField.safeParse(text);
	if (!read.success)
		invalid({ field: 'email', code: read.error.issues[0]?.message ?? 'identity.email.wrong' });
	return read.data;
}
