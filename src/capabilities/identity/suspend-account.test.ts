import assert from 'node:assert/strict';
import { test } from 'node:test';
import { installation } from '#platform/permissions/door.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { happeningsOf } from './happenings.ts';
import { suspendAccount } from './suspend-account.ts';

await house();
const town = await aTerritory();
const chief = await anAccount({ roles: [{ role: 'administrator', territory: installation }] });
const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

test('a suspended account ends its sign-ins, cannot sign in, and keeps its rights for the day it is opened again', async () => {
	const clerk = await anAccount({ roles: [{ role: 'official', territory: town }] });
	const before = await clerk.actor();
	assert.equal(before.grants.length, 1);
	await suspendAccount(await chief.actor(), { account: clerk.id, suspend: true, why: 'Подозрение на взлом' });
	await assert.rejects(clerk.cookie(), refused('identity.sign-in.suspended'));
	await suspendAccount(await chief.actor(), { account: clerk.id, suspend: false, why: '' });
	const after = await clerk.actor();
	assert.deepEqual(after.grants, before.grants);
	assert.ok((await happeningsOf(after)).some((one) => one.what === 'suspended'));
});

test('a reason is asked for, and nobody shuts themselves out', async () => {
	const clerk = await anAccount();
	await assert.rejects(
		suspendAccount(await chief.actor(), { account: clerk.id, suspend: true, why: ' ' }),
		(error: unknown) => JSON.stringify(error).includes('identity.suspend.why-missing'),
	);
	await assert.rejects(
		suspendAccount(await chief.actor(), { account: chief.id, suspend: true, why: 'х' }),
		refused('identity.suspend.not-oneself'),
	);
});

test('an administrator of one town has no account of the whole installation in hand', async () => {
	const mayor = await anAccount({ roles: [{ role: 'administrator', territory: town }] });
	const clerk = await anAccount();
	await assert.rejects(
		suspendAccount(await mayor.actor(), { account: clerk.id, suspend: true, why: 'х' }),
		refused('platform.not-found'),
	);
});
