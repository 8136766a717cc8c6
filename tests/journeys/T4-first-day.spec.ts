import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TOTP } from 'otpauth';
import { signInCookie } from '#platform/http/cookies.ts';
import { installation } from '#platform/permissions/door.ts';
import { visitor } from '#tests/support/browser.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { lastLetterTo, linkIn } from '#tests/support/fixtures/letters.ts';
import { aCountry, aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const country = await aCountry();
const region = await aTerritory({ kind: 'region', parent: country.id });
const town = await aTerritory({ parent: region.id });
const chief = await anAccount({
	name: 'Глава Области',
	roles: [{ role: 'administrator', territory: region }],
});

async function signedIn(who: AnAccount, options: Parameters<typeof visitor>[1] = {}) {
	const person = await visitor(site, options);
	await person.context.addCookies([{ name: signInCookie, value: await who.cookie(), url: site.address }]);
	return person;
}

test('an administrator invites an official, who registers by the letter and goes through the first day', async () => {
	const admin = await signedIn(chief, { script: false });
	await admin.page.goto(`/office/people?in=${town.id}`);
	await admin.shot('people');
	await admin.page.getByRole('link', { name: 'Пригласить' }).click();
	await admin.shot('people-invite');
	await admin.page.getByLabel('Почта сотрудника').fill('не почта');
	await admin.page.getByRole('button', { name: 'Отправить приглашение' }).click();
	await admin.page.getByRole('link', { name: /Проверьте адрес почты/ }).waitFor();
	await admin.page.getByLabel('Почта сотрудника').fill('clerk@example.org');
	await admin.page.getByRole('radio', { name: /^сотрудник/ }).check();
	await admin.page.getByRole('button', { name: 'Отправить приглашение' }).click();
	await admin.page.getByText('Приглашение отправлено').waitFor();
	assert.match(await admin.page.locator('main').innerText(), /clerk@example.org/);

	const clerk = await visitor(site, { width: 360, script: false });
	await clerk.page.goto(linkIn(await lastLetterTo('clerk@example.org'), site));
	await clerk.shot('office-invitation');
	await clerk.page.getByRole('link', { name: 'Создать учётную запись' }).click();
	await clerk.page.getByLabel('Как вас зовут').fill('Семён Писарев');
	await clerk.page.locator('input[name=password]').fill('лодка-туман-9-берег');
	await clerk.page.getByLabel('Обработка данных для учётной записи').check();
	await clerk.page.getByRole('button', { name: 'Создать учётную запись' }).click();
	await clerk.page.getByRole('button', { name: 'Принять приглашение' }).click();
	await clerk.page.getByRole('heading', { name: 'Первый день' }).waitFor();
	await clerk.shot('first-steps');
	await clerk.page.getByRole('button', { name: 'Отметить сделанным' }).first().click();
	assert.match(await clerk.page.locator('main').innerText(), /Сделано 1 из/);
	await clerk.page.goto('/office');
	assert.match(await clerk.page.locator('main').innerText(), /Первый день\s+Сделано 1 из/);
	await clerk.shot('office-home');

	await admin.page.goto(`/office/people?in=${town.id}`);
	await admin.page.getByRole('link', { name: 'Семён Писарев' }).click();
	await admin.shot('person');
	await admin.page.getByText('Отозвать', { exact: true }).first().click();
	await admin.page.getByRole('button', { name: 'Отозвать право' }).click();
	await admin.page.getByText('Право отозвано').waitFor();
	const answer = await clerk.page.goto('/office/people/residence');
	assert.equal(answer?.status(), 404, 'the right ended with the next page');
});

test('a resident’s home is confirmed at the desk and by a code on paper', async () => {
	const clerk = await anAccount({ name: 'Мария Приёмова', roles: [{ role: 'official', territory: town }] });
	const anna = await anAccount({ name: 'Анна Жилина' });
	const home = await signedIn(anna, { width: 360, script: false });
	await home.page.goto(`/account/residence?at=${town.id}`);
	await home.shot('residence-choose');
	await home.page.getByRole('button', { name: /Я живу здесь/ }).click();
	await home.page.getByText('Место жительства записано').waitFor();
	await home.shot('residence-declared');

	const desk = await signedIn(clerk, { script: false });
	await desk.page.goto('/office/people/residence');
	await desk.page.getByLabel('Почта или имя').fill(anna.email);
	await desk.page.locator('main').getByRole('button', { name: 'Найти' }).click();
	await desk.shot('desk-found');
	await desk.page.getByRole('link', { name: 'Анна Жилина' }).click();
	await desk.page.getByLabel('Серия и номер документа').fill('57');
	await desk.page.getByRole('button', { name: 'Подтвердить' }).click();
	await desk.page.getByText('Введите серию и номер').first().waitFor();
	assert.equal(
		await desk.page.getByLabel('Серия и номер документа').inputValue(),
		'',
		'the number is never given back',
	);
	await desk.page.getByLabel('Серия и номер документа').fill('5704 123456');
	await desk.page.getByRole('button', { name: 'Подтвердить' }).click();
	await desk.page.getByText('Место жительства подтверждено').waitFor();
	await desk.shot('desk-confirmed');
	await home.page.goto('/account/residence');
	assert.match(await home.page.locator('main').innerText(), /при личной встрече/);

	await desk.page.goto('/office/people/residence/codes');
	await desk.page.getByLabel('Название партии').fill('Садовая улица');
	await desk.page.getByLabel('Сколько кодов').fill('6');
	await desk.shot('codes');
	await desk.page.getByRole('button', { name: 'Создать и напечатать' }).click();
	await desk.page.waitForURL('**/codes/*');
	await desk.shot('codes-sheet');
	const code = await desk.page.locator('.code code').first().innerText();
	const oleg = await anAccount({ name: 'Олег Жилин' });
	const flat = await signedIn(oleg, { width: 360, script: false, theme: 'dark' });
	await flat.page.goto(`/account/residence?at=${town.id}`);
	await flat.page.getByRole('button', { name: /Я живу здесь/ }).click();
	await flat.page.getByLabel('Код с листка').fill(code.toLowerCase());
	await flat.page.getByRole('button', { name: 'Подтвердить' }).click();
	await flat.page.getByText('кодом с листка').waitFor();
	await flat.shot('residence-confirmed');
});

test('where a territory demands a second step, the office asks for it and opens once it is there', async () => {
	const hamlet = await aTerritory({ parent: region.id });
	const clerk = await anAccount({ roles: [{ role: 'official', territory: hamlet }] });
	const admin = await signedIn(chief, { script: false });
	await admin.page.goto(`/office/people?in=${hamlet.id}`);
	await admin.page.getByLabel(/Требовать от всех/).check();
	await admin.page.locator('#demand-form').getByRole('button', { name: 'Сохранить' }).click();
	await admin.page.getByText('Требование сохранено').waitFor();
	const { page, shot } = await signedIn(clerk, { script: false });
	await page.goto('/office/people/residence');
	assert.match(page.url(), /\/account\/second-factor$/);
	await shot('factor-demanded');
	await page.getByRole('link', { name: 'Коды из приложения' }).click();
	const key = (await page.locator('code').first().innerText()).replace(/\s/g, '');
	await page.locator('input[name=code]').fill(new TOTP({ secret: key }).generate());
	await page.getByLabel('Ваш нынешний пароль').fill(clerk.password);
	await page.getByRole('button', { name: 'Включить' }).click();
	await page.getByText('Сохраните запасные коды').waitFor();
	const answer = await page.goto('/office/people/residence');
	assert.equal(answer?.status(), 200);
});

test('the first administrator connects a provider of sign-in, and nobody else may', async () => {
	const first = await anAccount({
		roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }],
	});
	const { page, shot } = await signedIn(first, { script: false });
	await page.goto('/office/people/providers/new');
	await page.getByLabel('Короткое имя').fill('esia');
	await page.getByLabel('Название', { exact: true }).fill('Госуслуги');
	await page.getByLabel('Адрес издателя').fill('http://evil.example');
	await page.getByLabel('Идентификатор клиента').fill('veche');
	await page.getByRole('button', { name: 'Сохранить' }).click();
	await page.getByRole('link', { name: /начинается с https/ }).waitFor();
	await page.getByLabel('Адрес издателя').fill('https://id.example.org');
	await page.getByRole('button', { name: 'Сохранить' }).click();
	await page.waitForURL('**/providers/esia?saved');
	await shot('provider');
	const guest = await visitor(site, { script: false });
	await guest.page.goto('/account/sign-in');
	await guest.page.getByRole('link', { name: 'Войти через Госуслуги' }).waitFor();
	const other = await signedIn(chief, { script: false });
	const answer = await other.page.goto('/office/people/providers');
	assert.equal(answer?.status(), 404);
});
