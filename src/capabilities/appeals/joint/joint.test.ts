import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayIn } from '#platform/calendar/door.ts';
import { database } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { dismiss, staffOf } from '#rooms/organisations/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { answerAppeal } from '../answer-appeal.ts';
import type { AppealRef } from '../appeal.ts';
import { readDeskAsked } from '../desk/asked.ts';
import { readInbox } from '../desk/read-inbox.ts';
import type { View } from '../desk/views.ts';
import { readAppeal, readWork } from '../read-appeal.ts';
import { releaseLeft } from '../release-left.ts';
import { returnAnswer } from '../return-answer.ts';
import * as store from '../store.server.ts';
import { takeUp } from '../take-up.ts';
import { askPart, sendPartBack, withdrawPart } from './ask-part.ts';
import { refusePart, reportPart, takeUpPart } from './do-part.ts';
import { effectiveDue } from './part.ts';
import { partsFor } from './parts-for.ts';

const h = await house();
const read = async (ref: AppealRef) => (await store.read(database(), ref))!;
const desk = async (actor: Actor, view: View) =>
	(await readInbox(actor, readDeskAsked(new URLSearchParams({ view })))).rows.map((row) => [
		row.part,
		row.dueOn,
	]);
const told = async (actor: Actor, kind: string) =>
	(
		await database()<{ count: string }[]>`
			select count(*) from notifications.notice where account_id = ${actor.account} and kind = ${kind}`
	)[0]!.count;

async function aJointWork(visibility: 'public' | 'authority' = 'public') {
	const town = await aTerritory();
	const body = await aBody(town.id, { name: 'Дорожник' });
	await body.answersFor('roads');
	const water = await aBody(town.id, { name: 'Водоканал', administrator: body.administrator });
	const lead = await (await body.staff('executor')).actor();
	const helper = await (await water.staff('executor')).actor();
	const receipt = await anAppeal(town.id, { visibility });
	await h.runJobs();
	await takeUp(lead, receipt);
	await h.runJobs();
	const { dueOn } = await read(receipt);
	return { town, body, water, lead, helper, receipt, dueOn };
}
const task = 'Проверить, не течёт ли труба под ямой';

test('a body is asked, does its part by its own term and reports; the author gets one answer and sees who works', async () => {
	const { water, lead, helper, receipt, dueOn } = await aJointWork();
	await assert.rejects(readWork(helper, receipt), { code: 'appeals.not-found' });
	const today = dayIn(zoneOf(receipt.territory), new Date());
	const id = await askPart(lead, receipt, { body: water, task, due: today });
	await h.runJobs();
	assert.deepEqual(await desk(helper, 'joint'), [['asked', today]]);
	assert.equal(await told(helper, 'appeals.work-part-came'), '1');
	const public_ = await readAppeal({ actor: outsider() }, receipt.territory, receipt.number);
	assert.ok([...public_.bodies.values()].some((one) => one.name === 'Водоканал'));
	assert.ok(!JSON.stringify(public_.history).includes('труба'), 'the task is a matter of the office');
	await takeUpPart(helper, receipt, id);
	await h.runJobs();
	assert.equal((await desk(helper, 'mine')).length, 1);
	await reportPart(helper, receipt, id, 'Труба цела, промоина от ливневой решётки.');
	await h.runJobs();
	assert.deepEqual(await desk(helper, 'joint'), [], 'what was reported waits for nobody here');
	assert.equal(await told(lead, 'appeals.work-part-reported'), '1');
	await sendPartBack(lead, receipt, id, 'Приложите номер решётки');
	await h.runJobs();
	assert.deepEqual((await desk(helper, 'joint'))[0]?.[0], 'in-work');
	await reportPart(helper, receipt, id, 'Решётка номер 12, прочищена.');
	assert.equal((await readWork(helper, receipt)).rights.answer, false, 'only the leading body answers');
	await answerAppeal(lead, receipt, { text: 'Решётку прочистили, яму засыпали.', photographs: [] });
	await h.runJobs();
	assert.equal((await read(receipt)).dueOn, dueOn);
	assert.equal(
		(await readAppeal({ actor: outsider() }, receipt.territory, receipt.number)).answers.length,
		1,
	);
});

