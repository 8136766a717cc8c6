/** Whatever does not open says so in the frame of the house: files, downloads and feeds too. Pictures in pages stay pictures. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '#platform/db/ids.ts';
import { faultsOf } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTerritory();
const addresses = [
	`/files/${town.id}/${newId()}/yama.jpg`,
	`/${town.path}/appeals/99-999-2026-000001/feed.xml`,
	`/${town.path}/appeals/99-999-2026-000001/photographs/${newId()}`,
	`/${town.path}/appeals/99-999-2026-000001/reply/1/answer.pdf`,
	`/${town.path}/appeals/data/1999-01.csv`,
];

for (const lang of ['ru', 'en'] as const)
	for (const address of addresses)
		test(`X1: ${address.replace(town.path, '…')} that is not there is told in the frame of the house, in ${lang}`, async () => {
			const { page, shot } = await visitor(site, { lang, script: false, width: 360 });
			const answer = await page.goto(lang === 'en' ? `/en${address}` : address);
			assert.equal(answer?.status(), 404);
			await page.getByRole('banner').waitFor();
			const title = lang === 'en' ? 'Page not found' : 'Страница не найдена';
			assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), title);
			await page.locator('main a[href]').first().waitFor();
			assert.equal(answer?.headers()['cache-control'], 'private, no-store');
			if (address.includes('/files/')) await shot('refused-file');
		});

test('X1: the page of a refused file keeps to what is asked of pages', async () => {
	const { page } = await visitor(site);
	await page.goto(addresses[0]!);
	assert.deepEqual(await faultsOf(page), []);
});

test('X1: an image of a page that is refused gets no page', async () => {
	for (const accept of ['image/avif,image/webp,image/*,*/*;q=0.8', '*/*']) {
		const answer = await fetch(site.address + addresses[0], { headers: { accept } });
		assert.equal(answer.status, 404);
		assert.doesNotMatch(await answer.text(), /<nav|<header/);
	}
});
