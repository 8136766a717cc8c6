/** A resident votes: every kind of ballot, on a phone, without script; by a code from a sheet; and what an attacker gets. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { database } from '#platform/db/door.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import {
	addressOf,
	type BallotRef,
	cancelBallot,
	castVote,
	codeSheet,
	type Definition,
	makeCodes,
} from '#rooms/ballots/door.server.ts';
import { confirmAtDesk, declareResidence } from '#rooms/identity/door.server.ts';
import { faultsOf, isWide } from '#tests/support/accessible.ts';
import { visitor } from '#tests/support/browser.ts';
import { anOpenBallot, aTown, hour, option, someone } from '#tests/support/fixtures/ballots.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTown();
const anna = await anAccount();
const cookie = await anna.cookie();
const signIn = (context: BrowserContext) =>
	context.addCookies([{ name: signInCookie, value: cookie, url: site.address }]);
const votes = `/${town.path}/votes`;
const send = { name: 'Проголосовать', exact: true };

/** How many votes lie in the urn. */
async function envelopesOf(ballot: BallotRef): Promise<number> {
	const [row] = await database()<{ n: number }[]>`
		select count(*)::int as n from ballots.envelope where territory_id = ${ballot.territory} and ballot_id = ${ballot.id}`;
	return row!.n;
}

test('a phone without script: each kind of ballot is cast, a slip is told and nothing typed is lost', async () => {
	const { page, context, shot } = await visitor(site, { width: 360, script: false });
	await signIn(context);
	const projects = [
		option('1', { title: 'Свет на Мельничной', cost: 340_000_000n, groups: ['left'] }),
		option('2', { title: 'Мост для пешеходов', cost: 120_000_000n, groups: ['right'] }),
	];
	const district = (code: string, title: string) => ({
		code,
		title,
		otherTitle: null,
		budget: null,
		most: null,
		least: null,
	});
	const kinds: { what: string; more: Partial<Definition>; fill: (page: Page) => Promise<void> }[] = [
		{ what: 'one', more: {}, fill: (one) => one.getByLabel('Вариант 2').check() },
		{
			what: 'several',
			more: {
				marks: { kind: 'approval', least: 1, most: 2 },
				rule: { kind: 'choice', name: 'approval', seats: 1, leastVotes: null },
			},
			async fill(one) {
				for (const n of [1, 2, 3]) await one.getByLabel(`Вариант ${n}`).check();
				await one.getByRole('button', send).click();
				await one.getByText('Можно отметить не больше 2 вариантов.').first().waitFor();
				assert.ok(await one.getByLabel('Вариант 3').isChecked());
				await one.getByLabel('Вариант 2').uncheck();
			},
		},
		{
			what: 'points',
			more: {
				marks: { kind: 'cumulative', points: 10 },
				rule: { kind: 'choice', name: 'cumulative', seats: 1, leastVotes: null },
			},
			async fill(one) {
				await one.getByLabel('Вариант 1').fill('7');
				await one.getByLabel('Вариант 2').fill('4');
				await one.getByRole('button', send).click();
				await one.getByText('Роздано баллов: 11. Всего их 10.').first().waitFor();
				await shot('votes-points-wrong');
				assert.equal(await one.getByLabel('Вариант 1').inputValue(), '7');
				await one.getByLabel('Вариант 2').fill('3');
			},
		},
		{
			what: 'scores',
			more: {
				marks: { kind: 'score', from: 0, to: 5 },
				rule: { kind: 'choice', name: 'score-mean', seats: 1, leastVotes: null },
			},
			async fill(one) {
				await one.getByRole('group', { name: 'Вариант 1' }).getByText('5', { exact: true }).click();
				await one.getByRole('group', { name: 'Вариант 3' }).getByText('0', { exact: true }).click();
			},
		},
		{
			what: 'blank',
			more: {
				marks: { kind: 'approval' },
				rule: { kind: 'choice', name: 'approval', seats: 1, leastVotes: null },
			},
			async fill(one) {
				assert.equal(await one.getByLabel('Отдать пустой голос').count(), 0);
				await one.getByRole('button', send).click();
				await one.getByText('Вы ничего не отметили.').first().waitFor();
				await shot('votes-blank-asked');
				await one.getByLabel('Отдать пустой голос').check();
			},
		},
		{
			what: 'ranking',
			more: {
				marks: { kind: 'ranking' },
				rule: { kind: 'choice', name: 'instant-runoff', seats: 1, leastVotes: null },
			},
			async fill(one) {
				await one.getByLabel('Вариант 1').selectOption('1');
				await one.getByLabel('Вариант 2').selectOption('1');
				await one.getByRole('button', send).click();
				await one.getByText('Место 1 дано дважды.').first().waitFor();
				assert.equal(await one.getByLabel('Вариант 2').inputValue(), '1');
				await one.getByLabel('Вариант 2').selectOption('2');
			},
		},
		{
			what: 'shared',
			more: {
				marks: { kind: 'ranking', shared: true },
				rule: { kind: 'choice', name: 'schulze', seats: 1, leastVotes: null },
			},
			async fill(one) {
				await one.getByLabel('Вариант 1').selectOption('1');
				await one.getByLabel('Вариант 2').selectOption('1');
			},
		},
		{
			what: 'projects',
			more: {
				options: projects,
				groups: [district('left', 'Левый берег'), district('right', 'Правый берег')],
				marks: { kind: 'approval', least: 1, most: 1 },
				rule: {
					kind: 'budget',
					name: 'equalshares/add1u',
					budget: 400_000_000n,
					threshold: null,
					satisfaction: null,
				},
			},
			async fill(one) {
				await one.getByText('Правый берег').waitFor();
				await one.getByLabel('Мост для пешеходов').check();
			},
		},
	];
	for (const { what, more, fill } of kinds) {
		const ballot = await anOpenBallot(town, more);
		await page.goto(`${addressOf(ballot, 'cast')}`);
		await fill(page);
		assert.equal(await isWide(page), false, what);
		await shot(`votes-cast-${what}`);
		await page.getByRole('button', send).click();
		await page.getByText('Голос принят').waitFor();
		assert.equal((await page.locator('[data-words]').innerText()).split(' ').length, 6, what);
		assert.equal(await envelopesOf(ballot), 1, what);
	}
	await shot('votes-receipt');
	assert.equal(await isWide(page), false);
});

