import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coarser, nameOfCell } from '#platform/geo/door.ts';
import { anAppealRow, putAppealRows } from '#tests/support/fixtures/appeal-rows.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { listAppeals, pointsOf, readAsked } from './list-appeals.ts';
import { cellOf } from './place.ts';

const h = await house();

test('a list is of one body, or of one place on the map; nonsense in the address is left out', async () => {
	const town = await aTerritory();
	const body = await aBody(town.id);
	const point = { lat: 57.12345, lon: 56.12345 };
	await putAppealRows([
		anAppealRow({
			territory: town.id,
			filedAt: new Date(),
			body: { territory: body.territory, id: body.id },
			point,
		}),
		anAppealRow({ territory: town.id, filedAt: new Date(), point: { lat: 57.5432, lon: 56.54321 } }),
	]);
	const count = async (query: string) =>
		(await listAppeals(town.id, readAsked(new URLSearchParams(query)), { lang: 'ru' })).count;
	const cell = BigInt(cellOf(point));
	assert.equal(await count(''), 2);
	assert.equal(await count(`body=${body.territory}/${body.id}`), 1);
	assert.equal(await count(`cell=${nameOfCell(cell)}`), 1);
	assert.equal(await count(`cell=${nameOfCell(coarser(cell, 7))}`), 1);
	assert.equal(await count(`cell=${nameOfCell(coarser(cell, 2))}`), 2, 'a coarse cell holds both');
	assert.equal(await count('cell=8zz&body=1/2'), 2);
});

test('a list is of a place by its name, in any case and with any ending', async () => {
	const town = await aTerritory();
	const at = (placeWords: string) => anAppealRow({ territory: town.id, filedAt: new Date(), placeWords });
	await putAppealRows([at('улица Мира, 5'), at('на улице Мира, двор'), at('переулок Садовый')]);
	const count = async (place: string) =>
		(await listAppeals(town.id, readAsked(new URLSearchParams({ place })), { lang: 'ru' })).count;
	assert.equal(await count('УЛИЦЕ МИРА'), 2);
	assert.equal(await count('улица Мира 5'), 1);
	assert.equal(await count('Садового'), 1);
	assert.equal(await count('Ленина'), 0);
	assert.equal(await count('%'), 0, 'a sign of the database is no word');
});

test('the map says how many of a list have no point', async () => {
	const town = await aTerritory();
	await anAppeal(town.id);
	await anAppeal(town.id);
	const placed = await anAppeal(town.id, { lat: '57.1', lon: '65.5' });
	await h.runJobs();
	const seen = await pointsOf(town.id, readAsked(new URLSearchParams()), 'ru');
	assert.deepEqual(
		[seen.points.map((one) => one.number), seen.without, seen.newest],
		[[placed.number], 2, null],
	);
});
