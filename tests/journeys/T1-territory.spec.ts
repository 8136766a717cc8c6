import assert from 'node:assert/strict';
import { get } from 'node:http';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { installation } from '#platform/permissions/door.ts';
import { resolve, setHost } from '#rooms/territories/door.server.ts';
import { faultsOnScreens } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

async function signedIn(who: AnAccount, options: Parameters<typeof visitor>[1] = {}) {
	const person = await visitor(site, options);
	await person.context.addCookies([{ name: signInCookie, value: await who.cookie(), url: site.address }]);
	return person;
}

const file = (name: string, text: string) => ({
	name,
	mimeType: 'text/csv',
	buffer: Buffer.from(text),
});
const list = `oktmo,check_digit,name
57000000,8,Муниципальные образования Пермского края
57600000,4,Муниципальные районы Пермского края
57630000,5,Кунгурский муниципальный район
57630402,1,Калининское
57722000,3,город Кунгур
`;
const broken = `${list}5763o403,1,Кривой код\n`;
const succession = `oktmo,municipal_district_name,municipal_district_type,municipal_district_status,municipal_district_center,year_from,year_to,territory_id,change_id_from,change_id_to,municipal_district_center_lat,municipal_district_center_lon
57-722-000-000,городской округ город Кунгур,городской округ,,г Кунгур,2018,2021,730,,union_14,57.43,56.94
57-630-000-000,Кунгурский муниципальный район,муниципальный район,,г Кунгур,2018,2021,750,,union_14,57.43,56.94
57-530-000-000,муниципальный округ Кунгурский,муниципальный округ,,г Кунгур,2021,9999,2809,union_14,,57.43,56.94
`;
const outline = JSON.stringify({
	type: 'FeatureCollection',
	features: [
		{
			type: 'Feature',
			properties: { region: 'Пермский край', district: 'Кунгурский район' },
			geometry: {
				type: 'Polygon',
				coordinates: [
					[
						[56.2, 57],
						[57.4, 57.1],
						[57.2, 57.7],
						[56.4, 57.6],
						[56.2, 57],
					],
				],
			},
		},
	],
});

test('T1: an empty installation is led to its first territories, from a list that is checked before it comes in', async () => {
	const admin = await anAccount({
		roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }],
	});
	const { page, shot } = await signedIn(admin, { script: false });

	await page.goto('/');
	await page.getByRole('link', { name: 'Начать' }).click();
	await shot('start');
	await page.getByRole('button', { name: 'Создать' }).click();
	await page.getByText('Готово: Россия').waitFor();
	await page.getByRole('link', { name: 'Загрузить список' }).click();

	await page.getByRole('button', { name: 'Начать' }).click();
	await page.getByText('Выберите файл.').first().waitFor(); // a missing file is said
	await page.getByLabel('Файл').setInputFiles(file('oktmo.csv', broken));
	await shot('import');
	await page.getByRole('button', { name: 'Начать' }).click();
	await site.runJobs();
	await page.reload();
	await page.getByText('«5763o403» – не код ОКТМО').waitFor(); // the wrong row is named
	await shot('import-dry');
	assert.equal(await resolve('perm-krai'), null, 'a check changes nothing');

	await page.getByRole('button', { name: 'Загрузить этот файл' }).click();
	await site.runJobs();
	await page.reload();
	await page.getByText('В списке есть ошибки, ничего не загружено').waitFor();
	for (const [name, text] of [
		['oktmo.csv', list],
		['sberindex.csv', succession],
		['boundaries.geojson', outline],
	] as const) {
		await page.getByRole('link', { name: 'К загрузке списков' }).click();
		await page.getByLabel('Файл').setInputFiles(file(name, text));
		await page.getByRole('radio', { name: /^Загрузить/ }).check();
		await page.getByRole('button', { name: 'Начать' }).click();
		await site.runJobs();
		await page.reload();
		await page.getByText(/Загружено, изменен/).waitFor();
	}
	await shot('import-done');
});

test('T1: a resident on an old phone finds the territory and what it was', async () => {
	const { page, shot } = await visitor(site, { width: 360, script: false });
	await page.goto('/');
	await shot('country');
	await page.getByRole('link', { name: 'Пермский край' }).first().click();
	await shot('region');
	await page.getByRole('link', { name: 'Территории', exact: true }).click();
	await page.locator('main details summary').first().click();
	await page.getByLabel('Название или его часть').fill('кунгур');
	await page.getByLabel('Название или его часть').press('Enter');
	await page.getByRole('link', { name: 'Кунгурский округ' }).first().click();
	assert.equal(await page.locator('h1').innerText(), 'Кунгурский округ');
	await page.locator('svg.map, svg[role]').first().waitFor(); // the map is there without script
	await page.getByText('OpenStreetMap').first().waitFor(); // with its source
	await shot('okrug');

	const answer = await page.request.get('/perm-krai/kungur', { maxRedirects: 0 });
	assert.equal(answer.status(), 308);
	assert.equal(answer.headers().location, '/perm-krai/kungursky-okrug');
	await page.goto('/perm-krai/kungur/history');
	await page.getByText('Объединены в эту территорию').waitFor();
	await shot('history');
	assert.equal((await page.request.get('/perm-krai/nowhere')).status(), 404);
	const table = await page.request.get('/perm-krai/export?format=csv');
	assert.match(await table.text(), /Кунгурский округ/);
	const english = await page.request.get('/en/perm-krai');
	assert.match(await english.text(), /Perm Krai/);
});

