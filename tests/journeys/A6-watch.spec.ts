/** Whoever lives on a street hears of what is new there, without asking each day. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { faultsOf } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTerritory();
await (await aBody(town.id)).answersFor(null);
const street = await anAppeal(town.id, { text: 'Яма на Мира.', where: 'улица Мира, 5' });
await anAppeal(town.id, { text: 'Фонарь на Заречной.', where: 'Заречная, 1' });
await site.runJobs();

test('A6: signed in, a resident watches a street with its filters, finds it among their own and stops, without script', async () => {
	const person = await anAccount();
	const { page, context, shot } = await visitor(site, { width: 360, script: false });
	await context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	await page.goto(`/${town.path}/appeals?place=улица+Мира&state=waiting`);
	await page.getByText('Сообщим о новых обращениях: улица Мира.').waitFor();
	await page.getByText('Состояние, дни и слова поиска не учитываются').waitFor();
	await page.getByRole('button', { name: 'Следить за этим отбором' }).click();
	await page.getByText('Готово: о новых обращениях мы сообщим').waitFor();
	assert.match(page.url(), /place=/);
	assert.equal(await page.getByRole('button', { name: 'Следить за этим отбором' }).count(), 0);
	await shot('watch-done');
	await page.getByRole('link', { name: 'За чем я слежу' }).click();
	await page.getByRole('heading', { level: 1, name: 'За чем я слежу' }).waitFor();
	await shot('watches');
	const feedAt = await page.getByRole('link', { name: /^Лента RSS ?: улица Мира$/ }).getAttribute('href');
	const feed = await (await fetch(new URL(feedAt ?? '', site.address))).text();
	assert.ok(feed.includes(street.number) && !feed.includes('Заречн'), 'the feed is of the same filter');
	await page.getByRole('form', { name: 'Не следить: улица Мира' }).getByRole('button').click();
	await page.getByText('Больше не следите').waitFor();
	await page.getByText('Вы пока ни за чем не следите').waitFor();
});

test('A6: a visitor is led to sign in and back; in English the page is whole', async () => {
	const { page } = await visitor(site, { lang: 'en' });
	await page.goto(`/en/${town.path}/appeals?category=roads`);
	const to = await page.getByRole('link', { name: 'Sign in to watch this selection' }).getAttribute('href');
	assert.match(decodeURIComponent(to ?? ''), /to=\/en\/.*\/appeals\?category=roads/);
	const person = await anAccount();
	const own = await visitor(site, { lang: 'en', theme: 'dark' });
	await own.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	await own.page.goto(`/en/${town.path}/appeals?category=roads`);
	await own.page.getByRole('button', { name: 'Watch this selection' }).click();
	assert.deepEqual(await faultsOf(own.page), []);
	await own.page.goto('/en/account/appeals/watches');
	assert.deepEqual(await faultsOf(own.page), []);
	await own.shot('watches-en');
});
