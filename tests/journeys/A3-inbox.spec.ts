import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { assignAppeal, takeUp } from '#rooms/appeals/door.server.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import type { AnAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const day = 86_400_000;

const texts = [
	['roads.potholes', 'Яма напротив школы, глубиной в ладонь, дети спотыкаются.', 'улица Мира, 12'],
	['roads.snow', 'Не чистят снег у поликлиники третий день.', 'Садовая, 4'],
	['roads.signs', 'Упал знак «пешеходный переход».', 'Ленина, 40'],
	['roads.potholes', 'Провалился люк на выезде со двора.', 'Зелёная, 8'],
	['roads.snow', 'Наледь на тротуаре от водосточной трубы.', 'Мира, 3'],
	['lighting', 'Не горят четыре фонаря подряд.', 'переулок Тихий'],
] as const;

async function aBusyTown() {
	const town = await aTerritory({
		name: { nominative: 'Рябиновск' },
		centre: { latitude: 57.43, longitude: 56.94 },
	});
	const body = await aBody(town.id, { name: 'МУП «Дорожник»' });
	for (const about of ['roads', 'lighting']) await body.answersFor(about);
	const executor = await body.staff('executor', { name: 'Олег Берестов' });
	const head = await body.staff('head', { name: 'Вера Полянская' });
	const filed = [];
	for (const [i, [category, text, where]] of texts.entries())
		filed.push(await anAppeal(town.id, { category, text, where, at: new Date(Date.now() - i * 9 * day) }));
	await site.runJobs();
	await takeUp(await executor.actor(), filed[1]!);
	await assignAppeal(await head.actor(), filed[2]!, { unit: null, executor: executor.id });
	await site.runJobs();
	return { town, body, executor, head, filed };
}

async function comes(person: AnAccount, options: Parameters<typeof visitor>[1] = {}) {
	const one = await visitor(site, options);
	await one.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	return one;
}

test('A3: an official walks the desk by keys alone, opens, finds the acts, gets help', async () => {
	const { executor } = await aBusyTown();
	const { page, shot } = await comes(executor);
	await page.goto('/office/appeals?view=all');
	await shot('desk');
	await page.keyboard.press('j');
	await page.keyboard.press('j');
	const second = await page.locator('[data-row]').nth(1).innerText();
	await page.keyboard.press('x');
	assert.ok(await page.locator('input[name=pick]').nth(1).isChecked());
	await page.keyboard.press('k');
	await page.keyboard.press('j');
	await page.keyboard.press('Enter');
	await page.locator('[data-row][aria-current]').waitFor();
	assert.equal(await page.locator('[data-row][aria-current]').innerText(), second);
	assert.ok(await page.locator('.item :focus').count(), 'one goes on in what was opened');
	await shot('desk-open');
	await page.keyboard.press('n');
	assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'TEXTAREA');
	await page.keyboard.type('jjj');
	assert.equal(await page.getByLabel('Заметка', { exact: true }).inputValue(), 'jjj');
	await page.keyboard.press('Escape');
	await page.keyboard.press('?');
	await page.getByRole('dialog').getByText('эта подсказка').waitFor();
	await shot('desk-keys');
	await page.keyboard.press('Escape');
	await page.keyboard.press('u');
	await page.getByText('Выберите обращение слева').waitFor();
	await page.keyboard.press('/');
	await page.keyboard.type('фонаря');
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Все открытые: 1' }).waitFor();
	assert.match(await page.locator('[data-row]').innerText(), /четыре фонаря/);
});

