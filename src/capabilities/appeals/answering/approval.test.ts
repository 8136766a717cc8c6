import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { Refusal } from '#platform/errors/door.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { answerAppeal } from '../answer-appeal.ts';
import { bulkActsAt } from '../bulk/acts-at.ts';
import { itemsOf } from '../bulk/bulk-store.server.ts';
import { beginBulk } from '../bulk/run-bulk.ts';
import { readDeskAsked } from '../desk/asked.ts';
import { desksOf } from '../desk/desks-of.ts';
import { readInbox } from '../desk/read-inbox.ts';
import { passOn } from '../pass-on.ts';
import { readWork } from '../read-appeal.ts';
import * as appeals from '../store.server.ts';
import { takeUp } from '../take-up.ts';
import { answeringOf } from './answering-view.ts';
import { approveAnswer, recallAnswer, sendBackAnswer } from './approve-answer.ts';
import * as drafts from './draft-store.server.ts';

const h = await house();
const text = 'Разобрались: приёмные часы продлили, сотрудникам указали на ошибку.';
/** Of the general set: the controller agrees first, then the head. */
const category = 'authority.answer';

async function anAnswerThatWaits() {
	const town = await aTerritory();
	const body = await aBody(town.id, { name: 'Управление делами' });
	await body.answersFor(null);
	const people = {
		executor: await (await body.staff('executor', { name: 'Олег Берестов' })).actor(),
		controller: await (await body.staff('controller', { name: 'Анна Сомова' })).actor(),
		head: await (await body.staff('head', { name: 'Вера Полянская' })).actor(),
		official: await (await body.staff('official')).actor(),
		registry: await (await anAccount({ roles: [{ role: 'controller', territory: town.id }] })).actor(),
		resident: await (await anAccount()).actor(),
	};
	const receipt = await anAppeal(town.id, { category });
	await h.runJobs();
	await takeUp(people.executor, receipt);
	const before = await appeals.read(database(), receipt);
	assert.equal(await answerAppeal(people.executor, receipt, { text, photographs: [] }), 'waits');
	await h.runJobs();
	return { town, body, people, receipt, before };
}
const state = async (receipt: Parameters<typeof appeals.read>[1]) => {
	const appeal = await appeals.read(database(), receipt);
	return [appeal?.state, appeal?.approval];
};
const refused = async (work: Promise<unknown>) =>
	work.then(
		() => null,
		(error: unknown) => (error instanceof Refusal ? error.code : String(error)),
	);
const toApprove = async (actor: Parameters<typeof readInbox>[0]) =>
	(await readInbox(actor, readDeskAsked(new URLSearchParams({ view: 'approval' })))).rows.map(
		(row) => row.number,
	);

test('an answer waits for each role in order, the last one sends it; the term goes on', async () => {
	const { people, receipt, before } = await anAnswerThatWaits();
	assert.deepEqual(await state(receipt), ['in-work', 'controller']);
	assert.equal((await appeals.read(database(), receipt))?.dueAt.getTime(), before?.dueAt.getTime());
	assert.deepEqual(await toApprove(people.controller), [receipt.number]);
	assert.deepEqual(await toApprove(people.head), []);
	for (const person of ['executor', 'head', 'official', 'resident'] as const)
		assert.ok(await refused(approveAnswer(people[person], receipt)), person);
	assert.equal(
		await refused(answerAppeal(people.executor, receipt, { text, photographs: [] })),
		'appeals.answer.waits',
	);
	assert.equal(await approveAnswer(people.controller, receipt), 'waits');
	await h.runJobs();
	assert.deepEqual(await state(receipt), ['in-work', 'head']);
	assert.deepEqual(await toApprove(people.head), [receipt.number]);
	const panel = await answeringOf(people.head, await readWork(people.head, receipt));
	assert.deepEqual(
		panel?.steps.map((one) => [one.role, one.state, one.by]),
		[
			['controller', 'agreed', 'Анна Сомова'],
			['head', 'waits', null],
		],
	);
	assert.equal(await approveAnswer(people.head, receipt), 'sent');
	assert.deepEqual(await state(receipt), ['answered', null]);
	const [answer] = await appeals.answersOf(database(), receipt);
	assert.equal(answer?.account, people.executor.account, 'the answer is of whoever wrote it');
	assert.equal(answer?.signedName, 'Вера Полянская', 'the head who agreed signs it');
	const kinds = (await appeals.historyOf(database(), receipt, ['office'])).map((one) => one.kind);
	assert.deepEqual(
		kinds.filter((kind) => kind.startsWith('approval')),
		['approval-asked', 'approval-given', 'approval-given'],
	);
});

