import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { faultsOf, isWide } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aPhotograph } from '#tests/support/fixtures/files.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

async function signedIn(person: AnAccount, options: Parameters<typeof visitor>[1] = {}) {
	const seen = await visitor(site, options);
	await seen.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	return seen;
}

test('an operator answers a call with the keyboard alone: finds the caller, writes it down, takes the next one', async () => {
	const town = await aTerritory();
	const administrator = await signedIn(
		await anAccount({ roles: [{ role: 'administrator', territory: town }] }),
	);
	await administrator.page.goto(`/office/filing/receptions?in=${town.id}`);
	await administrator.page.getByLabel('Название').fill('Горячая линия главы');
	await administrator.page.getByRole('textbox', { name: /Телефон/ }).fill('+7 342 000-00-00');
	await administrator.page.getByRole('button', { name: 'Добавить' }).click();
	await administrator.page.getByRole('cell', { name: /Горячая линия главы/ }).waitFor();
	await administrator.shot('receptions');

	await anAppeal(town.id, { name: 'Алёна Зимина', phone: '+7 912 345-67-89' });
	await site.runJobs();

	const operator = await anAccount({ roles: [{ role: 'operator', territory: town }] });
	const { page, shot } = await signedIn(operator);
	await page.goto(`/office/appeals/operator?in=${town.id}`);
	const press = (...keys: string[]) =>
		keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
	const type = (text: string) => page.keyboard.type(text);
	// the search has the focus from the start
	await page.locator('input:focus').waitFor();
	await type('8 912 345 67 89');
	await press('Enter');
	await page.getByText('Нашёлся 1 человек').waitFor();
	// the one who was found has the focus
	await page.locator('main :is(a, button):focus').waitFor();
	await press('Enter');
	// what is wrong has the focus now
	await page.locator('textarea[name=text]:focus').waitFor();
	assert.equal(await page.getByLabel('Фамилия, имя, отчество').inputValue(), 'Алёна Зимина');
	await page.locator('article .num').waitFor(); // what was filed before stands beside
	await type('Большая яма на дороге у школы, пробила колесо');
	await page.getByRole('radio', { name: /Яма на дороге/ }).waitFor();
	await shot('operator');
	assert.deepEqual(await faultsOf(page), []);
	await press('F8');
	await type('улица Школьная, 3');
	await press('F9');
	// without a consent nothing of the person is written down, and nothing that was typed is lost
	await page.getByRole('link', { name: /Спросите согласие/ }).waitFor();
	await press('Enter');
	await page.getByLabel('Согласие на работу с его данными получено').focus();
	await press('Space', 'F9');
	await page.getByRole('heading', { name: 'Обращение принято' }).waitFor();
	const number = await page.locator('[data-number]').innerText();
	await page.locator('[data-code]').waitFor();
	await shot('operator-receipt');
	await page.locator('main a:focus').waitFor();
	await press('Enter');
	await page.getByRole('heading', { name: 'Записать со слов' }).waitFor();
	assert.equal(await page.getByLabel('Что случилось').inputValue(), '');
	assert.match(await page.locator('select[name=via] option:checked').innerText(), /Горячая линия главы/);
	await site.runJobs();
	await administrator.page.reload();
	assert.equal(await administrator.page.locator('tbody td').nth(2).innerText(), '1');
	assert.match(number, /-000002$/);
});

test('of who calls for the first time the number just typed stands in the form, and the next search takes it out again', async () => {
	const town = await aTerritory();
	await anAppeal(town.id, { name: 'Алёна Зимина', phone: '+7 912 345-67-89' });
	await site.runJobs();
	const operator = await anAccount({ roles: [{ role: 'operator', territory: town }] });
	const { page, shot } = await signedIn(operator, { width: 360, script: false });
	await page.goto(`/office/appeals/operator?in=${town.id}`);
	const look = async (typed: string) => {
		await page.getByLabel('Найти человека').fill(typed);
		await page.getByRole('button', { name: 'Найти', exact: true }).click();
	};
	const field = (label: string) => page.getByRole('textbox', { name: label }).inputValue();
	await look('8 909 000 11 22');
	await page.getByText('Телефон уже в форме: запишите имя.').waitFor();
	await shot('operator-unknown');
	assert.equal(await field('Телефон'), '8 909 000 11 22');
	await look('Тимур Валеев');
	await page.getByText('Имя уже в форме: запишите телефон.').waitFor();
	assert.deepEqual([await field('Телефон'), await field('Фамилия, имя, отчество')], ['', 'Тимур Валеев']);
	await page.getByRole('textbox', { name: 'Телефон' }).fill('8 909 000 33 44');
	await look('8 912 345 67 89');
	await page.getByText('Нашёлся 1 человек').waitFor();
	assert.deepEqual(
		[await field('Телефон'), await field('Фамилия, имя, отчество')],
		['8 909 000 33 44', ''],
		'what the operator wrote stays',
	);
});

test('without script, on a narrow screen, an operator at a service centre files an appeal under the law', async () => {
	const town = await aTerritory();
	const operator = await anAccount({ roles: [{ role: 'operator', territory: town }] });
	const { page, shot } = await signedIn(operator, { width: 360, script: false });
	await page.goto(`/office/appeals/operator?in=${town.id}`);
	await page.getByLabel('Откуда').selectOption('office');
	await page.getByLabel('Что случилось').fill('Прошу сделать освещение у школы, темно с октября.');
	await page.getByLabel('Адрес, ориентир или описание').fill('улица Школьная, 3');
	await page.getByLabel('Фамилия, имя, отчество').fill('Зимина');
	await page.getByLabel('Согласие на работу с его данными получено').check();
	await page.getByLabel('Личность проверена по паспорту').check();
	const picture = { name: 'shkola.jpg', mimeType: 'image/jpeg', buffer: await aPhotograph() };
	await page.locator('input[type=file]').setInputFiles(picture);
	await page.getByRole('button', { name: 'Записать' }).click();
	await page.getByText('Для обращения по закону нужны фамилия и имя.').first().waitFor();
	assert.equal(await isWide(page), false);
	assert.equal(await page.locator('input[name=photograph]').count(), 1, 'the photograph is kept');
	await page.getByLabel('Фамилия, имя, отчество').fill('Зимина Алёна');
	await page.getByLabel('Почтовый адрес для ответа').fill('улица Мира, 5, квартира 3');
	await page.getByRole('button', { name: 'Записать' }).click();
	await page.getByRole('heading', { name: 'Обращение принято' }).waitFor();
	const [row] = await database()`select photographs from appeals.appeal where territory_id = ${town.id}`;
	assert.equal(row?.photographs, 1);
	await shot('operator-narrow');

	const resident = await signedIn(await anAccount());
	const answer = await resident.page.goto(`/office/appeals/operator?in=${town.id}`);
	assert.equal(answer?.status(), 404, 'closed for everybody else');
});
