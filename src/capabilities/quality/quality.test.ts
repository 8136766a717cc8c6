import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import type { Invalid } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { answerAppeal, decideReview, returnAnswer } from '#rooms/appeals/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aCountry, aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import {
	drawWeek,
	giveBack,
	inheritRubric,
	lastWeeks,
	myQueue,
	qualityOf,
	qualityOfBodies,
	readCase,
	scoreCase,
	setPlan,
	setRubric,
	takeNext,
	viewSetUp,
} from './door.server.ts';
import { drawWeeks } from './draw-week.ts';
import { recountQuarter } from './recount-week.ts';
import { talliesOf } from './tally-store.server.ts';
import { tellScorers } from './tell-scorers.ts';
import { mondayOf, weekAt } from './week.ts';

const h = await house();
const zone = 'Europe/Moscow';
const [week = ''] = lastWeeks(new Date(), zone, 1);
const inWeek = (i: number) => new Date(weekAt(week, zone).since.getTime() + (i + 1) * 3_600_000);
const codes = ['to-the-point', 'done-and-when', 'plain-words', 'law', 'next-step'];
const all = (points: number) => new Map(codes.map((code) => [code, points]));

/** A town of a region, whose body gave some answers in the last week that is over. */
async function answers(count: number, parent?: TerritoryId) {
	const town = await aTerritory(parent ? { parent } : {});
	const body = await aBody(town.id, { name: 'МУП «Тестовод»' });
	await body.answersFor('roads');
	const executor = await body.staff('executor', { name: 'Олег Берестов' });
	const official = await executor.actor();
	const receipts = [];
	for (let i = 0; i < count; i++) {
		const receipt = await anAppeal(town.id, { at: new Date(inWeek(i).getTime() - 86_400_000) });
		receipts.push(receipt);
	}
	await h.runJobs();
	for (const [i, receipt] of receipts.entries())
		await answerAppeal(
			official,
			receipt,
			{
				text: `МУП «Тестовод» засыпало яму, работы вёл Олег Берестов, звоните +7 912 345-67-8${i}.`,
				photographs: [],
			},
			inWeek(i),
		);
	const scorer = async (role = 'controller') =>
		(await anAccount({ roles: [{ role, territory: town }] })).actor();
	return { town, body, executor, official, receipts, scorer };
}

test('who scores for a whole region hears once a day of all its towns, and not of the answers of a body they work in', async () => {
	const first = await answers(2);
	const region = first.town.parents.at(-1)!;
	const second = await answers(3, region.id);
	const noticesOf = async (actor: Actor) =>
		[
			...(await database()<{ facts: object }[]>`
				select facts from notifications.notice where account_id = ${actor.account} and kind = 'quality.drawn'
				order by created_at, id`),
		].map((one) => one.facts);
	const regional = await (
		await anAccount({ roles: [{ role: 'observer', territory: region.id, reach: 'subtree' }] })
	).actor();
	const own = await (
		await anAccount({
			roles: [
				{ role: 'controller', territory: second.town },
				{ role: 'head', territory: second.town, space: second.body.id },
			],
		})
	).actor();
	const controller = await first.scorer();
	for (const { town, scorer } of [first, second])
		await setPlan(await scorer(), town.id, { perBody: 9, percent: 0, twice: 0 });
	await drawWeek(first.town.id, week);
	await drawWeek(second.town.id, week);
	await tellScorers();
	assert.deepEqual(await noticesOf(regional), [{ count: 5 }]);
	assert.deepEqual(await noticesOf(controller), [{ count: 2 }]);
	assert.deepEqual(await noticesOf(own), []);
	const third = await answers(1, region.id);
	await setPlan(await third.scorer(), third.town.id, { perBody: 9, percent: 0, twice: 0 });
	await drawWeek(third.town.id, week);
	await tellScorers();
	assert.deepEqual(await noticesOf(regional), [{ count: 5 }, { count: 6 }]);
	assert.deepEqual(await noticesOf(controller), [{ count: 2 }], 'nothing new came for them');
});