test('the proof is shown at once, a vote is changed where that is allowed, and the list knows it', async () => {
	const ballot = await anOpenBallot(town, { question: 'Как назвать сквер?', mayChange: true });
	const { page, context, shot } = await visitor(site);
	await page.goto(votes);
	await page.getByRole('link', { name: 'Как назвать сквер?' }).click();
	await page.getByText('Войдите, чтобы проголосовать.').waitFor();
	assert.deepEqual(await faultsOf(page), []);
	await signIn(context);
	await page.goto(addressOf(ballot));
	await page.getByRole('link', send).click();
	assert.deepEqual(await faultsOf(page), []);
	await page.getByLabel('Вариант 1').check();
	await page.getByRole('button', send).click();
	await page.getByText('Голос принят').waitFor();
	assert.deepEqual(await faultsOf(page), []);
	await site.runJobs();
	await page.getByRole('button', { name: 'Проверить' }).click();
	await page.getByText('Ваш голос записан в журнал').waitFor();
	await shot('votes-check-open');
	assert.deepEqual(await faultsOf(page), []);
	await page.goto(addressOf(ballot));
	await page.getByRole('link', { name: 'Изменить голос' }).click();
	await page.getByLabel('Вариант 2').check();
	await page.getByRole('button', { name: 'Изменить голос' }).click();
	await page.getByText('Он занял место прежнего').waitFor();
	assert.equal(await envelopesOf(ballot), 1);
	await page.goto(`${votes}?show=open&words=${encodeURIComponent('сквер')}`);
	await page.getByText('вы проголосовали').waitFor();
	assert.equal(await page.locator('main .list li').count(), 1);
	await page.goto(`${votes}?words=нетакого`);
	await page.getByText('Таких голосований нет').waitFor();
});

