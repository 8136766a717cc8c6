/** An author sees which of their own words others do not read; others read what they read before. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { faultsOf } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTerritory();
const person = await anAccount({ name: 'Серафима Крутогорова' });
const words = {
	visibility: 'nameless' as const,
	name: 'Серафима Крутогорова',
	where: 'улица Мира, 5, кв. 47',
	text: 'Пишет Крутогорова. Яма у подъезда, звоните 8 912 345-67-89, машина Х777УЕ59.',
};
const receipt = await anAppeal(town.id, { ...words, by: await person.actor() });
await site.runJobs();
const address = `/${town.path}/appeals/${receipt.number}`;
const legend = 'Подчёркнутое точками читаете только вы и орган';

for (const width of [1280, 360] as const)
	test(`A6: signed in, the author sees every word and the mark on those that others do not see, ${width} px`, async () => {
		const { page, context, shot } = await visitor(site, { width, theme: width === 360 ? 'dark' : 'light' });
		await context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
		await page.goto(address);
		const marked = await page.locator('.typed mark').allInnerTexts();
		assert.deepEqual(
			marked.map((one) => one.replace(/\(это другие не видят:|конец скрытого\)/g, '').trim()),
			['Крутогорова', '8 912 345-67-89', 'Х777УЕ59'],
		);
		await page.getByText(legend).waitFor();
		assert.match(await page.locator('main').innerText(), /скрыто ещё:\s*47/);
		assert.deepEqual(await faultsOf(page), []);
		await shot('own-words');
	});

test('A6: the same by number and code without script; a stranger reads •••, and no mark', async () => {
	// without an account: the code is the author's key
	const own = await anAppeal(town.id, words);
	await site.runJobs();
	const at = `/${town.path}/appeals/${own.number}`;
	const author = await visitor(site, { script: false });
	await author.page.goto('/appeals/follow');
	await author.page.getByLabel('Номер обращения').fill(own.number);
	await author.page.getByLabel('Код').fill(own.code);
	await author.page.getByRole('button', { name: 'Показать обращение' }).click();
	await author.page.getByText(legend).waitFor();
	assert.equal(await author.page.locator('.typed mark').count(), 3);
	await author.page.goto(`/en${at}`);
	await author.page.getByText('What is underlined with dots').waitFor();
	await author.shot('own-words-code');
	const { page } = await visitor(site, { script: false });
	await page.goto(at);
	const read = await page.content();
	assert.match(read, /звоните •••, машина •••/);
	assert.equal(await page.locator('mark').count(), 0);
	for (const one of ['Крутогоров', '345-67-89', legend]) assert.ok(!read.includes(one), one);
});

test('A6: where nobody else reads the appeal, nothing is marked as hidden from others', async () => {
	const closed = await anAppeal(town.id, { ...words, visibility: 'authority', by: await person.actor() });
	const { page, context } = await visitor(site, { script: false });
	await context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	await page.goto(`/${town.path}/appeals/${closed.number}`);
	assert.equal(await page.locator('mark').count(), 0);
	await page.getByText('345-67-89').first().waitFor();
});
