import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { visitor } from '#tests/support/browser.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { lastLetterTo, linkIn } from '#tests/support/fixtures/letters.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

async function signIn(page: Page, person: { email: string; password: string }) {
	await page.goto('/account/sign-in');
	await page.getByLabel('Электронная почта').fill(person.email);
	await page.locator('input[name=password]').fill(person.password);
	await page.getByRole('button', { name: 'Войти', exact: true }).click();
}

test('a resident registers by a letter, on a phone, without script', async () => {
	const { page, shot } = await visitor(site, { width: 360, script: false });
	await page.goto('/account/register?to=%2Fabout');
	await shot('register');
	await page.getByLabel('Электронная почта').fill('vera@example.org');
	await page.getByRole('button', { name: 'Прислать письмо' }).click();
	await page.getByText('Письмо отправлено').waitFor();
	await shot('register-sent');
	const link = linkIn(await lastLetterTo('vera@example.org'), site);
	await page.goto(link);
	await page.getByRole('button', { name: 'Создать учётную запись' }).click();
	await shot('register-problems');
	assert.equal(await page.getByRole('link', { name: /Напишите, как вас зовут/ }).count(), 1);
	await page.getByLabel('Как вас зовут').fill('Вера <script>alert(1)</script>');
	await page.locator('input[name=password]').fill('лодка-туман-9-берег');
	await page.getByLabel('Обработка данных для учётной записи').check();
	await page.getByRole('button', { name: 'Создать учётную запись' }).click();
	await page.waitForURL('**/about');
	await page.goto('/account');
	assert.equal(await page.locator('h1').innerText(), 'Вера <script>alert(1)</script>');
	await shot('account');
	await page.getByRole('button', { name: 'Выйти' }).click();
	await page.goto('/account');
	assert.match(page.url(), /\/account\/sign-in/);
});

test('somebody with a second step signs in by a code from the app, and once without it by a recovery code', async () => {
	const anna = await anAccount();
	const { page, shot } = await visitor(site, { script: false });
	await signIn(page, anna);
	await page.goto('/account/second-factor/app');
	await shot('factor-app');
	const key = (await page.locator('code').first().innerText()).replace(/\s/g, '');
	const totp = new TOTP({ secret: key, algorithm: 'SHA1', digits: 6, period: 30 });
	await page.getByLabel('Код', { exact: false }).first().fill(totp.generate());
	await page.getByLabel('Ваш нынешний пароль').fill(anna.password);
	await page.getByRole('button', { name: 'Включить' }).click();
	await page.getByText('Сохраните запасные коды').waitFor();
	await shot('recovery-codes');
	const codes = await page.locator('.codes code').allInnerTexts();
	assert.equal(codes.length, 10);
	await page.goto('/account/sign-out');
	await page.getByRole('button', { name: 'Выйти' }).click();
	await signIn(page, anna);
	await page.waitForURL('**/second-factor?**');
	await shot('second-factor');
	await page.getByLabel('Код').fill('000000');
	await page.getByRole('button', { name: 'Войти', exact: true }).click();
	await page.getByText('Код не подошёл').first().waitFor();
	await page.getByLabel('Код').fill(codes[0] ?? '');
	await page.getByRole('button', { name: 'Войти', exact: true }).click();
	await page.waitForURL('**/account');
	await page.goto('/account/second-factor');
	assert.match(await page.locator('main').innerText(), /9 запасных кодов/);
	await shot('factors');
	await page.goto('/account/sign-ins');
	await shot('sign-ins');
});

test('a person makes a passkey and signs in with it alone', async () => {
	const anna = await anAccount();
	const { page, context, shot } = await visitor(site);
	const cdp = await context.newCDPSession(page);
	await cdp.send('WebAuthn.enable');
	await cdp.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
	const local = site.address.replace('127.0.0.1', 'localhost');
	await page.goto(`${local}/account/sign-in`);
	await page.getByLabel('Электронная почта').fill(anna.email);
	await page.locator('input[name=password]').fill(anna.password);
	await page.getByRole('button', { name: 'Войти', exact: true }).click();
	await page.waitForURL('**/account');
	await page.goto(`${local}/account/second-factor/passkey`);
	await page.getByLabel('Название').fill('Мой телефон');
	await page.getByLabel('Ваш нынешний пароль').fill(anna.password);
	await page.getByRole('button', { name: 'Создать ключ' }).click();
	await page.waitForURL('**/second-factor?saved');
	await shot('passkey-made');
	await page.goto(`${local}/account/sign-out`);
	await page.getByRole('button', { name: 'Выйти' }).click();
	await page.goto(`${local}/account/sign-in`);
	await shot('sign-in');
	await page.getByRole('button', { name: 'Войти ключом доступа' }).click();
	await page.waitForURL('**/account');
	assert.equal(await page.locator('h1').innerText(), anna.name);
});

