import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { installation } from '#platform/permissions/door.ts';
import { answerAppeal, joinAppeal } from '#rooms/appeals/door.server.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aPhotograph } from '#tests/support/fixtures/files.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

async function aTown(name: string) {
	const town = await aTerritory({ name: { nominative: name } });
	const body = await aBody(town.id, { name: 'МУП «Дорожник»' });
	await body.answersFor('roads');
	const executor = await body.staff('executor', { name: 'Олег Берестов' });
	const controller = await anAccount({
		name: 'Вера Полянская',
		roles: [{ role: 'controller', territory: town }],
	});
	return { town, executor, controller };
}

async function as(person: AnAccount, options: Parameters<typeof visitor>[1] = {}) {
	const visit = await visitor(site, options);
	await visit.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	return visit;
}

test('A3: without script, by number and code, the author returns an answer; a controller decides; the executor works on', async () => {
	const { town, executor, controller } = await aTown('Журавлёв-на-Каме');
	const receipt = await anAppeal(town.id, { name: 'Мария Петрова' });
	await site.runJobs();
	await answerAppeal(await executor.actor(), receipt, {
		text: 'Яму засыпали щебнем 21 ноября.',
		photographs: [],
	});
	await site.runJobs();
	const photograph = join(site.folder, 'yama.jpg');
	await writeFile(photograph, await aPhotograph());

	const author = await visitor(site, { width: 360, script: false });
	const { page } = author;
	await page.goto('/appeals/follow');
	await page.getByLabel('Номер обращения').fill(receipt.number);
	await page.getByLabel('Код').fill(receipt.code);
	await page.getByRole('button', { name: 'Показать обращение' }).click();
	await page.getByText('Нет, вернуть исполнителю').click();
	// nothing chosen: told at the field, what was typed stays
	await page.getByLabel('Что осталось не сделано').fill('Засыпали другую яму, эта осталась.');
	await page
		.locator('form#return input[type=radio]')
		.first()
		.evaluate((one) => one.closest('form')?.setAttribute('novalidate', ''));
	await page.getByRole('button', { name: 'Вернуть с объяснением' }).click();
	await page.getByText('Выберите, что не так.').first().waitFor();
	assert.equal(
		await page.getByLabel('Что осталось не сделано').inputValue(),
		'Засыпали другую яму, эта осталась.',
	);
	await author.shot('closing-return-mistake');
	await page.getByLabel('Сделано не там').check();
	await page.getByLabel('Фотографии с места').setInputFiles(photograph);
	await page.getByRole('button', { name: 'Вернуть с объяснением' }).click();
	await page.getByText('Сначала его проверит контролёр').waitFor();
	assert.match(await page.locator('main').innerText(), /Возврат автора ждёт контролёра, решение до \d+ \S+/);
	await author.shot('closing-returned');
	await site.runJobs();

	// the executor sees why he may not work on it yet
	const official = await as(executor);
	await official.page.goto(`/office/appeals/${town.id}/${receipt.id}`);
	await official.page.getByText('Ответ проверяет контролёр').waitFor();
	assert.equal(await official.page.getByText('Ответить жителю').count(), 0);

	const checker = await as(controller, { script: false });
	await checker.page.goto('/office/appeals/reviews');
	await checker.shot('closing-reviews');
	await checker.page.getByRole('link', { name: 'Яма на дороге' }).click();
	for (const words of ['Яму засыпали щебнем', 'Засыпали другую яму', 'Сделано не там'])
		await checker.page.getByText(words).first().waitFor();
	const picture = new URL(
		(await checker.page.locator('article a:has(img)').getAttribute('href')) ?? '',
		site.address,
	).href;
	assert.match((await checker.context.request.get(picture)).headers()['content-type'] ?? '', /^image\//);
	const stranger = await visitor(site, {});
	assert.equal((await stranger.context.request.get(picture)).status(), 404, 'only who decides sees it');
	await checker.page.getByRole('button', { name: 'Проверяю я' }).click();
	await checker.shot('closing-review');
	await checker.page.getByLabel('Не сделано: вернуть исполнителю').check();
	await checker.page.getByLabel('Почему вы так решили').fill('На снимке автора яма у дома 5, она цела.');
	await checker.page.getByRole('button', { name: 'Решить' }).click();
	await checker.page.getByText('Обращение вернулось исполнителю').waitFor();
	await site.runJobs();

	await official.page.reload();
	await official.page.getByText('Ответить жителю').waitFor();
	await answerAppeal(await executor.actor(), receipt, {
		text: 'Засыпали и эту яму, приносим извинения.',
		photographs: [],
	});
	await page.reload();
	await page.getByText('Засыпали и эту яму').first().waitFor();
	await page.getByText('Контролёр подтвердил: не сделано').first().waitFor();
	await author.shot('closing-answered-again');
});

test('A3: neighbours dispute in public, a controller finds it done and says why', async () => {
	const { town, executor, controller } = await aTown('Тихореченск');
	const receipt = await anAppeal(town.id);
	await site.runJobs();
	const neighbour = await anAccount({ name: 'Тимур Валеев' });
	await joinAppeal(await neighbour.actor(), receipt);
	await answerAppeal(await executor.actor(), receipt, {
		text: 'Яму засыпали щебнем 21 ноября.',
		photographs: [],
	});
	await site.runJobs();
	const address = `/${town.path}/appeals/${receipt.number}`;

	const visit = await as(neighbour, { width: 360, script: false });
	await visit.page.goto(address);
	await visit.page.getByText('Нет, не сделано').click();
	await visit.page.getByLabel('Ничего не сделано').check();
	await visit.shot('closing-dispute-form');
	await visit.page.getByRole('button', { name: 'Отметить «не сделано»' }).click();
	await visit.page.getByText('Ваш голос посчитан открыто').waitFor();
	await site.runJobs();

	const outsider = await visitor(site, { script: false });
	await outsider.page.goto(address);
	const text = await outsider.page.locator('main').innerText();
	assert.match(text, /1 сосед говорит: не сделано/);
	assert.doesNotMatch(text, /Валеев/);
	await outsider.shot('closing-disputed');

	const checker = await as(controller);
	await checker.page.goto(`/office/appeals/reviews/${town.id}/${receipt.id}`);
	await checker.page.getByLabel('Сделано: оставить ответ в силе').check();
	await checker.page.getByRole('button', { name: 'Решить' }).click();
	await checker.page.getByText('Объясните соседям').first().waitFor();
	await checker.page
		.getByLabel('Почему вы так решили')
		.fill('Был на месте 27 ноября: яма засыпана, асфальт ровный.');
	await checker.page.getByRole('button', { name: 'Решить' }).click();
	await checker.page.getByText('Ответ оставлен в силе').waitFor();
	await outsider.page.reload();
	await outsider.page.getByText('асфальт ровный').first().waitFor();
});

test('A3: the days of closing are a page, with what was changed and a way back', async () => {
	const { town, controller } = await aTown('Ковылкино');
	const { page, shot } = await as(controller);
	await page.goto(`/office/appeals/closing?in=${town.id}`);
	await page.getByLabel('Дней ждём автора').fill('2');
	await page.getByRole('button', { name: 'Сохранить правило' }).click();
	await page.getByText('от 3 до 90').first().waitFor();
	await page.getByLabel('Дней ждём автора').fill('14');
	await page.getByRole('button', { name: 'Сохранить правило' }).click();
	await page.getByText('Правило сохранено').waitFor();
	await shot('closing-rule');
	await page.getByRole('button', { name: /Отменить/ }).click();
	await page.getByText('Вернули прежнее правило').waitFor();
});

test('A3: an administrator edits what residents choose as «не сделано»: source, day, a way back', async () => {
	const { town, controller } = await aTown('Заовражье');
	const administrator = await anAccount({
		roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }],
	});
	const { page, shot } = await as(administrator, { script: false });
	await page.goto(`/office/appeals/closing?in=${town.id}`);
	await page.getByRole('link', { name: 'Причины «не сделано»' }).click();
	await page.getByLabel('По-русски').fill('Сделано временно');
	await page.getByRole('button', { name: 'Добавить причину' }).click();
	await page.getByText('Укажите, на чём основана причина').first().waitFor();
	await page.getByLabel('Основание').fill('Регламент работы с обращениями, п. 4.2');
	await page.getByLabel('Дата документа').fill('2026-11-20');
	await page.getByRole('button', { name: 'Добавить причину' }).click();
	await page.getByText('Причина добавлена').waitFor();
	await shot('closing-reasons');
	await page.getByRole('form', { name: 'Не предлагать: Сделано временно' }).getByRole('button').click();
	await page.getByText('больше не предлагается.').first().waitFor();
	await page
		.getByRole('form', { name: 'Отменить последнее изменение: Сделано временно' })
		.getByRole('button')
		.click();
	await page.getByText('Последнее изменение отменено').waitFor();

	const reader = await as(controller, { width: 360 });
	await reader.page.goto(`/office/appeals/closing/reasons?in=${town.id}`);
	await reader.page.getByText('меняет администратор площадки').waitFor();
	assert.equal(await reader.page.getByRole('button', { name: 'Не предлагать' }).count(), 0);
	await reader.shot('closing-reasons-read');
});
