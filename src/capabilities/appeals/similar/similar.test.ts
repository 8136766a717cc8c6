import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { takeIn } from '../take-in.ts';
import { likeness, sharedPlace, similarAppeals } from './similar-appeals.ts';

await house();

const square = { lat: 57.43, lon: 56.94 };
const centre = { centre: { latitude: square.lat, longitude: square.lon } };
/** The same place, so many metres to the north. */
const north = (metres: number) => ({ lat: square.lat + metres / 111_195, lon: square.lon });

async function filed(territory: Parameters<typeof anAppeal>[0], input: Parameters<typeof anAppeal>[1]) {
	const receipt = await anAppeal(territory, input);
	await takeIn(receipt);
	return receipt;
}
const at = ({ lat, lon }: { lat: number; lon: number }) => ({ lat: String(lat), lon: String(lon) });

test('an open appeal about the same thing at the same place is found, by other words and from forty metres away', async () => {
	const town = await aTerritory(centre);
	const one = await filed(town.id, { text: 'Огромная яма у остановки, пробил колесо', ...at(square) });
	await filed(town.id, { text: 'Не горит фонарь у школы', category: 'lighting', ...at(north(3_000)) });
	const found = await similarAppeals({
		territory: town.id,
		category: 'roads.potholes',
		text: 'Возле остановки большая яма на дороге',
		point: north(40),
		open: true,
	});
	assert.deepEqual(
		found.map((row) => row.number),
		[one.number],
	);
	assert.ok(Math.abs((found[0]?.distance ?? 0) - 40) < 2);
});

test('without a point the place in words tells one street from another', async () => {
	const town = await aTerritory();
	const text = 'Большая яма на дороге, засыпьте';
	const mine = await filed(town.id, { text, where: 'ул. Мира, 5' });
	await filed(town.id, { text: 'Провал асфальта после зимы', where: 'улица Садовая, 12' });
	const found = await similarAppeals({
		territory: town.id,
		category: 'roads.potholes',
		text: 'Яма, засыпьте',
		where: 'улица Мира, дом 5',
		point: null,
		open: true,
	});
	assert.deepEqual(
		found.map((row) => row.number),
		[mine.number],
	);
});

test('what only the authority sees is not shown to others, nor is another town', async () => {
	const [town, other] = [await aTerritory(centre), await aTerritory(centre)];
	await filed(town.id, { visibility: 'authority', ...at(square) });
	await filed(other.id, at(square));
	const asked = {
		territory: town.id,
		category: 'roads.potholes',
		text: 'Большая яма у остановки',
		point: square,
		open: true,
	};
	assert.deepEqual(await similarAppeals(asked), []);
	assert.equal((await similarAppeals({ ...asked, whole: true })).length, 1);
	assert.deepEqual(await similarAppeals({ ...asked, open: false, whole: true }), []);
});

test('a text of signs and an empty one are no mistake', async () => {
	const town = await aTerritory(centre);
	for (const text of ['', "'; drop table", '& | ! ( )', 'и в на'])
		assert.deepEqual(
			await similarAppeals({ territory: town.id, category: 'roads', text, point: square, open: true }),
			[],
		);
});

describe('places in words', () => {
	const cases: [string, string, number][] = [
		['улица Мира, 5', 'Мира 5', 1],
		['ул. Ёлочная', 'елочной', 1],
		['улица Мира, 5', 'улица Мира, 7', 0.5],
		['улица Мира, 5', 'улица Садовая, 12', 0],
		['', 'улица Мира', 0],
	];
	for (const [a, b, share] of cases)
		test(`"${a}" and "${b}" share ${share}`, () => assert.equal(sharedPlace(a, b), share));
});

test('the nearer and the more words in common, the likelier', () => {
	const usual = { words: 0.4, away: 50, sharedPlace: 0, known: 0 };
	assert.ok(likeness(usual) > likeness({ ...usual, away: 500 }));
	assert.ok(likeness(usual) > likeness({ ...usual, words: 0.1 }));
	assert.ok(likeness(usual) > likeness({ ...usual, known: 2 }));
	assert.ok(likeness(usual) > likeness({ ...usual, known: -1 }));
	assert.ok(likeness({ words: 0, away: 5_000, sharedPlace: 0, known: 0 }) < 0.34);
	assert.ok(likeness({ words: 1, away: 0, sharedPlace: 0, known: 0 }) <= 1);
});