test('with script points are counted as one types, and options move up and down', async () => {
	const points = await anOpenBallot(town, {
		marks: { kind: 'cumulative', points: 5 },
		rule: { kind: 'choice', name: 'cumulative', seats: 1, leastVotes: null },
	});
	const { page, context } = await visitor(site, { width: 360 });
	await signIn(context);
	await page.goto(addressOf(points, 'cast'));
	await page.getByLabel('Вариант 1').fill('4');
	await page.getByText('Осталось: 1 из 5').waitFor();
	await page.getByLabel('Вариант 2').fill('3');
	await page.getByText('Лишних баллов: 2').waitFor();
	const order = await anOpenBallot(town, {
		marks: { kind: 'ranking' },
		rule: { kind: 'choice', name: 'borda', seats: 1, leastVotes: null },
	});
	await page.goto(addressOf(order, 'cast'));
	for (const name of ['Вариант 3', 'Вариант 1', 'Вариант 1'])
		await page.getByRole('button', { name: `Выше: ${name}` }).click();
	const places = () =>
		page
			.locator('main select')
			.evaluateAll((all) =>
				all.map((one) => `${(one as HTMLSelectElement).name} ${(one as HTMLSelectElement).value}`),
			);
	assert.deepEqual(await places(), ['points-1 1', 'points-3 2', 'points-2 ']);
	await page.locator('select[name=points-2]').selectOption('1');
	assert.deepEqual(await places(), ['points-2 1', 'points-1 2', 'points-3 3']);
	assert.deepEqual(await faultsOf(page), []);
	assert.equal(await isWide(page), false);
});

test('a code on paper opens its own ballot, once, without an account; a forged one opens nothing', async () => {
	const ballot = await anOpenBallot(town, { channels: ['code'] });
	const batch = await makeCodes(town.official, ballot, { title: 'Мельничная', size: 2 });
	const [code] = (await codeSheet(town.official, ballot, batch)).codes;
	const { page, context } = await visitor(site, { width: 360, script: false });
	await page.goto(addressOf(ballot));
	await page.getByRole('link', { name: 'Ввести код' }).click();
	await page.getByLabel('Код с листка').fill('ABCD-EFGH-JKLM');
	await page.getByRole('button', { name: 'Открыть бюллетень' }).click();
	await page.getByText('Код не подошёл').first().waitFor();
	await page.getByLabel('Код с листка').fill(code!.toLowerCase());
	await page.getByRole('button', { name: 'Открыть бюллетень' }).click();
	assert.ok(!page.url().includes(code!), 'no address holds the code');
	await page.getByLabel('Вариант 1').check();
	await page.getByRole('button', send).click();
	await page.getByText('Голос принят').waitFor();
	const kept = (await context.cookies()).find(({ name }) => name === 'veche_sheet')?.value;
	assert.equal(decodeURIComponent(kept ?? ''), `${ballot.id}=`, 'no code is left for the next person');
	// the answer loaded again, and the address opened anew: what became of the vote, and no receipt for whoever comes next
	for (const anew of [() => page.reload(), () => page.goto(addressOf(ballot, 'cast'))]) {
		await anew();
		await page.getByText('По листку уже проголосовали').waitFor();
		assert.equal(await page.locator('[data-words]').count(), 0);
	}
	assert.equal(await envelopesOf(ballot), 1);
	await page.goto(`${votes}/code`);
	await page.getByLabel('Код с листка').fill(code!);
	await page.getByRole('button', { name: 'Открыть бюллетень' }).click();
	await page.getByText('По этому листку уже проголосовали.').first().waitFor();
	assert.equal(await envelopesOf(ballot), 1);
});

test('who may not vote reads why and what to do; a cancelled ballot says so', async () => {
	const asked = await anOpenBallot(town, {
		who: {
			residence: 'confirmed',
			area: town.id,
			reach: 'subtree',
			ageFrom: 14,
			ageTo: null,
			space: null,
			listed: false,
		},
	});
	const { page, context } = await visitor(site, { width: 360, script: false });
	await signIn(context);
	await page.goto(addressOf(asked, 'cast'));
	await page.waitForURL(`**${addressOf(asked)}`);
	await page.getByText('Укажите, где вы живёте.').waitFor();
	await page.getByText('ваша дата рождения не подтверждена').waitFor();
	assert.equal(await page.getByRole('link', send).count(), 0);
	assert.equal(await isWide(page), false);
	const ended = await anOpenBallot(town);
	await cancelBallot(town.head, ended, { reason: 'Вопрос снят с повестки.' });
	await page.goto(addressOf(ended));
	await page.getByText('Вопрос снят с повестки.').first().waitFor();
});