test('a part that nobody finished ends with the answer, and is open again when that is returned', async () => {
	const { water, lead, helper, receipt, dueOn } = await aJointWork();
	await askPart(lead, receipt, { body: water, task, due: dueOn });
	const isOver = async () => (await partsFor(helper, await read(receipt), 'ru')).map((part) => part.over);
	assert.deepEqual(await isOver(), [false]);
	await answerAppeal(lead, receipt, { text: 'Яму засыпали, труба ни при чём.', photographs: [] });
	await h.runJobs();
	assert.deepEqual(await isOver(), [true]);
	assert.equal((await readWork(helper, receipt)).rights['do-part'], false);
	assert.deepEqual(await desk(helper, 'joint'), [], 'it waits for nobody');
	await returnAnswer(
		{ actor: outsider(), code: receipt.code },
		receipt,
		'Яма на месте, засыпали соседнюю.',
		new Date(),
		{
			straight: true,
		},
	);
	assert.deepEqual(await isOver(), [false]);
});

test('an inner term is never later than that of the answer, even when that one comes nearer', async () => {
	const { water, body, lead, receipt, dueOn } = await aJointWork();
	const later = new Date(Date.parse(dueOn) + 86_400_000).toISOString().slice(0, 10);
	for (const due of [later, '2020-01-01'])
		await assert.rejects(askPart(lead, receipt, { body: water, task, due }), { name: 'Invalid' });
	await assert.rejects(askPart(lead, receipt, { body, task, due: dueOn }), { name: 'Invalid' });
	await askPart(lead, receipt, { body: water, task, due: dueOn });
	await assert.rejects(askPart(lead, receipt, { body: water, task, due: dueOn }), { name: 'Invalid' });
	assert.equal(effectiveDue({ dueOn: '2026-12-10' }, '2026-12-03'), '2026-12-03');
});

test('who left the body holds no part of it any more, and the head sees that nobody does it', async () => {
	const { body, water, helper, lead, receipt, dueOn } = await aJointWork();
	const head = await (await water.staff('head')).actor();
	const id = await askPart(lead, receipt, { body: water, task, due: dueOn });
	await takeUpPart(helper, receipt, id);
	await h.runJobs();
	const [member] = (await staffOf(water)).filter((one) => one.account === helper.account);
	await dismiss(await body.administrator.actor(), water, member!.id);
	await h.runJobs();
	assert.equal(await releaseLeft(water, helper.account!), 0, 'twice does no harm');
	const [part] = await partsFor(head, await read(receipt), 'ru');
	assert.deepEqual([part?.executor, part?.state], [null, 'in-work']);
});

test('"not ours" comes back to the leading body with the reason, and with the part goes the sight of what is not public', async () => {
	const { water, lead, helper, receipt, dueOn } = await aJointWork('authority');
	const id = await askPart(lead, receipt, { body: water, task, due: dueOn });
	await h.runJobs();
	assert.ok((await readWork(helper, receipt)).applicant);
	await assert.rejects(refusePart(lead, receipt, id, 'Это не наше дело'), { code: 'platform.not-allowed' });
	await refusePart(helper, receipt, id, 'Труба на балансе управляющей компании');
	await h.runJobs();
	assert.deepEqual(await desk(helper, 'all'), []);
	await assert.rejects(readWork(helper, receipt), { code: 'appeals.not-found' });
	assert.equal(await told(lead, 'appeals.work-part-refused'), '1');
	const [part] = await partsFor(lead, await read(receipt), 'ru');
	assert.deepEqual([part?.state, part?.report], ['refused', 'Труба на балансе управляющей компании']);
	assert.deepEqual((await read(receipt)).withBodies, []);
	// asked anew it may take part again, and the leading body may change its mind
	const again = await askPart(lead, receipt, { body: water, task, due: dueOn });
	await withdrawPart(lead, receipt, again, 'Нашли документы сами');
	await h.runJobs();
	assert.deepEqual(await desk(helper, 'all'), []);
	await assert.rejects(takeUpPart(helper, receipt, again), { code: 'appeals.not-found' });
});
