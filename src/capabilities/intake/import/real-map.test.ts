import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { cellsOf, countEverything, countsByMonth } from '#rooms/appeals/door.server.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { anImport, realTable } from '#tests/support/fixtures/imports.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { withoutReferenceData } from '#tests/support/reference-data.ts';

const h = await house();
const skip = withoutReferenceData('requests-311');

async function imported(
	name: string,
	place: { zone: string; centre?: { latitude: number; longitude: number } },
	fields: readonly object[],
) {
	const town = await aTerritory(place as never);
	const administrator = await anAccount({ roles: [{ role: 'administrator', territory: town.id }] });
	const by = { territory: town.id, actor: await administrator.actor() };
	const run = await anImport(h, by, name, realTable(`requests-311/${name}`));
	await run.set([...fields, { field: 'visibility', otherwise: 'nameless' }] as never);
	await run.everything('category', 'other');
	await run.check();
	await run.carry();
	await countEverything();
	return town;
}

/** Cells of every month that anything was filed in. */
async function cellsOver(territory: { id: number }) {
	const id = territory.id as Parameters<typeof cellsOf>[0];
	const months = await countsByMonth(id, { from: '2000-01-01', to: '2030-12-31' }, '');
	const sums = new Map<bigint, number>();
	for (const { startsOn } of months)
		for (const { cell, count } of await cellsOf(id, { grain: 'month', startsOn, category: '' }))
			sums.set(cell, (sums.get(cell) ?? 0) + count);
	return {
		sums,
		placed: months.reduce((sum, one) => sum + one.placed, 0),
		misplaced: months.reduce((sum, one) => sum + one.misplaced, 0),
	};
}

test('Baltimore: 885 points of a geocoder that knew nothing are no hot spot, and are told', {
	skip,
}, async () => {
	const town = await imported(
		'baltimore-311-sample.csv.gz',
		{ zone: 'America/New_York', centre: { latitude: 39.29, longitude: -76.61 } },
		[
			{ field: 'text', column: 'SRType' },
			{ field: 'category', column: 'SRType', otherwise: 'other' },
			{ field: 'body', column: null },
		],
	);
	const { sums, placed, misplaced } = await cellsOver(town);
	const drawn = [...sums.values()].reduce((sum, one) => sum + one, 0);
	assert.ok(placed > 7_000, String(placed));
	assert.ok(drawn <= placed, `${drawn} of ${placed} drawn`);
	const hottest = Math.max(...sums.values());
	assert.ok(hottest < placed / 50, `${hottest} of ${placed} in one cell, ${misplaced} misplaced`);
	const [spot] = await database()`
		select count(*)::int as count from appeals.appeal
		where territory_id = ${town.id} and lat is not null and lat = round(lat::numeric, 0)::float8`;
	assert.equal(spot?.count, 0);
});

test('Konstanz: what was reported stands where it was reported', { skip }, async () => {
	const town = await imported('konstanz-maengelmelder-2020.csv.gz', { zone: 'Europe/Berlin' }, [
		{ field: 'category', column: 'Kategorie', otherwise: 'other' },
		{ field: 'body', column: null },
	]);
	const { sums, placed } = await cellsOver(town);
	assert.ok(placed > 3_000, String(placed));
	assert.ok(sums.size > 100);
	assert.ok(Math.max(...sums.values()) < placed / 10);
});
