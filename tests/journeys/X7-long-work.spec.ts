import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { database, transaction } from '#platform/db/door.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { enqueue, registerJobs, startWork } from '#platform/jobs/door.server.ts';
import { installation } from '#platform/permissions/door.ts';
import type { JobContext } from '#platform/room.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
let mended = false;
/** Milliseconds that a piece takes. */
let pace = 60;
registerJobs([
	{
		name: 'mill',
		jobs: {
			grind: async ({ pieces }: { pieces: number }, { work }: JobContext) => {
				for (let i = (work?.cursor as number | null) ?? 0; i < pieces; i++) {
					if (await work?.stopped()) return;
					await sleep(pace);
					await work?.save(i + 1);
					await work?.progress(i + 1, pieces);
				}
			},
			fall: async () => {
				if (!mended) throw new Error('колесо сломано');
			},
		},
	},
]);
const keeper = await anAccount({
	name: 'Ольга Хранова',
	roles: [{ role: 'administrator', territory: installation }],
});

async function office(options: Parameters<typeof visitor>[1]) {
	const person = await visitor(site, options);
	await person.context.addCookies([{ name: signInCookie, value: await keeper.cookie(), url: site.address }]);
	return person;
}
const begin = () =>
	transaction((tx) =>
		startWork(tx, {
			job: 'mill.grind',
			territory: installation,
			by: null,
			title: { key: 'jobs.page.title' },
			payload: { pieces: 60 },
		}),
	);

test('X7: long work moves on its page, is stopped and taken up again, without script', async () => {
	pace = 200;
	const id = await begin();
	const { page, shot } = await office({ width: 360, script: false });
	await page.goto(`/office/jobs/${id}`);
	assert.match(await page.locator('#work').innerText(), /Ждёт очереди/);
	assert.equal(await page.locator('meta[http-equiv=refresh]').getAttribute('content'), '3');
	// the page fetches itself anew: whoever reloads it by hand comes in between
	const says = (words: RegExp) => page.locator('#work', { hasText: words }).waitFor();
	const running = site.runJobs();
	await says(/Идёт[\s\S]*из 60/);
	await shot('work');
	await page.getByRole('button', { name: 'Остановить' }).click();
	await running;
	await says(/Остановлена/);
	const [before] = await database()`select done from jobs.work where id = ${id}`;
	await page.getByRole('button', { name: 'Продолжить' }).click();
	await says(/Ждёт очереди/);
	pace = 1;
	await site.runJobs();
	await says(/Закончена/);
	assert.ok(Number(before?.done) > 0 && Number(before?.done) < 60);
});

test('X7: with script the figures move by themselves', async () => {
	pace = 60;
	const id = await begin();
	const { page } = await office({ width: 1280 });
	await page.goto(`/office/jobs/${id}`);
	const running = site.runJobs();
	await page.getByText('Закончена').first().waitFor({ timeout: 20_000 });
	await running;
});

test('X7: a job that failed is listed with its cause and runs again when asked', async () => {
	await enqueue(database(), 'mill.fall', {}, { attempts: 1 });
	await assert.rejects(site.runJobs(), /колесо сломано/);
	const { page, shot } = await office({ width: 1280 });
	await page.goto('/office/jobs');
	const row = page.locator('tr', { hasText: 'mill.fall' });
	assert.match(await row.innerText(), /колесо сломано[\s\S]*1 из 1[\s\S]*Больше не повторяется/);
	await shot('failed');
	mended = true;
	await row.getByRole('button', { name: 'Повторить сейчас' }).click();
	await site.runJobs();
	await page.goto('/office/jobs');
	assert.equal(await page.locator('tr', { hasText: 'mill.fall' }).count(), 0);
});
