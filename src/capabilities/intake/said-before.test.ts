import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Id, newId, transaction } from '#platform/db/door.server.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { insertArrival } from './arrivals-store.server.ts';
import { numberBySaying } from './said-before.ts';

await house();
const hour = 3_600_000;

test('the same words have the same number for a day, over midnight too; a day later it has happened again', async () => {
	const town = await aTerritory();
	const at = new Date('2026-11-20T20:00:00Z');
	const said = { words: { text: 'Яма' }, files: [Buffer.from('picture')] };
	const ask = (hours: number, source = 'key:1', what: Parameters<typeof numberBySaying>[2] = said) =>
		numberBySaying(source, town.id, what, new Date(at.getTime() + hours * hour));
	const first = await ask(0);
	assert.equal(await ask(0), first, 'also before anything of it is written');
	await transaction((tx) =>
		insertArrival(
			tx,
			{ territory: town.id, id: newId<Id<'appeal'>>() },
			{ source: 'key:1', externalId: first },
			at,
		),
	);
	assert.equal(await ask(5), first, 'the next day has begun');
	assert.equal(await ask(23), first);
	assert.notEqual(await ask(25), first);
	assert.notEqual(await ask(5, 'key:2'), first, 'another program has sent nothing yet');
	assert.notEqual(await ask(1, 'key:1', { ...said, files: [Buffer.from('another')] }), first);
	assert.notEqual(await ask(1, 'key:1', { ...said, words: { text: 'Яма.' } }), first);
});
