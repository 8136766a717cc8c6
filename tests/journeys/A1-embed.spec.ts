import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { faultsOf, isWide } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

/** Another site, on an origin of its own, whose page holds what it is given. */
async function anotherSite(): Promise<{ origin: string; put: (html: string) => void }> {
	let body = '';
	const server = createServer((_, response) => {
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(`<!doctype html><html lang="ru"><title>Школа</title><h1>Школа № 1</h1>${body}`);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	after(() => server.close());
	const { port } = server.address() as AddressInfo;
	return { origin: `http://localhost:${port}`, put: (html) => (body = html) };
}

test('a school puts the form into its page by one tag; what is filed there is counted as coming from it', async () => {
	const town = await aTerritory();
	const school = await anotherSite();
	const person = await anAccount({ roles: [{ role: 'administrator', territory: town }] });
	const office = await visitor(site, {});
	await office.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	await office.page.goto(`/office/filing/sites?in=${town.id}`);
	await office.page.getByLabel('Название').fill('Школа № 1');
	await office.page.getByLabel('Адреса сайта').fill('school');
	await office.page.getByRole('button', { name: 'Добавить сайт' }).click();
	await office.page.getByText('Не похоже на адрес сайта').first().waitFor();
	await office.page.getByLabel('Адреса сайта').fill(`${school.origin}/news`);
	await office.page.getByRole('button', { name: 'Добавить сайт' }).click();
	await office.page.getByLabel('Цвет').fill('#d4021d');
	await office.page.locator('main').getByLabel('Оформление').selectOption('light');
	await office.page.getByRole('button', { name: 'Показать' }).click();
	const code = await office.page.locator('[data-code-script]').innerText();
	assert.match(code, /data-accent="#d4021d"/);
	await office.page.frameLocator('iframe').getByLabel('Что случилось').waitFor();
	await office.shot('embed-office');
	assert.equal(await isWide(office.page), false);

	school.put(code);
	const { page, context, shot } = await visitor(site, { width: 360, also: school.origin });
	await page.goto(school.origin);
	const frame = page.frameLocator('iframe');
	await frame.getByLabel('Что случилось').fill('На дороге у школы большая яма, дети спотыкаются');
	assert.deepEqual(await context.cookies(site.address), [], 'no cookies are set in the frame');
	const box = await page.locator('iframe').boundingBox();
	assert.ok((box?.height ?? 0) > 600 && Math.abs((box?.height ?? 0) - 960) > 5, 'as tall as its content');
	await frame.getByRole('radio', { name: /Яма на дороге/ }).check();
	await frame.getByLabel('Адрес, ориентир или описание').fill('улица Школьная, 3');
	await shot('embed-form');
	const accent = await frame
		.getByRole('button', { name: 'Дальше' })
		.evaluate((button) => getComputedStyle(button).backgroundColor);
	assert.equal(accent, 'rgb(212, 2, 29)', 'the accent of the school');
	await frame.getByRole('button', { name: 'Дальше' }).click();
	await frame.getByRole('button', { name: 'Отправить обращение' }).click();
	const number = await frame.locator('[data-number]').innerText();
	await frame.locator('[data-code]').waitFor();
	await page.waitForFunction(() => (document.querySelector('iframe')?.clientHeight ?? 9999) < 1100);
	await shot('embed-receipt');
	assert.deepEqual(await context.cookies(site.address), []);
	await site.runJobs();
	const [row] = await database()`
		select channel from appeals.appeal where territory_id = ${town.id} and number = ${number}`;
	assert.equal(row?.channel, 'embed');
	await office.page.reload();
	assert.equal(await office.page.locator('tbody td').nth(1).innerText(), '1');
	assert.deepEqual(await faultsOf(office.page), []);
});

test('a site that is not on the list gets a link instead; no other page can be framed at all', async () => {
	const town = await aTerritory();
	const stranger = await anotherSite();
	stranger.put(
		`<script src="${site.address}/embed/appeals.js" data-territory="${town.path}" data-label="Сообщить о проблеме" async></script>`,
	);
	const { page } = await visitor(site, { also: stranger.origin });
	await page.goto(stranger.origin);
	const link = page.getByRole('link', { name: 'Сообщить о проблеме' });
	await link.waitFor();
	assert.equal(await link.getAttribute('href'), `${site.address}/${town.path}/appeals/new`);
	assert.equal(await page.locator('iframe').count(), 0);

	const whole = await fetch(`${site.address}/${town.path}/appeals/new`);
	assert.match(whole.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
	const made = await fetch(
		`${site.address}/${town.path}/appeals/embed/${town.id}.0192f0c2-0000-7000-8000-000000000000/auto..17`,
		{ headers: { accept: 'text/html' } },
	);
	assert.equal(made.status, 404);
	const asked = await fetch(`${site.address}/embed/appeals?territory=${town.path}`, {
		headers: { origin: 'https://example.org' },
	});
	assert.equal(asked.status, 403);
	assert.equal(asked.headers.get('access-control-allow-origin'), null);
});