test('A3: filters and columns are kept as a view of one’s own that opens first; the head shares one; all of it without script', async () => {
	const { executor, head } = await aBusyTown();
	const { page, shot } = await comes(executor, { script: false });
	await page.goto('/office/appeals?view=all');
	await page.getByText('Отобрать').click();
	await page.locator('#f-category').selectOption('roads.snow');
	await page.getByRole('button', { name: 'Показать', exact: true }).click();
	await page.getByRole('heading', { name: 'Все открытые: 2' }).waitFor();
	await page.getByText('Порядок и вид').click();
	await page.getByRole('link', { name: 'таблица' }).click();
	await page.getByText('Порядок и вид').click();
	await page.getByLabel('Откуда пришло').last().check();
	await shot('desk-table-settings');
	await page.getByRole('button', { name: 'Показать так' }).click();
	await page.getByText('Сохранить подборку').first().click();
	await page.getByRole('button', { name: 'Сохранить подборку' }).click();
	await page.getByText('Назовите подборку.').first().waitFor();
	await page.getByLabel('Название').fill('Снег и лёд');
	await page.getByLabel('Открывать первой').check();
	await page.getByRole('button', { name: 'Сохранить подборку' }).click();
	await page.getByText('Подборка сохранена').waitFor();
	await shot('desk-table');

	await page.goto('/office/appeals');
	assert.ok(await page.getByRole('link', { name: 'Снег и лёд' }).first().getAttribute('aria-current'));
	await page.getByRole('columnheader', { name: 'Откуда пришло' }).waitFor();

	const chief = await comes(head);
	await chief.page.goto('/office/appeals?view=late');
	assert.equal(await chief.page.getByRole('link', { name: 'Снег и лёд' }).count(), 0);
	await chief.page.getByText('Сохранить подборку').first().click();
	await chief.page.getByLabel('Название').fill('На планёрку');
	await chief.page.getByLabel('Показать всем, кто здесь работает').check();
	await chief.page.getByRole('button', { name: 'Сохранить подборку' }).click();
	await chief.page.getByText('Подборка сохранена').waitFor();
	await page.goto('/office/appeals?view=all');
	await page.getByRole('link', { name: 'На планёрку' }).click();
	await page.getByRole('heading', { name: /Просрочены: / }).waitFor();
	await page.getByText('Сохранить подборку').first().click();
	await page.getByRole('link', { name: 'Изменить или убрать сохранённые' }).click();
	await shot('desk-views');
	assert.equal(await page.getByText('Изменить', { exact: true }).count(), 1, 'only one’s own may be changed');
	await page.getByText('Изменить', { exact: true }).click();
	await page.getByRole('button', { name: 'Убрать подборку' }).click();
	await page.getByText('Подборка убрана.').waitFor();
	const csv = await (await page.request.get('/office/appeals/list.csv?view=all')).text();
	assert.equal(csv.trim().split('\n').length, 7);
});

test('A3: on a phone the desk is a list, and an appeal a page with the way back and on', async () => {
	const { executor } = await aBusyTown();
	const { page, shot } = await comes(executor, { width: 360, script: false });
	await page.goto('/office/appeals?view=all');
	await shot('desk-phone');
	await page.locator('[data-row]').first().click();
	await shot('desk-phone-open');
	await page.getByRole('link', { name: 'Следующее' }).click();
	await page.getByRole('link', { name: 'Предыдущее' }).waitFor();
	await page.getByRole('link', { name: 'К списку' }).click();
	await page.locator('[data-row]').first().waitFor();
});

test('A3: with several at once: what does not work out is named by number, and all of it is undone', async () => {
	const { executor, head, filed } = await aBusyTown();
	const { page, shot } = await comes(executor);
	await page.goto('/office/appeals?view=all');
	await page.getByText('Сделать с отмеченными').click();
	await page.getByRole('button', { name: 'Взять в работу' }).click();
	await page.getByText('Отметьте хотя бы одно обращение.').first().waitFor();
	await page.keyboard.press('j');
	await page.keyboard.press('Shift+X');
	await page.getByText('отмечено: 6').waitFor();
	await shot('desk-bulk');
	await page.getByRole('button', { name: 'Взять в работу' }).click();
	await page.getByText('Взято в работу: 5 обращений.').waitFor();
	await page.getByRole('link', { name: filed[1]!.number }).first().waitFor();
	await shot('desk-bulk-told');
	await page.getByRole('link', { name: 'Мои 6' }).waitFor();
	await page.getByRole('button', { name: 'Отменить' }).click();
	await page.getByText('Отменено: 5 обращений снова как были.').waitFor();
	await page.getByRole('link', { name: 'Мои 2' }).waitFor();
	await shot('desk-bulk-undone');

	const chief = await comes(head, { script: false, width: 360 });
	await chief.page.goto('/office/appeals?view=unassigned');
	for (const box of await chief.page.locator('input[name=pick]').all()) await box.check();
	await chief.page.getByText('Сделать с отмеченными').click();
	await chief.page.locator('form#bulk select[name=executor]').selectOption(executor.id);
	await chief.page.getByRole('button', { name: 'Назначить', exact: true }).click();
	await chief.page.getByText('Назначено: 4 обращения.').waitFor();
	await chief.shot('desk-bulk-phone');
	await chief.page.getByRole('button', { name: 'Отменить' }).click();
	await chief.page.getByText('Отменено: 4 обращения').waitFor();
});
