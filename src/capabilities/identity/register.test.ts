import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { Invalid, Refusal } from '#platform/errors/door.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { lastLetterTo, linkIn } from '#tests/support/fixtures/letters.ts';
import { house } from '#tests/support/house.ts';
import {
	accountOf,
	actorOf,
	askToChangeEmail,
	askToRegister,
	askToReset,
	changeEmail,
	changePassword,
	createAccount,
	register,
	reset,
	signIn,
} from './door.server.ts';

await house();
const tokenOf = (letter: string) => new URL(`http://x${linkIn(letter)}`).searchParams.get('token') ?? '';
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const problems =
	(...codes: string[]) =>
	(error: unknown) => {
		assert.ok(error instanceof Invalid, String(error));
		assert.deepEqual(error.problems.map((one) => one.code).sort(), codes.sort());
		return true;
	};

async function knock(email: string) {
	await askToRegister({ email, lang: 'ru' });
	return tokenOf(await lastLetterTo(email));
}

test('a person registers by the link of a letter, once', async () => {
	const token = await knock('new@example.org');
	const rows = await database()`select from identity.account where email = 'new@example.org'`;
	assert.equal(rows.length, 0, 'nothing is kept before the link is followed');
	const input = {
		token,
		name: 'Новый Человек',
		password: 'лодка-туман-9-берег',
		consents: ['account', 'news'],
		lang: 'ru' as const,
	};
	const done = await register(input);
	assert.ok(done.step === 'done');
	const account = await accountOf(done.account);
	assert.equal(account?.email, 'new@example.org');
	assert.equal(account?.emailConfirmed, true);
	assert.equal((await actorOf(done.cookie)).account, done.account);
	await assert.rejects(register(input), refused('identity.email.already-taken'));
	const consents = await database()<{ purpose: string; version: number }[]>`
		select purpose, version from identity.consent where account_id = ${done.account} order by purpose`;
	assert.deepEqual(
		[...consents],
		[
			{ purpose: 'account', version: 1 },
			{ purpose: 'news', version: 1 },
		],
	);
});

test('all mistakes of the last step are told at once, and no account is made', async () => {
	const token = await knock('slips@example.org');
	await assert.rejects(
		register({ token, name: 'я'.repeat(10_000), password: '123', consents: [], lang: 'ru' }),
		problems('identity.name.long', 'identity.password.short', 'identity.consent.needed'),
	);
	await assert.rejects(
		register({
			token: `${token}x`,
			name: 'А',
			password: 'лодка-туман-9-берег',
			consents: ['account'],
			lang: 'ru',
		}),
		refused('identity.link-old'),
	);
});

test('an address that has an account gets a letter that says so, and no second account', async () => {
	const anna = await anAccount();
	await askToRegister({ email: anna.email, lang: 'ru' });
	assert.match(await lastLetterTo(anna.email), /уже есть/);
});

test('two who register the same address at once get one account', async () => {
	const made = await Promise.allSettled(
		[1, 2, 3, 4].map((n) =>
			createAccount({ name: `Человек ${n}`, email: 'race@example.org', password: 'лодка-туман-9-берег' }),
		),
	);
	assert.equal(made.filter((one) => one.status === 'fulfilled').length, 1);
	const rows = await database()`select from identity.account where email = 'race@example.org'`;
	assert.equal(rows.length, 1);
});

test('a claim whose account was never made is given to the next who asks', async () => {
	const hour = new Date(Date.now() - 3_600_000);
	await database()`
		insert into identity.claim (kind, value, account_id, claimed_at)
		values ('email', 'dead@example.org', '0198d3a0-0000-7000-8000-00000000dead', ${hour})`;
	const id = await createAccount({
		name: 'Живой',
		email: 'dead@example.org',
		password: 'лодка-туман-9-берег',
	});
	assert.equal((await accountOf(id))?.email, 'dead@example.org');
});

test('no more than five letters an hour go to one address', async () => {
	for (let i = 0; i < 5; i++) await askToRegister({ email: 'flood@example.org', lang: 'ru' });
	await assert.rejects(
		askToRegister({ email: 'flood@example.org', lang: 'ru' }),
		refused('identity.letter.too-many'),
	);
});

test('a reset link sets a new password once, and ends every sign-in', async () => {
	const anna = await anAccount();
	const cookie = await anna.cookie();
	await askToReset({ email: anna.email.toUpperCase() });
	const token = tokenOf(await lastLetterTo(anna.email));
	await assert.rejects(reset({ token, password: 'коротко' }), problems('identity.password.short'));
	const done = await reset({ token, password: 'новый-пароль-лес-5' });
	assert.equal(done.step, 'done');
	assert.equal((await actorOf(cookie)).account, null);
	await assert.rejects(reset({ token, password: 'новый-пароль-лес-6' }), refused('identity.link-old'));
	assert.equal((await signIn({ email: anna.email, password: 'новый-пароль-лес-5' })).step, 'done');
	await assert.rejects(signIn({ email: anna.email, password: anna.password }), Invalid);
});

test('an unknown address gets no reset letter and the same answer', async () => {
	await askToReset({ email: 'unknown@example.org' });
	await assert.rejects(lastLetterTo('unknown@example.org'));
});

test('a reset link is out of date after an hour, and a newer one ends it', async () => {
	const anna = await anAccount();
	await askToReset({ email: anna.email });
	const first = tokenOf(await lastLetterTo(anna.email));
	await assert.rejects(
		reset({ token: first, password: 'новый-пароль-лес-5' }, {}, new Date(Date.now() + 61 * 60_000)),
		refused('identity.link-old'),
	);
	await askToReset({ email: anna.email });
	await assert.rejects(reset({ token: first, password: 'новый-пароль-лес-5' }), refused('identity.link-old'));
});

test('a new password ends the other sign-ins and needs the old one', async () => {
	const anna = await anAccount();
	const here = await anna.cookie();
	const there = await anna.cookie();
	const actor = await actorOf(here);
	await assert.rejects(
		changePassword(actor, { current: 'не тот', password: 'новый-пароль-лес-5' }),
		problems('identity.password.wrong'),
	);
	await changePassword(actor, { current: anna.password, password: 'новый-пароль-лес-5' });
	assert.equal((await actorOf(here)).account, anna.id);
	assert.equal((await actorOf(there)).account, null);
});

test('the e-mail changes when the link that came to the new address is followed', async () => {
	const anna = await anAccount();
	const actor = await anna.actor();
	await askToChangeEmail(actor, { email: 'moved@example.org', current: anna.password });
	assert.equal((await accountOf(anna.id))?.email, anna.email);
	await changeEmail(tokenOf(await lastLetterTo('moved@example.org')));
	assert.equal((await accountOf(anna.id))?.email, 'moved@example.org');
	assert.match(await lastLetterTo(anna.email), /другой адрес/);
	assert.equal((await signIn({ email: 'moved@example.org', password: anna.password })).step, 'done');
	await assert.rejects(signIn({ email: anna.email, password: anna.password }), Invalid);
	const again = await createAccount({ name: 'Другой', email: anna.email, password: 'лодка-туман-9-берег' });
	assert.ok(again, 'the old address is free');
});

test('an e-mail of another cannot be taken over', async () => {
	const anna = await anAccount();
	const oleg = await anAccount();
	await askToChangeEmail(await anna.actor(), { email: oleg.email, current: anna.password });
	assert.match(await lastLetterTo(oleg.email), /уже есть/);
	assert.equal((await accountOf(anna.id))?.email, anna.email);
});
