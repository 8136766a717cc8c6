import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import sharp from 'sharp';
import { dayIn } from '#platform/calendar/door.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { addTemplate, answerAppeal, takeUp } from '#rooms/appeals/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { faultsOf } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import type { AnAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

async function comes(person: AnAccount, options: Parameters<typeof visitor>[1] = {}) {
	const one = await visitor(site, options);
	await one.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	return one;
}

/** A photograph taken in another part of the town, half a year before. */
const elsewhere = () =>
	sharp({ create: { width: 640, height: 480, channels: 3, background: '#5a6a7a' } })
		.jpeg()
		.withExif({
			IFD2: { DateTimeOriginal: '2026:01:20 12:00:00', OffsetTimeOriginal: '+05:00' },
			IFD3: {
				GPSLatitudeRef: 'N',
				GPSLatitude: '57/1 27/1 0/1',
				GPSLongitudeRef: 'E',
				GPSLongitude: '56/1 56/1 2400/100',
			},
		})
		.toBuffer();
const plain = () =>
	sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a7a5a' } })
		.jpeg()
		.toBuffer();

async function aTown() {
	const town = await aTerritory({
		name: { nominative: 'Рябиновск' },
		centre: { latitude: 57.43, longitude: 56.94 },
	});
	const body = await aBody(town.id, { name: 'Управление дорог' });
	await body.answersFor(null);
	const executor = await body.staff('executor', { name: 'Берестов Олег Ильич' });
	const head = await body.staff('head', { name: 'Полянская Вера Павловна' });
	const controller = await body.staff('controller', { name: 'Сомова Анна Юрьевна' });
	return { town, body, executor, head, controller };
}

