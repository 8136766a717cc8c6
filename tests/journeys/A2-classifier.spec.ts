import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { undecided } from '#rooms/appeals/door.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

const scooters = ['Самокаты брошены', 'Самокат лежит поперёк', 'Опять самокаты свалены', 'Куча самокатов'];
const lamps = ['Не горит фонарь', 'Погас фонарь', 'Фонарь мигает', 'Темно, фонари не горят'];
const where = ['у школы', 'на площади', 'у входа в парк', 'возле рынка', 'за почтой'];

test('A2: an appeal without a category waits with three suggestions, the officer takes one; after learning the like goes at once', async () => {
	const town = await aTerritory({ name: { nominative: 'Сосновка-на-Оби' } });
	const body = await aBody(town.id, { name: 'МКУ «Порядок»' });
	await body.answersFor('order');
	await body.answersFor('lighting');
	const officer = await anAccount({
		name: 'Нина Берестова',
		roles: [{ role: 'controller', territory: town }],
	});
	for (let i = 0; i < 30; i++)
		for (const [phrases, category] of [
			[scooters, 'order'],
			[lamps, 'lighting.out'],
		] as const)
			await anAppeal(town.id, {
				category,
				text: `${phrases[i % 4]} ${where[i % 5]}, прошло ${i} дней`,
				at: new Date(Date.now() - (40 - i) * 86_400_000),
			});
	const unclear = await anAppeal(town.id, {
		category: undecided,
		text: 'Самокаты у магазина, скамейка сломана, урны нет',
	});
	await site.runJobs();

	const { page, context, shot } = await visitor(site);
	await context.addCookies([{ name: signInCookie, value: await officer.cookie(), url: site.address }]);
	await page.goto(`/office/appeals/${unclear.territory}/${unclear.id}`);
	await page.getByRole('heading', { name: 'О чём это обращение' }).waitFor();
	await shot('classifier-sorting');
	const buttons = page.locator('#sort button[name="category"]');
	assert.ok((await buttons.count()) >= 2 && (await buttons.count()) <= 3);
	const first = (await buttons.first().innerText()).trim();
	await buttons.first().click();
	await page.getByText(`Тема: ${first}`).first().waitFor();
	assert.equal(await page.locator('#sort').count(), 0);

	await page.goto(`/office/appeals/classifier?in=${town.id}`);
	await page.getByText('Решённых обращений для обучения хватает, но версии ещё нет').waitFor();
	await shot('classifier-empty');
	await page.getByRole('button', { name: 'Обучить заново' }).click();
	await page.waitForURL(/\/office\/jobs\//);
	await site.runJobs();
	await page.goto(`/office/appeals/classifier?in=${town.id}`);
	await page.getByText('Работает версия 1').waitFor();
	await page.getByLabel('Текст обращения').fill('Самокаты перегородили вход');
	await page.getByRole('button', { name: 'Найти тему' }).click();
	await page.getByRole('status').getByText('Порядок', { exact: false }).first().waitFor();
	await shot('classifier-versions');
	await page.getByRole('link', { name: 'Версия 1' }).click();
	await page.getByRole('heading', { name: 'Можно ли верить уверенности' }).waitFor();
	assert.match(await page.locator('main').innerText(), /самокат/);
	await shot('classifier-version');

	// back to the other version, and forward again
	const classifier = `/office/appeals/classifier?in=${town.id}`;
	await page.goto(classifier);
	await page.getByRole('button', { name: 'Обучить заново' }).click();
	await page.waitForURL(/\/office\/jobs\//);
	await site.runJobs();
	await page.goto(classifier);
	const served = await page.getByText(/Работает версия \d/).innerText();
	const [newer, older] = served.includes('версия 2') ? ['2', '1'] : ['1', '2'];
	for (const [version, button] of [
		[older, /Вернуться к этой версии|Включить эту версию/],
		[newer, 'Вернуться к этой версии'],
	] as const) {
		await page.getByRole('link', { name: `Версия ${version}` }).click();
		await page.getByRole('button', { name: button }).click();
		await page.getByText(`Работает версия ${version}`).waitFor();
		await page.getByText('Версия работает.').waitFor();
	}
	await shot('classifier-forward');

	const like = await anAppeal(town.id, {
		category: undecided,
		text: 'Темно: фонарь не горит у школы второй день',
	});
	await site.runJobs();
	await page.goto(`/office/appeals/${like.territory}/${like.id}`);
	await page.getByText(/Тема определена сама: .+, уверенность/).waitFor();
	await page.getByText('МКУ «Порядок»').first().waitFor();
	await shot('classifier-found');
});
