import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitor } from './browser.ts';
import { serve } from './serve.ts';

const site = await serve();

test('a page that is not there says so in a browser without script, on a phone', async () => {
	const { page, shot } = await visitor(site, { width: 360, script: false });
	const answer = await page.goto('/no-such-page');
	assert.equal(answer?.status(), 404);
	assert.ok((await page.locator('body').innerText()).length > 10);
	await shot('not-found');
});

test('the front page answers with script as well', async () => {
	const { page } = await visitor(site);
	const answer = await page.goto('/');
	assert.ok((answer?.status() ?? 500) < 500);
});
