import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { Refusal } from '#platform/errors/door.ts';
import { installation } from '#platform/permissions/door.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { categories } from '../../categories.server.ts';
import { openByCategory } from '../open-store.server.ts';
import { bringSet, closeSet, contentOf } from './bring-set.ts';

const h = await house();
const town = await aTerritory();
const top = await (
	await anAccount({ roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }] })
).actor();
const day = '2020-01-01';
const open = async () => (await categories()).all().filter((one) => one.closedOn === null);

test('a new installation begins with the general set, and bringing it in again changes nothing', async () => {
	assert.equal((await open()).length, contentOf('general').length);
	assert.equal(await bringSet(top, 'general'), 0);
	const read = (await categories()).get('roads.snow');
	const shipped = contentOf('general').find((one) => one.code === 'roads.snow');
	assert.ok(read && shipped);
	const same = { revision: 0, words: [] };
	assert.deepEqual({ ...read, ...same }, { ...shipped, ...same });
	assert.deepEqual(new Set(read.words.map((one) => one.word)), new Set(shipped.words.map((one) => one.word)));
});

test('open appeals of a territory are counted by category', async () => {
	await anAppeal(town.id, { category: 'roads.snow' });
	await anAppeal(town.id, { category: 'roads.snow' });
	await h.runJobs();
	assert.equal((await openByCategory(database(), town.id, { below: true })).get('roads.snow'), 2);
});

test('who wants another set closes this one: nothing is deleted, and one may still write about anything', async () => {
	await closeSet(top, 'general', day);
	assert.deepEqual(
		(await open()).map((one) => one.code),
		['other'],
	);
	assert.equal((await categories()).openInstead('roads.snow', '2026-01-01', [town.id])?.code, 'other');
	assert.equal(await bringSet(top, 'general'), 0, 'what is closed is not missing');
});

test('sets are brought and closed by who administers the installation', async () => {
	const mayor = await (await anAccount({ roles: [{ role: 'head', territory: town.id }] })).actor();
	await assert.rejects(bringSet(mayor, 'general'), (error) => error instanceof Refusal);
	await assert.rejects(closeSet(mayor, 'general', day), (error) => error instanceof Refusal);
});
