import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { database } from '#platform/db/door.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { notify, saveSettings } from '#platform/notifications/door.server.ts';
import { installation } from '#platform/permissions/door.ts';
import { learnWords, putItem } from '#platform/search/door.server.ts';
import { faultsOnScreens } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aMailServer } from '#tests/support/fixtures/mail.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTerritory({
	name: { nominative: 'Кунгур' },
	population: { people: 64_000, on: '2026-01-01', source: 'test' },
});
await putItem(database(), {
	territory: town.id,
	kind: 'appeals.appeal',
	id: '1',
	url: `/${town.path}`,
	lang: 'ru',
	title: 'Яма на улице Ленина',
	body: 'Третью неделю посреди дороги яма <script>alert(1)</script>, люди обходят по газону.',
	audience: 'public',
});
await site.runJobs();
await learnWords();
const admin = await anAccount({
	name: 'Ольга Хранова',
	roles: [{ role: 'administrator', territory: installation }],
});
const resident = await anAccount({ name: 'Мария Жилина' });

async function signedIn(who: AnAccount, options: Parameters<typeof visitor>[1]) {
	const person = await visitor(site, options);
	await person.context.addCookies([{ name: signInCookie, value: await who.cookie(), url: site.address }]);
	return person;
}

for (const width of [1280, 360] as const)
	test(`X1: a territory is found by a form of its name, mistakes mended, without script (${width})`, async () => {
		const { page, shot } = await visitor(site, { width, script: false });
		await page.goto('/search');
		await page.locator('main input[name=q]').fill('кунгуре');
		await page.getByRole('button', { name: 'Найти' }).last().click();
		assert.equal(await page.locator('main h2 a').first().innerText(), 'Кунгур');
		await shot(`search-${width}`);
		await page.goto(`/search?q=${encodeURIComponent('ямы дорог')}`);
		assert.match(await page.locator('main .found').innerText(), /Яма на улице Ленина[\s\S]*<script>/);
		await shot(`search-things-${width}`);
		await page.goto('/search?q=reyueh');
		assert.match(await page.locator('.mended').innerText(), /«кунгур»/);
		await page.locator('.mended a').click();
		assert.match(await page.locator('main').innerText(), /ничего не нашлось/);
		await shot(`search-nothing-${width}`);
		await page.goto(`/${town.path}/search?q=${encodeURIComponent('газон')}`);
		assert.match(await page.locator('h1').innerText(), /Поиск/);
		assert.equal(await page.locator('.found li').count(), 1);
	});

test('X1: the box in the head offers what begins as one types, and Enter without a choice searches', async () => {
	const { page, shot } = await visitor(site, { width: 1280 });
	await page.goto('/search');
	const box = page.locator('#site-search');
	await box.pressSequentially('кунг');
	const options = page.locator('header [role=option]');
	await options.first().waitFor();
	assert.match(await options.first().innerText(), /Кунгур/);
	await shot('suggestions');
	await box.press('ArrowDown');
	await box.press('Enter');
	await page.waitForURL(`**/${town.path}`);
	await page.locator('#site-search').fill('кунгуре');
	await page.locator('#site-search').press('Enter');
	await page.waitForURL('**/search?q=*');
});

test('X1: suggestions and OpenSearch answer', async () => {
	const suggest = await fetch(`${site.address}/api/v1/suggest?q=${encodeURIComponent('кун')}`);
	assert.deepEqual(((await suggest.json()) as { items: { title: string }[] }).items[0]?.title, 'Кунгур');
	const description = await fetch(`${site.address}/opensearch.xml`);
	assert.match(await description.text(), /<OpenSearchDescription[\s\S]*\/search\?q=\{searchTerms\}/);
});

