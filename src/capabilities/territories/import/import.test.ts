import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { database } from '#platform/db/door.server.ts';
import { house } from '#tests/support/house.ts';
import * as territories from '../door.server.ts';
import { type ImportReport, importTerritories } from './import-territories.ts';

await house();

const list = `oktmo,check_digit,name
57000000,${digit('57000000')},Муниципальные образования Пермского края
57600000,${digit('57600000')},Муниципальные районы Пермского края
57630000,${digit('57630000')},Кунгурский муниципальный район
57630400,${digit('57630400')},Сельские поселения Кунгурского муниципального района
57630402,${digit('57630402')},Калининское
57630701,${digit('57630701')},Межселенная территория Кунгурского муниципального района
57700000,${digit('57700000')},Городские округа Пермского края
57722000,${digit('57722000')},город Кунгур
`;
const places = `80 601 404 000;1;Населенные пункты, входящие в состав
57 630 402 000;${digit('57630402000')};Населенные пункты, входящие в состав сельского поселения Калининское
57 630 402 101;${digit('57630402101')};с Калинино
57 722 000 001;${digit('57722000001')};г Кунгур
;;Пояснение: административный центр
`;
const succession = `municipal_district_name_short,oktmo,municipal_district_name,municipal_district_type,municipal_district_status,municipal_district_center,year_from,year_to,territory_id,change_id_from,change_id_to,region_name,municipal_district_center_lat,municipal_district_center_lon
Кунгур,57-722-000-000,городской округ город Кунгур,городской округ,,г Кунгур,2018,2021,730,,union_14,Пермский край,57.43,56.94
Кунгурский,57-630-000-000,Кунгурский муниципальный район,муниципальный район,,г Кунгур,2018,2021,750,,union_14,Пермский край,57.43,56.94
Кунгурский,57-530-000-000,муниципальный округ Кунгурский,муниципальный округ,,г Кунгур,2021,9999,2809,union_14,,Пермский край,57.43,56.94
`;

function digit(code: string): number {
	const sum = (shift: number) =>
		[...code].reduce((all, d, i) => all + Number(d) * (((i + shift) % 10) + 1), 0) % 11;
	return sum(0) < 10 ? sum(0) : sum(2) % 10;
}
const bring = (text: string | Uint8Array, more: Partial<Parameters<typeof importTerritories>[0]> = {}) =>
	importTerritories({
		file: { name: 'test.csv', bytes: typeof text === 'string' ? Buffer.from(text) : text },
		...more,
	});
const count = async () => Number((await database()`select count(*) from territories.territory`)[0]?.count);
const codes = (report: ImportReport, severity: string) =>
	report.problems.filter((one) => one.severity === severity).map((one) => `${one.line} ${one.code}`);

test('a dry run lists every problem and changes nothing', async () => {
	const before = await count();
	const report = await bring(list, { dryRun: true });
	assert.equal(report.outcome, 'dry-run');
	assert.equal(report.changes, 6);
	assert.equal(await count(), before);
	assert.deepEqual(codes(report, 'notice'), ['3 heading', '5 heading', '8 heading']);
});

test('a wrong list names every wrong row and brings nothing in', async () => {
	const wrong = `${list}57722000,${digit('57722000')},город Кунгур ещё раз\n5772ю,1,Кривой код\n13000000,1,Неведомый край\n57630405,0,\n`;
	const before = await count();
	const report = await bring(wrong);
	assert.equal(report.outcome, 'refused');
	assert.deepEqual(codes(report, 'wrong'), [
		'10 code-twice',
		'11 code-malformed',
		'12 region-unknown',
		'13 name-missing',
	]);
	assert.equal(await count(), before);
});

test('a list comes in once, in any encoding, and changes nothing the second time', async () => {
	// cp1251 in gzip, as old programs save
	const letters = 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя';
	const cp1251 = Buffer.from(
		[...list].map((l) => (letters.includes(l) ? 0xc0 + letters.indexOf(l) : l.charCodeAt(0))),
	);
	const first = await bring(gzipSync(cp1251));
	assert.deepEqual([first.outcome, first.encoding, first.counts.territories], ['done', 'cp1251', 5]);
	for (const again of [list, `\ufeff${list}`]) assert.equal((await bring(again)).outcome, 'nothing-new');
	const town = await territories.resolve('perm-krai/kungur');
	assert.ok(town && 'name' in town);
	assert.deepEqual(
		[town.name.full, town.zone, town.shortCode?.slice(0, 3), town.parents.map((one) => one.name)],
		['городской округ город Кунгур', 'Asia/Yekaterinburg', '57-', ['Россия', 'Пермский край']],
	);
	const between = await territories.territoryByCode('57630701');
	assert.equal(between && territories.tree.kindOf(between), 'between-settlements');
	assert.equal(between && territories.tree.ownerOf(between), await territories.territoryByCode('57630000'));
});

