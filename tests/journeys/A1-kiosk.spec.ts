import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { database } from '#platform/db/door.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { installation } from '#platform/permissions/door.ts';
import { closeCategory } from '#rooms/appeals/door.server.ts';
import { faultsOf, isWide } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { aPhotograph } from '#tests/support/fixtures/files.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const next = { name: 'Дальше' };
const send = { name: 'Отправить обращение' };

/** Goes on, screen by screen, until all that was written is shown. */
async function toTheEnd(page: Page): Promise<void> {
	const step = page.locator('main ol [aria-current]');
	while (!(await page.getByRole('button', send).isVisible())) {
		const before = await step.innerText();
		await page.getByRole('button', next).click();
		await step.filter({ hasNotText: before }).waitFor();
	}
}

/** An administrator registers a kiosk and gets the address that opens it. */
async function aKiosk(town: Awaited<ReturnType<typeof aTerritory>>) {
	const person = await anAccount({ roles: [{ role: 'administrator', territory: town }] });
	const office = await visitor(site, {});
	await office.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	await office.page.goto(`/office/filing/kiosks?in=${town.id}`);
	await office.page.getByLabel('Название').fill('Терминал в библиотеке');
	await office.page.getByLabel('Адрес').fill('улица Книжная, 7');
	await office.page.getByRole('button', { name: 'Добавить терминал' }).click();
	await office.page.getByRole('button', { name: /Ссылка для устройства/ }).click();
	const opens = await office.page.locator('[data-opens]').innerText();
	return { office, opens };
}

test('a kiosk asks one thing a screen, files with its place, and leaves nothing of one person to the next', async () => {
	const town = await aTerritory();
	const { office, opens } = await aKiosk(town);
	await office.shot('kiosk-office');

	const device = await visitor(site, {});
	const closed = await device.page.goto(`/${town.path}/appeals/kiosk`);
	assert.equal(closed?.status(), 404, 'a device without the key finds nothing');
	const { page, shot } = await visitor(site, {});
	await page.clock.install();
	await page.goto(opens);
	await page.getByRole('button', { name: 'Это терминал' }).click();
	await page.getByText('Шаг 1 из 5').waitFor();
	await shot('kiosk-what');
	assert.deepEqual(await faultsOf(page), []);
	const start = await page.evaluate(() => history.length);
	await page.getByRole('button', next).click();
	await page.getByText('Напишите, что случилось.').first().waitFor();
	await page.getByLabel('Что случилось').fill('Большая яма на дороге у остановки, не проехать');
	await page.getByRole('button', next).click();
	await page.getByRole('radio', { name: /Яма на дороге/ }).check();
	await shot('kiosk-about');
	await page.getByRole('button', next).click();
	await page.getByLabel('Мельче ладони').check();
	await page.getByText('Шаг 3 из 6').waitFor();
	await page.getByRole('button', next).click();
	assert.equal(await page.getByLabel('Адрес, ориентир или описание').inputValue(), 'улица Книжная, 7');
	await page.getByRole('button', { name: 'Назад' }).click();
	await page.getByText('Шаг 3 из 6').waitFor();
	assert.ok(await page.getByLabel('Мельче ладони').isChecked(), 'what was chosen stays');
	await page.getByRole('button', next).click();
	await page.getByText('Шаг 4 из 6').waitFor();
	const picture = { name: 'yama.jpg', mimeType: 'image/jpeg', buffer: await aPhotograph() };
	await page.locator('input[type=file]').setInputFiles(picture);
	await shot('kiosk-where');
	await page.getByRole('button', next).click();
	await page.getByLabel('Имя и фамилия').fill('Вера Зимина');
	await shot('kiosk-who');
	await page.getByRole('button', next).click();
	await page.getByText('Шаг 6 из 6').waitFor();
	await shot('kiosk-check');
	await page.getByRole('button', { name: 'Отправить обращение' }).click();
	const number = await page.locator('[data-number]').innerText();
	await page.locator('[data-receipt] svg').waitFor(); // a QR to take away
	await shot('kiosk-receipt');
	assert.equal(await page.evaluate(() => history.length), start, 'no step of anybody is in the history');

	// nobody touches it: it asks, counts down, begins anew
	await page.clock.runFor(91_000);
	await page.getByRole('heading', { name: 'Вы ещё здесь?' }).waitFor();
	await shot('kiosk-idle');
	await page.getByRole('button', { name: 'Я здесь' }).click();
	await page.getByText(number).waitFor(); // who is there goes on
	await page.clock.runFor(91_000);
	await page.clock.runFor(31_000);
	await page.getByText('Шаг 1 из 5').waitFor();
	assert.equal(await page.getByLabel('Что случилось').inputValue(), '');
	assert.equal(await page.getByText(number).count(), 0);
	const kept = await page.evaluate(() => localStorage.length);
	assert.equal(kept, 0, 'nothing is kept in the browser');

	await site.runJobs();
	const [row] = await database()`
		select channel, place_words, standing, photographs from appeals.appeal where territory_id = ${town.id} and number = ${number}`;
	assert.deepEqual(
		{ ...row },
		{ channel: 'kiosk', place_words: 'улица Книжная, 7', standing: 'message', photographs: 1 },
	);
	await office.page.goto(`/office/filing/kiosks?in=${town.id}`);
	assert.equal(await office.page.locator('tbody td').nth(1).innerText(), '1');

	await office.page.getByRole('button', { name: /Закрыть/ }).click();
	await office.page.getByText('Терминал закрыт').waitFor();
	await page.goto(`/${town.path}/appeals/kiosk`);
	await page.getByText('Этот терминал больше не принимает обращения').waitFor();
	assert.equal(await page.getByLabel('Что случилось').count(), 0);
	const gone = await device.page.goto(`/${town.path}/appeals/kiosk`);
	assert.equal(gone?.status(), 404, 'without the key there is nothing, whether it is closed or not');
});

