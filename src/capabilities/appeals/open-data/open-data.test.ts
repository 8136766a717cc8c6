import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { anAppealRow, putAppealRows } from '#tests/support/fixtures/appeal-rows.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { readAsked } from '../list-appeals.ts';
import { openWords } from '../mask.ts';
import { dataFields } from './fields.ts';
import { makeMonths } from './make-months.ts';
import { dataPackage, jsonSchema } from './schema.ts';
import { dataMonth, dataMonthAs, dataMonths, openData } from './serve-data.ts';

const h = await house();
const telling = { lang: 'ru', origin: 'https://veche.example', source: 'https://veche.example/data.json' };

async function download(territory: TerritoryId, format: 'csv' | 'json' | 'geojson', query = '') {
	const asked = new URLSearchParams(query);
	const { parts, next } = await openData(
		territory,
		format,
		{ query: asked, filters: readAsked(asked) },
		telling,
	);
	let text = '';
	for await (const part of parts) text += part;
	return { text, next };
}
const json = async (territory: TerritoryId, query = '') =>
	JSON.parse((await download(territory, 'json', query)).text) as {
		items: Record<string, unknown>[];
		next: string | null;
		asOf: string;
	};
const month = (at: string) => new Date(`${at}T09:00:00Z`);

test('every format holds the same appeals, private ones never, and says what its fields are', async () => {
	const town = await aTerritory();
	await anAppeal(town.id, { lat: '', lon: '' });
	await anAppeal(town.id, { visibility: 'nameless', text: 'Звоните мне 8 912 345-67-89, Петрова. Яма.' });
	await anAppeal(town.id, { visibility: 'authority', text: 'Тайная жалоба на соседа.' });
	await h.runJobs();
	const { items } = await json(town.id);
	assert.equal(items.length, 2);
	for (const item of items)
		assert.deepEqual(
			Object.keys(item),
			dataFields.map((field) => field.name),
		);
	const rows = parse((await download(town.id, 'csv')).text, { bom: true, columns: true }) as Record<
		string,
		string
	>[];
	assert.deepEqual(
		rows.map((row) => row.number),
		items.map((item) => item.number),
	);
	const { features } = JSON.parse((await download(town.id, 'geojson')).text);
	assert.equal(features.length, 2);
	const all = JSON.stringify([items, rows, features]);
	assert.doesNotMatch(all, /345-67-89|Петров|Тайная/);
	assert.deepEqual(
		(jsonSchema('x', { title: '', about: () => '' }) as { $defs: { appeal: { required: string[] } } }).$defs
			.appeal.required,
		Object.keys(items[0] as object),
	);
});

test('a program reads page by page and then only what has changed', async () => {
	const country = await aTerritory({ kind: 'country', parent: null, zone: 'Europe/Moscow' });
	const region = await country.below({ kind: 'region' });
	const towns = [await aTerritory({ parent: region.id }), await aTerritory({ parent: region.id })];
	await putAppealRows(
		towns.flatMap((town) =>
			Array.from({ length: 13 }, (_, i) =>
				anAppealRow({ territory: town.id, filedAt: month(`2026-03-${10 + i}`) }),
			),
		),
	);
	const seen: unknown[] = [];
	let query = 'limit=5';
	for (let pages = 0; pages < 20; pages++) {
		const page = await json(country.id, query);
		assert.ok(page.items.length <= 5);
		seen.push(...page.items.map((item) => item.number));
		if (!page.next) break;
		query = new URL(page.next).search.slice(1);
	}
	assert.equal(seen.length, 26);
	assert.equal(new Set(seen).size, 26);
	assert.equal((await json(region.id)).items.length, 26);
	await database()`
		update appeals.appeal set updated_at = '2026-06-01' where territory_id = ${towns[0]!.id} and filed_at < '2026-03-12'`;
	assert.equal((await json(region.id, 'since=2026-05-01T00:00:00Z')).items.length, 2);
	assert.equal((await json(region.id, 'from=2026-03-10&to=2026-03-11')).items.length, 4);
	await assert.rejects(json(region.id, 'since=yesterday'), { code: 'appeals.data.since-wrong' });
	await assert.rejects(json(region.id, 'since=2026-13-45'), { code: 'appeals.data.since-wrong' });
	await assert.rejects(json(region.id, 'after=junk'), { code: 'appeals.data.after-wrong' });
});

