import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { takeUp } from '#rooms/appeals/door.server.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

async function comes(person: AnAccount | null, options: Parameters<typeof visitor>[1] = {}) {
	const one = await visitor(site, options);
	if (person)
		await one.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	return one;
}

async function aTown() {
	const town = await aTerritory({ name: { nominative: 'Рябиновск' } });
	const body = await aBody(town.id, { name: 'МУП «Дорожник»' });
	await body.answersFor('roads');
	const water = await aBody(town.id, { name: 'МУП «Водоканал»', administrator: body.administrator });
	const executor = await body.staff('executor', { name: 'Олег Берестов' });
	const helper = await water.staff('executor', { name: 'Раиса Ключева' });
	const author = await anAccount();
	const receipt = await anAppeal(town.id, { by: await author.actor() });
	await site.runJobs();
	await takeUp(await executor.actor(), receipt);
	await site.runJobs();
	return { town, executor, helper, author, receipt };
}

test('A3: the author is asked, the promise waits, the author answers on the page of the appeal', async () => {
	const { town, executor, author, receipt } = await aTown();
	const office = await comes(executor, { script: false });
	await office.page.goto(`/office/appeals/${receipt.territory}/${receipt.id}`);
	await office.page.getByText('Спросить автора').click();
	await office.page.getByRole('button', { name: 'Отправить вопрос' }).click();
	await office.page.getByRole('link', { name: 'Отметьте готовый вопрос или напишите свой.' }).waitFor();
	await office.page.getByLabel('Вопрос своими словами').fill('У какого дома яма и какой она глубины?');
	await office.page.getByRole('button', { name: 'Отправить вопрос' }).click();
	await office.page.getByText('Вопрос отправлен автору.').waitFor();
	await office.shot('asked');
	await site.runJobs();

	const resident = await comes(author, { width: 360, script: false });
	await resident.page.goto('/account/appeals');
	await resident.page.getByText('Вопрос к вам').waitFor();
	await resident.page.goto(`/${town.path}/appeals/${receipt.number}`);
	await resident.page.getByRole('heading', { name: 'Вопрос к вам' }).waitFor();
	await resident.page.getByRole('button', { name: 'Ответить' }).click();
	await resident.page.getByRole('link', { name: 'Напишите ответ или приложите фотографию.' }).waitFor();
	await resident.page.getByLabel('Ваш ответ').fill('У дома 5, глубиной по колено');
	await resident.shot('asked-resident');
	await resident.page.getByRole('button', { name: 'Ответить' }).click();
	await resident.page.getByText('Записано. Исполнитель увидит это сразу.').waitFor();
	await resident.page.getByText('Дополнить обращение').first().click();
	await resident.page.getByLabel('Что добавить').fill('Сегодня стало две ямы');
	await resident.page.getByRole('button', { name: 'Дополнить обращение' }).click();
	await resident.page.getByText('Сегодня стало две ямы').first().waitFor();
	await resident.shot('supplemented');
	await site.runJobs();

	await office.page.goto(`/office/appeals/${receipt.territory}/${receipt.id}`);
	const panel = await office.page.locator('main').innerText();
	assert.match(panel, /глубиной по колено/);
	assert.match(panel, /Сегодня стало две ямы/);
	const stranger = await comes(null);
	await stranger.page.goto(`/${town.path}/appeals/${receipt.number}`);
	assert.doesNotMatch(await stranger.page.locator('main').innerText(), /по колено|две ямы/);
});

test('A3: one body leads, another does its part and reports; the resident sees who works and gets one answer', async () => {
	const { town, executor, helper, receipt } = await aTown();
	const lead = await comes(executor, { script: false });
	const item = `/office/appeals/${receipt.territory}/${receipt.id}`;
	await lead.page.goto(item);
	await lead.page.getByText('Подключить другой орган').first().click();
	await lead.page.getByLabel('Исполнитель', { exact: false }).last().waitFor({ state: 'attached' });
	await lead.page.locator('#ask-part select[name=body]').selectOption({ label: 'МУП «Водоканал»' });
	await lead.page.locator('#ask-part textarea').fill('Проверить, не течёт ли труба под ямой');
	await lead.page.locator('#ask-part button').last().click();
	await lead.page.getByText('Орган подключён и узнает об этом.').waitFor();
	await lead.shot('joint-lead');
	await site.runJobs();

	const office = await comes(helper, { script: false });
	await office.page.goto('/office/appeals?view=joint');
	await office.page.getByText('Большая яма').first().waitFor();
	await office.shot('joint-desk');
	await office.page.goto(item);
	await office.page.getByRole('button', { name: 'Взять свою часть' }).click();
	await office.page.getByText('Ваша часть у вас в работе.').waitFor();
	await office.page.getByLabel('Что сделано').fill('Труба цела, промоина от ливневой решётки.');
	await office.shot('joint-part');
	await office.page.getByRole('button', { name: 'Отчитаться о своей части' }).click();
	await office.page.getByText('Отчёт отправлен ведущему органу.').waitFor();
	await site.runJobs();

	await lead.page.goto(item);
	await lead.page.getByText('Труба цела').first().waitFor();
	await lead.shot('joint-reported');
	const stranger = await comes(null, { width: 360 });
	await stranger.page.goto(`/${town.path}/appeals/${receipt.number}`);
	const told = await stranger.page.locator('main').innerText();
	assert.match(told, /Участвуют также/);
	assert.match(told, /Водоканал/);
	assert.doesNotMatch(told, /не течёт ли труба|Труба цела/);
	await stranger.shot('joint-public');
});

test('A3: a note calls a colleague, carries a file, is mended; all without script', async () => {
	const { executor, receipt } = await aTown();
	const { page, shot } = await comes(executor, { script: false });
	await page.goto(`/office/appeals/${receipt.territory}/${receipt.id}`);
	await page.locator('#act-comment > summary').click();
	await page.locator('#comment textarea').fill('Проверьте акт прошлого года');
	await page.locator('#comment input[type=file]').setInputFiles({
		name: 'акт.txt',
		mimeType: 'text/plain',
		buffer: Buffer.from('Акт осмотра от 3 ноября'),
	});
	await page.locator('#comment button').last().click();
	await page.getByText('Заметка записана.').or(page.locator('.problem, [role=alert]')).first().waitFor();
	await shot('note');
	await page.getByText('Исправить заметку').first().click();
	await page.locator('[id^=edit-note-] textarea').fill('Проверьте акт этого года');
	await page.locator('[id^=edit-note-] button').last().click();
	await page.getByText('Заметка исправлена, прежние слова сохранены.').waitFor();
	await page.getByText('Исправлена: что было раньше').click();
	assert.match(await page.locator('main').innerText(), /Проверьте акт прошлого года/);
	await shot('note-mended');
});
