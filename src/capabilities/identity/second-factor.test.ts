import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TOTP } from 'otpauth';
import { Invalid } from '#platform/errors/door.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import {
	actorOf,
	confirmTotp,
	demandFactor,
	ownFactors,
	readHalf,
	removeFactor,
	signIn,
	signInByCode,
	totpSetup,
} from './door.server.ts';

await house();
const wrong = (error: unknown) =>
	error instanceof Invalid && error.problems[0]?.code === 'identity.factor.code-wrong';
const codeFor = (key: string, at = Date.now()) =>
	new TOTP({ secret: key.replace(/ /g, ''), digits: 6, period: 30 }).generate({ timestamp: at });

async function withApp() {
	const anna = await anAccount();
	const actor = await anna.actor();
	const { key } = await totpSetup(actor);
	const codes = await confirmTotp(actor, { code: codeFor(key), current: anna.password });
	const half = async () => {
		const done = await signIn({ email: anna.email, password: anna.password });
		assert.ok(done.step === 'second-factor');
		return readHalf(done.half) ?? assert.fail('the half is not read');
	};
	return { anna, actor, key, codes, half };
}

test('with an app set up, the password alone signs nobody in', async () => {
	const { anna, key, half } = await withApp();
	const later = new Date(Date.now() + 60_000);
	await assert.rejects(signInByCode(await half(), '000000'), wrong);
	const done = await signInByCode(await half(), codeFor(key, later.getTime()), {}, later);
	assert.equal((await actorOf(done.cookie)).account, anna.id);
});

test('one code is good once', async () => {
	const { key, half } = await withApp();
	const later = new Date(Date.now() + 60_000);
	const code = codeFor(key, later.getTime());
	await signInByCode(await half(), code, {}, later);
	await assert.rejects(signInByCode(await half(), code, {}, later), wrong);
	await assert.rejects(signInByCode(await half(), codeFor(key, later.getTime() - 30_000), {}, later), wrong);
});

test('a recovery code stands in for the app once', async () => {
	const { actor, codes, half } = await withApp();
	await signInByCode(await half(), ` ${codes[3]?.toUpperCase().replace('-', ' ')} `);
	await assert.rejects(signInByCode(await half(), codes[3] ?? ''), wrong);
	assert.equal((await ownFactors(actor)).codesLeft, 9);
});

test('a recovery code of one is nothing to another', async () => {
	const one = await withApp();
	const two = await withApp();
	await assert.rejects(signInByCode(await two.half(), one.codes[0] ?? ''), wrong);
});

test('ten wrong codes make the account wait', async () => {
	const { half } = await withApp();
	const waiting = await half();
	for (let i = 0; i < 10; i++) await assert.rejects(signInByCode(waiting, '111111'), wrong);
	await assert.rejects(signInByCode(waiting, '111111'), /too-many/);
});

test('a set-up needs the password and a right code', async () => {
	const anna = await anAccount();
	const actor = await anna.actor();
	const { key, address, picture } = await totpSetup(actor);
	assert.equal((await totpSetup(actor)).key, key, 'the same key until it is confirmed');
	assert.match(address, /^otpauth:\/\/totp\//);
	assert.match(picture, /^<svg/);
	assert.doesNotMatch(picture, /style=/);
	await assert.rejects(confirmTotp(actor, { code: codeFor(key), current: 'не тот' }), Invalid);
	await assert.rejects(confirmTotp(actor, { code: '123456', current: anna.password }), wrong);
});

test('where a territory demands it, the rights of officials wait until the second factor is shown', async () => {
	const region = await aTerritory();
	const town = await region.below();
	const chief = await anAccount({ roles: [{ role: 'administrator', territory: region }] });
	const clerk = await anAccount({ roles: [{ role: 'official', territory: town }] });
	const before = await clerk.actor();
	assert.equal(before.grants.length, 1);
	const cookie = await clerk.cookie();
	await demandFactor(await chief.actor(), region.id, true);
	const waiting = await actorOf(cookie);
	assert.deepEqual(waiting.grants, []);
	assert.equal(waiting.withheld?.length, 1);
	const { key } = await totpSetup(waiting);
	await confirmTotp(waiting, { code: codeFor(key), current: clerk.password });
	assert.equal((await actorOf(cookie)).grants.length, 1, 'setting it up is showing it');
	const [factor] = (await ownFactors(waiting)).factors;
	await removeFactor(waiting, { factor: factor?.id ?? '', current: clerk.password });
	assert.equal((await actorOf(cookie)).grants.length, 0, 'without it the rights wait again');
	await assert.rejects(demandFactor(await clerk.actor(), town.id, false));
});
