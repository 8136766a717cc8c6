import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { Invalid, Refusal } from '#platform/errors/door.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { actorOf, grant, renewedCookie, revokeSignIn, signIn, signOut, withdraw } from './door.server.ts';
import { ownSignIns } from './sign-in.ts';

await house();
const wrong = (error: unknown) =>
	error instanceof Invalid && error.problems[0]?.code === 'identity.sign-in.wrong';
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test('a person signs in by e-mail and password, and the cookie says who they are', async () => {
	const anna = await anAccount({ name: 'Анна Зорина' });
	const actor = await actorOf(await anna.cookie());
	assert.equal(actor.account, anna.id);
	assert.equal(actor.name, 'Анна Зорина');
	assert.ok(actor.signIn);
});

test('the e-mail may be typed in capitals and with spaces around', async () => {
	const anna = await anAccount();
	const done = await signIn({ email: ` ${anna.email.toUpperCase()} `, password: anna.password });
	assert.equal(done.step, 'done');
});

test('a wrong password, an unknown address and an account without a password answer the same', async () => {
	const anna = await anAccount();
	await assert.rejects(signIn({ email: anna.email, password: 'не тот пароль' }), wrong);
	await assert.rejects(signIn({ email: 'nobody@example.org', password: 'не тот пароль' }), wrong);
	await assert.rejects(signIn({ email: '', password: '' }), wrong);
});

test('a forged, cut, foreign or broken cookie is an outsider', async () => {
	const anna = await anAccount();
	const oleg = await anAccount();
	const cookie = await anna.cookie();
	const secret = cookie.slice(37);
	for (const forged of [
		undefined,
		'',
		'.',
		cookie.slice(0, -1),
		`${cookie}A`,
		`${oleg.id}.${secret}`,
		`${anna.id}.${'A'.repeat(43)}`,
		`${anna.id}.${secret}' or '1'='1`,
		'\u0000'.repeat(80),
		'x'.repeat(100_000),
	])
		assert.equal((await actorOf(forged)).account, null);
});

test('signing out ends the cookie at once', async () => {
	const anna = await anAccount();
	const cookie = await anna.cookie();
	await signOut(await actorOf(cookie));
	assert.equal((await actorOf(cookie)).account, null);
});

test('a person sees their sign-ins and ends one of them, or all but this one', async () => {
	const anna = await anAccount();
	const here = await anna.cookie();
	const there = await anna.cookie();
	const elsewhere = await anna.cookie();
	const actor = await actorOf(here);
	const all = await ownSignIns(actor);
	assert.equal(all.length, 3);
	assert.equal(all.filter((one) => one.isThis).length, 1);
	const other = (await actorOf(there)).signIn;
	await revokeSignIn(actor, other);
	assert.equal((await actorOf(there)).account, null);
	assert.equal(await revokeSignIn(actor, null), 1);
	assert.equal((await actorOf(elsewhere)).account, null);
	assert.equal((await actorOf(here)).account, anna.id);
});

test('nobody ends the sign-in of another', async () => {
	const anna = await anAccount();
	const oleg = await anAccount();
	const cookie = await anna.cookie();
	const signedIn = (await actorOf(cookie)).signIn;
	assert.equal(await revokeSignIn(await oleg.actor(), signedIn), 0);
	assert.equal((await actorOf(cookie)).account, anna.id);
});

test('after ten wrong passwords from one place that place waits, and the right password waits too', async () => {
	const anna = await anAccount();
	const caller = { ip: '203.0.113.7' };
	for (let i = 0; i < 10; i++)
		await assert.rejects(signIn({ email: anna.email, password: `мимо ${i}` }, caller), wrong);
	await assert.rejects(
		signIn({ email: anna.email, password: anna.password }, caller),
		refused('identity.sign-in.too-many'),
	);
	const elsewhere = await signIn({ email: anna.email, password: anna.password }, { ip: '198.51.100.9' });
	assert.equal(elsewhere.step, 'done');
	const later = new Date(Date.now() + 16 * 60_000);
	const again = await signIn({ email: anna.email, password: anna.password }, caller, later);
	assert.equal(again.step, 'done');
});

