import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { answerAppeal } from '#rooms/appeals/door.server.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const day = 86_400_000;
const place = { lat: '57.4301', lon: '56.9402', where: 'улица Мира, напротив дома 5' };

async function comes(person: AnAccount | null, options: Parameters<typeof visitor>[1] = {}) {
	const one = await visitor(site, options);
	if (person)
		await one.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	return one;
}

async function threeAboutOne() {
	const town = await aTerritory({
		name: { nominative: 'Рябиновск' },
		centre: { latitude: 57.43, longitude: 56.94 },
	});
	const body = await aBody(town.id, { name: 'МУП «Дорожник»' });
	await body.answersFor('roads');
	const executor = await body.staff('executor', { name: 'Олег Берестов' });
	const anna = await anAccount();
	const at = (days: number) => new Date(Date.now() - days * day);
	const first = await anAppeal(town.id, { ...place, at: at(4), name: 'Мария Петрова' });
	const second = await anAppeal(town.id, {
		...place,
		at: at(2),
		by: await anna.actor(),
		text: 'Яма у остановки, машины выезжают на встречную. Засыпьте, пожалуйста.',
	});
	const third = await anAppeal(town.id, {
		...place,
		at: at(1),
		text: 'У остановки глубокая яма, машины её объезжают.',
	});
	await site.runJobs();
	return { town, executor, anna, first, second, third };
}

test('A3: similar appeals become one work from the page of one of them, every author gets the answer, one takes it back', async () => {
	const { town, executor, anna, first, second, third } = await threeAboutOne();
	const { page, shot } = await comes(executor, { script: false });
	await page.goto(`/office/appeals/${second.territory}/${second.id}`);
	await page.getByText('Объединить с похожими').click();
	await page.getByLabel(first.number).check();
	await page.getByLabel(third.number).check();
	await shot('merge-form');
	await page.getByRole('button', { name: 'Объединить', exact: true }).click();
	await page.getByText('Объединено с главным: 2 обращения.').waitFor();
	await shot('merge-told');
	await site.runJobs();
	await page.goto('/office/appeals?view=all');
	await page.getByRole('heading', { name: 'Все открытые: 1' }).waitFor();
	await page.goto(`/office/appeals/${first.territory}/${first.id}`);
	await page.getByText('ответ получат все авторы').first().waitFor();
	await shot('merge-lead');
	await page.goto(`/office/appeals/${third.territory}/${third.id}`);
	await page.getByText('Работа идёт в главном обращении').waitFor();
	await page.getByText('Разъединить').first().click();
	await page.getByRole('button', { name: 'Разъединить' }).click();
	await page
		.getByRole('link', { name: /Напишите/ })
		.first()
		.waitFor();
	await page.getByLabel('Почему').fill('Это другая остановка, в ста метрах');
	await page.getByRole('button', { name: 'Разъединить' }).click();
	await page.getByText('Обращение снова рассматривается отдельно.').waitFor();
	await site.runJobs();

	await answerAppeal(await executor.actor(), first, {
		text: 'Яму у остановки засыпали и заасфальтировали 21 ноября.',
		photographs: [],
	});
	await site.runJobs();
	const resident = await comes(anna, { width: 360, script: false });
	await resident.page.goto(`/${town.path}/appeals/${second.number}`);
	const told = await resident.page.locator('main').innerText();
	assert.match(told, /Рассматривается вместе с №/);
	assert.match(told, /засыпали и заасфальтировали/);
	await resident.shot('merge-resident');
	await resident.page
		.getByRole('button', { name: 'Дело сделано' })
		.or(resident.page.locator('#accept button'))
		.first()
		.click();
	await site.runJobs();
	const stranger = await comes(null);
	await stranger.page.goto(`/${town.path}/appeals/${first.number}`);
	const public_ = await stranger.page.locator('main').innerText();
	assert.match(public_, new RegExp(`Вместе с этим рассматривается обращение ${second.number}`));
	assert.match(public_, /Ждёт вашего решения|Ждёт автора|Отвечено|ответ/i);
});

test('A3: many are merged from the desk and taken apart again by one press', async () => {
	const { executor } = await threeAboutOne();
	const { page, shot } = await comes(executor, { script: false });
	await page.goto('/office/appeals?view=all');
	for (const box of await page.locator('input[name=pick]').all()) await box.check();
	await page.getByText('Сделать с отмеченными').click();
	await page.getByRole('button', { name: 'Объединить отмеченные' }).click();
	await page.getByText('Объединено с главным: 2 обращения.').waitFor();
	await page.getByRole('heading', { name: 'Все открытые: 1' }).waitFor();
	await shot('merge-desk');
	await page.getByRole('button', { name: 'Отменить' }).click();
	await page.getByText('Отменено: 2 обращения снова как были.').waitFor();
	await page.getByRole('heading', { name: 'Все открытые: 3' }).waitFor();
});
