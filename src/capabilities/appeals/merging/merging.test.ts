import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { acceptAnswer } from '../accept-answer.ts';
import { answerAppeal } from '../answer-appeal.ts';
import type { AppealRef } from '../appeal.ts';
import { beginBulk } from '../bulk/run-bulk.ts';
import { undoBulk } from '../bulk/undo-bulk.ts';
import { viewBulk } from '../bulk/view-bulk.ts';
import { withdrawAppeal } from '../close-appeal.ts';
import { countMarked } from '../counts/marks.ts';
import { proveCounts } from '../counts/prove-counts.ts';
import { readDeskAsked } from '../desk/asked.ts';
import { desksOf } from '../desk/desks-of.ts';
import { readInbox } from '../desk/read-inbox.ts';
import { joinAppeal } from '../join-appeal.ts';
import { readAppeal, readWork } from '../read-appeal.ts';
import { returnAnswer } from '../return-answer.ts';
import { routeAppeal } from '../route-appeal.ts';
import * as store from '../store.server.ts';
import { takeUp } from '../take-up.ts';
import { prolongAnswer } from '../terms/prolong-answer.ts';
import { sweepTerms } from '../terms/sweep.ts';
import { mergeChosen } from './choose-lead.ts';
import { tendMerged } from './follow-lead.ts';
import { mergeAppeal, unmergeAppeal } from './merge-appeal.ts';

const h = await house();
const t = translatorFor('ru');
const day = 86_400_000;
const done = { text: 'Яму засыпали щебнем и заасфальтировали 21 ноября.', photographs: [] };
const read = async (ref: AppealRef) => (await store.read(database(), ref))!;

async function aTown() {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const executor = await (await body.staff('executor')).actor();
	const head = await (await body.staff('head')).actor();
	const controller = await (await anAccount({ roles: [{ role: 'controller', territory: town.id }] })).actor();
	const filed = async (daysAgo: number, input: Parameters<typeof anAppeal>[1] = {}) =>
		anAppeal(town.id, { at: new Date(Date.now() - daysAgo * day), ...input });
	return { town, body, executor, head, controller, filed };
}
const desk = async (actor: Actor, view = 'all') =>
	(await readInbox(actor, readDeskAsked(new URLSearchParams({ view })))).rows.map((row) => row.number);

test('three appeals are one work: one stands on the desk, each author gets the answer, number, code and term of their own', async () => {
	const { executor, filed } = await aTown();
	const anna = await (await anAccount()).actor();
	const [first, second, third] = [await filed(5), await filed(3, { by: anna }), await filed(1)];
	await h.runJobs();
	const dues = await Promise.all([second, third].map(async (one) => (await read(one)).dueOn));
	await mergeChosen(executor, second, { with: [third.id], numbers: first.number, lead: 'first' });
	await h.runJobs();
	assert.deepEqual(await desk(executor), [first.number]);
	assert.equal((await read(first)).merged, 2);
	await takeUp(executor, first);
	await h.runJobs();
	const led = await read(second);
	assert.deepEqual([led.state, led.executor, led.mergedInto], ['in-work', executor.account, first.id]);
	await answerAppeal(executor, first, done);
	await h.runJobs();
	for (const [i, one] of [second, third].entries()) {
		const now = await read(one);
		assert.deepEqual([now.state, now.number, now.dueOn], ['answered', one.number, dues[i]]);
		const page = await readAppeal(
			i === 0 ? { actor: anna } : { actor: outsider(), code: one.code },
			one.territory,
			one.number,
		);
		assert.deepEqual([page.answers.length, page.answers[0]?.text, page.may.accept], [1, done.text, true]);
		assert.equal(page.merged.lead?.number, first.number);
		const answer = (await store.termsOf(database(), one)).find((term) => term.kind === 'answer');
		assert.deepEqual(answer?.metAt, (await read(first)).answeredAt);
	}
	await tendMerged([first]);
	assert.equal((await store.answersOf(database(), second)).length, 1, 'twice is once');
	await countMarked({ everything: true });
	assert.deepEqual((await proveCounts()).wrong, []);
	// each says the last word on one's own
	await acceptAnswer({ actor: anna }, second);
	await h.runJobs();
	assert.deepEqual(await Promise.all([first, second, third].map(async (one) => (await read(one)).state)), [
		'answered',
		'accepted',
		'answered',
	]);
	await returnAnswer({ actor: outsider(), code: third.code }, third, 'У моего дома яма осталась.');
	await h.runJobs();
	const back = await read(third);
	assert.deepEqual([back.state, back.mergedInto], ['returned', null], 'who returns goes one’s own way');
	assert.deepEqual(await desk(executor), [third.number]);
	await countMarked({ everything: true });
	assert.deepEqual((await proveCounts()).wrong, []);
});