test('T5: news stand in the account, are opened, read, and set up; a letter is stopped by its address', async () => {
	// Whatever the hour of the test, no letter waits for the morning.
	const noQuiet = { ways: new Map(), zone: 'UTC', digestHour: '18', quietFrom: '', quietTo: '' };
	await saveSettings(await resident.actor(), noQuiet);
	for (let number = 1; number < 4; number++)
		await notify(database(), {
			kind: 'appeals.answered',
			account: resident.id,
			territory: town.id,
			facts: { number: String(number), place: 'Кунгур', days: 5, on: '2026-12-03', title: 'Яма' },
			url: `/${town.path}`,
		});
	await site.runJobs();
	const { page, shot } = await signedIn(resident, { width: 360, script: false });
	await page.goto('/account/notifications');
	assert.equal(await page.locator('.news li').count(), 3);
	assert.match(await page.locator('.bell').innerText(), /3/);
	await shot('notifications');
	await page.locator('.news a').first().click();
	assert.equal(new URL(page.url()).pathname, `/${town.path}`);
	await page.goto('/account/notifications');
	await page.getByRole('button', { name: 'Отметить всё прочитанным' }).click();
	assert.equal(await page.locator('.news .dot').count(), 0);
	await page.goto('/account/notifications/settings');
	await shot('notifications-settings');
	await page.locator('select[name=digestHour]').selectOption('9');
	await page.getByRole('button', { name: 'Сохранить' }).click();
	assert.match(await page.locator('main').innerText(), /Настройки сохранены/);
	assert.equal(await page.locator('select[name=digestHour]').inputValue(), '9');
	const [letter] = await database()<{ headers: Record<string, string> }[]>`
		select headers from channels.letter where account_id = ${resident.id} limit 1`;
	const stop = new URL(letter?.headers['List-Unsubscribe']?.slice(1, -1) ?? assert.fail('no letter'));
	await page.goto(stop.pathname + stop.search);
	assert.match(await page.locator('main').innerText(), /закон велит/);
	const byMachine = await fetch(site.address + stop.pathname + stop.search, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: 'List-Unsubscribe=One-Click',
	});
	assert.equal(byMachine.status, 204);
});

test('X3: an administrator reads kept letters, sets up mail, tries it, and sends what was kept', async () => {
	const server = await aMailServer();
	try {
		const { page, shot } = await signedIn(admin, { width: 1280 });
		await page.goto('/office/mail');
		assert.match(await page.locator('main').innerText(), /Почта не настроена/);
		await shot('mail');
		await page.locator('tbody a').first().click();
		assert.match(await page.locator('main').innerText(), /чужое письмо/);
		await shot('mail-letter');
		await page.goto('/office/mail/settings');
		await page.locator('input[name=host]').fill('127.0.0.1');
		await page.locator('input[name=port]').fill('70000');
		await page.getByLabel('Нет (только сервер').check();
		await page.locator('input[name=fromAddress]').fill('veche@kungur.example');
		await page.getByRole('button', { name: 'Сохранить' }).click();
		assert.match(await page.locator('main').innerText(), /Порт – число от 1 до 65535/);
		assert.equal(await page.locator('input[name=host]').inputValue(), '127.0.0.1');
		await shot('mail-settings');
		await page.locator('input[name=port]').fill(String(server.port));
		await page.getByRole('button', { name: 'Сохранить' }).click();
		await page.locator('input[name=to]').fill('olga@kungur.example');
		await page.getByRole('button', { name: 'Отправить' }).click();
		assert.match(await page.locator('main').innerText(), /сервер его принял/);
		assert.equal(server.letters[0]?.email.subject, 'Пробное письмо');
		await page.goto('/office/mail');
		await page.getByRole('button', { name: /Отправить \d+ отложенн/ }).click();
		await site.runJobs();
		await wait(50);
		assert.ok(server.letters.length > 1);
	} finally {
		await server.close();
	}
});

test('A2: an administrator corrects a day of the calendar and imports a year', async () => {
	const { page, shot } = await signedIn(admin, { width: 1280, script: false });
	await page.goto('/office/calendar?year=2026');
	assert.match(await page.locator('main').innerText(), /рабочих дней: 247/);
	await shot('calendar');
	await page.locator('#correct + form input[name=day], input[name=day]').first().fill('2026-12-07');
	await page.getByRole('button', { name: 'Исправить' }).click();
	assert.match(await page.locator('main').innerText(), /на каком основании/);
	await page.locator('input[name=source]').first().fill('Указ для пробы');
	await page.getByRole('button', { name: 'Исправить' }).click();
	assert.match(await page.locator('main').innerText(), /рабочих дней: 246/);
	await page.locator('textarea[name=table]').fill('2028-01-01;праздник\nчепуха;рабочий');
	await page.locator('input[name=source]').last().fill('Указ для пробы');
	await page.getByRole('button', { name: 'Загрузить' }).click();
	assert.match(await page.locator('main').innerText(), /Строка 2: не понят день/);
	await page.goto('/en/office/calendar?year=2027');
	assert.match(await page.locator('main').innerText(), /not published yet/);
	await shot('calendar-en');
});

test('X1: nothing on these pages stands in the way of anybody', async () => {
	const { page } = await signedIn(admin, { width: 1280 });
	await page.goto('/office/mail');
	const letter = await page.locator('tbody a').first().getAttribute('href');
	// the others of search, news, mail and calendar are read by T1-X1-demonstration
	for (const path of [
		'/search?q=кунгуре',
		'/search?q=абракадабра',
		letter ?? '',
		'/en/office/calendar?year=2027',
	]) {
		await page.goto(path);
		assert.equal(await page.locator('h1').count(), 1, path);
		assert.deepEqual(await faultsOnScreens(page), [], path);
	}
});
