import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database, transaction } from '#platform/db/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { aFiling, anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aCountry, aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { answerAppeal } from '../answer-appeal.ts';
import type { AppealRef } from '../appeal.ts';
import { classifyAppeal } from '../classify-appeal.ts';
import { fileAppeal } from '../file-appeal.ts';
import { readWork } from '../read-appeal.ts';
import { returnAnswer } from '../return-answer.ts';
import * as appeals from '../store.server.ts';
import { takeIn } from '../take-in.ts';
import { takeUp } from '../take-up.ts';
import { termsFor } from './begin-terms.ts';
import { forgetRulebook } from './ground.server.ts';
import { pauseTerms, resumeTerms } from './pause-terms.ts';
import { prolongAnswer } from './prolong-answer.ts';
import { changesOf, termsOf } from './store.server.ts';

const h = await house();
const moscow = (text: string) => new Date(`${text}+03:00`);

/** A pothole filed on Friday 20 November 2026, at an executor's: 10 working days promised, 2 for the first steps. */
async function aPothole(at = moscow('2026-11-20T10:00')) {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor(null);
	const executor = await body.staff('executor');
	const head = await body.staff('head');
	const controller = await anAccount({ roles: [{ role: 'controller', territory: town }] });
	const receipt = await anAppeal(town.id, { at });
	const ref: AppealRef = { territory: town.id, id: receipt.id };
	await takeIn(ref, new Date(at.getTime() + 60_000));
	const due = async () =>
		Object.fromEntries((await termsOf(database(), ref)).map((term) => [term.kind, term.dueOn]));
	const told = async () => (await appeals.read(database(), ref))?.dueOn;
	return { town, body, executor, head, controller, receipt, ref, due, told };
}

test('the law is read from its table, in the edition of the day of filing and of the nearest territory', async () => {
	const { due, town } = await aPothole();
	assert.deepEqual(await due(), {
		register: '2026-11-23',
		reaction: '2026-11-24',
		redirect: '2026-11-27',
		promise: '2026-12-04',
		answer: '2026-12-18',
	});
	const sql = database();
	// a region of its own gives its bodies fifteen days from 2027 on
	await sql`
		insert into appeals.term_rule (code, valid_from, kind, holds_in, amount, unit, day_off, source)
		values (${`region-${town.id}`}, '2027-01-01', 'answer', ${town.id}, 15, 'days', 'before', 'Закон области')`;
	forgetRulebook();
	const answer = async (at: Date) =>
		(await termsFor(town.id, 'roads.potholes', at)).find((term) => term.kind === 'answer');
	assert.equal((await answer(moscow('2026-12-31T10:00')))?.rule, '59-fz-12');
	const after = await answer(moscow('2027-01-18T10:00'));
	assert.deepEqual([after?.rule, after?.dueOn], [`region-${town.id}`, '2027-02-02']);
});

test('waiting for the resident stops the promise and never the law; all of it leaves a trace', async () => {
	const { ref, due, told, executor } = await aPothole();
	const by = executor.id;
	const paused = await transaction((tx) =>
		pauseTerms(tx, ref, { reason: 'resident', by, note: 'Где именно яма?', at: moscow('2026-11-23T11:00') }),
	);
	assert.deepEqual(paused.stopped, ['promise']);
	// ten working days at most
	assert.equal(paused.until.toISOString(), moscow('2026-12-08T00:00').toISOString());
	assert.deepEqual(await due(), {
		register: '2026-11-23',
		reaction: '2026-11-24',
		redirect: '2026-11-27',
		promise: '2026-12-21',
		answer: '2026-12-18',
	});
	assert.equal(await told(), '2026-12-18', 'what the law demands is told meanwhile');
	const resumed = await transaction((tx) =>
		resumeTerms(tx, ref, { by: null, at: moscow('2026-11-25T16:00') }),
	);
	assert.equal(resumed, true);
	assert.equal((await due()).promise, '2026-12-08', 'Monday and Tuesday did not count');
	assert.equal(await told(), '2026-12-08');
	const changes = (await changesOf(database(), ref)).map((one) => [
		one.kind,
		one.because,
		one.from?.dueOn,
		one.to?.dueOn,
		one.reason,
	]);
	assert.deepEqual(changes, [
		['promise', 'waits', '2026-12-04', '2026-12-21', 'Где именно яма?'],
		['promise', 'goes-on', '2026-12-21', '2026-12-08', null],
	]);
	const kinds = (await appeals.historyOf(database(), ref, ['public'])).map((one) => one.kind);
	assert.deepEqual(kinds, ['filed', 'registered', 'routed', 'term-paused', 'term-resumed']);
	assert.equal(await transaction((tx) => resumeTerms(tx, ref, { by: null })), false);
});