test('A3: an executor answers by the checklist with photographs, without script; the author reads it on the form of the body', async () => {
	const { town, body, executor, head } = await aTown();
	await addTemplate(await head.actor(), body, {
		title: 'Яма заделана',
		text: '{приветствие}\n{орган} сообщает {заявитель: дательный}: яма по адресу {адрес} заделана {? когда}.',
		category: 'roads',
	});
	const before = await anAppeal(town.id, { text: 'Яма у остановки, опасно.', where: 'улица Мира, 5' });
	const appeal = await anAppeal(town.id, {
		name: 'Петрова Мария Ивановна',
		lat: '57.43',
		lon: '56.94',
		email: 'maria@example.org',
	});
	await site.runJobs();
	await answerAppeal(await executor.actor(), before, {
		text: 'Яму у остановки засыпали и закатали асфальтом.',
		photographs: [],
	});
	await takeUp(await executor.actor(), appeal);
	await site.runJobs();

	const { page, shot } = await comes(executor, { script: false });
	await page.goto(`/office/appeals/${appeal.territory}/${appeal.id}`);
	await page.getByLabel('Ответ', { exact: true }).fill('Спасибо за сообщение.');
	await page.getByLabel('Что сделано').fill('Засыпали щебнем и заасфальтировали');
	await page.getByText('Яма заделана').click();
	await shot('answer-form');
	await page.getByRole('button', { name: 'Взять за основу' }).last().click();
	assert.match(
		await page.getByLabel('Ответ', { exact: true }).inputValue(),
		/^Спасибо за сообщение\.\n\nУважаемая Мария Ивановна!\nУправление дорог сообщает Петровой Марии Ивановне: яма по адресу улица Мира/,
	);
	assert.equal(await page.getByLabel('Что сделано').inputValue(), 'Засыпали щебнем и заасфальтировали');
	await page.getByText('Как решили похожие').waitFor();

	await page
		.getByLabel('Фотография «после»')
		.setInputFiles([{ name: 'posle.jpg', mimeType: 'image/jpeg', buffer: await elsewhere() }]);
	await page.getByRole('button', { name: 'Отправить ответ' }).click();
	for (const said of [
		'Заполните: «Когда сделано».',
		'Заполните: «Кто сделал: организация, бригада».',
		'незаполненные места',
	])
		await page.getByText(said).first().waitFor();
	await page.getByText(/Снято в 2,2 км от места обращения/).waitFor();
	await page.getByText(/Снято раньше, чем это могли сделать/).waitFor();
	await shot('answer-form-mistakes');

	const typed = await page.getByLabel('Ответ', { exact: true }).inputValue();
	await page.getByLabel('Ответ', { exact: true }).fill(typed.replace('{? когда}', '20 ноября'));
	await page.getByRole('button', { name: 'Посмотреть на бланке' }).click();
	await page.getByText('Петровой М. И.').waitFor();
	await shot('draft-letter');
	await page.getByRole('link', { name: 'Вернуться к ответу' }).click();
	await page.getByLabel('Когда сделано').fill(dayIn(zoneOf(town.id), new Date()));
	await page.getByLabel('Кто сделал').fill('МУП «Дорожник», бригада № 2');
	await page.getByLabel('Убрать').check();
	await page
		.getByLabel('Фотография «после»')
		.setInputFiles([{ name: 'posle-2.jpg', mimeType: 'image/jpeg', buffer: await plain() }]);
	await page.getByRole('button', { name: 'Отправить ответ' }).click();
	await page.getByText('Ответ отправлен.').waitFor();
	await shot('answer-sent');
	await site.runJobs();

	const author = await visitor(site, { width: 360, script: false });
	await author.page.goto('/appeals/follow');
	await author.page.getByLabel('Номер обращения').fill(appeal.number);
	await author.page.getByLabel('Код').fill(appeal.code);
	await author.page.getByRole('button', { name: 'Показать обращение' }).click();
	await author.page.getByText('МУП «Дорожник», бригада № 2').waitFor();
	await author.shot('item-of-author');
	await author.page.getByRole('link', { name: 'Ответ на бланке' }).click();
	await author.page
		.getByText('В. П. Полянская')
		.or(author.page.getByText('О. И. Берестов'))
		.first()
		.waitFor();
	await author.shot('reply');
	const waits = author.page.waitForEvent('download');
	await author.page.getByRole('link', { name: 'Скачать PDF' }).click();
	const pdf = await readFile(await (await waits).path());
	assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
	const word = await author.context.request.get(
		`${site.address}/${town.path}/appeals/${appeal.number}/reply/1/answer.docx`,
	);
	assert.equal((await word.body()).subarray(0, 2).toString(), 'PK');

	const outsider = await visitor(site, {});
	await outsider.page.goto(`/${town.path}/appeals/${appeal.number}`);
	await outsider.page.getByText('Засыпали щебнем и заасфальтировали').waitFor();
	assert.equal(await outsider.page.getByRole('link', { name: 'Ответ на бланке' }).count(), 0);
	const hidden = await outsider.context.request.get(
		`${site.address}/${town.path}/appeals/${appeal.number}/reply/1/answer.pdf`,
	);
	assert.equal(hidden.status(), 404);
});

