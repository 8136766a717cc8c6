import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { visitor } from '#tests/support/browser.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

async function signedIn(who: AnAccount, options: Parameters<typeof visitor>[1] = {}) {
	const person = await visitor(site, options);
	await person.context.addCookies([{ name: signInCookie, value: await who.cookie(), url: site.address }]);
	return person;
}

test('A2: the head of a town makes a category without script: words, term, question, checklist, who answers', async () => {
	const town = await aTerritory({ name: { nominative: 'Верхнелугск' } });
	await aBody(town.id, { name: 'МБУ «Причал»' });
	const head = await anAccount({
		roles: [
			{ role: 'head', territory: town },
			{ role: 'administrator', territory: town },
		],
	});
	const { page, shot } = await signedIn(head, { script: false });

	await page.goto(`/office/categories?in=${town.id}`);
	await shot('categories');
	assert.equal(
		await page.getByRole('button', { name: /^Поднять/ }).count(),
		0,
		'the common ones are not theirs',
	);
	await page.getByText('Отобрать').click();
	await page.getByLabel('Название, подсказка или слово').fill('сугроб');
	await page.getByRole('button', { name: 'Показать' }).click();
	// found by its word
	await page.getByRole('link', { name: 'Снег и гололёд на дороге' }).first().waitFor();
	await page.getByRole('link', { name: 'Добавить тему' }).click();

	await page.getByRole('button', { name: 'Создать тему' }).click();
	assert.ok(await page.getByText('Напишите название по-русски.').first().isVisible());
	await page.getByLabel('Название', { exact: true }).fill('Лодочный причал');
	await page.getByLabel('Что сюда относится').first().fill('Сломан настил, нет лодочника');
	await page.getByLabel('Слова, по которым узнать тему').fill('причал\nлодка\nпаром');
	await shot('category-new');
	await page.getByRole('button', { name: 'Создать тему' }).click();
	assert.ok(await page.getByText('Тема создана').isVisible());
	assert.ok(await page.getByText('никто не отвечает').first().isVisible());

	const terms = page.locator('#terms');
	await terms.getByText('Изменить').click();
	await terms.getByLabel('Ответить за').fill('много');
	await terms.getByRole('button', { name: 'Сохранить' }).click();
	assert.ok(await page.getByText('Введите число').first().isVisible(), 'the mistake is at its field');
	await page.locator('#terms').getByLabel('Ответить за').fill('2');
	await page.locator('#terms').getByLabel('Взять в работу за').fill('4');
	await page.locator('#terms').getByLabel('Чего').last().selectOption('working-hours');
	await page.locator('#terms').getByRole('button', { name: 'Сохранить' }).click();
	await page.getByText('Ответ: 2 рабочих дня').waitFor();
	assert.ok(await page.getByText('Взять в работу: 4 рабочих часа').isVisible());

	const questions = page.locator('#lists');
	await questions.getByText('Изменить').click();
	await questions.getByText('Добавить вопрос').first().click();
	await questions.getByLabel('Вопрос', { exact: true }).fill('Какой причал');
	await questions.getByLabel('Как отвечают').selectOption('choice');
	await questions.getByLabel('Варианты для выбора').fill('Северный');
	await questions.getByRole('button', { name: 'Добавить вопрос' }).click();
	assert.ok(await page.getByText('нужно хотя бы два варианта').first().isVisible());
	await page.locator('#lists').getByLabel('Варианты для выбора').fill('Северный\nУ парка');
	await page.locator('#lists').getByRole('button', { name: 'Добавить вопрос' }).click();
	assert.ok(await page.getByText('Северный · У парка').isVisible());

	const checklist = page.locator('#checklist');
	await checklist.getByText('Изменить').click();
	await checklist.getByText('Добавить пункт').first().click();
	await checklist.getByLabel('Что сказать жителю', { exact: true }).fill('Когда починили настил');
	await checklist.getByLabel('Чем подтвердить').selectOption('date');
	await checklist.getByRole('button', { name: 'Добавить пункт' }).click();
	assert.ok(await page.getByText('Когда починили настил').first().isVisible());
	await shot('category');

	await page.getByRole('button', { name: 'Вернуть как было' }).first().click();
	assert.ok(await page.getByText('Возвращено как было').isVisible());
	assert.equal(await page.locator('#checklist').getByText('Когда починили настил').count(), 0);
	await page.getByRole('button', { name: 'Вернуть как было' }).first().click();
	assert.ok(await page.locator('#checklist').getByText('Когда починили настил').first().isVisible());

	await page.getByRole('link', { name: 'Изменить, кто отвечает' }).click();
	await page.getByRole('checkbox', { name: /Лодочный причал/ }).check();
	await page.getByLabel('Кому поручить').selectOption({ label: 'МБУ «Причал»' });
	await page.getByRole('button', { name: 'Поручить отмеченное' }).click();
	assert.ok(await page.getByText('Поручено: 1 тема').isVisible());
	await shot('responsibility');
	await page.goto(`/office/bodies/rules?in=${town.id}&show=all&view=matrix`);
	await shot('responsibility-matrix');

	// what is not dealt with here leaves the form
	await page.goto(`/office/categories/transport.taxi?in=${town.id}`);
	assert.ok(await page.getByText('Это общая тема').isVisible());
	await page.locator('#who').getByText('Изменить', { exact: true }).click();
	await page.getByLabel('Не ведём').check();
	await page.locator('#who').getByRole('button', { name: 'Сохранить' }).click();
	assert.ok(await page.getByText('Здесь эту тему не ведут').isVisible());

	const phone = await visitor(site, { width: 360, script: false });
	await phone.page.goto(`/${town.path}/appeals/categories`);
	const text = await phone.page.locator('main').innerText();
	assert.ok(
		text.includes('Лодочный причал') && text.includes('МБУ «Причал»') && text.includes('2 рабочих дня'),
	);
	assert.ok(!text.includes('Такси, самокаты'));
	await phone.shot('standard-of-service');
	await phone.page.goto(`/en/${town.path}/appeals/categories`);
	assert.ok((await phone.page.locator('main').innerText()).includes('Snow and ice on the road'));
});
