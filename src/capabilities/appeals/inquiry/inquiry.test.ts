import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { answerAppeal } from '../answer-appeal.ts';
import type { AppealRef } from '../appeal.ts';
import { withdrawAppeal } from '../close-appeal.ts';
import { readDeskAsked } from '../desk/asked.ts';
import { readInbox } from '../desk/read-inbox.ts';
import { readAppeal } from '../read-appeal.ts';
import { returnAnswer } from '../return-answer.ts';
import * as store from '../store.server.ts';
import { takeUp } from '../take-up.ts';
import { addFromAuthor } from './add-from-author.ts';
import { askAuthor, withdrawInquiry } from './ask-author.ts';
import { readyQuestions, talkOf } from './inquiries-for.ts';
import { readDays } from './inquiry.ts';
import { remindAuthors, setReminderDays } from './reminders.ts';

const h = await house();
const day = 86_400_000;
const read = async (ref: AppealRef) => (await store.read(database(), ref))!;
const terms = async (ref: AppealRef) =>
	new Map((await store.termsOf(database(), ref)).map((term) => [term.kind, term]));
const told = async (account: Actor['account'], kind: string) =>
	(
		await database()<{ count: string }[]>`
			select count(*) from notifications.notice where account_id = ${account} and kind = ${kind}`
	)[0]!.count;

async function aQuestion() {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const executor = await (await body.staff('executor')).actor();
	const resident = await anAccount();
	const author = await resident.actor();
	const receipt = await anAppeal(town.id, { by: author });
	await h.runJobs();
	await takeUp(executor, receipt);
	return { town, body, executor, author, receipt };
}
const desk = async (actor: Actor) =>
	(await readInbox(actor, readDeskAsked(new URLSearchParams({ view: 'asked' })))).rows.map(
		(row) => row.number,
	);

test('a question stops the promise and never the law; the answer lets it run again, and everybody is told once', async () => {
	const { executor, author, receipt } = await aQuestion();
	const before = await terms(receipt);
	await askAuthor(executor, receipt, { ready: [], text: 'У какого дома яма?' });
	await h.runJobs();
	const during = await terms(receipt);
	assert.ok(during.get('promise')?.waits, 'the promise stands');
	assert.equal(during.get('answer')?.waits, null);
	assert.equal(during.get('answer')?.dueOn, before.get('answer')?.dueOn);
	assert.deepEqual(await desk(executor), [receipt.number]);
	assert.equal(await told(author.account, 'appeals.asked'), '1');
	const talk = await talkOf(await read(receipt), 'author');
	const inquiry = talk.inquiries[0]!.id;
	// what was asked is nobody else's business
	const stranger = await readAppeal({ actor: outsider() }, receipt.territory, receipt.number);
	assert.equal(stranger.talk, null);
	assert.ok(!JSON.stringify(stranger.history).includes('У какого дома'));
	await assert.rejects(
		addFromAuthor({ actor: outsider() }, receipt, { inquiry, text: 'У пятого', photographs: [] }),
		{
			code: 'platform.sign-in-first',
		},
	);
	const reply = { inquiry, text: 'У пятого, напротив арки', photographs: [], key: 'one-press' };
	await addFromAuthor({ actor: author }, receipt, reply);
	await addFromAuthor({ actor: author }, receipt, reply);
	await h.runJobs();
	assert.equal((await terms(receipt)).get('promise')?.waits, null);
	assert.equal((await read(receipt)).asked, 0);
	assert.deepEqual(await desk(executor), []);
	assert.equal(await told(executor.account, 'appeals.work-replied'), '1');
	const after = await talkOf(await read(receipt), 'office');
	assert.deepEqual(
		[after.inquiries[0]?.open, after.inquiries[0]?.reply?.text],
		[false, 'У пятого, напротив арки'],
	);
	await assert.rejects(addFromAuthor({ actor: author }, receipt, { inquiry, text: 'Ещё', photographs: [] }), {
		code: 'appeals.inquiry.over',
	});
});

test('a person without an account answers by number and code, and adds something unasked', async () => {
	const { town, executor } = await aQuestion();
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	const viewer = { actor: outsider(), code: receipt.code };
	await askAuthor(executor, receipt, { ready: ['Какой глубины?'], text: '' });
	const [one] = (await talkOf(await read(receipt), 'author')).inquiries;
	await addFromAuthor(viewer, receipt, { inquiry: one!.id, text: 'По колено', photographs: [] });
	await addFromAuthor(viewer, receipt, { inquiry: null, text: 'Сегодня стало две ямы', photographs: [] });
	const page = await readAppeal(viewer, receipt.territory, receipt.number);
	assert.deepEqual(
		page.talk?.added.map((added) => added.text),
		['Сегодня стало две ямы'],
	);
	assert.deepEqual(
		page.history.filter((happening) => happening.audience === 'author').map((happening) => happening.kind),
		['asked', 'replied', 'supplemented'],
	);
	await assert.rejects(addFromAuthor(viewer, receipt, { inquiry: null, text: ' ', photographs: [] }), {
		name: 'Invalid',
	});
});