test('an attacker: replayed and forged forms, a closed ballot, a second account with the same paper', async () => {
	const { page, context } = await visitor(site, { script: false });
	await signIn(context);
	const ballot = await anOpenBallot(town);
	const post = async (to: BallotRef, fields: Record<string, string>) => {
		const answer = await context.request.post(addressOf(to, 'cast'), {
			form: fields,
			headers: { origin: site.address, accept: 'text/html' },
		});
		return { status: answer.status(), text: await answer.text() };
	};
	const wordsIn = (text: string) => /data-words[^>]*>([^<]+)</.exec(text)?.[1];
	await page.goto(addressOf(ballot, 'cast'));
	const hidden = async (name: string) =>
		(await page.locator(`main form input[name=${name}]`).first().getAttribute('value')) ?? '';
	const form = { _token: await hidden('_token'), _key: await hidden('_key'), marks: '1' };
	assert.match((await post(ballot, { ...form, marks: '99' })).text, /Такого варианта в бюллетене нет/);
	assert.equal((await post(ballot, { ...form, _token: 'forged' })).status >= 400, true);
	assert.equal(await envelopesOf(ballot), 0);
	const [first, again] = [await post(ballot, form), await post(ballot, form)];
	assert.ok(wordsIn(first.text));
	assert.equal(wordsIn(again.text), wordsIn(first.text), 'a form sent again is the same vote');
	assert.equal((await post(ballot, { ...form, marks: '2' })).status, 409, 'the same form with another vote');
	assert.equal((await post(ballot, { ...form, _key: 'another', marks: '2' })).status, 409);
	assert.equal(await envelopesOf(ballot), 1);

	// what the form of another person holds gives neither their vote nor their receipt
	const thief = await visitor(site, { script: false });
	const boris = await (await anAccount()).cookie();
	await thief.context.addCookies([{ name: signInCookie, value: boris, url: site.address }]);
	const stolen = await thief.context.request.post(addressOf(ballot, 'cast'), {
		form,
		headers: { origin: site.address },
	});
	assert.equal(stolen.status() >= 400, true, 'a form belongs to the sign-in it was made for');
	const foreign = await context.request.post(addressOf(ballot, 'cast'), {
		form: { ...form, _key: 'foreign' },
		headers: { origin: 'https://evil.example' },
	});
	assert.equal(foreign.status(), 403, 'a page of another site sends nothing');
	assert.equal(await envelopesOf(ballot), 1);
	const asked = await anOpenBallot(town);
	for (const marks of ['x', '1,2', '1;2', '../1'])
		assert.equal((await post(asked, { ...form, _key: `ids ${marks}`, marks })).status, 422, marks);
	assert.equal(await envelopesOf(asked), 0);

	const past = await anOpenBallot(town, { closesAt: new Date(Date.now() + hour) });
	await database()`update ballots.ballot set closes_at = now() - interval '1 second' where territory_id = ${past.territory} and id = ${past.id}`;
	assert.match((await post(past, { ...form, _key: 'late' })).text, /голос не принят/);
	// whatever time the sender names
	const hourAgo = new Date(Date.now() - hour);
	const told = {
		at: hourAgo.toISOString(),
		day: hourAgo.toISOString().slice(0, 10),
		'closes-at': '2099-01-01T00:00',
	};
	assert.match((await post(past, { ...form, ...told, _key: 'clock' })).text, /голос не принят/);
	assert.equal(await envelopesOf(past), 0);

	const bySheet = await anOpenBallot(town, { channels: ['code'] });
	await context.addCookies([{ name: 'veche_sheet', value: `${bySheet.id}=ABCDEFGHJKLM`, url: site.address }]);
	assert.match((await post(bySheet, { ...form, _key: 'code' })).text, /Код не подошёл/);

	const residents = await anOpenBallot(town, {
		who: {
			residence: 'confirmed',
			area: town.id,
			reach: 'subtree',
			ageFrom: null,
			ageTo: null,
			space: null,
			listed: false,
		},
	});
	const twins = await Promise.all([someone(), someone()]);
	for (const twin of twins) await declareResidence(twin, { territory: town.id });
	const paper = { territory: town.id, paper: '5700 123456' };
	await confirmAtDesk(town.official, { ...paper, account: twins[0]!.account! });
	await assert.rejects(confirmAtDesk(town.official, { ...paper, account: twins[1]!.account! }));
	await castVote(twins[0]!, { ballot: residents, key: 'one', marks: { marked: ['1'] } });
	await assert.rejects(castVote(twins[1]!, { ballot: residents, key: 'two', marks: { marked: ['2'] } }));
	assert.equal(await envelopesOf(residents), 1);
});
