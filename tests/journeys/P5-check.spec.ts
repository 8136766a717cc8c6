/** A voter and a sceptic check: by the picture, by the words, by the files; and read how it was counted. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { addressOf, castVote, closeEarly, tendBallot } from '#rooms/ballots/door.server.ts';
import { countVotes, readVotesFile } from '#rooms/ballots/door.ts';
import { faultsOf, isWide } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { aDefinition, anOpenBallot, aTown, option, someone } from '#tests/support/fixtures/ballots.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTown();
const options = ['Свет на Мельничной', 'Мост для пешеходов', 'Площадка у школы'].map((title, i) =>
	option(String(i + 1), { title, cost: BigInt((i + 1) * 100_000_000) }),
);
const budget = {
	question: 'На что потратить три миллиона?',
	options,
	marks: { kind: 'approval', least: 1, most: 3 },
	rule: {
		kind: 'budget',
		name: 'equalshares/add1u',
		budget: 300_000_000n,
		threshold: null,
		satisfaction: null,
	},
	ties: { by: ['cost'], last: 'listed' },
	mayCloseEarly: true,
} as const;
const ballot = await anOpenBallot(town, budget);
const people = await Promise.all(Array.from({ length: 5 }, () => someone()));
const receipts = await Promise.all(
	people.map((person, i) =>
		castVote(person, { ballot, key: `form-${i}`, marks: { marked: i < 3 ? ['1', '2'] : ['3'] } }),
	),
);
const mine = receipts[0]!;
await site.runJobs();
const check = addressOf(ballot, 'check');

test('P5: while it is open the picture leads to the proof, and what was chosen is not shown', async () => {
	const asked: string[] = [];
	const { page, shot } = await visitor(site, { width: 360 });
	page.on('request', (request) => asked.push(request.url()));
	await page.goto(`${check}#${mine.secret}`);
	await page.getByText('Ваш голос записан в журнал').waitFor();
	assert.ok(
		!asked.some((url) => url.split('#')[0]!.includes(mine.secret)),
		'no address that is sent holds the secret',
	);
	assert.ok(!page.url().includes(mine.secret));
	assert.equal(await page.getByText('Мост для пешеходов').count(), 0);
	await shot('check-open');
	assert.deepEqual(await faultsOf(page), []);
	const plain = await visitor(site, { width: 360, script: false });
	await plain.page.goto(check);
	await plain.page.getByLabel('Знаки из квитанции').fill('не то');
	await plain.page.getByRole('button', { name: 'Проверить' }).click();
	await plain.page.getByText('Это не квитанция').first().waitFor();
	await plain.page.getByLabel('Знаки из квитанции').fill(`http://localhost${check}#${mine.secret}`);
	await plain.page.getByRole('button', { name: 'Проверить' }).click();
	await plain.page.getByText('Ваш голос записан в журнал').waitFor();
	const [proof] = await Promise.all([
		plain.page.waitForEvent('download'),
		plain.page.getByRole('button', { name: 'Скачать доказательство' }).click(),
	]);
	assert.match(proof.suggestedFilename(), /\.tlog-proof$/);
});

test('P5: after the count the vote stands in the file by receipt and by words, the result is told, files agree with it', async () => {
	await closeEarly(town.head, ballot, { reason: 'Все проголосовали.' });
	await tendBallot(ballot);
	await site.runJobs();
	const { page, shot } = await visitor(site, { width: 360, script: false });
	await page.goto(check);
	await page.getByLabel('Знаки из квитанции').fill(mine.secret);
	await page.getByRole('button', { name: 'Проверить' }).click();
	await page.getByText('это тот самый голос, что записан в журнал').waitFor();
	await page.getByText('Мост для пешеходов').waitFor();
	await shot('check-closed');
	await page.goto(check);
	await page.getByLabel('Или шесть слов').fill(mine.words.join(', ').toUpperCase());
	await page.getByRole('button', { name: 'Проверить' }).click();
	await page.getByText('Строка с этими словами в файле есть').waitFor();
	await page.goto(check);
	await page.getByLabel('Знаки из квитанции').fill('AAAAAAAAAAAAAAAAAAAAAA');
	await page.getByRole('button', { name: 'Проверить' }).click();
	await page.getByText('Голоса с такой квитанцией здесь нет').waitFor();

	await page.goto(addressOf(ballot));
	await page.getByRole('heading', { name: /Деньги получил/ }).waitFor();
	await page.getByRole('heading', { name: 'Чего не хватило остальным' }).waitFor();
	assert.equal(await isWide(page), false);
	await shot('result-budget');
	const hash = (
		await page.getByRole('listitem').filter({ hasText: 'Файл голосов' }).locator('code').innerText()
	).replace('SHA-256 ', '');
	const file = await fetch(
		new URL((await page.getByRole('link', { name: 'Файл голосов' }).getAttribute('href'))!, site.address),
	);
	const text = await file.text();
	assert.equal(
		createHash('sha256').update(text).digest('hex'),
		hash,
		'the file is what the page and the log name',
	);
	const again = countVotes(
		aDefinition(town, { ...budget, ties: { by: ['cost'], last: 'listed' } }),
		readVotesFile(text)!.map(({ marks }) => marks),
		{ eligible: null, lot: 0 },
	);
	const told = await page.locator('main .fates li').filter({ hasText: 'получит деньги' }).allInnerTexts();
	assert.deepEqual(
		again.won.map((i) => options[i]!.title).filter((title) => told.some((row) => row.includes(title))).length,
		again.won.length,
	);
	assert.equal(told.length, again.won.length);
	for (const which of ['opened', 'closed']) {
		const proof = await fetch(new URL(addressOf(ballot, 'proof', which), site.address));
		assert.match(await proof.text(), /^c2sp\.org\/tlog-proof@v1\n/, which);
	}
	for (const wrong of ['files/urn', 'files/names', 'proof/00000000-0000-4000-8000-000000000000'])
		assert.ok((await fetch(new URL(`${addressOf(ballot)}/${wrong}`, site.address))).status >= 404, wrong);

	const wide = await visitor(site, { theme: 'dark' });
	await wide.page.goto(addressOf(ballot));
	assert.deepEqual(await faultsOf(wide.page), []);
	await wide.page.getByRole('link', { name: 'Протокол для печати' }).click();
	await wide.page.getByRole('heading', { name: 'Протокол голосования' }).waitFor();
	assert.deepEqual(await faultsOf(wide.page), []);
	const english = await visitor(site, { lang: 'en', width: 360 });
	await english.page.goto(`/en${addressOf(ballot)}`);
	await english.page.getByRole('heading', { name: 'The count, step by step' }).waitFor();
	assert.equal(await isWide(english.page), false);
});
