import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find } from '#platform/search/door.server.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';

const h = await house();
const found = async (text: string, within?: Parameters<typeof find>[0]['within']) =>
	(await find({ text, lang: 'ru', within })).items.map((item) => item.url);

test('a territory is found by the forms of its name once search was told, and within those above it', async () => {
	const town = await aTerritory({
		name: { nominative: 'Кунгур' },
		population: { people: 64_000, on: '2026-01-01', source: 'test' },
	});
	const district = await aTerritory({
		parent: town.parents.at(-1)?.id ?? null,
		kind: 'municipal-okrug',
		name: { nominative: 'Кунгурский округ' },
	});
	assert.deepEqual(await found('кунгур'), []);
	await h.runJobs();
	const [townAt, districtAt] = [`/${town.path}`, `/${district.path}`];
	assert.deepEqual((await found('кунгур'))[0], townAt);
	assert.deepEqual((await found('в Кунгуре'))[0], townAt);
	assert.deepEqual((await found('Кунгурский округ')).slice(0, 2), [districtAt, townAt]);
	assert.deepEqual(await found('кунгур', town.id), [townAt]);
	assert.deepEqual((await found('кунгур', town.parents[0]?.id)).length, 2);
});
