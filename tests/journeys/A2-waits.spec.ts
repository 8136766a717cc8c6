/** What the work may wait for, and which term stands meanwhile, is data that the office edits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { installation } from '#platform/permissions/door.ts';
import { faultsOf } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

async function as(person: AnAccount, options: Parameters<typeof visitor>[1] = {}) {
	const visit = await visitor(site, options);
	await visit.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	return visit;
}

test('A2: an administrator adds a reason to wait, a territory says that a term stands for it', async () => {
	const town = await aTerritory({ name: { nominative: 'Заовражье' } });
	const administrator = await anAccount({
		roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }],
	});
	const { page, shot } = await as(administrator, { script: false });
	await page.goto(`/office/appeals/terms?in=${town.id}`);
	await page.getByRole('link', { name: 'Изменить, чего может ждать работа' }).click();
	await page.getByLabel('По-русски', { exact: true }).fill('Поставка плитки');
	await page.getByLabel('Ждать не дольше').fill('400');
	await page.getByRole('button', { name: 'Добавить причину ожидания' }).click();
	await page.getByText('Укажите число от 1 до 365').first().waitFor();
	await page.getByText('Напишите, что прочтёт житель').first().waitFor();
	assert.equal(await page.getByLabel('По-русски', { exact: true }).inputValue(), 'Поставка плитки');
	await page.getByLabel('Слова для жителя по-русски').fill('Ждём поставки плитки.');
	await page.getByLabel('Ждать не дольше').fill('30');
	await page.getByLabel('Основание').fill('Регламент работы с обращениями, п. 4.2');
	await page.getByRole('button', { name: 'Добавить причину ожидания' }).click();
	await page.getByText('Причина ожидания добавлена').waitFor();
	await page.getByRole('link', { name: 'Стоит ли срок: «Поставка плитки»' }).click();
	await shot('waits-clocks');
	await page.getByRole('radiogroup').first().getByLabel('срок стоит').check();
	await page.getByRole('button', { name: 'Записать правило' }).click();
	await page.getByText('Правило записано').waitFor();
	const row = page.getByRole('row', { name: /^Поставка плитки/ });
	assert.match(await row.innerText(), /срок стоит[\s\S]*срок идёт/);
	await page.getByRole('form', { name: 'Не предлагать: Ответ жителя' }).getByRole('button').click();
	await page.getByText('Эту причину площадка выбирает сама').first().waitFor();
	await shot('waits');

	const own = await anAccount({ roles: [{ role: 'administrator', territory: town }] });
	const reader = await as(own, { width: 360, lang: 'en' });
	await reader.page.goto(`/en/office/appeals/terms/waits?in=${town.id}`);
	assert.equal(await reader.page.getByRole('button', { name: 'Add a reason to wait' }).count(), 0);
	await reader.page.getByRole('link', { name: 'Whether the term stands: “Weather”' }).waitFor();
	assert.deepEqual(await faultsOf(reader.page), []);
	assert.ok(await reader.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
	await reader.shot('waits-en');
});
