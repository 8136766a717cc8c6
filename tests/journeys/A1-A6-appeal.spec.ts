import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { dayIn } from '#platform/calendar/door.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { visitor } from '#tests/support/browser.ts';
import { aPhotograph } from '#tests/support/fixtures/files.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

async function aTown(name: string) {
	const town = await aTerritory({
		name: { nominative: name },
		centre: { latitude: 57.43, longitude: 56.94 },
	});
	const body = await aBody(town.id, { name: 'МУП «Дорожник»' });
	await body.answersFor('roads');
	const executor = await body.staff('executor', { name: 'Олег Берестов' });
	return { town, body, executor };
}

/** Without a place and a time beside its pixels. */
const after = sharp({ create: { width: 320, height: 240, channels: 3, background: '#8a7a5a' } }).jpeg();

async function tellTheChecklist(page: Page, town: TerritoryId) {
	await page.getByLabel('Что сделано').fill('Яма засыпана');
	await page.getByLabel('Когда сделано').fill(dayIn(zoneOf(town), new Date()));
	await page.getByLabel('Кто сделал').fill('МУП «Дорожник»');
	await page
		.getByLabel('Фотография «после»')
		.setInputFiles([{ name: 'posle.jpg', mimeType: 'image/jpeg', buffer: await after.toBuffer() }]);
}

test('A1 A2 A6: without script, on a phone, a resident writes, the right body answers, the resident returns and accepts', async () => {
	const { town, executor } = await aTown('Журавлёв-на-Каме');
	const photograph = join(site.folder, 'yama.jpg');
	await writeFile(photograph, await aPhotograph());
	const resident = await visitor(site, { width: 360, script: false });
	const { page } = resident;

	await page.goto(`/${town.path}/appeals`);
	await resident.shot('appeals-empty');
	await page.getByRole('link', { name: 'Подать обращение' }).first().click();
	await resident.shot('appeals-new');

	// everything forgotten is told at once, and what was typed stays
	await page.getByLabel('Имя и фамилия').fill('Мария Петрова');
	await page.getByRole('button', { name: 'Дальше' }).click();
	assert.equal(await page.getByLabel('Имя и фамилия').inputValue(), 'Мария Петрова');
	await page.getByRole('link', { name: 'Напишите, что случилось.' }).waitFor();
	await page.getByRole('link', { name: /Напишите, где это/ }).waitFor();
	await resident.shot('appeals-new-mistakes');

	await page.getByLabel('Что случилось').fill('Яма у остановки, звоните +7 912 345-67-89.\nПрошу засыпать.');
	await page.getByLabel('О чём это').selectOption('roads.potholes');
	await page.getByLabel('Адрес, ориентир или описание').fill('улица Мира, 5, у остановки');
	await page.getByLabel('Фотографии того, что не так').setInputFiles(photograph);
	await page.getByRole('button', { name: 'Дальше' }).click();

	await page.getByRole('heading', { name: 'Проверьте обращение' }).waitFor();
	assert.match(await page.locator('main').innerText(), /Ответим до \d+ \S+ 20\d\d/);
	await resident.shot('appeals-summary');
	await page.getByRole('button', { name: 'Изменить' }).click();
	assert.equal(
		await page.getByLabel('Адрес, ориентир или описание').inputValue(),
		'улица Мира, 5, у остановки',
	);
	assert.equal(await page.locator('input[name=photograph]').count(), 1);
	await page.getByRole('button', { name: 'Дальше' }).click();
	await page.getByRole('button', { name: 'Отправить обращение' }).click();

	const number = await page.locator('[data-number]').innerText();
	const code = await page.locator('[data-code]').innerText();
	assert.match(number, /^\d\d-\d{3}-20\d\d-000001$/);
	await resident.shot('appeals-receipt');

	await site.runJobs();

	// the official, by keyboard
	const official = await visitor(site, {});
	await official.context.addCookies([
		{ name: signInCookie, value: await executor.cookie(), url: site.address },
	]);
	await official.page.goto('/office/appeals');
	await official.shot('office-inbox');
	await official.page.keyboard.press('j');
	await official.page.keyboard.press('Enter');
	await official.page.getByRole('heading', { name: /Яма на дороге/ }).waitFor();
	await official.shot('office-inbox-open');
	await official.page.getByRole('button', { name: 'Взять в работу' }).last().click();
	await official.page
		.getByLabel('Ответ', { exact: true })
		.fill('Засыпали щебнем 21 ноября, асфальт положим до 1 декабря.');
	await tellTheChecklist(official.page, town.id);
	await official.shot('office-answer');
	await official.page.getByRole('button', { name: 'Отправить ответ' }).click();
	await official.page.getByText('Есть ответ').first().waitFor();
	await site.runJobs();

	// the resident, on another device, by number and code
	const later = await visitor(site, { width: 360, script: false });
	await later.page.goto('/appeals/follow');
	await later.page.getByLabel('Номер обращения').fill(number);
	await later.page.getByLabel('Код').fill('AAAA-BBBB-CCCC');
	await later.page.getByRole('button', { name: 'Показать обращение' }).click();
	await later.page.getByText('ничего не нашлось').first().waitFor();
	await later.page.getByLabel('Код').fill(code.toLowerCase());
	await later.page.getByRole('button', { name: 'Показать обращение' }).click();
	await later.page.getByText('Засыпали щебнем').first().waitFor();
	await later.shot('appeals-item-answered');
	await later.page.getByText('Нет, вернуть исполнителю').click();
	await later.page.getByLabel('Сделано не там').check();
	await later.page.getByLabel('Что осталось не сделано').fill('Засыпали другую яму, эта осталась.');
	await later.page.getByRole('button', { name: 'Вернуть с объяснением' }).click();
	await later.page.getByText('Обращение вернулось исполнителю').waitFor();

	await site.runJobs();
	await official.page.goto('/office/appeals?view=returned');
	await official.page.locator('[data-row]').first().click();
	await official.page.getByText('Засыпали другую яму').first().waitFor();
	await official.page.getByLabel('Ответ', { exact: true }).fill('Приносим извинения, засыпали и эту яму.');
	await tellTheChecklist(official.page, town.id);
	await official.page.getByRole('button', { name: 'Отправить ответ' }).click();

	await later.page.reload();
	await later.page.getByRole('button', { name: 'Да, принять ответ' }).click();
	await later.page.getByText('Обращение завершено').waitFor();
	await later.shot('appeals-item-accepted');

	// an outsider sees the way of it, and nothing personal
	await site.runJobs();
	const outsider = await visitor(site, {});
	await outsider.page.goto(`/${town.path}/appeals`);
	await outsider.shot('appeals-list');
	await outsider.page.getByRole('link', { name: /Яма у остановки/ }).click();
	const text = await outsider.page.locator('main').innerText();
	for (const step of [
		'Обращение принято',
		'Передано исполнителю: МУП «Дорожник»',
		'Автор вернул ответ',
		'Автор принял ответ',
	])
		assert.ok(text.includes(step), step);
	for (const secret of ['345-67-89', 'Петрова', 'Олег']) assert.ok(!text.includes(secret), secret);
	await outsider.shot('appeals-item');
});

