/**
 * An administrator connects a town's older system: its address, what goes where, what it asks; an appeal goes there and its state
 * comes back onto the page that everybody reads. A program subscribes and finds the log of what it was told.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { faultsOf } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const requests: Record<string, unknown>[] = [];
const told: string[] = [];
const other = createServer((request, response) => {
	const json = (value: unknown) =>
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
	const path = new URL(request.url ?? '/', 'http://x').pathname;
	if (path === '/hook') {
		let body = '';
		request.on('data', (part) => {
			body += part;
		});
		request.on('end', () => {
			told.push(body);
			response.writeHead(200).end('ok');
		});
		return;
	}
	if (path.endsWith('/services.json'))
		return json([
			{
				service_code: 'R1',
				service_name: 'Ямы и ремонт дорог',
				metadata: false,
				type: 'realtime',
				group: '',
			},
		]);
	if (request.method === 'POST') {
		requests.push({ service_request_id: 'D-1', status: 'open' });
		request.resume();
		request.on('end', () => json([{ service_request_id: 'D-1' }]));
		return;
	}
	json(requests);
});
await new Promise<void>((resume) => other.listen(0, '127.0.0.1', resume));
const at = `127.0.0.1:${(other.address() as AddressInfo).port}`;
after(() => {
	other.close();
	other.closeAllConnections();
});

const site = await serve({ VECHE_OUTBOUND_ALLOW: at });
const town = await aTerritory();
const body = await aBody(town.id);
await body.answersFor('roads');

async function administrator(options: { width: 1280 | 360; script: boolean }) {
	const made = await visitor(site, options);
	await made.context.addCookies([
		{ name: signInCookie, value: await body.administrator.cookie(), url: site.address },
	]);
	return made;
}

test('X5: appeals go on to a town’s older system, and what it says stands on their page', async () => {
	const { page, shot } = await administrator({ width: 1280, script: true });
	await page.goto(`/office/endpoints?in=${town.id}`);
	const said = /Обращение без исполнителя не передаётся/;
	await page.getByText(said).waitFor();
	await page.getByLabel('Название системы').fill('Диспетчерская');
	await page.getByLabel('Адрес Open311').fill('http://10.0.0.1/open311');
	await page.getByRole('button', { name: 'Проверить адрес и подключить' }).click();
	await page.getByText('внутри сети этой установки').first().waitFor();
	assert.equal(await page.getByLabel('Название системы').inputValue(), 'Диспетчерская');
	await page.getByLabel('Адрес Open311').fill(`http://${at}/open311/v2`);
	await page.getByRole('button', { name: 'Проверить адрес и подключить' }).click();
	await page.getByText('Система подключена').waitFor();
	assert.match(await page.locator('main').innerText(), said);
	await shot('endpoint-new');
	assert.deepEqual(await faultsOf(page), []);
	await page.locator('select[name="service-roads"]').selectOption('R1', { force: true });
	await page.getByRole('button', { name: 'Сохранить, что куда' }).click();
	await page.getByText('Сохранено.').waitFor();
	await page.getByRole('button', { name: 'Начать передачу' }).click();
	await page.getByText('Передача началась').waitFor();

	const receipt = await anAppeal(town.id);
	await site.runJobs();
	Object.assign(requests[0] as object, { status: 'closed', status_notes: 'Засыпано 3 декабря' });
	await page.getByRole('button', { name: 'Спросить новости сейчас' }).click();
	await page.getByText('1 новость.').waitFor();
	await page.getByText('D-1').first().waitFor();
	await shot('endpoint-works');

	const resident = await visitor(site, { width: 360, script: false });
	await resident.page.goto(`/${town.path}/appeals/${receipt.number}`);
	const way = await resident.page.locator('main').innerText();
	assert.match(way, /Передано в систему «Диспетчерская», номер там D-1/);
	assert.match(way, /Засыпано 3 декабря/);
});

test('X5: a program subscribes, tries its check, and its log tells what it was sent', async () => {
	const { page, shot } = await administrator({ width: 360, script: false });
	await page.goto(`/office/webhooks?in=${town.id}`);
	await page.getByRole('button', { name: 'Подписать' }).click();
	await page.getByText('Напишите, чья это программа.').first().waitFor();
	await page.getByLabel('Чья программа').fill('Сайт администрации');
	await page.getByLabel('Адрес для уведомлений').fill(`http://${at}/hook`);
	await page.getByRole('button', { name: 'Подписать' }).click();
	assert.match(await page.locator('[data-secret]').innerText(), /^whsec_/);
	await page.getByRole('link', { name: 'Отправить проверку' }).click();
	await page.getByRole('button', { name: 'Отправить проверку' }).click();
	const receipt = await anAppeal(town.id);
	await site.runJobs();
	await page.reload();
	assert.match(await page.locator('main').innerText(), /доставлено/);
	await shot('webhook-log');
	assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
	assert.ok(told.some((one) => JSON.parse(one).event === 'ping'));
	assert.ok(told.some((one) => JSON.parse(one).number === receipt.number));
});
