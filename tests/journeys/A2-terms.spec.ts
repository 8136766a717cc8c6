import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { sweepTerms, takeIn } from '#rooms/appeals/door.server.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const days = (n: number) => new Date(Date.now() + n * 86_400_000);

test('a resident sees until when, the clock of the executor burns, the head prolongs with notice, and what is missed climbs to the head', async () => {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor(null);
	const head = await body.staff('head', { name: 'Пётр Главный' });
	const author = await anAccount({ name: 'Мария Петрова' });
	const filed = days(-1);
	const receipt = await anAppeal(town.id, { by: await author.actor(), at: filed });
	await takeIn({ territory: town.id, id: receipt.id }, new Date(filed.getTime() + 60_000));
	await site.runJobs();

	// the resident, on a phone and without script
	const resident = await visitor(site, { width: 360, script: false });
	await resident.context.addCookies([
		{ name: signInCookie, value: await author.cookie(), url: site.address },
	]);
	await resident.page.goto(`/${town.path}/appeals/${receipt.number}`);
	const read = async () => resident.page.locator('main').innerText();
	assert.match(await read(), /Ответим до .*: обещание по этой теме/);
	assert.match(await read(), /Ответим до .*: так велит 59-ФЗ, ст\. 12/);
	assert.match(await read(), /Возьмутся до /);
	await resident.shot('resident-terms');

	// the head of the body sees every term with its rule, and prolongs the answer
	const office = await visitor(site, {});
	await office.context.addCookies([{ name: signInCookie, value: await head.cookie(), url: site.address }]);
	const address = `/office/appeals/${town.id}/${receipt.id}`;
	await office.page.goto(address);
	await office.page.locator('summary', { hasText: 'Все сроки' }).click();
	assert.match(await office.page.locator('main').innerText(), /59-ФЗ, ст\. 8, ч\. 2/);
	await office.shot('office-terms');
	await office.page.locator('summary', { hasText: 'Продлить срок ответа' }).click();
	await office.page.getByRole('button', { name: 'Продлить и уведомить автора' }).click();
	await office.page.getByText('Напишите', { exact: false }).first().waitFor();
	await office.page
		.getByLabel('Почему нужно больше времени')
		.fill('Нужна экспертиза моста, она займёт две недели.');
	await office.page.getByRole('button', { name: 'Продлить и уведомить автора' }).click();
	await office.page.getByText('Срок продлён, автор узнает об этом.').waitFor();
	await office.shot('office-prolonged');
	await site.runJobs();
	await resident.page.reload();
	assert.match(await read(), /Срок ответа продлён с .* до /);
	assert.match(await read(), /Нужна экспертиза моста/);
	await resident.shot('resident-prolonged');
	await resident.page.goto('/account/notifications');
	assert.match(await read(), new RegExp(`Срок ответа на обращение ${receipt.number} продлён`));
	assert.match(await read(), /Почему: Нужна экспертиза моста/);

	// nobody answers: the first steps are late, the head hears of it
	const noon = new Date(`${days(6).toISOString().slice(0, 10)}T09:00:00Z`);
	await sweepTerms(noon);
	await site.runJobs();
	await office.page.goto('/account/notifications');
	assert.match(
		await office.page.locator('main').innerText(),
		new RegExp(`Просрочено: обращение ${receipt.number}`),
	);
	await office.page.goto(address);
	assert.match(
		await office.page.locator('main').innerText(),
		/Первые действия, до [^:]+: срок вышел, сообщили руководителю органа/,
	);
	await office.shot('office-escalated');
});

test('a controller reads the rules, adds a step to the ladder and takes it back', async () => {
	const town = await aTerritory();
	const controller = await anAccount({ roles: [{ role: 'controller', territory: town }] });
	const { page, context, shot } = await visitor(site, {});
	await context.addCookies([{ name: signInCookie, value: await controller.cookie(), url: site.address }]);
	await page.goto(`/office/appeals/terms?in=${town.id}`);
	assert.match(await page.locator('main').innerText(), /О порядке рассмотрения обращений граждан/);
	await page.getByLabel('Сколько').fill('4');
	await page.getByRole('button', { name: 'Добавить шаг' }).click();
	await page.getByText('Шаг добавлен.').waitFor();
	// what is said on top comes before the rest of the page
	await page.waitForLoadState();
	assert.match(await page.locator('main').innerText(), /за 4 рабочих дня/);
	const added = 'Добавлен шаг «Ответить, как обещано»: за 4 рабочих дня, исполнителю';
	assert.ok((await page.locator('main').innerText()).includes(added));
	await shot('ladder');
	for (const width of [360, 1280]) {
		await page.setViewportSize({ width, height: 900 });
		const undo = await page.getByRole('button', { name: 'Отменить последнее изменение' }).boundingBox();
		const link = await page
			.locator('main')
			.getByRole('link', { name: 'Закрытие и возражения' })
			.boundingBox();
		assert.ok(undo && link);
		const air = link.y - (undo.y + undo.height);
		assert.ok(air >= 20, `${air} px between the button and the link at ${width}`);
	}
	await page.getByRole('button', { name: 'Отменить последнее изменение' }).click();
	await page.getByText('Изменение отменено.').waitFor();
	await page.waitForLoadState();
	assert.equal(await page.getByRole('row', { name: /за 4 рабочих дня исполнителю/ }).count(), 0);
	assert.match(await page.locator('main').innerText(), /Своя лестница убрана: действует вышестоящая/);
	await shot('ladder-undone');
	const button = page.getByRole('button', { name: 'Отменить последнее изменение' });
	assert.equal(await button.count(), 0, 'nothing of its own is left to undo');
	await page.goto(`/office/calendar/hours?in=${town.id}`);
	await page.getByLabel('пятница').fill('9-13');
	await page.getByLabel('Основание').fill('Распоряжение главы № 7');
	await page.getByRole('button', { name: 'Записать часы' }).click();
	await page.getByText('Часы записаны.').waitFor();
	await shot('hours');
});
