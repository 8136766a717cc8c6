import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '#platform/errors/door.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { house } from '#tests/support/house.ts';
import { actorOf, hostCode, knockFrom, signInByHostCode, signOut } from './door.server.ts';

await house();
const host = 'kungur.example';
const refused = (error: unknown) => error instanceof Refusal && error.code === 'identity.link-old';

async function visit() {
	const anna = await anAccount();
	const actor = await anna.actor();
	const { secret, sealed } = knockFrom(host, '/');
	const { code } = await hostCode(actor, sealed);
	return { anna, actor, secret, code };
}

test('another host gets a cookie of its own by a code, and it is good there only', async () => {
	const { anna, secret, code } = await visit();
	const done = await signInByHostCode({ code, host, secret });
	assert.equal((await actorOf(done.cookie, { host })).account, anna.id);
	assert.equal((await actorOf(done.cookie, { host: null })).account, null, 'not on the main host');
	assert.equal((await actorOf(done.cookie, { host: 'other.example' })).account, null);
	assert.equal((await actorOf(await anna.cookie(), { host })).account, null, 'nor the main cookie there');
});

test('a code is good once, for a minute, for its host and its browser', async () => {
	const { secret, code } = await visit();
	await assert.rejects(signInByHostCode({ code, host: 'other.example', secret }), refused);
	await assert.rejects(signInByHostCode({ code, host, secret: 'another browser' }), refused);
	await assert.rejects(signInByHostCode({ code, host, secret: undefined }), refused);
	await assert.rejects(signInByHostCode({ code, host, secret }, {}, new Date(Date.now() + 61_000)), refused);
	await signInByHostCode({ code, host, secret });
	await assert.rejects(signInByHostCode({ code, host, secret }), refused);
	await assert.rejects(signInByHostCode({ code: null, host, secret }), refused);
});

test('signing out on the main host ends it on the other hosts', async () => {
	const { actor, secret, code } = await visit();
	const done = await signInByHostCode({ code, host, secret });
	await signOut(actor);
	assert.equal((await actorOf(done.cookie, { host })).account, null);
});

test('a knock that is not ours gives no code', async () => {
	const anna = await anAccount();
	await assert.rejects(hostCode(await anna.actor(), 'forged'), refused);
	await assert.rejects(hostCode(await anna.actor(), null), refused);
});
