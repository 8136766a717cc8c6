import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

async function signedIn(who: AnAccount, options: Parameters<typeof visitor>[1] = {}) {
	const person = await visitor(site, options);
	await person.context.addCookies([{ name: signInCookie, value: await who.cookie(), url: site.address }]);
	return person;
}

test('A2: an administrator sets up a body, its people and its rule without script, and appeals find it', async () => {
	const town = await aTerritory({ name: { nominative: 'Усть-Берёзов' } });
	const admin = await anAccount({ roles: [{ role: 'administrator', territory: town }] });
	const worker = await anAccount({ name: 'Тимур Валеев' });
	const { page, shot } = await signedIn(admin, { script: false });

	await page.goto(`/office/bodies?in=${town.id}`);
	await shot('office-bodies-empty');
	await page.getByRole('link', { name: 'Добавить орган' }).first().click();
	await page.getByRole('button', { name: 'Добавить орган' }).click();
	assert.ok((await page.locator('main').innerText()).includes('Название'), 'what is missing is said');
	await page.getByLabel('Название', { exact: true }).fill('МУП «Чистый город»');
	await page.getByLabel('Вид', { exact: true }).selectOption('enterprise');
	await page.getByLabel('Телефон').fill('+7 342 000-00-00');
	await shot('office-body-new');
	await page.getByRole('button', { name: 'Добавить орган' }).click();

	await page.getByLabel('Электронная почта человека').fill('nobody@example.org');
	await page.getByLabel('Роль').selectOption('executor');
	await page.getByRole('button', { name: 'Принять человека' }).click();
	await page.getByText('С такой почтой никто не зарегистрирован').first().waitFor();
	await page.getByLabel('Электронная почта человека').fill(worker.email);
	await page.getByRole('button', { name: 'Принять человека' }).click();
	await page.getByText('Тимур Валеев').waitFor();
	await shot('office-body');

	await page.goto(`/office/bodies/rules?in=${town.id}`);
	await page.getByText('Никто не отвечает').first().waitFor(); // holes are shown first
	await page.locator('input[name=categories][value=waste]').check();
	await page.getByLabel('Кому поручить').selectOption({ label: 'МУП «Чистый город»' });
	await page.getByRole('button', { name: 'Поручить отмеченное' }).click();
	const ask = page.locator('#test');
	await ask.getByLabel('Тема').selectOption('waste.dump');
	await ask.getByRole('button', { name: 'Кому попадёт?' }).click();
	await page.getByText('Попадёт сюда: МУП «Чистый город»').waitFor();
	await shot('office-rules');

	await anAppeal(town.id, { category: 'waste.dump', text: 'Свалка за гаражами растёт второй месяц.' });
	await anAppeal(town.id, { category: 'waste.collection', text: 'Контейнеры не вывозили с понедельника.' });
	await anAppeal(town.id, { category: 'social.school', text: 'Очередь в детский сад не движется.' });
	await site.runJobs();

	const office = await signedIn(worker);
	await office.page.goto('/office/appeals?view=all');
	assert.equal(await office.page.locator('[data-row]').count(), 2);
	for (const box of await office.page.locator('input[name=pick]').all()) await box.check();
	await office.page.getByText('Сделать с отмеченными').click();
	await office.shot('office-bulk');
	await office.page.getByRole('button', { name: 'Взять в работу' }).click();
	await office.page.getByText('Взято в работу: 2 обращения').waitFor();

	// rights end at the next request after they are withdrawn
	await page.goto(`/office/bodies?in=${town.id}`);
	await page.getByRole('link', { name: 'МУП «Чистый город»' }).click();
	await page.getByRole('button', { name: 'Вывести' }).click();
	assert.equal((await office.page.goto('/office/appeals'))?.status(), 404);

	const visitorOfTown = await visitor(site, { width: 360, script: false });
	await visitorOfTown.page.goto(`/${town.path}/bodies`);
	await visitorOfTown.shot('bodies');
	await visitorOfTown.page.getByRole('link', { name: 'МУП «Чистый город»' }).click();
	await visitorOfTown.page.getByText('+7 342 000-00-00').waitFor();
	await visitorOfTown.shot('body');
});