test('the author is reminded on the set days, no more after the answer, and by a job that ran twice only once', async () => {
	const { town, body, executor, author, receipt } = await aQuestion();
	await setReminderDays(await body.administrator.actor(), town.id, [2, 5]);
	await askAuthor(executor, receipt, { ready: ['Где?', 'Когда?'], text: '' });
	const after = (days: number) => new Date(Date.now() + days * day + 60_000);
	await remindAuthors(after(1));
	assert.equal(await told(author.account, 'appeals.reminded'), '0');
	await remindAuthors(after(2));
	await remindAuthors(after(2));
	await h.runJobs();
	assert.equal(await told(author.account, 'appeals.reminded'), '1', 'of all questions together');
	const [one, two] = (await talkOf(await read(receipt), 'author')).inquiries;
	await addFromAuthor({ actor: author }, receipt, { inquiry: one!.id, text: 'У арки', photographs: [] });
	await withdrawInquiry(executor, receipt, two!.id);
	await remindAuthors(after(5));
	await h.runJobs();
	assert.equal(await told(author.account, 'appeals.reminded'), '1');
	assert.equal((await read(receipt)).asked, 0);
});

test('a question that the answer left without is over for the office and for the author, also after a return', async () => {
	const { executor, author, receipt } = await aQuestion();
	await askAuthor(executor, receipt, { ready: [], text: 'У какого дома яма?' });
	await answerAppeal(executor, receipt, { text: 'Яму засыпали и укатали 21 ноября.', photographs: [] });
	await h.runJobs();
	const seen = async (whose: 'office' | 'author') =>
		(await talkOf(await read(receipt), whose)).inquiries.map((one) => [one.open, one.byAnswer]);
	assert.deepEqual(await seen('office'), [[false, true]]);
	assert.equal((await read(receipt)).asked, 0);
	await returnAnswer({ actor: author }, receipt, 'Засыпали другую яму.');
	await h.runJobs();
	assert.deepEqual(await seen('author'), [[false, true]]);
	await remindAuthors(new Date(Date.now() + 8 * day));
	assert.equal(await told(author.account, 'appeals.reminded'), '0');
	assert.deepEqual(await desk(executor), []);
	await askAuthor(executor, receipt, { ready: [], text: 'Где другая яма?' });
	assert.deepEqual(await seen('author'), [
		[false, true],
		[true, false],
	]);
});

test('a question of an appeal that ends without an answer is withdrawn with it', async () => {
	const { executor, author, receipt } = await aQuestion();
	await askAuthor(executor, receipt, { ready: [], text: 'У какого дома яма?' });
	await withdrawAppeal({ actor: author }, receipt);
	const [one] = (await talkOf(await read(receipt), 'office')).inquiries;
	assert.deepEqual([one?.open, one?.byAnswer, one?.withdrawnAt !== null], [false, false, true]);
	assert.equal((await read(receipt)).asked, 0);
});

test('no more questions at once than a person can answer; ready ones are those that have no answer', async () => {
	const { executor, receipt, author } = await aQuestion();
	await assert.rejects(askAuthor(executor, receipt, { ready: [], text: '  ' }), { name: 'Invalid' });
	await askAuthor(executor, receipt, { ready: ['1?', '2?', '3?'], text: '4?' });
	await assert.rejects(askAuthor(executor, receipt, { ready: ['5?', '6?'], text: '' }), { name: 'Invalid' });
	await assert.rejects(askAuthor(author, receipt, { ready: [], text: 'Можно?' }), {
		code: 'platform.not-allowed',
	});
	const all = await readyQuestions('roads.potholes', [], 'ru');
	const [first] = all;
	if (first)
		assert.ok(
			(
				await readyQuestions('roads.potholes', [{ question: 'none', wording: '', answer: '' }], 'ru')
			).includes(first),
		);
});

test('days of reminders as people write them', () => {
	assert.deepEqual(readDays('7, 3'), [3, 7]);
	assert.deepEqual(readDays(''), []);
	assert.equal(readDays('0'), null);
	assert.equal(readDays('завтра'), null);
	assert.equal(readDays('1 2 3 4 5 6'), null);
});