test('what is for the authority only is for an outsider an address that does not exist', async () => {
	const { town } = await aTown('Тихореченск');
	const resident = await visitor(site, { script: false });
	const { page } = resident;
	await page.goto(`/${town.path}/appeals/new`);
	await page.getByLabel('Что случилось').fill('Не дают справку о составе семьи уже месяц.');
	await page.getByLabel('О чём это').selectOption('authority');
	await page.getByLabel('Адрес, ориентир или описание').fill('администрация');
	await page.getByLabel('Только органы власти').check();
	await page.getByRole('button', { name: 'Дальше' }).click();
	await page.getByRole('button', { name: 'Отправить обращение' }).click();
	const number = await page.locator('[data-number]').innerText();
	await site.runJobs();
	await page.getByRole('link', { name: 'Открыть обращение' }).click();
	await page.getByText('Это обращение видите только вы').waitFor();

	const outsider = await visitor(site, { script: false });
	const hidden = await outsider.page.goto(`/${town.path}/appeals/${number}`);
	const absent = await outsider.page.goto(`/${town.path}/appeals/${number.replace('000001', '000099')}`);
	assert.equal(hidden?.status(), 404);
	assert.equal(absent?.status(), 404);
	await outsider.page.goto(`/${town.path}/appeals`);
	assert.ok(!(await outsider.page.locator('main').innerText()).includes('справку'));
	for (const address of ['list.csv', 'feed.xml'])
		assert.ok(
			!(await (await outsider.page.request.get(`/${town.path}/appeals/${address}`)).text()).includes(
				'справку',
			),
		);
});

test('danger to life is not taken in: the page says 112 and keeps the text', async () => {
	const { town } = await aTown('Громовец');
	const { page, shot } = await visitor(site, { width: 360, script: false });
	await page.goto(`/${town.path}/appeals/new`);
	await page.getByLabel('Что случилось').fill('Сильный запах газа в подъезде третий час.');
	await page.getByLabel('О чём это').selectOption('danger');
	await page.getByLabel('Адрес, ориентир или описание').fill('Мира 1');
	await page.getByRole('button', { name: 'Дальше' }).click();
	await page.getByRole('link', { name: 'Позвонить 112' }).waitFor();
	await shot('appeals-emergency');
	await page.getByRole('button', { name: 'Изменить' }).click();
	assert.match(await page.getByLabel('Что случилось').inputValue(), /запах газа/);
});

test('script in every field is text, a program with the name of a photograph is refused', async () => {
	const { town } = await aTown('Колокольск');
	const { page } = await visitor(site, {});
	const nasty = '<script>document.title="взлом"</script><img src=x onerror=alert(1)>';
	const program = join(site.folder, 'photo.jpg');
	await writeFile(program, Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600)]));
	await page.goto(`/${town.path}/appeals/new`);
	const fill = async () => {
		await page.getByLabel('Что случилось').fill(`${nasty} текст обращения`);
		await page.locator('select[name=category]').selectOption('other', { force: true });
		await page.getByLabel('Адрес, ориентир или описание').fill(nasty);
		await page.getByLabel('Имя и фамилия').fill(nasty);
		await page.getByLabel('Все, с моим именем').check();
	};
	await fill();
	await page.getByLabel('Фотографии того, что не так').setInputFiles(program);
	// it goes up at once and is refused at once
	await page.locator('li.wrong').filter({ hasText: 'photo.jpg' }).waitFor();
	assert.equal(await page.locator('input[name=photograph]').count(), 0);
	await page.getByRole('button', { name: 'Дальше' }).click();
	await page.getByRole('button', { name: 'Отправить обращение' }).click();
	await page.locator('[data-number]').waitFor();
	await site.runJobs();
	await page.getByRole('link', { name: 'Открыть обращение' }).click();
	assert.ok((await page.locator('main').innerText()).includes('<script>'));
	assert.notEqual(await page.title(), 'взлом');
});