test('a week is drawn once, by a seed that draws the same again; scoring fills the figures', async () => {
	const { town, scorer, receipts } = await answers(12);
	const controller = await scorer();
	await setPlan(controller, town.id, { perBody: 12, percent: 0, twice: 50 });
	assert.equal(await drawWeek(town.id, week, { seed: 'a-seed-of-the-test' }), 12);
	assert.equal(await drawWeek(town.id, week), null);
	const { draws } = await viewSetUp(town.id);
	assert.deepEqual([draws[0]?.seed, draws[0]?.answers, draws[0]?.drawn], ['a-seed-of-the-test', 12, 12]);

	const told = () => database()`
		select facts from notifications.notice where account_id = ${controller.account} and kind = 'quality.drawn'`;
	await tellScorers();
	await tellScorers();
	assert.deepEqual(
		[...(await told())],
		[{ facts: { count: 12 } }],
		'told once, of answers and not of readings',
	);
	const observer = await scorer('observer');
	assert.equal((await myQueue(controller)).waiting, 12, 'nobody reads an answer twice');
	for (const [who, formal] of [
		[controller, true],
		[observer, false],
	] as const)
		for (let key = await takeNext(who); key; key = await takeNext(who))
			await scoreCase(who, key, { points: all(formal ? 0 : 2), formal, note: '' });
	assert.equal((await myQueue(controller)).waiting, 0);
	await tellScorers();
	assert.equal((await told()).length, 1, 'nothing waits, nobody is told');
	const [{ scored = 0 } = {}] = await database()<{ scored: number }[]>`
		select count(*)::int as scored from quality.scoring where territory_id = ${town.id} and scored_at is not null`;
	assert.equal(scored, 18);

	await returnAnswer(
		{ actor: outsider(), code: receipts[0]!.code },
		receipts[0]!,
		'Не сделано.',
		new Date(),
		{
			straight: true,
		},
	);
	await recountQuarter([town.id], new Date());
	const figures = await qualityOf(town.id);
	assert.deepEqual([figures.answers, figures.scored, figures.agreement?.of], [12, 12, 6]);
	assert.equal(figures.agreement?.share, 0, 'one said yes to all, the other no');
	// the controller was first and took one reading of each: of six alone yes, of six the mean of yes and no
	assert.ok(figures.formal && Math.abs(figures.formal.share - 0.75) < 1e-9, String(figures.formal?.share));
	assert.equal(figures.returned?.share, 1 / 12);
	const [row] = await qualityOfBodies(town.id, 'ru');
	assert.deepEqual([row?.name, row?.scored, row?.formal?.share], ['МУП «Тестовод»', 12, 0.75]);
});

test('who scores sees no names; takes what chance gives; nobody else opens it', async () => {
	const { town, scorer, executor } = await answers(3);
	await drawWeek(town.id, week);
	const observer = await scorer('observer');
	const key = await takeNext(observer);
	assert.ok(key);
	const one = await readCase(observer, key);
	for (const secret of ['Тестовод', 'Берестов', '345-67', 'Петрова'])
		assert.ok(!one.answer.includes(secret) && !one.asked.includes(secret), `${secret}: ${one.answer}`);
	assert.deepEqual(await takeNext(observer), key, 'one at a time');
	for (const other of [await scorer(), await executor.actor(), outsider()])
		await assert.rejects(readCase(other, key), { code: 'platform.not-found' });
	await assert.rejects(
		scoreCase(observer, key, { points: new Map(), formal: false, note: '' }),
		({ problems }: Invalid) => {
			const names = problems.map((one) => one.facts?.name);
			assert.ok(names.length > 1 && names.every(Boolean), 'each criterion is called by its name');
			assert.equal(new Set(names).size, names.length);
			return true;
		},
	);
	await giveBack(observer, key);
	await assert.rejects(readCase(observer, key), { code: 'platform.not-found' });
});

test('a formal reply goes back to a controller, once, with a reason; its scorer sees what was decided and no names', async () => {
	const { town, scorer, receipts } = await answers(2);
	await drawWeek(town.id, week);
	const [observer, controller] = [await scorer('observer'), await scorer()];
	const key = await takeNext(observer);
	assert.ok(key);
	assert.deepEqual((await readCase(observer, key)).sendBack, { whyNot: null, sent: null });
	const reason = 'Нет ни дня, ни того, что сделано.';
	const input = { points: all(0), formal: true, note: '' };
	for (const [wrong, field] of [
		[{ formal: false, sendBack: { reason } }, 'send-back'],
		[{ sendBack: { reason: 'плохо' } }, 'reason'],
	] as const)
		await assert.rejects(scoreCase(observer, key, { ...input, ...wrong }), (error: Invalid) => {
			assert.deepEqual(
				error.problems.map((one) => one.field),
				[field],
			);
			return true;
		});
	for (const other of [controller, outsider()])
		await assert.rejects(scoreCase(other, key, { ...input, sendBack: { reason } }), {
			code: 'platform.not-found',
		});
	await scoreCase(observer, key, { ...input, sendBack: { reason } });
	await scoreCase(observer, key, { ...input, sendBack: { reason } });
	const [row] = await database()<{ appeal: string }[]>`
		select appeal_id as appeal from appeals.dissent where territory_id = ${town.id} and kind = 'sample'`;
	const sent = receipts.find((one) => one.id === row?.appeal);
	assert.ok(sent);
	assert.equal((await myQueue(observer)).scored[0]?.sent, 'waiting');
	const note = 'МУП «Тестовод» обещало и не сделало, Олег Берестов не назвал дня.';
	await decideReview(controller, sent, { decision: 'confirmed', note });
	assert.equal((await myQueue(observer)).scored[0]?.sent, 'confirmed');
	const { sendBack } = await readCase(observer, key);
	assert.deepEqual([sendBack.whyNot, sendBack.sent?.decision], [null, 'confirmed']);
	assert.match(sendBack.sent?.note ?? '', /не назвал дня/);
	assert.doesNotMatch(JSON.stringify(sendBack), /Тестовод|Берестов|Петрова/);
	await recountQuarter([town.id], new Date());
	const counted = await talliesOf(database(), [town.id], week);
	assert.deepEqual([counted[0]?.returned, counted[0]?.answers], [1, 2]);
	await recountQuarter([town.id], new Date());
	assert.deepEqual(await talliesOf(database(), [town.id], week), counted);
});