test('places come in under their municipalities', async () => {
	const report = await bring(places);
	assert.deepEqual([report.outcome, report.format, report.counts.place], ['done', 'oktmo-volume', 2]);
	assert.equal((await bring(places)).outcome, 'nothing-new');
});

test('the union of a town and its district leads to the okrug', async () => {
	const report = await bring(succession);
	assert.equal(report.outcome, 'done');
	assert.deepEqual([report.counts.unions, report.counts['lower-dissolved']], [1, 2]);
	assert.equal((await bring(succession)).outcome, 'nothing-new');
	assert.equal((await bring(list)).outcome, 'nothing-new');
	assert.deepEqual(await territories.resolve('perm-krai/kungur'), { redirect: 'perm-krai/kungursky-okrug' });
	const okrug = await territories.territoryByCode('57722000');
	const place = await territories.territoryByCode('57630402101');
	assert.ok(okrug && place);
	assert.equal(territories.tree.parentOf(place), okrug);
	assert.equal((await territories.figuresIn('now', okrug, '2018-12-31')).length, 5);
});

test('outlines are matched by name within the region and drawn with their licence', async () => {
	const square = (west: number, size: number) => ({
		type: 'Polygon',
		coordinates: [
			[
				[west, 57],
				[west + size, 57],
				[west + size, 57.5],
				[west, 57.5],
				[west, 57],
			],
		],
	});
	const feature = (district: string, geometry: unknown) => ({
		type: 'Feature',
		properties: { region: 'Пермский край', district },
		geometry,
	});
	const map = JSON.stringify({
		type: 'FeatureCollection',
		features: [
			feature('Кунгурский район', square(56, 0.5)),
			feature('Кунгур', square(56.5, 0.3)),
			feature('Никакой район', square(58, 1)),
			feature('Кривой район', { type: 'Polygon', coordinates: [[[1, 2]]] }),
		],
	});
	const refused = await bring(map);
	assert.deepEqual([refused.outcome, codes(refused, 'wrong')], ['refused', ['4 shape-malformed']]);
	const report = await bring(map, { skipWrong: true });
	assert.deepEqual([report.counts.matched, report.counts.united], [2, 1]);
	assert.deepEqual(codes(report, 'warning'), ['3 not-matched']);
	assert.equal((await bring(map, { skipWrong: true })).outcome, 'nothing-new');
	const okrug = (await territories.territoryByCode('57530000')) ?? assert.fail('no okrug');
	const drawn = await territories.mapOf(okrug, 'ru');
	assert.deepEqual(drawn.credits, [{ source: 'OpenStreetMap contributors', licence: 'ODbL-1.0' }]);
	assert.equal((await territories.historyOf(okrug, 'ru')).before.length, 2);
	let exported = '';
	for await (const part of territories.exportGeoJson(okrug)) exported += part;
	assert.match(exported, /ODbL/);
	assert.equal(JSON.parse(exported).features.length, 3);
});

test('what is no list is told as such', async () => {
	const cases: [string | Uint8Array, RegExp][] = [
		['имя,возраст\nАнна,7\n', /unknown-format/],
		['\ufeff\n', /tables\.empty/],
		[Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), /broken-gzip/],
		[Buffer.from([0x4d, 0x5a, 0, 0, 1]), /not-text/],
		['{"type":"FeatureCollection","features":[', /broken-json/],
	];
	for (const [bytes, code] of cases) await assert.rejects(bring(bytes), code);
});

test('an import keeps to the part of the tree that the importer administers', async () => {
	const foreign = list.replaceAll('57', '80');
	const report = await bring(foreign, { within: (code) => code.startsWith('57'), dryRun: true });
	assert.ok(codes(report, 'wrong').every((line) => line.endsWith('outside')));
});