test('the secret of a cookie is renewed once a day, both tabs stay signed in, and the old secret ends the sign-in', async () => {
	const anna = await anAccount();
	const done = await signIn({ email: anna.email, password: anna.password, remember: true });
	assert.ok(done.step === 'done');
	const old = done.cookie;
	const hours = (n: number) => new Date(Date.now() + n * 3_600_000);
	assert.equal(renewedCookie(await actorOf(old, {}, hours(23))), null);
	const first = renewedCookie(await actorOf(old, {}, hours(25)));
	const second = renewedCookie(await actorOf(old, {}, hours(25)));
	assert.ok(first);
	assert.equal(first.cookie, second?.cookie, 'two tabs at once get the same cookie');
	assert.equal((await actorOf(old, {}, hours(26))).account, anna.id, 'the answer may have been lost');
	assert.equal((await actorOf(first.cookie, {}, hours(27))).account, anna.id);
	assert.equal(
		(await actorOf(old, {}, new Date(hours(27).getTime() + 30_000))).account,
		anna.id,
		'a request on its way',
	);
	assert.equal((await actorOf(old, {}, hours(28))).account, null, 'a copy of the old cookie');
	assert.equal((await actorOf(first.cookie, {}, hours(28))).account, null, 'it may be stolen: sign in again');
});

test('a sign-in that nobody uses ends', async () => {
	const anna = await anAccount();
	const cookie = await anna.cookie();
	assert.equal((await actorOf(cookie, {}, new Date(Date.now() + 11 * 3_600_000))).account, anna.id);
	assert.equal((await actorOf(cookie, {}, new Date(Date.now() + 24 * 3_600_000))).account, null);
});

test('a password of weaker parameters is hashed anew at the next sign-in', async () => {
	const anna = await anAccount();
	const { hashPassword } = await import('./password.server.ts');
	const weak = await hashPassword(anna.password, { memory: 1024, passes: 1, parallelism: 1 });
	await database()`update identity.account set password = ${weak} where account_id = ${anna.id}`;
	await anna.cookie();
	const [row] = await database()<
		{ password: string }[]
	>`select password from identity.account where account_id = ${anna.id}`;
	assert.match(row?.password ?? '', /m=19456,t=2,p=1/);
	await anna.cookie();
});

test('a right ends at the next request after it is withdrawn', async () => {
	const town = await aTerritory();
	const chief = await anAccount({ roles: [{ role: 'administrator', territory: town }] });
	const clerk = await anAccount();
	const cookie = await clerk.cookie();
	const id = await grant(await chief.actor(), { account: clerk.id, role: 'official', territory: town.id });
	assert.deepEqual(
		(await actorOf(cookie)).grants.map(({ role, territory, reach, space }) => ({
			role,
			territory,
			reach,
			space,
		})),
		[{ role: 'official', territory: town.id, reach: 'territory', space: null }],
	);
	await withdraw(await chief.actor(), { account: clerk.id, grant: id });
	assert.deepEqual((await actorOf(cookie)).grants, []);
	const entries = await database()<{ action: string }[]>`
		select action from audit.entry where territory_id = ${town.id} and about = ${clerk.id} order by id`;
	assert.deepEqual(
		entries.map((one) => one.action),
		['identity.granted', 'identity.withdrawn'],
	);
});

test('an unknown address takes as long as a known one', async () => {
	const anna = await anAccount();
	const time = async (email: string) => {
		const began = performance.now();
		await assert.rejects(signIn({ email, password: 'не тот пароль' }), wrong);
		return performance.now() - began;
	};
	// The quickest of several turns: what else the machine is doing makes a turn longer, never shorter.
	let [known, unknown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
	for (let i = 0; i < 7; i++) {
		known = Math.min(known, await time(anna.email));
		unknown = Math.min(unknown, await time('nobody-here@example.org'));
	}
	assert.ok(unknown > known / 2 && unknown < known * 2, `${known} ms and ${unknown} ms`);
});