test('what the rules do not let stop a clock is written down and stops none', async () => {
	const { ref, due, controller } = await aPothole();
	const paused = await transaction((tx) =>
		pauseTerms(tx, ref, { reason: 'others', by: controller.id, at: moscow('2026-11-23T11:00') }),
	);
	assert.deepEqual(paused.stopped, []);
	assert.equal((await due()).promise, '2026-12-04');
	const kinds = (await appeals.historyOf(database(), ref, ['office'])).map((one) => one.kind);
	assert.deepEqual(kinds, ['waits']);
	// nor does it say that they stand where they stand for another reason
	await transaction((tx) =>
		pauseTerms(tx, ref, { reason: 'resident', by: null, at: moscow('2026-11-23T11:10') }),
	);
	const again = await transaction((tx) =>
		pauseTerms(tx, ref, {
			reason: 'others',
			by: controller.id,
			note: 'Ждём смету',
			at: moscow('2026-11-23T11:20'),
		}),
	);
	assert.deepEqual(again.stopped, []);
	const [last] = (await appeals.historyOf(database(), ref, ['office', 'public'])).slice(-1);
	assert.deepEqual([last?.kind, last?.audience, last?.text], ['waits', 'office', 'Ждём смету']);
	await assert.rejects(
		transaction((tx) => pauseTerms(tx, ref, { reason: 'mood', by: null })),
		{ code: 'appeals.wait.unknown' },
	);
	await assert.rejects(
		transaction((tx) =>
			pauseTerms(tx, ref, {
				reason: 'resident',
				by: null,
				at: moscow('2026-11-23T12:00'),
				until: moscow('2027-11-23T12:00'),
			}),
		),
		/appeals.wait.until/,
	);
});

test('a change of category counts anew from the filing and says so', async () => {
	const { ref, due, told, controller } = await aPothole();
	await classifyAppeal(await controller.actor(), ref, 'roads.snow');
	const fresh = await termsFor(ref.territory, 'roads.snow', moscow('2026-11-20T10:00'));
	const expected = Object.fromEntries(fresh.map((term) => [term.kind, term.dueOn]));
	assert.deepEqual(await due(), { ...expected, register: '2026-11-23', redirect: '2026-11-27' });
	const { promise } = expected;
	assert.ok(promise && promise < '2026-12-04');
	assert.equal(await told(), promise);
	const [line] = (await appeals.historyOf(database(), ref, ['public'])).filter(
		(one) => one.kind === 'term-changed',
	);
	assert.deepEqual(line?.facts, { from: '2026-12-04', to: promise, because: 'category' });
});

test('a body that has taken up an appeal owes no first reaction when its category is made clear later', async () => {
	const { ref, executor } = await aPothole();
	await takeUp(await executor.actor(), ref, moscow('2026-11-23T10:00'));
	const before = (await termsOf(database(), ref)).find((term) => term.kind === 'reaction');
	await classifyAppeal(await executor.actor(), ref, 'roads.snow');
	const after = (await termsOf(database(), ref)).find((term) => term.kind === 'reaction');
	assert.deepEqual([after?.metAt, after?.dueOn, after?.missedAt], [before?.metAt, before?.dueOn, null]);
});

