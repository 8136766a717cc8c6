import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { faultsOf, isWide } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { lastLetterTo, linkIn } from '#tests/support/fixtures/letters.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();

test('without an account and without script: a neighbour joins by e-mail from a similar appeal, and stops the letters', async () => {
	const town = await aTerritory();
	const appeal = await anAppeal(town.id);
	await site.runJobs();
	const { page, shot } = await visitor(site, { width: 360, script: false });
	await page.goto(`/${town.path}/appeals/${appeal.number}#join`);
	const email = `neighbour-${town.id}@example.org`;
	// the folded part stands open for who comes by the link
	await shot('follow-by-mail');
	await page.getByRole('button', { name: 'Прислать ссылку' }).click();
	await page.getByText('Напишите адрес почты').first().waitFor();
	await page.getByLabel('Электронная почта').fill(email);
	await page.getByRole('button', { name: 'Прислать ссылку' }).click();
	await page.getByText('Отправили письмо').waitFor();
	assert.equal(await isWide(page), false);
	await page.goto(linkIn(await lastLetterTo(email), site));
	await shot('follow-letter');
	await page.getByRole('button', { name: 'Да, это мой адрес' }).click();
	await page.getByText('Адрес подтверждён').waitFor();
	await site.runJobs();
	await page.goto(`/${town.path}/appeals/${appeal.number}`);
	assert.match(await page.locator('main').innerText(), /Присоединились\s+1/);

	// one click in a mail program: a form from nowhere
	const stop = linkIn(await lastLetterTo(email), site).replace('/letters?', '/letters/stop?');
	const answer = await fetch(stop, {
		method: 'POST',
		body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
	});
	assert.equal(answer.status, 204);
	await page.goto(stop.replace('/letters/stop?', '/letters?'));
	await page.getByText('Писем больше не будет').waitFor();
});

test('an account follows and stops following in one press; a link with a category opens the form with it', async () => {
	const town = await aTerritory();
	const appeal = await anAppeal(town.id);
	await site.runJobs();
	const person = await anAccount();
	const { page, context } = await visitor(site, {});
	await context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	await page.goto(`/${town.path}/appeals/${appeal.number}`);
	await page.getByRole('button', { name: 'Следить за ответом' }).click();
	await page.getByText('Теперь вы следите').waitFor();
	assert.deepEqual(await faultsOf(page), []);
	await page.goto('/account/appeals');
	await page.getByRole('link', { name: /яма у остановки/ }).click();
	await page.getByRole('button', { name: 'Больше не следить' }).click();
	await page.getByText('Больше не будем писать').waitFor();

	await page.goto(`/${town.path}/appeals/new?category=roads.potholes`);
	assert.equal(await page.locator('select[name=category]').inputValue(), 'roads.potholes');
	await page.getByText(/Ответим до/).waitFor();
});