test('what only the authority sees is never merged with what everybody sees, and two of them know nothing of each other', async () => {
	const { head, filed } = await aTown();
	const [open, one, two] = [
		await filed(3),
		await filed(2, { visibility: 'authority', name: 'Тайная Мария' }),
		await filed(1, { visibility: 'authority' }),
	];
	await h.runJobs();
	await assert.rejects(mergeAppeal(head, one, open), { code: 'appeals.merge.visibility' });
	await assert.rejects(mergeAppeal(head, open, one), { code: 'appeals.merge.visibility' });
	await mergeAppeal(head, two, one);
	await h.runJobs();
	const seen = await readAppeal({ actor: outsider(), code: two.code }, two.territory, two.number);
	const other = await readAppeal({ actor: outsider(), code: one.code }, one.territory, one.number);
	assert.deepEqual(seen.merged, { lead: { number: null }, led: [] });
	assert.deepEqual(other.merged, { lead: null, led: [] });
	const told = JSON.stringify([seen.history, seen.answers]);
	assert.ok(!told.includes(one.number) && !told.includes('Тайная'));
	assert.ok(!JSON.stringify(other.history).includes(two.number));
});

test('what cannot be merged is refused by name: itself, another town, what is led already, what ended', async () => {
	const { head, controller, executor, filed } = await aTown();
	const elsewhere = await aTown();
	const [a, b, c, d] = [await filed(4), await filed(3), await filed(2), await filed(1)];
	const foreign = await elsewhere.filed(1);
	await h.runJobs();
	await mergeAppeal(head, b, a);
	await h.runJobs();
	await assert.rejects(mergeAppeal(head, a, a), { code: 'appeals.merge.itself' });
	await assert.rejects(mergeAppeal(head, c, foreign), { code: 'appeals.merge.elsewhere' });
	await assert.rejects(mergeAppeal(head, c, b), { code: 'appeals.merge.lead-is-led' });
	await assert.rejects(mergeAppeal(head, a, c), { code: 'appeals.merge.leads-others' });
	await assert.rejects(mergeAppeal(controller, b, c), { code: 'appeals.merge.already' });
	await assert.rejects(mergeAppeal(elsewhere.head, c, d), { code: 'platform.not-allowed' });
	await answerAppeal(executor, a, done);
	await assert.rejects(mergeAppeal(head, c, a), { code: 'appeals.merge.lead-ended' });
	// what is led is worked on through the one that leads
	const rights = (await readWork(head, b)).rights;
	assert.deepEqual(
		[rights.answer, rights['take-up'], rights['pass-on'], rights.comment],
		[false, false, false, true],
	);
});