test('only a head or a controller prolongs, once, before the day, no further than the law lets, and the author hears of it', async () => {
	const now = new Date();
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor(null);
	const [executor, head] = [await body.staff('executor'), await body.staff('head')];
	const author = await anAccount({ email: 'author@example.org' });
	const receipt = await anAppeal(town.id, { by: await author.actor(), at: now });
	const ref: AppealRef = { territory: town.id, id: receipt.id };
	await takeIn(ref, now);
	const [answer] = (await termsOf(database(), ref)).filter((term) => term.kind === 'answer');
	assert.ok(answer);
	const day = (days: number) =>
		new Date(Date.parse(`${answer.dueOn}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
	const reason = 'Нужна экспертиза моста.';
	await assert.rejects(prolongAnswer(await executor.actor(), ref, { until: day(20), reason }), {
		code: 'platform.not-allowed',
	});
	await assert.rejects(prolongAnswer(outsider(), ref, { until: day(20), reason }), {
		code: 'platform.sign-in-first',
	});
	await assert.rejects(
		prolongAnswer(await head.actor(), ref, { until: day(45), reason }),
		/appeals.prolong.until/,
	);
	await assert.rejects(
		prolongAnswer(await head.actor(), ref, { until: answer.dueOn, reason }),
		/appeals.prolong.until/,
	);
	const until = await prolongAnswer(await head.actor(), ref, { until: day(21), reason });
	const terms = await termsOf(database(), ref);
	assert.equal(terms.find((term) => term.kind === 'answer')?.dueOn, until);
	assert.equal(terms.find((term) => term.kind === 'promise')?.dueOn, until, 'the promise goes along');
	assert.equal((await appeals.read(database(), ref))?.dueOn, until);
	await assert.rejects(prolongAnswer(await head.actor(), ref, { until: day(28), reason }), {
		code: 'appeals.prolong.not-once',
	});
	const line = (await appeals.historyOf(database(), ref, ['public'])).find(
		(one) => one.kind === 'term-prolonged',
	);
	assert.deepEqual([line?.text, line?.facts], [reason, { from: answer.dueOn, to: until }]);
	await h.runJobs();
	const [notice] = await database()<{ due: string; reason: string }[]>`
		select facts ->> 'due' as due, facts ->> 'reason' as reason from notifications.notice
		where account_id = ${author.id} and kind = 'appeals.prolonged'`;
	assert.deepEqual({ ...notice }, { due: until, reason }, 'the author hears why');
});

test('the day that is over is not prolonged', async () => {
	const { ref, head } = await aPothole(moscow('2026-06-01T10:00'));
	await assert.rejects(prolongAnswer(await head.actor(), ref, { until: '2027-01-15', reason: 'Поздно.' }), {
		code: 'appeals.prolong.not-over',
	});
});

test('a returned answer owes what was owed by its first day, and the author has a term too', async () => {
	const { ref, executor, receipt } = await aPothole();
	const at = moscow('2026-12-01T10:00');
	await transaction((tx) =>
		pauseTerms(tx, ref, { reason: 'resident', by: null, at: moscow('2026-11-30T10:00') }),
	);
	await answerAppeal(await executor.actor(), ref, { text: 'Яму засыпали щебнем.', photographs: [] }, at);
	const state = async () =>
		(await termsOf(database(), ref)).map((term) => [
			term.kind,
			term.dueOn,
			term.metAt !== null,
			term.missedAt !== null,
		]);
	assert.deepEqual(await state(), [
		['register', '2026-11-23', true, false],
		// nobody took it up before it was answered
		['reaction', '2026-11-24', true, true],
		['redirect', '2026-11-27', true, false],
		// Monday did not count: the wait ended with the answer
		['promise', '2026-12-07', true, false],
		['answer', '2026-12-18', true, false],
		// 31 December is no working day, the holidays end on the 11th
		['verdict', '2027-01-11', false, false],
	]);
	const later = moscow('2026-12-20T10:00');
	await returnAnswer({ actor: outsider(), code: receipt.code }, ref, 'Щебень разнесло за день.', later);
	assert.deepEqual((await state()).slice(3), [
		['promise', '2026-12-07', false, true],
		['answer', '2026-12-18', false, true],
		['verdict', '2027-01-11', true, false],
	]);
	const history = (await changesOf(database(), ref)).filter((one) => one.because === 'returned');
	assert.deepEqual(
		history.map((one) => [one.kind, one.metAt?.toISOString()]),
		[
			['promise', at.toISOString()],
			['answer', at.toISOString()],
		],
	);
	const work = await readWork(await executor.actor(), ref, later);
	assert.equal(work.clock?.tone, 'late');
});

test('an appeal filed without a promise still has a term by the rule of the house where no law is written', async () => {
	const town = await aTerritory();
	const country = await aCountry({ code: 'KZ', zone: 'Asia/Almaty' });
	const region = await country.below({ kind: 'region' });
	const place = await region.below();
	const [here, there] = [
		await fileAppeal(outsider(), aFiling(town.id), moscow('2026-11-20T10:00')),
		await fileAppeal(outsider(), aFiling(place.id), moscow('2026-11-20T10:00')),
	];
	const rules = async (ref: AppealRef) => (await termsOf(database(), ref)).map((term) => term.rule).sort();
	assert.ok((await rules(here)).includes('59-fz-12'));
	assert.ok((await rules(there)).includes('house-answer'));
});