test('the table of a month is kept, made anew only when its appeals changed, and put together above', async () => {
	const region = await aTerritory({ kind: 'region', parent: null, zone: 'Europe/Moscow' });
	const towns = [await aTerritory({ parent: region.id }), await aTerritory({ parent: region.id })];
	const rows = towns.flatMap((town) => [
		anAppealRow({ territory: town.id, filedAt: month('2026-02-03'), text: 'Яма в феврале.' }),
		anAppealRow({ territory: town.id, filedAt: month('2026-03-03'), text: 'Яма в марте.' }),
		anAppealRow({
			territory: town.id,
			filedAt: month('2026-03-04'),
			text: 'Тайное.',
			visibility: 'authority',
		}),
	]);
	await putAppealRows(rows);
	const at = new Date('2026-04-01T00:00:00Z');
	await makeMonths(at);
	const kept = async (territory: TerritoryId) =>
		(await dataMonths(territory)).map((one) => [one.month, one.rows]);
	assert.deepEqual(await kept(towns[0]!.id), [
		['2026-03-01', 1],
		['2026-02-01', 1],
	]);
	assert.deepEqual(await kept(region.id), [
		['2026-03-01', 2],
		['2026-02-01', 2],
	]);
	const files = async () =>
		(await dataMonths(region.id)).map(({ file, sha256, madeAt }) => [file, sha256, madeAt]);
	const before = await files();
	assert.equal(await makeMonths(new Date('2026-04-02T00:00:00Z')), 0);
	assert.deepEqual(await files(), before);

	const found = await dataMonth(region.id, '2026-03', false);
	const text = Buffer.concat(await Array.fromAsync(found!.content as AsyncIterable<Buffer>));
	assert.equal(createHash('sha256').update(text).digest('hex'), found!.month.sha256);
	assert.equal(text.length, found!.month.size);
	const table = parse(text, { bom: true, columns: true }) as Record<string, string>[];
	assert.deepEqual(
		table.map((row) => row.text),
		['Яма в марте.', 'Яма в марте.'],
	);

	const told = async (format: 'json' | 'geojson') => {
		const found = await dataMonthAs(region.id, '2026-03', format, 'https://veche.example/2026-03.json');
		let text = '';
		for await (const part of await found!.parts()) text += part;
		return JSON.parse(text);
	};
	const { items: fromTable, asOf } = await told('json');
	const { items: live } = await json(region.id, 'from=2026-03-01&to=2026-03-31');
	// the table was made under the address of the installation
	const besideAddress = (all: Record<string, unknown>[]) => all.map(({ url: _, ...one }) => one);
	assert.deepEqual(besideAddress(fromTable), besideAddress(live), 'the same records, of the same types');
	assert.equal(asOf, at.toISOString());
	const { features } = await told('geojson');
	assert.deepEqual(
		features.map((one: { id: string; geometry: unknown }) => [one.id, one.geometry]),
		live.map((one) => [one.number, null]),
	);
	assert.equal(await dataMonthAs(region.id, '2026-01', 'json', 'x'), undefined);

	// what an office takes from the public leaves the kept tables as well
	await database()`update appeals.appeal set visibility = 'authority', updated_at = '2026-04-05'
		where territory_id = ${towns[0]!.id} and text = 'Яма в марте.'`;
	assert.equal(await makeMonths(new Date('2026-04-06T00:00:00Z')), 2);
	assert.deepEqual(await kept(towns[0]!.id), [['2026-02-01', 1]]);
	assert.deepEqual(await kept(region.id), [
		['2026-03-01', 1],
		['2026-02-01', 2],
	]);
	const pack = dataPackage({ title: '', about: () => '', name: 'x', address: 'https://veche.example/data' }, [
		{ month: '2026-02', size: 1, sha256: 'aa', href: 'x' },
	]);
	assert.deepEqual(
		(pack.resources as { name: string }[]).map((one) => one.name),
		['appeals', 'appeals-2026-02', 'appeals-2026-02-json', 'appeals-2026-02-geojson'],
	);
});

test('whatever stands around them, no telephone, address of mail, flat, plate or name of the author comes through', () => {
	const name = 'Серафима Крутогорова';
	const secrets = [
		'8 (912) 345-67-89',
		'+79123456789',
		'serafima.k@post.example',
		'кв. 47',
		'А123ВС59',
		'4276 1234 5678 9012',
	];
	const told = [
		'89123456789',
		'345-67-89',
		'serafima',
		' 47',
		'А123ВС',
		'5678 9012',
		'Крутогоров',
		'Серафим',
	];
	const filler = fc.constantFrom(
		'яма',
		'у дома 5',
		'не убирают снег',
		'— помогите!',
		'\n',
		'третий день,',
		'Мира,',
	);
	const personal = fc.constantFrom(...secrets, name, 'Крутогорова С.', 'Крутогоровой', 'КРУТОГОРОВА');
	fc.assert(
		fc.property(fc.array(fc.oneof(filler, personal), { minLength: 1, maxLength: 12 }), (parts) => {
			const words = parts.join(' ');
			const open = openWords({ text: words, placeWords: words, shown: [], visibility: 'nameless' }, name);
			for (const one of told)
				for (const text of Object.values(open))
					assert.ok(!text.toLowerCase().includes(one.toLowerCase()), `${one} in ${JSON.stringify(text)}`);
		}),
	);
});
