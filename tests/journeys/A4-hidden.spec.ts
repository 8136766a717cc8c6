/**
 * A moderator with an old phone takes an insulting appeal out of everybody's sight, without script; for strangers it is not there,
 * its author reads why; the moderator shows it again.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transaction } from '#platform/db/door.server.ts';
import { storeUpload } from '#platform/files/door.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { faultsOf } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aFolder, anUpload, aPhotograph } from '#tests/support/fixtures/files.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTerritory({ name: { nominative: 'Рябиновск' } });
const body = await aBody(town.id, { name: 'МУП «Дорожник»' });
await body.answersFor('roads');
const moderator = await anAccount({
	name: 'Нина Строгова',
	roles: [{ role: 'moderator', territory: town.id }],
});
const text = 'Яма у остановки, а начальник дорог — последний негодяй и вор.';

async function comes(person: AnAccount, options: Parameters<typeof visitor>[1] = {}) {
	const one = await visitor(site, options);
	await one.context.addCookies([{ name: signInCookie, value: await person.cookie(), url: site.address }]);
	return one;
}

/** Every open way out that names appeals, asked by a stranger. */
async function namedBy(number: string): Promise<string[]> {
	const ways = [
		`/${town.path}`,
		`/${town.path}/appeals`,
		`/${town.path}/appeals?view=table`,
		`/${town.path}/appeals/list.csv`,
		`/${town.path}/appeals/feed.xml`,
		`/${town.path}/appeals/data/appeals.json`,
		`/${town.path}/appeals/data/appeals.geojson`,
		`/${town.path}/search?q=${number}`,
		`/api/v1/territories/${town.id}/appeals`,
		`/api/v1/appeals/${number}`,
		`/open311/v2/requests.json?jurisdiction_id=${town.shortCode}`,
		`/${town.path}/appeals/${number}`,
		`/${town.path}/appeals/${number}/feed.xml`,
	];
	const found: string[] = [];
	for (const way of ways) {
		const answer = await fetch(site.address + way);
		const said = await answer.text();
		if (answer.ok && said.includes(text.slice(0, 20))) found.push(way);
	}
	return found;
}

test('A4: a moderator hides an appeal with a reason, strangers find nothing of it, its author reads why, and it is shown again', async () => {
	const author = await anAccount();
	const receipt = await anAppeal(town.id, { text, by: await author.actor() });
	await site.runJobs();
	const at = `/${town.path}/appeals/${receipt.number}`;
	const shown = await namedBy(receipt.number);
	assert.ok(shown.length >= 9, shown.join());

	const { page, shot } = await comes(moderator, { width: 360, script: false });
	await page.goto(at);
	await page.getByRole('link', { name: 'Скрыть от всех' }).click();
	await page.getByRole('heading', { level: 1, name: 'Что видят все' }).waitFor();
	await shot('hide-form');
	await page.getByLabel('Другая причина: напишу сам').check();
	await page.getByRole('button', { name: 'Скрыть от всех' }).click();
	await page.getByRole('link', { name: 'Напишите причину: её прочтёт автор.' }).waitFor();
	await page.getByLabel('В тексте оскорбления.').check();
	await page.getByLabel('Своими словами').fill('Напишите то же без последних слов.');
	await page.getByRole('button', { name: 'Скрыть от всех' }).click();
	await page.getByText('Обращение скрыто. Автор узнает почему.').waitFor();
	await shot('hide-done');
	await site.runJobs();

	assert.deepEqual(await namedBy(receipt.number), []);
	const [missing, gone] = await Promise.all(
		[`/${town.path}/appeals/${receipt.number.replace(/\d{6}$/, '999999')}`, at].map(async (one) => {
			const answer = await fetch(site.address + one);
			return { status: answer.status, title: /<h1[^>]*>([^<]*)/.exec(await answer.text())?.[1] };
		}),
	);
	assert.equal(gone?.status, 404);
	assert.deepEqual(gone, missing, 'as what was never there');
	for (const way of [`${at}/hide`, '/office/appeals/hidden'])
		assert.notEqual((await fetch(site.address + way, { redirect: 'manual' })).status, 200, way);

	const own = await comes(author, { theme: 'dark' });
	await own.page.goto(at);
	const told = await own.page.locator('main').innerText();
	assert.match(told, /Обращение скрыто от всех/);
	assert.match(told, /В тексте оскорбления\. Напишите то же без последних слов\./);
	assert.match(told, /рассматривают как прежде/);
	assert.equal(await own.page.getByRole('link', { name: 'Показать снова' }).count(), 0);
	assert.deepEqual(await faultsOf(own.page), []);
	await own.shot('hidden-author');
	await own.page.goto(`/en${at}`);
	await own.page.getByText('The text insults people.').first().waitFor();

	const executor = await comes(await body.staff('executor'), { script: false });
	await executor.page.goto(`/office/appeals/${receipt.territory}/${receipt.id}`);
	await executor.page.getByText(/Скрыто от всех .*Причина: В тексте оскорбления/).waitFor();
	await executor.shot('hidden-panel');

	await page.goto('/office');
	await page.getByRole('link', { name: 'Скрытое' }).first().click();
	await page.getByRole('heading', { level: 1, name: 'Скрытое' }).waitFor();
	const line = await page.locator('main').innerText();
	for (const one of [receipt.number, 'Нина Строгова', 'В тексте оскорбления'])
		assert.ok(line.includes(one), one);
	await shot('hidden-list');
	await page.getByRole('button', { name: 'Показать снова' }).click();
	await page.getByText('Снова видно всем.').waitFor();
	await page.getByText('Ничего не скрыто').waitFor();
	await shot('hidden-none');
	await site.runJobs();
	assert.deepEqual(await namedBy(receipt.number), shown);
});