test('a person takes a copy of their data, changes a consent, and erases the account after thinking it over', async () => {
	const anna = await anAccount();
	const { page, shot } = await visitor(site, { width: 360, script: false });
	await signIn(page, anna);
	await page.waitForURL('**/account');
	await page.goto('/account/data');
	await shot('data');
	await page.getByRole('button', { name: 'Собрать мои данные' }).click();
	await site.runJobs();
	await page.reload();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: /Скачать данные/ }).click(),
	]);
	assert.equal(download.suggestedFilename(), 'veche-my-data.zip');
	await page.getByLabel('Присылать новости моей территории').check();
	await page.getByRole('button', { name: 'Сохранить' }).click();
	assert.ok(await page.getByLabel('Присылать новости моей территории').isChecked());
	await page.getByText('Я хочу удалить учётную запись').click();
	await page.locator('#erase-form input[name=current-password]').fill(anna.password);
	await page.getByRole('button', { name: 'Прислать письмо для подтверждения' }).click();
	await page.goto(linkIn(await lastLetterTo(anna.email), site));
	await shot('erase');
	await page.getByRole('button', { name: 'Удалить мою учётную запись' }).click();
	await page.getByText('Ваши данные будут удалены').first().waitFor();
	await page.goto('/account/data');
	await page.getByRole('button', { name: 'Отменить удаление' }).click();
	await page.getByText('Удаление отменено').waitFor();
});

test('a forged cookie is an outsider, and a form with the token of another is refused with what was typed kept', async () => {
	const anna = await anAccount();
	const oleg = await anAccount();
	const { page, context } = await visitor(site, { script: false });
	await context.addCookies([
		{ name: 'veche_sign_in', value: `${anna.id}.${'A'.repeat(43)}`, url: site.address },
	]);
	await page.goto('/account');
	assert.match(page.url(), /\/account\/sign-in/);
	const other = await visitor(site, { script: false });
	await signIn(other.page, oleg);
	await other.page.goto('/account/profile');
	const stolen = await other.page.locator('input[name=_token]').first().getAttribute('value');
	await context.clearCookies();
	await signIn(page, anna);
	await page.waitForURL('**/account');
	const answer = await context.request.post('/account/profile', {
		form: { _token: stolen ?? '', name: 'Не Анна', lang: 'ru' },
		headers: { accept: 'text/html', origin: site.address },
	});
	assert.equal(answer.status(), 409);
	const text = await answer.text();
	assert.match(text, /Не Анна/);
	await page.goto('/account');
	assert.equal(await page.locator('h1').innerText(), anna.name);
});

test('broken text, a name of 10,000 characters and hidden signs are refused at the field, and nothing is changed', async () => {
	const anna = await anAccount();
	const { page, context } = await visitor(site, { script: false });
	await signIn(page, anna);
	await page.waitForURL('**/account');
	await page.goto('/account/profile');
	const token = (await page.locator('input[name=_token]').first().getAttribute('value')) ?? '';
	for (const name of ['%FF%FE', '%00', '%D1%8F'.repeat(10_000), 'a%E2%80%AEb', '']) {
		const answer = await context.request.post('/account/profile', {
			data: `_token=${encodeURIComponent(token)}&lang=ru&name=${name}`,
			headers: {
				accept: 'text/html',
				origin: site.address,
				'content-type': 'application/x-www-form-urlencoded',
			},
		});
		assert.equal(answer.status(), 422, name.slice(0, 20));
		assert.match(await answer.text(), /Нужно исправить/);
	}
	await page.goto('/account');
	assert.equal(await page.locator('h1').innerText(), anna.name);
});