for (const script of [true, false])
	test(`a kiosk that is closed while somebody writes shows them what they wrote, ${script ? 'with' : 'without'} script`, async () => {
		const town = await aTerritory();
		const { office, opens } = await aKiosk(town);
		const { page, shot } = await visitor(site, { script, width: script ? 1280 : 360 });
		await page.goto(opens);
		await page.getByRole('button', { name: 'Это терминал' }).click();
		await page.getByLabel('Что случилось').fill('Большая яма на дороге у остановки, не проехать');
		await page.getByRole('button', next).click();
		await page.getByRole('radio', { name: /Яма на дороге/ }).check();
		await office.page.getByRole('button', { name: /Закрыть/ }).click();
		await office.page.getByText('Терминал закрыт').waitFor();
		await page.getByRole('button', next).click();
		await page.getByText('Обращение не отправлено: терминал закрыли, пока вы писали.').waitFor();
		await page.getByText('Большая яма на дороге у остановки, не проехать').waitFor();
		await page.getByText(`/${town.path}/appeals/new`).waitFor(); // and where to go with it
		assert.equal(await isWide(page), false);
		assert.deepEqual(script ? await faultsOf(page) : [], []);
		await shot('kiosk-closed');
		const [{ count } = { count: -1 }] = await database()<{ count: number }[]>`
			select count(*)::int as count from appeals.appeal where territory_id = ${town.id}`;
		assert.equal(count, 0);
	});

test('a topic that is closed while somebody writes on a kiosk is asked for again, and nothing written is lost', async () => {
	const town = await aTerritory();
	const { opens } = await aKiosk(town);
	const top = await (
		await anAccount({ roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }] })
	).actor();
	const { page, shot } = await visitor(site, {});
	await page.goto(opens);
	await page.getByRole('button', { name: 'Это терминал' }).click();
	await page.getByLabel('Что случилось').fill('Сбит дорожный знак у школы, водители не видят перехода');
	await page.getByRole('button', next).click();
	await page.getByLabel('Или выберите из всех тем').selectOption('roads.signs');
	await toTheEnd(page);
	const today = new Date().toISOString().slice(0, 10);
	await closeCategory(top, 'roads.signs', { on: today, open: 'stay', instead: 'roads.safety' });
	await page.getByRole('button', send).click();
	await page.getByText('закрыли. Подойдёт').first().waitFor();
	await shot('kiosk-topic-closed');
	await page.getByLabel('Или выберите из всех тем').selectOption('roads.safety');
	await toTheEnd(page);
	await page.getByText('Сбит дорожный знак у школы, водители не видят перехода').waitFor();
	await page.getByRole('button', send).click();
	await page.locator('[data-number]').waitFor();
});

test('without script the kiosk walks the same way, danger stops it, and it fits a narrow screen', async () => {
	const town = await aTerritory();
	const { opens } = await aKiosk(town);
	const { page } = await visitor(site, { width: 360, script: false });
	await page.goto(opens);
	await page.getByRole('button', { name: 'Это терминал' }).click();
	await page.getByLabel('Что случилось').fill('Горит квартира, люди зовут на помощь');
	await page.getByRole('button', next).click();
	await page.getByText('112').first().waitFor();
	assert.equal(await isWide(page), false);
	await page.getByRole('button', { name: 'Назад' }).click();
	await page.getByLabel('Что случилось').fill('Не горит фонарь у библиотеки, темно');
	await page.getByRole('button', next).click();
	await page.getByRole('radio', { name: /Не знаю/ }).check();
	for (let step = 0; step < 3; step++) await page.getByRole('button', next).click();
	await page.getByRole('button', { name: 'Отправить обращение' }).click();
	await page.locator('[data-number]').waitFor();
});
