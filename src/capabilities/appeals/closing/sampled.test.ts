import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database, type Id, transaction } from '#platform/db/door.server.ts';
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
import { countMarked } from '../counts/marks.ts';
import { proveCounts } from '../counts/prove-counts.ts';
import { joinAppeal } from '../join-appeal.ts';
import { readAppeal } from '../read-appeal.ts';
import { returnAnswer } from '../return-answer.ts';
import { answersWithVerdicts } from '../sampling/answers.ts';
import { blindNote, sentBackOf } from '../sampling/sent-back.ts';
import * as store from '../store.server.ts';
import { sweepInner } from '../terms/inner/sweep-inner.ts';
import { decideReview, sweepReviews, takeReview } from './decide-review.ts';
import { disputeAnswer } from './dispute-answer.ts';
import { closingOf } from './read-closing.ts';
import { reviewPage, reviewsFor } from './read-reviews.ts';
import { mayReturnSampled, returnSampled, whyNotReturned } from './return-sampled.ts';
import * as closing from './store.server.ts';

const h = await house();
const now = (ref: AppealRef) => store.read(database(), ref);
const why = 'Ответ не называет ни дня, ни того, что сделано.';
const rejection = 'Мария Петрова и МУП «Дорожник» показали снимки: яма засыпана 21 ноября.';
const noticesOf = async (account: Actor['account']) =>
	(
		await database()<{ kind: string }[]>`
			select kind from notifications.notice where account_id = ${account} order by created_at, id`
	).map((row) => row.kind);

/** A town with a controller and an observer, and an appeal that was answered with words. */
async function sampled(neighbours = 0) {
	const town = await aTerritory();
	const body = await aBody(town.id, { name: 'МУП «Дорожник»' });
	await body.answersFor('roads');
	const executor = await (await body.staff('executor')).actor();
	const holding = async (role: string) => (await anAccount({ roles: [{ role, territory: town }] })).actor();
	const [controller, observer] = [await holding('controller'), await holding('observer')];
	const author = await (await anAccount()).actor();
	const receipt = await anAppeal(town.id, { by: author, at: new Date(Date.now() - 5 * 86_400_000) });
	await h.runJobs();
	const joined = [];
	for (let i = 0; i < neighbours; i++) {
		const neighbour = await (await anAccount()).actor();
		await joinAppeal(neighbour, receipt);
		joined.push(neighbour);
	}
	await answerAppeal(executor, receipt, { text: 'Ваше обращение принято к сведению.', photographs: [] });
	await h.runJobs();
	const [given] = await store.answersOf(database(), receipt);
	assert.ok(given);
	const of = { territory: town.id, answer: given.id as Id<'answer'> };
	const sendBack = async (actor: Actor, at = new Date()) => {
		await mayReturnSampled(actor, of, at);
		await transaction((tx) => returnSampled(tx, actor, of, why, at));
	};
	const returned = async () => {
		const rows = await answersWithVerdicts(
			town.id,
			new Date(Date.now() - 3_600_000),
			new Date(Date.now() + 3_600_000),
		);
		return rows.reduce((sum, row) => sum + row.returned, 0);
	};
	const seen = async () => (await sentBackOf(observer.account!, [of])).get(of.answer);
	return {
		town,
		executor,
		controller,
		observer,
		author,
		receipt,
		joined,
		of,
		holding,
		sendBack,
		returned,
		seen,
	};
}

test('a formal reply that is sent back waits for a controller; meanwhile the answer stays as it was', async () => {
	const { town, controller, observer, author, receipt, sendBack, returned, seen } = await sampled();
	await sendBack(observer);
	await sendBack(observer);
	assert.deepEqual([(await now(receipt))?.state, (await now(receipt))?.inReview], ['answered', false]);
	await h.runJobs();
	assert.deepEqual(await noticesOf(controller.account), ['appeals.review-came']);
	const { rows, waiting } = await reviewsFor(controller, { decided: false });
	assert.deepEqual([waiting, rows[0]?.because], [1, 'sample']);
	const page = await reviewPage(controller, receipt);
	assert.deepEqual(
		page.dissents.map(({ kind, by, text }) => ({ kind, by, text })),
		[{ kind: 'sample', by: '', text: why }],
		'once, and nobody is told who it was',
	);
	const view = await readAppeal({ actor: outsider() }, town.id, receipt.number);
	const step = view.history.find((one) => one.kind === 'sample-returned');
	assert.deepEqual([step?.facts.by, step?.text, step?.account], ['observer', why, null]);
	assert.equal((await closingOf(outsider(), view)).review?.because, 'sample');
	assert.deepEqual(
		[(await seen())?.decision, await returned()],
		[null, 0],
		'not counted before it is decided',
	);
	await acceptAnswer({ actor: author }, receipt);
	assert.equal((await now(receipt))?.state, 'accepted', 'the author says the last word as before');
});

