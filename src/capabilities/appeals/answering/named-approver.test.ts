import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { type AccountId, database } from '#platform/db/door.server.ts';
import { installation } from '#platform/permissions/door.ts';
import { declareAbsence, dismiss, endAbsence, staffOf } from '#rooms/organisations/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { answerAppeal } from '../answer-appeal.ts';
import type { AppealRef } from '../appeal.ts';
import { addCategory, changeCategory } from '../categories/change-category.ts';
import { categories } from '../categories.server.ts';
import { readDeskAsked } from '../desk/asked.ts';
import { readInbox } from '../desk/read-inbox.ts';
import { handOver } from '../hand-over.ts';
import { readWork } from '../read-appeal.ts';
import * as appeals from '../store.server.ts';
import { answeringOf } from './answering-view.ts';
import { approveAnswer } from './approve-answer.ts';
import { stepOf } from './step.ts';

const h = await house();
const text = 'Разобрались: приёмные часы продлили, сотрудникам указали на ошибку.';
const top = await (
	await anAccount({ roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }] })
).actor();

/** A body with two heads; of the category only one of them agrees to an answer, by name. */
async function anAnswerThatWaits() {
	const town = await aTerritory();
	const body = await aBody(town.id, { name: 'Управление делами' });
	await body.answersFor(null);
	const named = await body.staff('head', { name: 'Вера Полянская' });
	const other = await body.staff('head', { name: 'Глеб Тарасов' });
	const executor = await (await body.staff('executor')).actor();
	const category = await addCategory(top, {
		parent: null,
		offeredIn: town.id,
		texts: [{ lang: 'ru', name: 'Приём граждан', hint: '', seasonNote: '', emergencyNote: '' }],
	});
	const step = stepOf('head', named.id);
	await changeCategory(top, category, (before) => ({ ...before, ownApproval: true, approval: [step] }));
	const receipt = await anAppeal(town.id, { category });
	await h.runJobs();
	assert.equal(await answerAppeal(executor, receipt, { text, photographs: [] }), 'waits');
	await h.runJobs();
	return { town, body, named, other, executor, category, step, receipt };
}
const told = async (account: AccountId) =>
	(
		await database()`
			select 1 from notifications.notice where account_id = ${account} and kind = 'appeals.to-approve'`
	).length;
const toApprove = async (person: AnAccount) => {
	const page = await readInbox(
		await person.actor(),
		readDeskAsked(new URLSearchParams({ view: 'approval' })),
	);
	return [page.rows.map((row) => row.number), page.views.find((one) => one.view === 'approval')?.count];
};
const approvalOf = async (ref: AppealRef) => (await appeals.read(database(), ref))?.approval;

test('an answer waits for the person who is named: another of the same role neither hears of it nor may agree', async () => {
	const { named, other, receipt, step } = await anAnswerThatWaits();
	assert.equal(await approvalOf(receipt), step);
	assert.deepEqual([await told(named.id), await told(other.id)], [1, 0]);
	assert.deepEqual(await toApprove(named), [[receipt.number], 1]);
	assert.deepEqual(await toApprove(other), [[], 0]);
	await assert.rejects(approveAnswer(await other.actor(), receipt), { code: 'platform.not-allowed' });
	const panel = await answeringOf(await other.actor(), await readWork(await other.actor(), receipt));
	assert.deepEqual(
		panel?.steps.map((one) => [one.role, one.person?.name, one.person?.instead, one.state]),
		[['head', 'Вера Полянская', null, 'waits']],
	);
	assert.equal(await approveAnswer(await named.actor(), receipt), 'sent');
});

test('while the named person is away the deputy agrees, and afterwards only the named one again', async () => {
	const { town, body, named, other, receipt } = await anAnswerThatWaits();
	const today = Temporal.Now.plainDateISO('Europe/Moscow').toString();
	const absence = await declareAbsence(
		await named.actor(),
		{ territory: town.id, body: body.id },
		{ account: named.id, deputy: other.id, from: today, until: today },
	);
	assert.deepEqual(await toApprove(other), [[receipt.number], 1]);
	const panel = await answeringOf(await other.actor(), await readWork(await other.actor(), receipt));
	assert.equal(panel?.steps[0]?.person?.instead, 'Глеб Тарасов');
	await assert.rejects(approveAnswer(await named.actor(), receipt), { code: 'platform.not-allowed' });
	await endAbsence(await named.actor(), absence);
	await assert.rejects(approveAnswer(await other.actor(), receipt), { code: 'platform.not-allowed' });
	assert.equal(await approveAnswer(await named.actor(), receipt), 'sent');
});

test('when the named person has left, whoever holds the role agrees and hears of it', async () => {
	const { body, named, other, receipt } = await anAnswerThatWaits();
	const [member] = (await staffOf(body)).filter((one) => one.account === named.id);
	assert.ok(member);
	await dismiss(top, body, member.id);
	await h.runJobs();
	assert.equal(await approvalOf(receipt), 'head');
	assert.equal(await told(other.id), 1);
	assert.deepEqual(await toApprove(other), [[receipt.number], 1]);
	assert.equal(await approveAnswer(await other.actor(), receipt), 'sent');
});

test('who hands over the work of one who leaves has the successor named in their place', async () => {
	const { town, named, other, category } = await anAnswerThatWaits();
	await handOver({ actor: top, from: named.id, to: other.id, territory: town.id });
	assert.deepEqual((await categories()).approval(category), [stepOf('head', other.id)]);
});

test('a step names a role that may agree, alone or with an account, and nothing else', async () => {
	const { category } = await anAnswerThatWaits();
	for (const step of ['executor', 'head:', 'head:nobody', 'king:'])
		await assert.rejects(
			changeCategory(top, category, (before) => ({ ...before, approval: [step] })),
			{ name: 'Invalid' },
			step,
		);
});
