/**
 * The duty officer of a centre sees what needs somebody at this moment, private appeals included, and comes from a figure to the
 * desk with these appeals; who works in one body only does not.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { project } from '#rooms/appeals/door.server.ts';
import { faultsOf } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTerritory();
const region = town.parents.at(-1)!;
const body = await aBody(town.id, { name: 'МУП «Дорожник»' });
await body.answersFor('roads');
const late = await anAppeal(town.id, {
	visibility: 'authority',
	text: 'Потаённая жалоба: яма и обида на соседа.',
});
await anAppeal(town.id);
await anAppeal(town.id, { category: 'other' });
await site.runJobs();
await database()`
	update appeals.appeal set due_on = '2026-01-10', version = version + 1
	where territory_id = ${town.id} and id = ${late.id}`;
await project(late);
await site.runJobs();
const officer = await anAccount({ roles: [{ role: 'controller', territory: region.id, reach: 'subtree' }] });
const executor = await body.staff('executor');

for (const options of [
	{ width: 1280, script: true },
	{ width: 360, script: false },
] as const)
	test(`A4: from a region to what is overdue, ${options.width} px`, async () => {
		const { page, context, shot } = await visitor(site, options);
		await context.addCookies([{ name: signInCookie, value: await officer.cookie(), url: site.address }]);
		const answer = await page.goto(`/office/situation?in=${region.id}`);
		assert.equal(answer?.headers().refresh, '60');
		await page.getByRole('heading', { level: 1, name: 'Ситуационный центр' }).waitFor();
		await page.getByRole('link', { name: town.name.nominative }).first().click();
		assert.match(await page.locator('main').innerText(), /Потаённая жалоба/);
		assert.match(await page.locator('main').innerText(), /Дорожник/);
		await shot('duty-officer');
		if (options.script) assert.deepEqual(await faultsOf(page), []);
		assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
		await page.getByRole('link', { name: 'Просрочено', exact: true }).first().click();
		assert.match(await page.locator('main').innerText(), new RegExp(late.number));
		const still = await page.goto(`/office/situation?in=${town.id}&still`);
		assert.equal(still?.headers().refresh, undefined);
	});

test('A4: who works in one body, and whoever is nobody, finds no such page', async () => {
	for (const cookie of [await executor.cookie(), null]) {
		const answer = await fetch(`${site.address}/office/situation?in=${town.id}`, {
			redirect: 'manual',
			headers: { accept: 'text/html', ...(cookie ? { cookie: `${signInCookie}=${cookie}` } : {}) },
		});
		assert.ok(answer.status === 404 || answer.status === 303, String(answer.status));
		assert.doesNotMatch(await answer.text(), /Потаённая/);
	}
});
