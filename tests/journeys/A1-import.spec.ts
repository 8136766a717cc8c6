import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

/** windows-1251, as Excel saves a table in Russia. */
function cp1251(text: string): Buffer {
	const decoder = new TextDecoder('windows-1251');
	const table = new Map(Array.from({ length: 256 }, (_, i) => [decoder.decode(Uint8Array.of(i)), i]));
	return Buffer.from([...text].map((sign) => table.get(sign) ?? 0x3f));
}

const good = Array.from(
	{ length: 20 },
	(_, i) =>
		`${1001 + i};Не горит фонарь у дома ${i + 1}, идти страшно.;Свет;${String(1 + i).padStart(2, '0')}.03.2024 10:00;улица Мира, ${i + 1};Закрыто;${String(1 + i).padStart(2, '0')}.04.2024`,
);
const head = 'Номер;Обращение;Тематика;Поступило;Адрес;Статус;Дата ответа';
const wrong = [
	'2001;;Свет;05.03.2024;улица Мира, 50;Закрыто;06.03.2024',
	'2002;Дата ответа раньше подачи.;Свет;05.03.2024;улица Мира, 51;Закрыто;01.03.2024',
	'2003;Дата из далёкого будущего.;Свет;05.03.2094;улица Мира, 52;Открыто;',
	'1001;Такой номер уже был.;Свет;05.03.2024;улица Мира, 53;Открыто;',
];

test('an official brings a foreign table in: a wrong file, the right one, wrong rows named, and takes all back', async () => {
	const town = await aTerritory();
	const official = await anAccount({ roles: [{ role: 'controller', territory: town }] });
	const { page, context, shot } = await visitor(site, { script: false });
	await context.addCookies([{ name: signInCookie, value: await official.cookie(), url: site.address }]);
	const file = (name: string, content: Buffer | string) => {
		const path = join(site.folder, name);
		writeFileSync(path, content);
		return path;
	};
	await page.goto('/office');
	await page.locator('main').getByRole('link', { name: 'Внести из таблицы' }).click();
	await shot('import-start');

	await page
		.getByLabel('Таблица')
		.setInputFiles(file('Обращения.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')));
	await page.getByRole('button', { name: 'Загрузить и посмотреть' }).click();
	await page.getByRole('link', { name: /книга старого Excel/ }).waitFor();

	await page
		.getByLabel('Таблица')
		.setInputFiles(file('Обращения 2024.csv', cp1251([head, ...good, ...wrong].join('\r\n'))));
	await page.getByRole('button', { name: 'Загрузить и посмотреть' }).click();
	await page.getByRole('heading', { name: 'Что в каком столбце' }).waitFor();
	await shot('import-columns');
	assert.equal(await page.locator('[name="column.text"]').inputValue(), 'Обращение');
	assert.equal(await page.locator('[name="column.filed"]').inputValue(), 'Поступило');
	await page.getByLabel('Все, без имени').check();
	await page.getByLabel('Запомнить под названием').fill('Приёмная');
	await page.getByRole('button', { name: 'Дальше: темы' }).click();

	await page.getByRole('heading', { name: 'Что значат темы' }).waitFor();
	await shot('import-topics');
	await page.getByLabel(/^Свет \(24\)/).selectOption('lighting.out');
	await page.getByRole('button', { name: 'Дальше' }).click();
	await page.getByRole('button', { name: 'Дальше' }).click();
	await page.getByRole('heading', { name: 'Что значат состояния' }).waitFor();
	assert.equal(await page.getByLabel(/^Закрыто \(/).inputValue(), 'closed');
	await page.getByRole('button', { name: 'Сохранить' }).click();
	await page.getByRole('button', { name: 'Проверить таблицу' }).click();
	await page.getByText('можно уйти с этой страницы', { exact: false }).waitFor();
	await site.runJobs();
	await page.reload();
	await page.getByText('4 строки не войдут').waitFor();
	const main = page.locator('main');
	for (const said of ['Нет текста', 'Раньше подачи', 'День из будущего', 'Номер повторяется'])
		await main.getByRole('link', { name: said }).waitFor();
	await shot('import-checked');
	const rows = async () =>
		(await database()`select from appeals.appeal where territory_id = ${town.id}`).length;
	assert.equal(await rows(), 0, 'a check changes nothing');
	const refused = await context.request.get(
		new URL((await page.getByRole('link', { name: 'Скачать строки' }).getAttribute('href')) ?? '', page.url())
			.href,
	);
	assert.equal(refused.status(), 200);

	await page.getByRole('button', { name: 'Внести 20 строк' }).click();
	await site.runJobs();
	await page.reload();
	await page.getByText('Внесено 20 обращений').waitFor();
	await shot('import-done');
	assert.equal(await rows(), 20);

	const resident = await visitor(site, { width: 360, script: false });
	await resident.page.goto(`/${town.path}/appeals`);
	assert.match(await resident.page.locator('main').innerText(), /Не горит фонарь у дома 20/);

	await page.goto(`/office/appeals/import?in=${town.id}`);
	await page.getByRole('link', { name: 'Обращения 2024.csv' }).click();
	await page.getByRole('button', { name: 'Отменить 20 обращений' }).click();
	await site.runJobs();
	await page.reload();
	await page.getByText('Отменено 20 обращений').waitFor();
	assert.equal(await rows(), 0);

	/** The good rows once more, by the columns that were remembered, as far as the check. */
	async function checkAgain(name: string): Promise<void> {
		await page.goto(`/office/appeals/import?in=${town.id}`);
		await page.getByLabel('Разметка').selectOption({ label: 'Приёмная' });
		await page.getByLabel('Таблица').setInputFiles(file(name, [head, ...good].join('\n')));
		await page.getByRole('button', { name: 'Загрузить и посмотреть' }).click();
		await page
			.getByRole('navigation', { name: 'Шаги' })
			.getByRole('link', { name: 'Проверка и внесение' })
			.click();
		await page.getByRole('button', { name: 'Проверить таблицу' }).click();
		await site.runJobs();
		await page.reload();
	}
	await checkAgain('Обращения 2025.csv');
	await page.getByText('Всё в порядке: можно внести 20 строк').waitFor();
	await page.getByRole('button', { name: 'Внести 20 строк' }).click();
	await site.runJobs();

	await checkAgain('Ещё раз.csv');
	await page.getByText('Нового нет: все строки уже внесены').waitFor();
	await shot('import-known');
	assert.equal(await page.getByRole('button', { name: /^Внести/ }).count(), 0);
	assert.equal(await rows(), 20);
});

test('an executor of one body does not find the page', async () => {
	const town = await aTerritory();
	const executor = await anAccount({ roles: [{ role: 'executor', territory: town }] });
	const { page, context } = await visitor(site, { script: false });
	await context.addCookies([{ name: signInCookie, value: await executor.cookie(), url: site.address }]);
	const answer = await page.goto(`/office/appeals/import?in=${town.id}`);
	assert.equal(answer?.status(), 404);
});