test('A4: of an appeal one photograph is hidden: strangers see the appeal without it, its author by the code sees it', async () => {
	await using folder = await aFolder();
	const draft = await transaction(async (tx) =>
		storeUpload(tx, await anUpload(folder.path, 'foul.jpg', await aPhotograph()), {
			territory: town.id,
			kind: 'image',
			by: null,
			audience: 'public',
			draft: true,
		}),
	);
	const receipt = await anAppeal(town.id, { photograph: [draft.id] });
	await site.runJobs();
	const at = `/${town.path}/appeals/${receipt.number}`;
	const stranger = await visitor(site, { script: false });
	await stranger.page.goto(at);
	const src = await stranger.page.locator('figure.before a').getAttribute('href');
	assert.equal((await fetch(new URL(src ?? '', site.address))).status, 200);

	const { page, shot } = await comes(moderator, { width: 360, script: false });
	await page.goto(`${at}/hide`);
	await page.getByLabel('Фотографию 1').check();
	await page.getByLabel('Фотографию нельзя показывать всем.').check();
	await shot('hide-photograph');
	await page.getByRole('button', { name: 'Скрыть от всех' }).click();
	await page.getByText('Фотография скрыта. Автор узнает почему.').waitFor();
	await shot('hide-photograph-done');
	await site.runJobs();

	await stranger.page.goto(at);
	assert.equal(await stranger.page.locator('figure.before').count(), 0);
	assert.doesNotMatch(await stranger.page.locator('main').innerText(), /скрыта/i);
	for (const one of [src ?? '', `${at}/photographs/${draft.id}`])
		assert.equal((await fetch(new URL(one, site.address))).status, 404, one);
	const author = await visitor(site, { script: false });
	await author.page.goto('/appeals/follow');
	await author.page.getByLabel('Номер обращения').fill(receipt.number);
	await author.page.getByLabel('Код').fill(receipt.code);
	await author.page.getByRole('button', { name: 'Показать обращение' }).click();
	await author.page.getByText('Фотография скрыта от всех').waitFor();
	const own = await author.page.locator('figure.before a').getAttribute('href');
	assert.equal((await author.page.request.get(own ?? '')).status(), 200);
	await author.shot('hidden-photograph-author');

	await page.goto('/office/appeals/hidden');
	const line = page.locator('li', { hasText: receipt.number });
	assert.match(await line.innerText(), /^Фотография/);
	assert.equal((await page.request.get((await line.locator('img').getAttribute('src')) ?? '')).status(), 200);
	await shot('hidden-list-photograph');
	await line.getByRole('button', { name: 'Показать снова' }).click();
	await page.getByText('Снова видно всем.').waitFor();
	await stranger.page.goto(at);
	assert.equal(await stranger.page.locator('figure.before').count(), 1);
});

for (const options of [
	{ width: 1280, theme: 'dark', lang: 'en' },
	{ width: 360, theme: 'dark' },
	{ width: 1280 },
] as const)
	test(`A4: the form and the list are whole at ${options.width} px, ${JSON.stringify(options)}`, async () => {
		const receipt = await anAppeal(town.id, { text });
		await site.runJobs();
		const prefix = 'lang' in options ? '/en' : '';
		const { page, shot } = await comes(moderator, options);
		const whole = async (name: string) => {
			assert.deepEqual(await faultsOf(page), []);
			assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
			await shot(name);
		};
		await page.goto(`${prefix}/${town.path}/appeals/${receipt.number}/hide`);
		await whole('hide-form');
		await page.locator('input[name=why][value=law]').check();
		await page
			.locator('main')
			.getByRole('button', { name: /Скрыть от всех|Hide from everybody/ })
			.click();
		await page.getByRole('status').first().waitFor();
		await whole('hide-hidden');
		await page.goto(`${prefix}/office/appeals/hidden`);
		await whole('hidden-list');
	});