test('T1: an administrator fills and arranges the page without programming; the reader gets the nearest language', async () => {
	const okrug = await resolve('perm-krai/kungursky-okrug');
	assert.ok(okrug && 'id' in okrug);
	const admin = await anAccount({ roles: [{ role: 'administrator', territory: okrug.id }] });
	const { page, shot } = await signedIn(admin, { script: false });
	const office = `/office/territories/${okrug.id}`;

	await page.goto('/perm-krai/kungursky-okrug');
	await page.getByRole('heading', { name: 'Что ещё заполнить' }).waitFor(); // the start list
	await shot('okrug-start-list');
	await page.getByRole('link', { name: 'Назвать тех, кто руководит' }).click();
	await page.getByRole('button', { name: 'Добавить', exact: true }).click();
	await page.getByText('Напишите имя.').first().waitFor();
	await page.getByLabel('Имя').first().fill('Вера Полянская');
	await page.getByLabel('Должность').first().fill('Глава округа');
	await page.getByRole('button', { name: 'Добавить', exact: true }).click();
	await shot('office-officials');

	await page.goto(`${office}/contacts`);
	await page.getByLabel('Чей это контакт').first().fill('Приёмная главы');
	await page.getByLabel('Номер, адрес или время').first().fill('+7 34271 0-00-00');
	await page.getByRole('button', { name: 'Добавить контакт' }).click();

	await page.goto(`${office}/texts`);
	await page.getByLabel('По-русски').first().fill('Округ на Сылве и Ирени.');
	await page.getByRole('button', { name: 'Сохранить' }).first().click();
	await shot('office-texts');

	await page.goto(`${office}/blocks`);
	await page.getByLabel('Десять сервисов', { exact: true }).uncheck();
	await page.getByRole('button', { name: 'Сохранить' }).click();
	await shot('office-blocks');

	await page.goto(office);
	await page.getByLabel('Жители').fill('101 500');
	await page.getByLabel('Источник').fill('оценка на 1 января');
	await page.getByRole('button', { name: 'Сохранить' }).last().click();
	await shot('office-facts');
	await page.goto(`${office}/map`);
	await shot('office-map');
	await page.goto(`${office}/address`);
	await shot('office-address');
	await page.goto(`${office}/changes`);
	await shot('office-changes');

	const reader = await visitor(site, { lang: 'en' });
	await reader.page.goto('/en/perm-krai/kungursky-okrug');
	const text = await reader.page.locator('main').innerText();
	assert.match(text, /Вера Полянская/);
	assert.match(text, /Округ на Сылве и Ирени/);
	assert.match(text, /in another language: Russian/);
	assert.match(text, /101,500 residents/);
	assert.doesNotMatch(text, /Ten services/);
	await reader.shot('okrug-filled');
	const stranger = await visitor(site);
	assert.equal((await stranger.page.goto(office))?.status(), 404);
});

test('T1: on a host of its own the territory begins at the top, and machines are told one address', async () => {
	const okrug = await resolve('perm-krai/kungursky-okrug');
	assert.ok(okrug && 'id' in okrug);
	const admin = await anAccount({ roles: [{ role: 'administrator', territory: okrug.id }] });
	await setHost(await admin.actor(), okrug.id, 'veche.kungur.example');
	const ask = (host: string, path: string) =>
		new Promise<{ status: number; body: string }>((answered, failed) => {
			get(`${site.address}${path}`, { headers: { host, accept: 'text/html' } }, (response) => {
				let body = '';
				response.setEncoding('utf8');
				response.on('data', (part) => {
					body += part;
				});
				response.on('end', () => answered({ status: response.statusCode ?? 0, body }));
			}).on('error', failed);
		});
	const canonical = (body: string) => /<link rel="canonical" href="([^"]+)"/.exec(body)?.[1];
	const main = new URL(site.address).host;
	const port = main.replace(/^[^:]+/, '');

	const own = await ask(`veche.kungur.example${port}`, '/');
	assert.equal(own.status, 200);
	assert.match(own.body, /<h1[^>]*>Кунгурский округ/);
	assert.equal(canonical(own.body), `http://veche.kungur.example${port}/`);
	const there = await ask(main, '/perm-krai/kungursky-okrug');
	assert.equal(canonical(there.body), `http://veche.kungur.example${port}/`);
	const history = await ask(`veche.kungur.example${port}`, '/history');
	assert.equal(canonical(history.body), `http://veche.kungur.example${port}/history`);
	assert.match(history.body, /hreflang="en" href="http:\/\/veche\.kungur\.example[^"]*\/en\/history"/);
	const other = await ask(main, '/perm-krai');
	assert.equal(canonical(other.body), `http://${main}/perm-krai`);
});

test('T1: no page of a territory or its office shuts anyone out, on a desk or an old phone', async () => {
	const okrug = await resolve('perm-krai/kungursky-okrug');
	assert.ok(okrug && 'id' in okrug);
	const admin = await anAccount({
		roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }],
	});
	const office = `/office/territories/${okrug.id}`;
	// the other pages of a territory and its office have no id, and T1-X1-demonstration reads them
	const pages = [
		...['/perm-krai/kungursky-okrug', '/en/perm-krai', office],
		...['texts', 'officials', 'contacts', 'blocks', 'map', 'address', 'changes'].map(
			(tab) => `${office}/${tab}`,
		),
	];
	const { page } = await signedIn(admin);
	for (const path of pages) {
		const answer = await page.goto(path);
		assert.equal(answer?.status(), 200, path);
		assert.deepEqual(await faultsOnScreens(page), [], path);
	}
});
