import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AccountId, database } from '#platform/db/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { answerAppeal } from '../../answer-appeal.ts';
import type { AppealRef } from '../../appeal.ts';
import { decideReview } from '../../closing/decide-review.ts';
import { disputeAnswer } from '../../closing/dispute-answer.ts';
import { reviewsOf } from '../../closing/store.server.ts';
import { joinAppeal } from '../../join-appeal.ts';
import { askPart } from '../../joint/ask-part.ts';
import { reportPart, takeUpPart } from '../../joint/do-part.ts';
import * as appeals from '../../store.server.ts';
import { takeIn } from '../../take-in.ts';
import { takeUp } from '../../take-up.ts';
import { sweepInner } from './sweep-inner.ts';

const h = await house();
const moscow = (text: string) => new Date(`${text}+03:00`);
const filedAt = moscow('2026-11-20T10:00');

/** Who was told what of an inner term, in order. */
async function toldOf(number: string, names: Map<AccountId, string>): Promise<string[]> {
	await h.runJobs();
	const rows = await database()<{ account: AccountId; kind: string; due: string }[]>`
		select account_id as account, kind, facts ->> 'due' as due from notifications.notice
		where (kind like 'appeals.part-%' or kind in ('appeals.review-near', 'appeals.review-late'))
			and facts ->> 'number' = ${number} order by created_at, id`;
	return rows.map((row) => `${names.get(row.account)}: ${row.kind.replace('appeals.', '')}`);
}

/** Filed on a Friday, promised until 4 December; another body was asked for a part until 2 December. */
async function aPart() {
	const town = await aTerritory();
	const body = await aBody(town.id, { name: 'Дорожник' });
	await body.answersFor('roads');
	const water = await aBody(town.id, { name: 'Водоканал', administrator: body.administrator });
	const lead = await body.staff('executor');
	const [helper, head] = [await water.staff('executor'), await water.staff('head')];
	const controller = await anAccount({ roles: [{ role: 'controller', territory: town }] });
	const author = await anAccount();
	const receipt = await anAppeal(town.id, { at: filedAt, by: await author.actor() });
	const ref: AppealRef = { territory: town.id, id: receipt.id };
	await takeIn(ref, new Date(filedAt.getTime() + 60_000));
	await takeUp(await lead.actor(), ref, moscow('2026-11-20T12:00'));
	const task = 'Проверить, не течёт ли труба под ямой';
	const part = await askPart(
		await lead.actor(),
		ref,
		{ body: water, task, due: '2026-12-02' },
		moscow('2026-11-20T13:00'),
	);
	await takeUpPart(await helper.actor(), ref, part, moscow('2026-11-20T14:00'));
	const told = () =>
		toldOf(
			receipt.number,
			new Map([
				[lead.id, 'lead'],
				[helper.id, 'helper'],
				[head.id, 'head of the part'],
				[controller.id, 'controller'],
				[author.id, 'author'],
			]),
		);
	return { lead, helper, ref, part, told };
}

test('a part climbs a ladder of its own: those who do it, their head, the controller; neither the leading body nor the author', async () => {
	const { told } = await aPart();
	const day = async (text: string) => {
		await Promise.all([sweepInner(moscow(text)), sweepInner(moscow(text))]);
		await sweepInner(moscow(text));
		return told();
	};
	assert.deepEqual(await day('2026-11-26T12:00'), []);
	const climbed = ['helper: part-near'];
	assert.deepEqual(await day('2026-11-27T09:00'), climbed);
	climbed.push('helper: part-near');
	assert.deepEqual(await day('2026-12-02T10:00'), climbed);
	assert.deepEqual(await day('2026-12-03T03:00'), climbed, 'nobody is woken');
	climbed.push('head of the part: part-late');
	assert.deepEqual(await day('2026-12-03T09:00'), climbed);
	climbed.push('controller: part-late');
	assert.deepEqual(await day('2026-12-07T10:00'), climbed);
	assert.deepEqual(await day('2026-12-20T10:00'), climbed);
});

test('what was reported is told of no more, and the office sees in the history whom it was told', async () => {
	const { helper, ref, part, told } = await aPart();
	await sweepInner(moscow('2026-11-27T09:00'));
	await reportPart(await helper.actor(), ref, part, 'Труба цела, течи нет.', moscow('2026-11-28T10:00'));
	await sweepInner(moscow('2026-12-10T10:00'));
	assert.deepEqual(await told(), ['helper: part-near']);
	const lines = (await appeals.historyOf(database(), ref, ['office'])).filter((one) => one.kind === 'warned');
	assert.deepEqual(
		lines.map((one) => [one.facts.term, one.facts.whom, one.facts.people]),
		[['part', 'executor', 1]],
	);
});

/** An answer that one neighbour calls not done. */
async function aDispute({ withController = true } = {}) {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const executor = await body.staff('executor');
	const mayor = await anAccount({ roles: [{ role: 'head', territory: town }] });
	const controller = await anAccount(
		withController ? { roles: [{ role: 'controller', territory: town }] } : {},
	);
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	const neighbour = await (await anAccount()).actor();
	await joinAppeal(neighbour, receipt);
	await answerAppeal(await executor.actor(), receipt, { text: 'Яму засыпали 21 ноября.', photographs: [] });
	await disputeAnswer(neighbour, receipt, { reason: 'not-begun', text: '', photographs: [] });
	const [review] = await reviewsOf(database(), receipt);
	assert.ok(review);
	const names = new Map([
		[executor.id, 'executor'],
		[controller.id, 'controller'],
		[mayor.id, 'mayor'],
	]);
	const at = (hours: number) => sweepInner(new Date(review.dueAt.getTime() + hours * 3_600_000));
	return { controller, receipt, at, told: () => toldOf(receipt.number, names) };
}

test('what one neighbour disputes climbs too: the controller on the last day, then the head of the administration', async () => {
	const { controller, receipt, at, told } = await aDispute();
	await at(-12);
	await at(-12);
	assert.deepEqual(await told(), ['controller: review-near']);
	await at(12);
	assert.deepEqual(await told(), ['controller: review-near', 'mayor: review-late']);
	await decideReview(await controller.actor(), receipt, {
		decision: 'rejected',
		note: 'Был на месте: яма засыпана, асфальт ровный.',
	});
	await at(30 * 24 + 12);
	assert.deepEqual(await told(), ['controller: review-near', 'mayor: review-late'], 'decided: told no more');
});

test('where there is no controller the head of the administration hears of it at once', async () => {
	const { at, told } = await aDispute({ withController: false });
	await at(-12);
	assert.deepEqual(await told(), ['mayor: review-near']);
});
