import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { house } from '#tests/support/house.ts';
import { referenceData, withoutReferenceData } from '#tests/support/reference-data.ts';
import * as territories from '../door.server.ts';
import { importTerritories } from './import-territories.ts';

const skip = withoutReferenceData('territories');
if (!skip) await house();

const bring = (file: string) => importTerritories({ file: referenceData(file), skipWrong: true });
const lists = [
	'territories/oktmo-municipalities-2019.csv.gz',
	'territories/oktmo-tom5-municipalities.csv.gz',
	'territories/oktmo-tom5-settlements.csv.gz',
	'territories/municipal-districts-sberindex.csv.gz',
	'indicators/municipal/bdmo-population.csv.gz',
	'territories/oktmo-rosstat-format-sample.csv.gz',
	'territories/cities-hflabs.csv',
	'territories/towns-2020.csv',
	'territories/regions-hflabs.csv',
	'boundaries/municipalities-all-simplified.geojson.gz',
	'boundaries/russia-regions.geojson.gz',
	'boundaries/perm-region.geojson.gz',
];

test('the real lists come in, all within two minutes', { skip, timeout: 240_000 }, async () => {
	const started = process.cpuUsage();
	const reports = new Map<string, Awaited<ReturnType<typeof bring>>>();
	for (const file of lists) reports.set(file, await bring(file));
	// the promise is two minutes on two cores of one's own; on a busy machine the clock tells of the others
	const own = process.cpuUsage(started);
	assert.ok((own.user + own.system) / 1e6 < 60, `${Math.round((own.user + own.system) / 1e6)} s of a core`);

	const oktmo = reports.get(lists[0] as string);
	assert.deepEqual(
		[
			oktmo?.counts.rows,
			oktmo?.counts.territories,
			oktmo?.counts.headings,
			oktmo?.counts['headings-by-code'],
		],
		[25_088, 22_064, 3_024, 3_014],
	);
	assert.equal(oktmo?.problems.filter((one) => one.code === 'check-digit').length, 16);
	assert.equal(
		oktmo?.problems.some((one) => one.severity === 'wrong'),
		false,
	);

	const changes = reports.get('territories/municipal-districts-sberindex.csv.gz')?.counts;
	assert.deepEqual([changes?.unions, changes?.transfers, changes?.divisions], [23, 9, 1]);
	assert.ok(
		(reports.get('boundaries/municipalities-all-simplified.geojson.gz')?.counts.matched ?? 0) >= 2_221,
	);
	assert.equal(reports.get('boundaries/russia-regions.geojson.gz')?.counts.matched, 83);
});

test('the second time nothing changes', { skip, timeout: 240_000 }, async () => {
	for (const file of lists) assert.equal((await bring(file)).outcome, 'nothing-new', file);
});

test('Kungur is found as the town that it was and the okrug that it is', { skip }, async () => {
	assert.deepEqual(await territories.resolve('perm-krai/kungur'), { redirect: 'perm-krai/kungursky-okrug' });
	const okrug = await territories.resolve('perm-krai/kungursky-okrug');
	assert.ok(okrug && 'name' in okrug);
	assert.deepEqual([okrug.name.in, okrug.zone], ['в Кунгурском округе', 'Asia/Yekaterinburg']);
	assert.ok((await territories.mapOf(okrug.id, 'ru')).shapes.length > 0);
});

test('every territory has an address and a name of its own, and the closure is whole', { skip }, async () => {
	const [odd] = await database()`
		select count(*) filter (where n.territory_id is null)::int as nameless,
			count(*) filter (where c.descendant_id is null)::int as unclosed,
			count(*) filter (where p.value is null)::int as unclaimed
		from territories.territory t
		left join territories.name n on n.territory_id = t.id and n.lang = 'ru'
		left join territories.closure c on c.descendant_id = t.id and c.depth = 0
		left join territories.claim p on p.value = t.path and p.kind = 'path' and p.territory_id = t.id`;
	assert.deepEqual({ ...odd }, { nameless: 0, unclosed: 0, unclaimed: 0 });
});
