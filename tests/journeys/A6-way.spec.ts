/**
 * A resident without an account follows the way of an appeal, from filing to the last word, on its public page and in its feed:
 * where it lies, how long it lay, and what comes next.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerAppeal, takeUp } from '#rooms/appeals/door.server.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTerritory();
const body = await aBody(town.id, { name: 'МУП «Дорожник»' });
await body.answersFor('roads');
const executor = await body.staff('executor');

test('A6: from filing to acceptance, each step stands on the page and in the feed, for whoever looks', async () => {
	const receipt = await anAppeal(town.id, { visibility: 'nameless', name: 'Серафима Крутогорова' });
	await site.runJobs();
	const { page, shot } = await visitor(site, { width: 360, script: false });
	const address = `/${town.path}/appeals/${receipt.number}`;
	await page.goto(address);
	await page.getByRole('heading', { name: 'Где лежало и сколько' }).waitFor();
	const feedAt = await page.locator('link[rel=alternate][type="application/atom+xml"]').getAttribute('href');
	const feed = async () => {
		const response = await fetch(new URL(feedAt ?? '', site.address));
		assert.equal(response.status, 200);
		return response.text();
	};
	assert.match(await page.locator('main').innerText(), /Передано исполнителю: МУП «Дорожник»/);
	assert.match(await feed(), /Передано исполнителю: МУП «Дорожник»/);

	await takeUp(await executor.actor(), receipt);
	await answerAppeal(await executor.actor(), receipt, {
		text: 'Яму засыпали щебнем и заасфальтировали.',
		photographs: [],
	} as Parameters<typeof answerAppeal>[2]);
	await site.runJobs();
	await page.reload();
	assert.match(await page.locator('main').innerText(), /заасфальтировали/);
	assert.match(await feed(), /заасфальтировали/);
	await shot('way-answered');

	// the author, on another device, says the last word by number and code
	const author = await visitor(site, { script: false });
	await author.page.goto('/appeals/follow');
	await author.page.getByLabel('Номер обращения').fill(receipt.number);
	await author.page.getByLabel('Код').fill(receipt.code);
	await author.page.getByRole('button', { name: 'Показать обращение' }).click();
	await author.page.getByRole('button', { name: 'Да, принять ответ' }).click();
	await site.runJobs();
	await page.reload();
	const way = await page.locator('main').innerText();
	assert.match(way, /Автор принял ответ/);
	const last = await feed();
	assert.match(last, /Автор принял ответ/);
	assert.ok(last.indexOf('Автор принял ответ') < last.indexOf('Обращение принято'), 'the newest step first');
	assert.doesNotMatch(way + last, /Крутогоров/);
	await shot('way-accepted');
});
