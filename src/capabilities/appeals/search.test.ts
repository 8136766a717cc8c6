import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, proveIndex } from '#platform/search/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';

const h = await house();

test('a public appeal is found by its words, one for the authority is not, and the nightly proof finds nothing to mend', async () => {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	await anAppeal(town.id, { text: 'Посреди улицы стоит заржавелый велосипед, его никто не убирает.' });
	await anAppeal(town.id, {
		text: 'Прошу не показывать: сосед хранит велосипед в подъезде.',
		visibility: 'authority',
	});
	await h.runJobs();
	const found = await find({ text: 'велосипеды', lang: 'ru', within: town.id });
	assert.equal(found.items.length, 1);
	assert.match(found.items[0]?.url ?? '', /\/appeals\//);
	const [proof] = await proveIndex(undefined, 'appeals.appeal');
	assert.deepEqual(proof, { kind: 'appeals.appeal', items: 1, mended: 0, removed: 0 });
});
