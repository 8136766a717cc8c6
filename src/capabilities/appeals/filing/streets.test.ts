import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { mirrorAppeals } from '../bring-in/mirror.ts';
import { read } from '../store.server.ts';
import { takeIn } from '../take-in.ts';
import { findStreets, learnStreets, streetIn, streetNear } from './streets.ts';

await house();

async function learnt(receipt: Awaited<ReturnType<typeof anAppeal>>): Promise<void> {
	const appeal = await read(database(), receipt);
	if (appeal) await learnStreets([appeal]);
}

describe('the street in a place in words', () => {
	const cases: [string, string | null][] = [
		['улица Мира, напротив дома 5', 'улица Мира'],
		['ул.Мира, 5', 'улица Мира'],
		['ул. Карла Маркса 12', 'улица Карла Маркса'],
		['Садовая улица, 3', 'улица Садовая'],
		['ул. 8 Марта, 5', 'улица 8 Марта'],
		['улица 50 лет Октября 7', 'улица 50 лет Октября'],
		['пр-т Ленина', 'проспект Ленина'],
		['переулок 1-й Садовый', 'переулок 1-й Садовый'],
		['ул. А. С. Пушкина, 7', 'улица А. С. Пушкина'],
		['Мира 5', null],
		['мост за школой', null],
		['улица', null],
		['', null],
	];
	for (const [words, street] of cases) test(words || 'nothing', () => assert.equal(streetIn(words), street));
});

test('a street is told to others once two appeals have named it, whatever part of it is typed', async () => {
	const town = await aTerritory();
	const first = await anAppeal(town.id, { where: 'ул. Карла Маркса, 12' });
	await learnt(first);
	await learnt(first);
	assert.deepEqual(await findStreets(town.id, 'маркс'), [], 'a job that runs twice counts once');
	await learnt(await anAppeal(town.id, { where: 'улица Карла Маркса' }));
	for (const typed of ['карла', 'Маркса', 'ул. Карла Ма', 'УЛИЦА КАРЛА'])
		assert.deepEqual(await findStreets(town.id, typed), ['улица Карла Маркса'], typed);
	for (const typed of ['к', 'рла', '%', 'ул.', ''])
		assert.deepEqual(await findStreets(town.id, typed), [], typed);
});

test('streets of appeals that an import brought are told from the first day', async () => {
	const town = await aTerritory();
	const ids = [];
	for (const where of ['улица Заречная, 5', 'ул. Заречная, 9'])
		ids.push((await anAppeal(town.id, { where })).id);
	await mirrorAppeals(town.id, ids);
	assert.deepEqual(await findStreets(town.id, 'заре'), ['улица Заречная']);
	await mirrorAppeals(town.id, ids);
	assert.deepEqual(await findStreets(town.id, 'заре'), ['улица Заречная']);
});

test('what only the authority sees names no street', async () => {
	const town = await aTerritory();
	for (let i = 0; i < 2; i++)
		await learnt(await anAppeal(town.id, { where: 'улица Тайная, 1', visibility: 'authority' }));
	assert.deepEqual(await findStreets(town.id, 'тайная'), []);
});

test('a point takes the street of the nearest earlier appeal', async () => {
	const town = await aTerritory({ centre: { latitude: 57.43, longitude: 56.94 } });
	await takeIn(await anAppeal(town.id, { lat: '57.43', lon: '56.94', where: 'улица Мира, 5' }));
	assert.equal(await streetNear(town.id, { lat: 57.4303, lon: 56.9402 }), 'улица Мира');
	assert.equal(await streetNear(town.id, { lat: 57.45, lon: 56.94 }), null);
});
