import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { forgetCategories } from '../categories.server.ts';
import { suggestCategories } from './suggest-categories.ts';

await house();
const town = await aTerritory();
const suggest = (text: string, lang: 'ru' | 'en' = 'ru') =>
	suggestCategories({ territory: town.id, text, lang });

for (const [text, expected, lang] of [
	['На дороге огромная ЯМА, яму надо заделать', 'roads.potholes', 'ru'],
	['Во дворе стая бродячих собак, боимся укусов', 'animals.strays', 'ru'],
	['Третий день не горит фонарь у подъезда, темно', 'lighting.out', 'ru'],
	['Переполненные баки, мусор не вывозят неделю', 'waste.collection', 'ru'],
	['Застряли в лифте на пятом этаже', 'yards.lift', 'ru'],
	['There is a deep pothole in the road surface', 'roads.potholes', 'en'],
] as const)
	test(`without any history "${text}" is about ${expected}`, async () => {
		const found = await suggest(text, lang);
		assert.equal(found[0]?.category, expected);
		assert.ok(found.length <= 3);
		const chances = found.map((one) => one.confidence);
		assert.deepEqual(
			chances,
			chances.toSorted((a, b) => b - a),
		);
		for (const one of found) {
			assert.ok(one.confidence > 0 && one.confidence < 1);
			const folded = text.toLowerCase();
			for (const word of one.words) assert.ok(folded.includes(word), `${word} stands in the text`);
		}
	});

test('ё and е are one letter', async () => {
	assert.deepEqual(
		(await suggest('Гололёд на тротуаре, наледь')).map((one) => one.category),
		(await suggest('Гололед на тротуаре, наледь')).map((one) => one.category),
	);
});

test('a text that says nothing gets no suggestion', async () => {
	assert.deepEqual(await suggest(''), []);
	assert.deepEqual(await suggest('Здравствуйте! Прошу вас, помогите мне с этим, пожалуйста.'), []);
});

test('a category that was closed is not suggested, and comes back when it is open again', async () => {
	const text = 'Бездомная собака, стая собак';
	await database()`update appeals.category set closed_on = '2020-01-01' where code = 'animals.strays'`;
	forgetCategories();
	assert.ok(!(await suggest(text)).some((one) => one.category === 'animals.strays'));
	await database()`update appeals.category set closed_on = null where code = 'animals.strays'`;
	forgetCategories();
	assert.equal((await suggest(text))[0]?.category, 'animals.strays');
});