test('merging many is undone as a whole, one is taken out with a reason that its author does not read', async () => {
	const { head, executor, filed } = await aTown();
	const refs = [await filed(3), await filed(2), await filed(1, { category: 'roads.snow' })];
	await h.runJobs();
	const before = await Promise.all(refs.map(read));
	const at = (await desksOf(head))[0]!;
	const bulk = await beginBulk(head, at, refs, { do: 'merge', into: null });
	await takeUp(executor, refs[0]!);
	await h.runJobs();
	assert.equal((await read(refs[1]!)).state, 'in-work');
	await undoBulk(head, bulk);
	await h.runJobs();
	const seen = await viewBulk({ actor: head, t, href: (path) => path }, bulk);
	assert.deepEqual([seen.done, seen.undone, seen.kept.length], [2, 2, 0]);
	for (const i of [1, 2]) {
		const now = await read(refs[i]!);
		assert.deepEqual([now.state, now.mergedInto, now.takenUpAt], [before[i]!.state, null, null]);
	}
	assert.equal((await read(refs[0]!)).merged, 0);
	await mergeAppeal(head, refs[1]!, refs[0]!);
	await unmergeAppeal(head, refs[1]!, 'Это другой двор, автор первого ошибся домом');
	await h.runJobs();
	const page = await readAppeal(
		{ actor: outsider(), code: refs[1]!.code },
		refs[1]!.territory,
		refs[1]!.number,
	);
	assert.ok(!JSON.stringify(page.history).includes('другой двор'));
	assert.ok(page.history.some((one) => one.kind === 'unmerged'));
	assert.equal((await desk(head)).length, 3);
});

test('when the leading one is withdrawn the next leads, and nobody loses an answer; another body and a prolongation go along', async () => {
	const { town, head, controller, filed } = await aTown();
	const [first, second, third] = [await filed(3), await filed(2), await filed(1)];
	await h.runJobs();
	await mergeAppeal(head, second, first);
	await mergeAppeal(head, third, first);
	const other = await aBody(town.id, { name: 'Водоканал' });
	await routeAppeal(controller, first, { body: other });
	await h.runJobs();
	assert.equal((await read(third)).body?.id, other.id);
	const until = new Date(Date.now() + 45 * day).toISOString().slice(0, 10);
	await prolongAnswer(controller, first, { until, reason: 'Нужна экспертиза основания дороги' });
	await h.runJobs();
	assert.ok((await read(second)).prolongedTo);
	await withdrawAppeal({ actor: outsider(), code: first.code }, first);
	await h.runJobs();
	const now = await Promise.all([first, second, third].map(read));
	assert.deepEqual(
		now.map((one) => [one.state, one.merged, one.mergedInto]),
		[
			['closed', 0, null],
			['routed', 1, null],
			['routed', 0, second.id],
		],
	);
	const executor = await (await other.staff('executor')).actor();
	assert.deepEqual(await desk(executor), [second.number]);
});

test('one work is told of once: officials by the ladder of the leading one, a neighbour of both by its answer; each author of their own', async () => {
	const { executor, filed } = await aTown();
	const [author, neighbour] = [await (await anAccount()).actor(), await (await anAccount()).actor()];
	const [lead, led] = [await filed(5), await filed(3, { by: author })];
	await h.runJobs();
	for (const one of [lead, led]) await joinAppeal(neighbour, one);
	await mergeChosen(executor, led, { with: [], numbers: lead.number, lead: 'first' });
	await h.runJobs();
	await takeUp(executor, lead);
	await h.runJobs();
	// past both promises, at noon of a later day
	const late = new Date(
		Math.max(...(await Promise.all([lead, led].map(read))).map((one) => one.dueAt.getTime())),
	);
	await sweepTerms(new Date(late.getTime() + 12 * 3_600_000));
	await h.runJobs();
	const told = async (like: string, account?: Actor['account']) =>
		(
			await database()<{ number: string }[]>`
				select distinct facts ->> 'number' as number from notifications.notice
				where kind like ${like} and facts ->> 'number' in (${lead.number}, ${led.number})
					${account ? database()`and account_id = ${account}` : database()``} order by 1`
		).map((one) => one.number);
	assert.deepEqual(await told('appeals.term-%'), [lead.number]);
	await answerAppeal(executor, lead, done);
	await h.runJobs();
	assert.deepEqual(await told('appeals.answered', neighbour.account), [lead.number]);
	assert.deepEqual(await told('appeals.answered', author.account), [led.number]);
});
