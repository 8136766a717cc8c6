import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { takeUp } from '#rooms/appeals/door.server.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import type { AnAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function comes(person: AnAccount, options: Parameters<typeof visitor>[1] = {}) {
	const one = await visitor(site, options);
	await one.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	return one;
}

test('A3 T4: an official goes on leave, a colleague works on their appeals for these days, and all comes back', async () => {
	const town = await aTerritory({ name: { nominative: 'Рябиновск' } });
	const body = await aBody(town.id, { name: 'МУП «Дорожник»' });
	await body.answersFor('roads');
	const away = await body.staff('executor', { name: 'Мария Иванова' });
	const deputy = await body.staff('official', { name: 'Олег Берестов' });
	const appeal = await anAppeal(town.id, { text: 'Провалился люк на выезде со двора.' });
	await site.runJobs();
	await takeUp(await away.actor(), appeal);
	await site.runJobs();

	const { page, shot } = await comes(away, { script: false });
	await page.goto('/office/absences');
	await page.getByRole('button', { name: 'Назначить замещение' }).click();
	await page.getByText('Выберите день.').first().waitFor();
	await page.getByLabel('Кто замещает').selectOption(deputy.id);
	await page.getByLabel('Первый день').fill(day(-1));
	await page.getByLabel('Последний день').fill(day(5));
	await page.getByRole('button', { name: 'Назначить замещение' }).click();
	await page.getByText('Записано.').waitFor();
	await page.getByText('Замещение действует.').waitFor();
	await shot('absences');
	await site.runJobs();

	const colleague = await comes(deputy, { script: false, width: 360 });
	await colleague.page.goto('/office/appeals?view=mine');
	assert.match(await colleague.page.locator('main').innerText(), /за отсутствующего: Мария Иванова, до/);
	await colleague.shot('desk-of-deputy');
	await colleague.page.locator('[data-row]').first().click();
	await colleague.page.getByLabel('Ответ', { exact: true }).waitFor(); // may answer for these days

	await page.getByRole('button', { name: 'Закончить раньше' }).click();
	await page.getByText('права заместителя сняты').waitFor();
	await colleague.page.goto('/office/appeals?view=mine');
	assert.equal(await colleague.page.locator('[data-row]').count(), 0);
	await page.goto('/office/appeals?view=mine');
	assert.equal(await page.locator('[data-row]').count(), 1);
});

test('A3 A2: the administrator finds absences, terms and closing by the menu of the office, with no desk of their own', async () => {
	const town = await aTerritory({ name: { nominative: 'Кедровск' } });
	const body = await aBody(town.id, { name: 'МУП «Водоканал»' });
	const away = await body.staff('executor', { name: 'Анна Зуева' });
	const deputy = await body.staff('official', { name: 'Пётр Лапин' });
	const { page, shot } = await comes(body.administrator, { script: false });
	const menu = page.locator('nav a');
	for (const title of ['Сроки и кто о них узнаёт', 'Закрытие и возражения']) {
		await page.goto(`/office?in=${town.id}`);
		await page.locator('main').getByRole('link', { name: title }).click();
		await page.getByRole('heading', { level: 1, name: title }).waitFor();
		assert.equal(await menu.filter({ hasText: title }).getAttribute('aria-current'), 'page');
	}
	await page.goto(`/office?in=${town.id}`);
	await page.locator('main').getByRole('link', { name: 'Отсутствие и замещение' }).click();
	await page.getByLabel('Кто отсутствует').selectOption(away.id);
	await page.getByLabel('Кто замещает').selectOption(deputy.id);
	await page.getByLabel('Первый день').fill(day(-1));
	await page.getByLabel('Последний день').fill(day(5));
	await page.getByRole('button', { name: 'Назначить замещение' }).click();
	await page.getByText('Замещение действует.').waitFor();
	await shot('absences-of-administrator');

	// who only works on appeals reads them from the desk and has no such lines in the menu
	const worker = await comes(away, { script: false });
	await worker.page.goto('/office');
	assert.equal(await worker.page.getByRole('link', { name: 'Закрытие и возражения' }).count(), 0);
});
