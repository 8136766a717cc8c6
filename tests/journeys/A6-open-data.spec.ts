/**
 * All may take the data, and nobody finds a person in them: the page of open data, its files, and every other way by which
 * appeals leave the house, asked for what must never leave it.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countEverything, makeMonths } from '#rooms/appeals/door.server.ts';
import { faultsOf } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTerritory();
const region = town.parents.at(-1)!;
const body = await aBody(town.id);
await body.answersFor('roads');
const open = await anAppeal(town.id);
/** What no address may give to a stranger, and how it may look when cut, bent or written together. */
const never = [
	'912 345-67-89',
	'9123456789',
	'krutogorova',
	'кв. 47',
	'Х777УЕ',
	'Крутогоров',
	'Потаённ',
	'Серафим',
];
const nameless = await anAppeal(town.id, {
	visibility: 'nameless',
	name: 'Серафима Крутогорова',
	email: 'krutogorova@post.example',
	phone: '+7 912 345-67-89',
	where: 'улица Мира, 5, кв. 47, спросить Крутогорову',
	text: 'Пишет Крутогорова. Яма у подъезда, звоните 8 912 345-67-89 или krutogorova@post.example, машина Х777УЕ59. Серафима.',
});
const hidden = await anAppeal(town.id, {
	visibility: 'authority',
	text: 'Потаённое дело о соседе, только для власти.',
	where: 'Потаённый тупик',
});
await site.runJobs();
await countEverything();
await makeMonths();

for (const options of [
	{ width: 1280, script: true },
	{ width: 360, script: false },
] as const)
	test(`A6: the data of a town are found from its list and downloaded, ${options.width} px`, async () => {
		const { page, shot } = await visitor(site, options);
		await page.goto(`/${town.path}/appeals`);
		await page.getByRole('link', { name: 'Открытые данные' }).first().click();
		await page.getByRole('heading', { level: 1, name: /Открытые данные обращений/ }).waitFor();
		await shot('open-data');
		if (options.script) assert.deepEqual(await faultsOf(page), []);
		assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
		for (const name of ['CSV', 'JSON', 'GeoJSON']) {
			const href = await page.getByRole('link', { name, exact: true }).getAttribute('href');
			const file = await page.request.get(href ?? '');
			assert.equal(file.status(), 200);
			assert.ok((await file.text()).includes(open.number), name);
			assert.equal(file.headers()['access-control-allow-origin'], '*');
		}
		const month = await page.locator('table a[download]').first().getAttribute('href');
		for (const format of ['JSON', 'GeoJSON']) {
			const link = page
				.locator('table')
				.getByRole('link', { name: new RegExp(`, ${format}$`) })
				.first();
			const file = await page.request.get((await link.getAttribute('href')) ?? '');
			const told = JSON.stringify(await file.json());
			assert.ok(told.includes(open.number) && !told.includes(hidden.number), format);
		}
		const kept = await page.request.get(month ?? '');
		assert.ok((await kept.text()).includes(open.number));
		const again = await page.request.get(month ?? '', {
			headers: { 'if-none-match': kept.headers().etag ?? '' },
		});
		assert.equal(again.status(), 304);
	});

test('A6: no way out gives a telephone, a mail address, a flat, a plate, a hidden name or a hidden appeal', async () => {
	const month = new Date().toISOString().slice(0, 7);
	const at = [town.path, region.path].flatMap((path) =>
		[
			'appeals',
			'appeals?view=table',
			'appeals?view=map',
			'appeals?q=яма',
			'appeals/list.csv',
			'appeals/feed.xml',
			'appeals/data/appeals.csv',
			'appeals/data/appeals.json',
			'appeals/data/appeals.json?limit=1',
			'appeals/data/appeals.geojson',
			'appeals/data/datapackage.json',
			`appeals/data/${month}.csv`,
			`appeals/data/${month}.json`,
			`appeals/data/${month}.geojson`,
			'situation',
			'situation/map',
			'situation/map/table.csv',
			'situation/wall',
			'situation/cells.json?z=9',
			'search?q=яма',
			'search?q=Крутогорова',
			'bodies',
		].map((page) => `/${path}/${page}`),
	);
	at.push(
		`/${town.path}`,
		`/${town.path}/appeals/${nameless.number}`,
		`/${town.path}/appeals/${nameless.number}/feed.xml`,
		`/${town.path}/appeals/${hidden.number}`,
		`/${town.path}/appeals/${hidden.number}/feed.xml`,
		`/${town.path}/appeals/new/assist?text=${encodeURIComponent('Яма у подъезда на улице Мира, 5')}&category=roads.potholes&where=${encodeURIComponent('улица Мира, 5')}`,
		`/${town.path}/bodies/${body.slug}`,
		`/api/v1/territories/${town.id}/appeals`,
		`/api/v1/territories/${region.id}/appeals`,
		...[nameless, hidden].flatMap(({ number }) =>
			['', '/history', '/answers'].map((part) => `/api/v1/appeals/${number}${part}`),
		),
		`/open311/v2/requests.json?jurisdiction_id=${town.id}`,
		`/open311/v2/requests.xml?jurisdiction_id=${region.id}&extensions=true`,
		`/open311/v2/requests/${nameless.number}.json?jurisdiction_id=${town.id}`,
		`/open311/v2/requests/${hidden.number}.xml?jurisdiction_id=${town.id}`,
	);
	const leaks: string[] = [];
	for (const address of at) {
		const response = await fetch(site.address + address, { headers: { accept: 'text/html,*/*' } });
		const text = await response.text();
		assert.ok(response.status < 500, `${address}: ${response.status}`);
		for (const one of never)
			if (!address.includes(one) && text.toLowerCase().includes(one.toLowerCase()))
				leaks.push(`${one} at ${address}`);
		if (!address.includes(hidden.number) && text.includes(hidden.number))
			leaks.push(`hidden number at ${address}`);
	}
	assert.deepEqual(leaks, []);
	// a page says again what it was asked for; what counts is that it finds nobody by it
	const found = await (await fetch(`${site.address}/${town.path}/search?q=Крутогорова`)).text();
	assert.ok(!found.includes(nameless.number));
});

test('A6: a month that cannot be and a moment that is none are refused in words, not by a fault', async () => {
	const data = `${site.address}/${town.path}/appeals/data`;
	for (const [file, status] of [
		['2026-13.csv', 404],
		['2026-00.csv', 404],
		['1999-01.csv', 404],
		['appeals.json?since=yesterday', 422],
		['appeals.csv?after=junk', 422],
	] as const) {
		const answer = await fetch(`${data}/${file}`);
		await answer.body?.cancel();
		assert.equal(answer.status, status, file);
	}
});

test('A6: feeds are Atom, tell each step in words, and keep to what everybody may see', async () => {
	const list = await fetch(`${site.address}/${town.path}/appeals/feed.xml`);
	assert.match(list.headers.get('content-type') ?? '', /application\/atom\+xml/);
	assert.match(await list.text(), /<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"/);
	const one = await fetch(`${site.address}/${town.path}/appeals/${open.number}/feed.xml`);
	const text = await one.text();
	assert.match(text, /МУП «Тестовод»/);
	assert.match(text, /<updated>\d{4}-\d{2}-\d{2}T/);
	const absent = await fetch(`${site.address}/${town.path}/appeals/${hidden.number}/feed.xml`);
	assert.equal(absent.status, 404);
});