test('a confirmed one restarts the work, counts as returned, and is told to the author, the body and who sent it', async () => {
	const { town, executor, controller, observer, author, receipt, sendBack, returned, seen } = await sampled();
	const before = await now(receipt);
	await sendBack(observer);
	await takeReview(controller, receipt);
	await decideReview(controller, receipt, { decision: 'confirmed', note: 'Назовите день и что сделано.' });
	const after = await now(receipt);
	assert.deepEqual(
		[after?.state, after?.inReview, after?.returns, after?.dueOn],
		['returned', false, 1, before?.dueOn],
	);
	await h.runJobs();
	assert.ok((await noticesOf(author.account)).includes('appeals.review-confirmed'));
	assert.ok((await noticesOf(executor.account)).includes('appeals.work-came-back'));
	assert.equal((await noticesOf(observer.account)).filter((kind) => kind.startsWith('appeals.')).length, 0);
	assert.deepEqual([(await seen())?.decision, await returned()], ['confirmed', 1]);
	await countMarked({ everything: true });
	assert.deepEqual((await proveCounts()).wrong, []);
	await answerAppeal(executor, receipt, { text: 'Засыпали 21 ноября, снимок приложен.', photographs: [] });
	const { history, way } = await readAppeal({ actor: outsider() }, town.id, receipt.number);
	assert.deepEqual(
		way.stages.slice(2).map((one) => [one.holder, one.end]),
		[
			['author', 'restarted'],
			['body', 'answered'],
			['author', null],
		],
	);
	assert.deepEqual(
		history.slice(-4).map((one) => [one.kind, one.facts.by ?? '']),
		[
			['answered', ''],
			['sample-returned', 'observer'],
			['returned', 'sample'],
			['answered', ''],
		],
	);
});

test('a rejected one leaves the answer to its author and is told in words without names; it is not among the returned', async () => {
	const { controller, observer, author, receipt, of, sendBack, returned, seen, holding } = await sampled();
	await sendBack(observer);
	await decideReview(controller, receipt, { decision: 'rejected', note: rejection });
	assert.equal((await now(receipt))?.state, 'answered');
	await h.runJobs();
	assert.ok((await noticesOf(author.account)).includes('appeals.review-rejected'));
	const found = await seen();
	assert.ok(found);
	assert.deepEqual([found.decision, await returned()], ['rejected', 0]);
	const note = (await blindNote(found)) ?? '';
	assert.match(note, /яма засыпана 21 ноября/);
	assert.doesNotMatch(note, /Дорожник|Петрова/);
	assert.equal(await mayReturnSampled(await holding('observer'), of), 'appeals.sample.checked');
	await returnAnswer({ actor: author }, receipt, 'А я не согласна.');
	await decideReview(controller, receipt, { decision: 'confirmed', note: '' });
	assert.equal(await returned(), 1, 'what the author returns later counts by its own decision');
	await countMarked({ everything: true });
	assert.deepEqual((await proveCounts()).wrong, []);
});

test('who sent an answer back never decides on it, does not find it among what waits, and is not called to it', async () => {
	const { controller, receipt, sendBack, holding } = await sampled();
	const other = await holding('controller');
	await sendBack(controller);
	await h.runJobs();
	assert.equal((await noticesOf(controller.account)).includes('appeals.review-came'), false);
	assert.ok((await noticesOf(other.account)).includes('appeals.review-came'));
	assert.deepEqual(
		[
			(await reviewsFor(controller, { decided: false })).waiting,
			(await reviewsFor(other, { decided: false })).waiting,
		],
		[0, 1],
	);
	const own = { code: 'appeals.review.own-word' };
	await assert.rejects(takeReview(controller, receipt), own);
	await assert.rejects(decideReview(controller, receipt, { decision: 'confirmed', note: '' }), own);
	await decideReview(other, receipt, { decision: 'confirmed', note: '' });
	assert.equal((await now(receipt))?.state, 'returned');
});

