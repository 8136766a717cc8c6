import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { faultsOf, isWide } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

test('a visitor of a service centre marks a service by the QR of the window; a bad mark becomes an appeal', async () => {
	const town = await aTerritory();
	const person = await anAccount({ roles: [{ role: 'administrator', territory: town }] });
	const office = await visitor(site, {});
	await office.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	await office.page.goto(`/office/filing/receptions?in=${town.id}`);
	await office.page.getByRole('radio', { name: /^МФЦ/ }).check();
	await office.page.getByLabel('Название').fill('МФЦ на улице Мира');
	await office.page.getByRole('button', { name: 'Добавить' }).click();
	await office.page.goto(`/office/filing/marks?in=${town.id}`);
	await office.page.getByLabel('Услуга', { exact: true }).fill('Замена паспорта');
	await office.page.getByRole('button', { name: 'Добавить услугу' }).click();
	await office.page.getByLabel('Окно').fill('5');
	await office.page.getByRole('button', { name: 'Показать' }).click();
	const address = await office.page.locator('[data-mark-link]').innerText();

	const { page, shot } = await visitor(site, { width: 360, script: false });
	await page.goto(new URL(address).pathname + new URL(address).search);
	await page.getByRole('button', { name: 'Отправить оценку' }).click();
	await page.getByText('Выберите оценку.').first().waitFor();
	await page.getByLabel('2, плохо').check();
	await page.getByLabel('Услуга').selectOption('Замена паспорта');
	await page.getByLabel('Что понравилось или нет').fill('Ждали час, хотя пришли по записи.');
	await page.getByLabel('Пусть мне ответят').check();
	await shot('mark');
	assert.equal(await isWide(page), false);
	await page.getByRole('button', { name: 'Отправить оценку' }).click();
	await page.getByRole('heading', { name: 'Обращение принято' }).waitFor();
	await page.locator('[data-code]').waitFor();

	await office.page.goto(`/office/filing/marks?in=${town.id}`);
	await office.page.getByText('Ждали час').waitFor();
	assert.match(await office.page.locator('main').innerText(), /окно 5/);
	await office.shot('marks-office');
	assert.deepEqual(await faultsOf(office.page), []);
});