test('A2 A3: an answer of a category with approval waits, comes back with a remark, is agreed and leaves', async () => {
	const { town, executor, head, controller } = await aTown();
	const appeal = await anAppeal(town.id, {
		category: 'authority.answer',
		text: 'Ответили отпиской, ничего не сделано.',
	});
	await site.runJobs();
	await takeUp(await executor.actor(), appeal);
	await site.runJobs();
	const address = `/office/appeals/${appeal.territory}/${appeal.id}`;

	const writer = await comes(executor);
	await writer.page.goto(address);
	await writer.page.getByLabel('Ответ', { exact: true }).fill('Разобрались: прежний ответ был неполным.');
	await writer.page.getByText(/Черновик сохранён/).waitFor();
	await writer.page.reload();
	assert.match(
		await writer.page.getByLabel('Ответ', { exact: true }).inputValue(),
		/прежний ответ был неполным/,
	);
	await writer.page.getByLabel('Что решено или выяснено').fill('Ответ отозван, новый готовит начальник');
	await writer.page.getByLabel('На каком основании').fill('59-ФЗ, статья 10');
	await writer.page.getByLabel('К кому обратиться').fill('Берестов Олег Ильич, 2-33-44');
	await writer.shot('approval-ask');
	assert.deepEqual(await faultsOf(writer.page), []);
	await writer.page.getByRole('button', { name: 'Отправить на согласование' }).click();
	await writer.page.getByText('Ответ ждёт согласования').first().waitFor();
	await writer.shot('approval-waits');
	await site.runJobs();

	const second = await comes(controller, { width: 360, script: false });
	await second.page.goto('/office/appeals?view=approval');
	await second.page.locator('[data-row]').first().click();
	await second.page.getByText('прежний ответ был неполным').first().waitFor();
	await second.page.getByText('Вернуть с замечанием').first().click();
	await second.page.getByRole('button', { name: 'Вернуть с замечанием' }).click();
	await second.page.getByText('Напишите, что исправить').first().waitFor();
	await second.page.getByLabel('Что исправить').fill('Назовите день нового ответа.');
	await second.shot('approval-send-back');
	await second.page.getByRole('button', { name: 'Вернуть с замечанием' }).click();
	await site.runJobs();

	await writer.page.goto(address);
	await writer.page.getByText('Назовите день нового ответа.').first().waitFor();
	await writer.shot('approval-remark');
	await writer.page
		.getByLabel('Ответ', { exact: true })
		.fill('Разобрались: прежний ответ был неполным, новый дадим 1 декабря.');
	await writer.page.getByRole('button', { name: 'Отправить на согласование' }).click();
	await writer.page.getByText('Ответ ждёт согласования').first().waitFor();

	await second.page.goto(address);
	await second.page.getByRole('button', { name: 'Согласовать' }).click();
	await second.page.getByText('Вы согласовали. Теперь ждём: Руководитель.').waitFor();
	const last = await comes(head);
	await last.page.goto(address);
	await last.shot('approval-head');
	await last.page.getByRole('button', { name: 'Согласовать' }).click();
	await last.page.getByText('Согласовано, ответ отправлен автору.').waitFor();
	await last.page.getByText('Есть ответ').first().waitFor();
	await site.runJobs();
	const outsider = await visitor(site, {});
	await outsider.page.goto(`/${town.path}/appeals/${appeal.number}`);
	await outsider.page.getByText('новый дадим 1 декабря').waitFor();
	assert.equal(await outsider.page.getByText('Назовите день').count(), 0, 'remarks are the office’s own');
});

test('A3: a head writes a template: a wrong placeholder is named, the preview shows the right cases', async () => {
	const { head } = await aTown();
	const { page, shot } = await comes(head, { script: false });
	await page.goto('/office/appeals/templates');
	await page.getByLabel('Название').fill('Передано');
	await page.getByLabel('Текст', { exact: true }).fill('{приветствие} Передано {орган: дательный}, {имя}.');
	await page.getByRole('button', { name: 'Добавить заготовку' }).click();
	await page.getByText('Таких подстановок нет: {имя}.').first().waitFor();
	await page.getByLabel('Текст', { exact: true }).fill('{приветствие} Передано {орган: дательный}. {? день}');
	await page.getByRole('button', { name: 'Посмотреть' }).click();
	await page.getByText('Уважаемая Мария Ивановна! Передано Управлению дорог. {? день}').waitFor();
	assert.equal(await page.getByLabel('Название').inputValue(), 'Передано');
	await shot('template-preview');
	await page.getByRole('button', { name: 'Добавить заготовку' }).click();
	await page.getByRole('link', { name: 'Изменить' }).click();
	await page.getByLabel('Название').fill('Передано в управление');
	await page.getByRole('button', { name: 'Сохранить' }).click();
	await page.getByRole('heading', { name: 'Передано в управление' }).waitFor();
});