test('of two who read one answer the second is told that a controller looks at it already', async () => {
	const { town, scorer } = await answers(1);
	await setPlan(await scorer(), town.id, { perBody: 1, percent: 0, twice: 100 });
	await drawWeek(town.id, week);
	const [first, second] = [await scorer('observer'), await scorer('observer')];
	const input = {
		points: all(0),
		formal: true,
		note: '',
		sendBack: { reason: 'Слова вместо дела, дня нет.' },
	};
	const [one, other] = [await takeNext(first), await takeNext(second)];
	assert.ok(one && other);
	await scoreCase(first, one, input);
	assert.equal((await readCase(second, other)).sendBack.whyNot, 'appeals.sample.in-review');
	await assert.rejects(scoreCase(second, other, input), (error: Invalid) => {
		assert.equal(error.problems[0]?.code, 'appeals.sample.in-review');
		return true;
	});
	await scoreCase(second, other, { ...input, sendBack: null });
	assert.equal((await myQueue(second)).scored[0]?.sent, null);
});

test('nobody scores their own answers or those of a body they work in', async () => {
	const { town, body } = await answers(2);
	await drawWeek(town.id, week);
	const both = await anAccount({
		roles: [
			{ role: 'controller', territory: town },
			{ role: 'official', territory: town, space: body.id },
		],
	});
	assert.equal((await myQueue(await both.actor())).waiting, 0);
	assert.equal(await takeNext(await both.actor()), null);
});

test('two at once never get the same reading', async () => {
	const { town, scorer } = await answers(3);
	await drawWeek(town.id, week);
	const people = await Promise.all([1, 2, 3].map(() => scorer()));
	const keys = await Promise.all(people.map((one: Actor) => takeNext(one)));
	assert.equal(new Set(keys.map((key) => key?.id)).size, 3);
});

test('a region adds up its towns, and a recount gives what was counted on the way', async () => {
	const region = await aTerritory({ kind: 'region', parent: (await aCountry()).id });
	const [first, second] = [await answers(2, region.id), await answers(4, region.id)];
	for (const { town, scorer } of [first, second]) {
		await drawWeek(town.id, week);
		const controller = await scorer();
		for (let key = await takeNext(controller); key; key = await takeNext(controller))
			await scoreCase(controller, key, { points: all(1), formal: false, note: 'ok' });
	}
	const [whole] = await talliesOf(database(), [region.id], week);
	assert.deepEqual([whole?.answers, whole?.scored, whole?.stratumAnswers], [6, 5, 6]);
	await recountQuarter([first.town.id, second.town.id], new Date());
	const [again] = await talliesOf(database(), [region.id], week);
	assert.deepEqual(again, whole);
});

test('the job draws wherever somebody answered, twice does no harm', async () => {
	const { town } = await answers(1);
	await drawWeeks(new Date());
	await drawWeeks(new Date());
	assert.equal((await viewSetUp(town.id)).draws.length >= 1, true);
	const [row] = await database()<{ count: number }[]>`
		select count(*)::int as count from quality.sampled where territory_id = ${town.id}`;
	assert.equal(row?.count, 1);
});

test('a territory writes criteria of its own, with every mistake at its field, and takes them back', async () => {
	const town = await aTerritory();
	const head = await (await anAccount({ roles: [{ role: 'head', territory: town }] })).actor();
	const line = { ru: 'Есть дата', en: '', hint: '', weight: '2', code: '' };
	const empty = { ru: '', en: '', hint: '', weight: '1', code: '' };
	await assert.rejects(setRubric(head, town.id, [{ ...line, weight: '99' }, empty]), { name: 'Invalid' });
	await assert.rejects(setRubric(head, town.id, [empty]), { name: 'Invalid' });
	await setRubric(head, town.id, [line, empty]);
	const own = await viewSetUp(town.id);
	assert.deepEqual([own.own, own.rubric?.criteria.length], [true, 1]);
	await inheritRubric(head, town.id);
	assert.equal((await viewSetUp(town.id)).rubric?.criteria.length, 5);
	const resident = await (await anAccount()).actor();
	await assert.rejects(setRubric(resident, town.id, [line]), { code: 'platform.not-found' });
});

test('a week begins on Monday in the zone of the place', () => {
	assert.equal(mondayOf(new Date('2026-11-22T21:30:00Z'), 'Europe/Moscow'), '2026-11-23');
	assert.equal(mondayOf(new Date('2026-11-22T20:30:00Z'), 'Europe/Moscow'), '2026-11-16');
	assert.deepEqual(lastWeeks(new Date('2026-11-27T10:00:00Z'), 'Europe/Moscow', 2), [
		'2026-11-16',
		'2026-11-09',
	]);
});
