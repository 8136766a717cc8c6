import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';

import { anAccount } from '#tests/support/fixtures/identity.ts';
import { anImport, realTable } from '#tests/support/fixtures/imports.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { withoutReferenceData } from '#tests/support/reference-data.ts';
import { saveValues, swapDays } from './manage.ts';

const h = await house();
const skip = withoutReferenceData('requests-311');

async function aTown(input: Parameters<typeof aTerritory>[0] = {}) {
	const town = await aTerritory(input);
	const administrator = await anAccount({ roles: [{ role: 'administrator', territory: town.id }] });
	return { town, territory: town.id, actor: await administrator.actor(), administrator };
}
type Town = Awaited<ReturnType<typeof aTown>>;
const load = (town: Town, name: string, content: string | Uint8Array) => anImport(h, town, name, content);

test('Kursk: topics and executors in their hundreds, no dates, texts from web pages', { skip }, async () => {
	const town = await aTown();
	const run = await load(town, 'kursk-train.csv', realTable(`appeals/kursk-train.csv`));
	const { mapping } = await run.view();
	assert.deepEqual(Object.fromEntries(mapping.fields.map((one) => [one.field, one.column])), {
		'external-id': 'id',
		text: 'text',
		category: 'topic',
		body: 'executor',
	});
	await run.set([
		{ field: 'filed', otherwise: '2022-01-15' },
		{ field: 'state', otherwise: 'closed' },
		{ field: 'answered', otherwise: '2022-02-10' },
	]);
	await run.everything('category', 'other');
	await run.everything('body', '+');
	const view = await run.check();
	assert.equal(view.run.rows, 1612);
	assert.ok(view.run.wrong <= 5, JSON.stringify(await run.found()));
	assert.ok(((await run.found()).markup ?? 0) > 100);
	const done = await run.carry();
	assert.equal(done.run.brought, 1612 - view.run.wrong);
	const [texts] =
		await database()`select count(*)::int as count from appeals.appeal where territory_id = ${town.town.id} and text ~ '</?p>|&nbsp;'`;
	assert.equal(texts?.count, 0);
	const bodies = await database()`select from organisations.body where territory_id = ${town.town.id}`;
	assert.ok(bodies.length > 50);
});

test('Troitsk: days and months that a program swapped are seen and offered to be mended', {
	skip,
}, async () => {
	const town = await aTown();
	const run = await load(town, 'troitsk-2017-2020.csv', realTable(`appeals/troitsk-2017-2020.csv`));
	await run.set([
		{ field: 'text', column: 'text' },
		{ field: 'title', column: 'title' },
		{ field: 'external-id', column: 'n' },
		{ field: 'filed', column: 'date', written: 'ymd' },
		{ field: 'category', otherwise: '~' },
	]);
	const { swaps } = await run.view();
	assert.equal(swaps[0]?.column, 'date');
	assert.ok((swaps[0]?.rows ?? 0) > 200);
	await swapDays(town.actor, town.territory, run.id, 'date', true);
	await saveValues(town.actor, town.territory, run.id, 'category', { values: new Map(), otherwise: 'other' });
	const view = await run.check();
	assert.equal(view.run.rows, 817);
	assert.ok(view.run.wrong < 10, JSON.stringify(await run.found()));
	const done = await run.carry();
	const [span] =
		await database()`select min(filed_at) as first, max(filed_at) as last from appeals.appeal where territory_id = ${town.town.id}`;
	assert.ok(
		span?.first >= new Date('2017-05-01') && span?.last <= new Date('2020-07-01'),
		`${span?.first} ${span?.last}`,
	);
	assert.equal(done.run.brought, 817 - view.run.wrong);
});

test('Perm: texts alone, topics by their words', { skip }, async () => {
	const town = await aTown();
	const run = await load(town, 'perm-texts-unlabelled.csv', realTable(`appeals/perm-texts-unlabelled.csv`));
	await run.set([
		{ field: 'external-id', column: 'n' },
		{ field: 'category', otherwise: '~' },
	]);
	const first = await run.check();
	assert.equal(first.run.rows, 793);
	assert.ok(((await run.found())['category-unknown'] ?? 0) < 500, JSON.stringify(await run.found()));
	const done = await run.carry();
	assert.equal(done.run.brought, 793 - first.run.wrong);
});

test('Baltimore: due and close dates count on time and late; rounded points are no points', {
	skip,
}, async () => {
	const town = await aTown({
		centre: { latitude: 39.29, longitude: -76.61 },
		zone: 'America/New_York',
	} as never);
	const run = await load(
		town,
		'baltimore-311-sample.csv.gz',
		realTable(`requests-311/baltimore-311-sample.csv.gz`),
	);
	await run.set([
		{ field: 'text', column: 'SRType' },
		{ field: 'category', column: 'SRType', otherwise: 'other' },
	]);
	await run.everything('category', 'other');
	await run.everything('body', '+');
	const view = await run.check();
	assert.equal(view.run.rows, 10_000);
	assert.ok(((await run.found())['point-rounded'] ?? 0) > 100, JSON.stringify(await run.found()));
	assert.ok(view.run.wrong < 600, JSON.stringify(await run.found()));
	const done = await run.carry();
	assert.equal(done.run.brought, 10_000 - view.run.wrong);
	const [counted] = await database()`
		select count(*)::int as all, count(*) filter (where missed_at is not null)::int as late from appeals.term
		where territory_id = ${town.town.id} and kind = 'answer' and rule = 'import' and met_at is not null`;
	assert.ok(counted?.all > 9_000 && counted?.late > 500 && counted?.late < 5_000, JSON.stringify(counted));
	const [at] =
		await database()`select count(*)::int as count from appeals.appeal where territory_id = ${town.town.id} and lat = 39 and lon = -77`;
	assert.equal(at?.count, 0);
});

for (const [name, rowsIn, fields] of [
	[
		'konstanz-maengelmelder-2020.csv.gz',
		3791,
		[
			{ field: 'category', column: 'Kategorie', otherwise: 'other' },
			{ field: 'body', column: null },
		],
	],
	['nyc-311-2025-03.csv', 235, [{ field: 'category', column: 'Complaint Type', otherwise: 'other' }]],
] as const)
	test(`${name} comes in as it is`, { skip }, async () => {
		const town = await aTown({ zone: 'UTC' } as never);
		const run = await load(town, name, realTable(`requests-311/${name}`));
		await run.set(fields as never);
		await run.everything('category', 'other');
		if (name.startsWith('nyc')) await run.everything('body', '+');
		const view = await run.check();
		assert.equal(view.run.rows, rowsIn);
		assert.ok(view.run.wrong < rowsIn / 50, JSON.stringify(await run.found()));
		const done = await run.carry();
		assert.equal(done.run.brought, rowsIn - view.run.wrong);
	});