test('sent back with a remark it returns to whoever wrote it, and goes the whole way again', async () => {
	const { people, receipt } = await anAnswerThatWaits();
	await approveAnswer(people.controller, receipt);
	await sendBackAnswer(people.head, receipt, 'Назовите день, с которого продлены часы.');
	await h.runJobs();
	assert.deepEqual(await state(receipt), ['in-work', null]);
	const panel = await answeringOf(people.executor, await readWork(people.executor, receipt));
	assert.equal(panel?.remark?.text, 'Назовите день, с которого продлены часы.');
	assert.equal(panel?.draft?.text, text);
	const told = await database()`
		select 1 from notifications.notice where account_id = ${people.executor.account} and kind = 'appeals.sent-back'`;
	assert.equal(told.length, 1);
	assert.equal(await refused(sendBackAnswer(people.head, receipt, 'Ещё раз')), 'platform.not-allowed');
	await answerAppeal(people.executor, receipt, { text: `${text} С 1 декабря.`, photographs: [] });
	assert.deepEqual(await state(receipt), ['in-work', 'controller']);
	const again = await answeringOf(people.executor, await readWork(people.executor, receipt));
	assert.equal(again?.remark, null);
	// who holds the role in the territory as a whole agrees as well
	assert.equal(await approveAnswer(people.registry, receipt), 'waits');
});

test('who writes it may take it back; another body or category asks anew; a head who answers agrees by that', async () => {
	const { town, people, receipt } = await anAnswerThatWaits();
	await recallAnswer(people.executor, receipt);
	assert.deepEqual(await state(receipt), ['in-work', null]);
	assert.equal(await refused(recallAnswer(people.executor, receipt)), 'appeals.answer.waits-no-more');
	assert.equal((await drafts.readDraft(database(), receipt))?.text, text);
	await answerAppeal(people.head, receipt, { text, photographs: [] });
	assert.deepEqual(await state(receipt), ['in-work', 'controller']);
	const other = await aBody(town.id, { name: 'Другое управление' });
	await passOn(people.executor, receipt, { body: other, reason: 'Это дело другого управления.' });
	assert.deepEqual((await state(receipt))[1], null, 'nobody agrees for another body');

	const second = await anAnswerThatWaits();
	await recallAnswer(second.people.executor, second.receipt);
	await answerAppeal(second.people.head, second.receipt, { text, photographs: [] });
	assert.equal(
		await approveAnswer(second.people.controller, second.receipt),
		'sent',
		'the head has agreed by sending',
	);
});

test('many answers are approved at once; what does not wait for this person is told and left', async () => {
	const { body, people, receipt, town } = await anAnswerThatWaits();
	const other = await anAppeal(town.id, { category });
	await h.runJobs();
	const desk = (await desksOf(people.controller)).find(
		(one) => one.desk.kind === 'body' && one.desk.body.id === body.id,
	);
	assert.ok(desk && bulkActsAt(people.controller, desk).includes('approve'));
	const ref = await beginBulk(people.controller, desk, [receipt, other], { do: 'approve' });
	const items = await itemsOf(database(), ref);
	assert.deepEqual(
		items.map((one) => one.outcome),
		['done', 'refused'],
	);
	assert.deepEqual(await state(receipt), ['in-work', 'head']);
});