test('a second reader, a returned answer and a stranger are told why not; nobody learns of an answer elsewhere', async () => {
	const { executor, observer, author, receipt, of, sendBack, holding } = await sampled();
	const second = await holding('observer');
	await sendBack(observer);
	assert.equal(await mayReturnSampled(second, of), 'appeals.sample.in-review');
	await assert.rejects(sendBack(second), { code: 'appeals.sample.in-review' });
	await returnAnswer({ actor: author }, receipt, 'Ничего не сделано.');
	assert.equal(await mayReturnSampled(second, of), 'appeals.sample.returned-already');
	const elsewhere = await (
		await anAccount({ roles: [{ role: 'observer', territory: await aTerritory() }] })
	).actor();
	for (const stranger of [executor, author, elsewhere, outsider()])
		await assert.rejects(mayReturnSampled(stranger, of), { code: 'platform.not-found' });
	for (const stranger of [executor, author, elsewhere])
		await assert.rejects(
			transaction((tx) => returnSampled(tx, stranger, of, why)),
			{ code: 'platform.not-found' },
		);
});

test('an author who returns it meanwhile is looked at together with it, and who sent it back sees what was decided', async () => {
	const { controller, observer, author, receipt, sendBack, returned, seen } = await sampled();
	await sendBack(observer);
	await returnAnswer({ actor: author }, receipt, 'Ничего не сделано.');
	const reviews = await closing.reviewsOf(database(), receipt);
	assert.deepEqual(
		reviews.map((one) => one.because),
		['return'],
	);
	await decideReview(controller, receipt, { decision: 'confirmed', note: '' });
	assert.deepEqual([(await seen())?.decision, await returned()], ['confirmed', 1]);
});

test('neighbours add their voices to it: one look at all, and enough of them decide it', async () => {
	const { observer, receipt, joined, sendBack, seen } = await sampled(3);
	await sendBack(observer);
	const [first, ...others] = joined;
	const said = { reason: 'not-begun', text: '', photographs: [] };
	await disputeAnswer(first!, receipt, said);
	assert.deepEqual(
		(await closing.reviewsOf(database(), receipt)).map((one) => [one.because, one.decision]),
		[['sample', null]],
	);
	for (const neighbour of others) await disputeAnswer(neighbour, receipt, said);
	assert.equal((await now(receipt))?.state, 'returned');
	assert.equal((await seen())?.decision, 'confirmed');
});

test('no clock decides it: it waits for a person, and the controller hears of it again', async () => {
	const { controller, observer, receipt, sendBack } = await sampled();
	await sendBack(observer);
	const [review] = await closing.reviewsOf(database(), receipt);
	assert.ok(review);
	await sweepReviews(new Date(review.dueAt.getTime() + 1000));
	assert.equal((await closing.reviewsOf(database(), receipt))[0]?.decision, null);
	await sweepInner(new Date(review.dueAt.getTime() - 12 * 3_600_000));
	await h.runJobs();
	assert.ok((await noticesOf(controller.account)).includes('appeals.review-near'));
});

test('why an answer cannot be sent back, by what came of it', () => {
	const rule = { silentDays: null, objectionDays: 30, disputesEnough: 3, reviewDays: 3 };
	const at = new Date('2026-11-27T10:00:00Z');
	const ago = (days: number) => new Date(at.getTime() - days * 86_400_000);
	const answered = { state: 'answered', closedBecause: null, closedAt: null, author: null } as const;
	const told = { round: 1, newest: 1, reviews: [], account: null };
	type Case = [
		Partial<Parameters<typeof whyNotReturned>[0]>,
		Partial<Parameters<typeof whyNotReturned>[1]>,
		string | null,
	];
	const cases: Case[] = [
		[{}, {}, null],
		[{ state: 'accepted', closedAt: ago(2) }, {}, null],
		[{ state: 'closed', closedBecause: 'silent', closedAt: ago(2) }, {}, null],
		[{ state: 'closed', closedBecause: 'silent', closedAt: ago(31) }, {}, 'too-late'],
		[{ state: 'accepted', closedAt: ago(31) }, {}, 'too-late'],
		[{ state: 'closed', closedBecause: 'upheld', closedAt: ago(1) }, {}, 'too-late'],
		[{ state: 'returned' }, {}, 'returned-already'],
		[{ state: 'in-work' }, {}, 'returned-already'],
		[{}, { newest: 2 }, 'returned-already'],
		[{}, { reviews: [{ round: 1, decision: null }] }, 'in-review'],
		[{}, { reviews: [{ round: 1, decision: 'rejected' }] }, 'checked'],
		[{}, { round: 2, newest: 2, reviews: [{ round: 1, decision: 'rejected' }] }, null],
		[{ author: 'me' as never }, { account: 'me' as never }, 'own'],
	];
	for (const [appeal, more, expected] of cases)
		assert.equal(
			whyNotReturned({ ...answered, ...appeal }, { ...told, ...more }, rule, at),
			expected && `appeals.sample.${expected}`,
			JSON.stringify([appeal, more]),
		);
});
