import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aFolder, anUpload, aPhotograph } from '#tests/support/fixtures/files.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { acceptAnswer } from '../accept-answer.ts';
import { answerAppeal } from '../answer-appeal.ts';
import type { AppealRef } from '../appeal.ts';
import { withdrawAppeal } from '../close-appeal.ts';
import { countMarked } from '../counts/marks.ts';
import { proveCounts } from '../counts/prove-counts.ts';
import { joinAppeal } from '../join-appeal.ts';
import { readAppeal } from '../read-appeal.ts';
import { returnAnswer } from '../return-answer.ts';
import * as store from '../store.server.ts';
import { takeUp } from '../take-up.ts';
import { sweepTerms } from '../terms/sweep.ts';
import { decideReview, sweepReviews, takeReview } from './decide-review.ts';
import { disputeAnswer } from './dispute-answer.ts';
import { closingOf } from './read-closing.ts';
import { reviewPage, reviewsFor } from './read-reviews.ts';
import { setClosing, undoClosing, viewClosing } from './set-closing.ts';
import * as closing from './store.server.ts';

const h = await house();
const now = (ref: AppealRef) => store.read(database(), ref);
const answer = { text: 'Яму засыпали щебнем и заасфальтировали 21 ноября.', photographs: [] };
const said = { reason: 'not-begun', text: '', photographs: [] };

/** A town with a controller, and an appeal that was answered. */
async function answered(neighbours = 0) {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const executor = await (await body.staff('executor')).actor();
	const controller = await (await anAccount({ roles: [{ role: 'controller', territory: town }] })).actor();
	const author = await (await anAccount()).actor();
	const receipt = await anAppeal(town.id, { by: author, at: new Date(Date.now() - 5 * 86_400_000) });
	await h.runJobs();
	const joined = [];
	for (let i = 0; i < neighbours; i++) {
		const neighbour = await (await anAccount()).actor();
		await joinAppeal(neighbour, receipt);
		joined.push(neighbour);
	}
	await takeUp(executor, receipt);
	await answerAppeal(executor, receipt, answer);
	await h.runJobs();
	return { town, body, executor, controller, author, receipt, joined };
}

test('what the author returns lies with a controller: nobody works on it until it is decided, and its clock runs', async () => {
	const { town, executor, controller, author, receipt } = await answered();
	const before = await now(receipt);
	await returnAnswer({ actor: author }, receipt, 'Засыпали другую яму.', new Date(), {
		reason: 'another-place',
	});
	assert.deepEqual([(await now(receipt))?.state, (await now(receipt))?.inReview], ['returned', true]);
	await assert.rejects(answerAppeal(executor, receipt, answer), { code: 'platform.not-allowed' });
	await assert.rejects(takeUp(executor, receipt), { code: 'platform.not-allowed' });
	await h.runJobs();
	const { rows, waiting } = await reviewsFor(controller, { decided: false });
	assert.deepEqual([waiting, rows[0]?.number, rows[0]?.because], [1, receipt.number, 'return']);
	await takeReview(controller, receipt);
	const page = await reviewPage(controller, receipt);
	assert.equal(page.dissents[0]?.text, 'Засыпали другую яму.');
	assert.equal(page.dissents[0]?.reason, 'Сделано не там');
	await decideReview(controller, receipt, { decision: 'confirmed', note: 'На снимке другой дом.' });
	const after = await now(receipt);
	assert.deepEqual([after?.state, after?.inReview, after?.dueOn], ['returned', false, before?.dueOn]);
	await answerAppeal(executor, receipt, { text: 'Засыпали и эту, приносим извинения.', photographs: [] });
	await h.runJobs();
	const seen = await readAppeal({ actor: outsider() }, town.id, receipt.number);
	assert.deepEqual(
		seen.history.map((one) => one.kind),
		['filed', 'registered', 'routed', 'taken-up', 'answered', 'returned', 'review-confirmed', 'answered'],
	);
	assert.deepEqual(
		seen.way.stages.map((one) => [one.holder, one.end]),
		[
			['registry', 'routed'],
			['body', 'answered'],
			['author', 'returned'],
			['controller', 'confirmed'],
			['body', 'answered'],
			['author', null],
		],
	);
});

test('a rejected return ends the appeal with an explanation, and the terms stand as the answer had met them', async () => {
	const { controller, author, receipt } = await answered();
	const terms = async () =>
		(await store.termsOf(database(), receipt))
			.filter((one) => one.kind !== 'verdict')
			.map(({ kind, dueAt, metAt, missedAt }) => ({ kind, dueAt, metAt, missedAt }));
	const before = await terms();
	await returnAnswer({ actor: author }, receipt, 'Не нравится цвет асфальта.');
	assert.ok((await terms()).some((one) => one.metAt === null));
	await assert.rejects(decideReview(controller, receipt, { decision: 'rejected', note: 'нет' }), {
		name: 'Invalid',
		problems: [{ field: 'note', code: 'appeals.review.note.short', facts: { because: 'return' } }],
	});
	await decideReview(controller, receipt, {
		decision: 'rejected',
		note: 'Яма засыпана, это видно на снимке от 21 ноября.',
	});
	const appeal = await now(receipt);
	assert.deepEqual([appeal?.state, appeal?.closedBecause, appeal?.inReview], ['closed', 'upheld', false]);
	assert.deepEqual(await terms(), before);
	await assert.rejects(returnAnswer({ actor: author }, receipt, 'Всё равно нет.'), {
		code: 'platform.not-allowed',
	});
	await h.runJobs();
	const notices = await database()`
		select kind from notifications.notice where account_id = ${author.account} and kind = 'appeals.review-rejected'`;
	assert.equal(notices.length, 1);
});

test('a return that no controller looked at in time counts as confirmed; twice does no harm', async () => {
	const { author, receipt } = await answered();
	await returnAnswer({ actor: author }, receipt, 'Ничего не сделано.');
	const [review] = await closing.reviewsOf(database(), receipt);
	assert.ok(review);
	await sweepReviews(new Date(review.dueAt.getTime() - 1000));
	assert.equal((await now(receipt))?.inReview, true);
	await sweepReviews(review.dueAt);
	await sweepReviews(review.dueAt);
	assert.equal((await now(receipt))?.inReview, false);
	const [decided] = await closing.reviewsOf(database(), receipt);
	assert.deepEqual([decided?.decision, decided?.decidedHow], ['confirmed', 'silence']);
});

test('where a territory has no controller a returned answer goes straight back to its body', async () => {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const executor = await (await body.staff('executor')).actor();
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	await answerAppeal(executor, receipt, answer);
	await returnAnswer({ actor: outsider(), code: receipt.code }, receipt, 'Ничего не сделано.');
	assert.equal((await now(receipt))?.inReview, false);
	await answerAppeal(executor, receipt, answer);
});

test('silence closes, the author may object for the set days, and not a day longer', async () => {
	const { author, receipt } = await answered();
	const verdict = (await store.termsOf(database(), receipt)).find((one) => one.kind === 'verdict');
	assert.ok(verdict);
	await sweepTerms(verdict.dueAt);
	assert.equal((await now(receipt))?.closedBecause, 'silent');
	await h.runJobs();
	const [notice] = await database()<{ because: string; until: string }[]>`
		select facts ->> 'because' as because, facts ->> 'until' as until from notifications.notice
		where account_id = ${author.account} and kind = 'appeals.closed'`;
	assert.equal(notice?.because, 'silent', 'the author hears why');
	assert.match(notice?.until ?? '', /^\d{4}-\d\d-\d\d$/, 'and until when to object');
	const late = new Date(verdict.dueAt.getTime() + 31 * 86_400_000);
	await assert.rejects(returnAnswer({ actor: author }, receipt, 'Яма снова там.', late), {
		code: 'appeals.return.too-late',
	});
	const within = new Date(verdict.dueAt.getTime() + 86_400_000);
	await returnAnswer({ actor: author }, receipt, 'Яма снова там.', within);
	const appeal = await now(receipt);
	assert.deepEqual(
		[appeal?.state, appeal?.closedAt, appeal?.closedBecause, appeal?.inReview],
		['returned', null, null, true],
	);
	const [review] = await closing.reviewsOf(database(), receipt);
	assert.equal(review?.because, 'objection');
	await withdrawAppeal({ actor: author }, receipt);
	assert.equal((await closing.reviewsOf(database(), receipt))[0]?.decision, 'dropped');
});

test('a neighbour who joined disputes once; a stranger, the author and who did not join cannot', async () => {
	const { town, author, receipt, joined } = await answered(1);
	const [neighbour] = joined;
	assert.ok(neighbour);
	const stranger = await (await anAccount()).actor();
	await assert.rejects(disputeAnswer(stranger, receipt, said), { code: 'appeals.dispute.join-first' });
	await assert.rejects(disputeAnswer(author, receipt, said), { code: 'platform.not-allowed' });
	await assert.rejects(disputeAnswer(neighbour, receipt, { ...said, reason: 'made-up' }), {
		name: 'Invalid',
	});
	await disputeAnswer(neighbour, receipt, said);
	await disputeAnswer(neighbour, receipt, said);
	const view = await readAppeal({ actor: neighbour }, town.id, receipt.number);
	const closed = await closingOf(neighbour, view);
	assert.deepEqual([closed.disputes, closed.disputed, closed.review?.because], [1, true, 'dispute']);
	assert.equal((await now(receipt))?.state, 'answered', 'one voice restarts nothing by itself');
});

test('enough neighbours restart the work even after its author had accepted it', async () => {
	const { author, receipt, joined } = await answered(3);
	await acceptAnswer({ actor: author }, receipt);
	for (const neighbour of joined) await disputeAnswer(neighbour, receipt, said);
	const appeal = await now(receipt);
	assert.deepEqual(
		[appeal?.state, appeal?.closedAt, appeal?.inReview, appeal?.returns],
		['returned', null, false, 1],
	);
	const [given] = await store.answersOf(database(), receipt);
	assert.equal(given?.verdict, 'accepted', 'what the author said stays said');
	const [review] = await closing.reviewsOf(database(), receipt);
	assert.deepEqual([review?.decision, review?.decidedHow], ['confirmed', 'number']);
	await h.runJobs();
	await countMarked({ everything: true });
	assert.deepEqual((await proveCounts()).wrong, []);
});

test('one dispute that a controller confirms restarts the work; one that is rejected settles this answer', async () => {
	const first = await answered(2);
	await disputeAnswer(first.joined[0]!, first.receipt, said);
	await decideReview(first.controller, first.receipt, { decision: 'confirmed', note: '' });
	assert.equal((await now(first.receipt))?.state, 'returned');
	const second = await answered(2);
	await disputeAnswer(second.joined[0]!, second.receipt, said);
	await decideReview(second.controller, second.receipt, {
		decision: 'rejected',
		note: 'Был на месте: яма засыпана, асфальт ровный.',
	});
	assert.equal((await now(second.receipt))?.state, 'answered');
	await assert.rejects(disputeAnswer(second.joined[1]!, second.receipt, said), {
		code: 'appeals.dispute.checked',
	});
});

test('nobody checks an answer of their own, and who has no such role learns nothing', async () => {
	const { town, body, author, receipt } = await answered();
	await returnAnswer({ actor: author }, receipt, 'Ничего не сделано.');
	const [given] = await store.answersOf(database(), receipt);
	const executor = await (await body.staff('executor')).actor();
	await assert.rejects(decideReview(executor, receipt, { decision: 'confirmed', note: '' }), {
		code: 'platform.not-allowed',
	});
	const both = await (await anAccount({ roles: [{ role: 'controller', territory: town }] })).actor();
	await database()`
		update appeals.answer set account_id = ${both.account}
		where territory_id = ${town.id} and id = ${given!.id}`;
	await assert.rejects(decideReview(both, receipt, { decision: 'confirmed', note: '' }), {
		code: 'appeals.review.own',
	});
	await assert.rejects(reviewPage(await (await anAccount()).actor(), receipt), {
		code: 'appeals.not-found',
	});
});

test('photographs of "not done" are stored with it', async () => {
	await using folder = await aFolder();
	const { controller, author, receipt } = await answered();
	const upload = await anUpload(folder.path, 'yama.jpg', await aPhotograph());
	await returnAnswer({ actor: author }, receipt, 'Вот она.', new Date(), { photographs: [upload] });
	const page = await reviewPage(controller, receipt);
	assert.equal(page.dissents[0]?.photographs.length, 1);
	assert.equal(page.photographs.length, 0, 'they are not among the photographs that everybody sees');
});

test('a territory sets its own days of silence for a category, and takes them back', async () => {
	const { town, controller, executor, author, receipt } = await answered();
	const of = { holdsIn: town.id, category: 'roads' };
	await setClosing(controller, of, { silent: 7, objection: 5, disputes: 2, review: 1 });
	assert.equal((await viewClosing(of)).holds.silentDays, 7);
	await returnAnswer({ actor: author }, receipt, 'Ничего не сделано.');
	await decideReview(controller, receipt, { decision: 'confirmed', note: '' });
	const at = new Date();
	await answerAppeal(executor, receipt, answer, at);
	const verdict = (await store.termsOf(database(), receipt)).find((one) => one.kind === 'verdict');
	assert.ok(verdict);
	const days = (verdict.dueAt.getTime() - at.getTime()) / 86_400_000;
	assert.ok(days > 6 && days < 11, `${days} days`);
	await undoClosing(controller, of);
	assert.equal((await viewClosing(of)).own, false);
	await assert.rejects(setClosing(author, of, { silent: 7, objection: 5, disputes: 2, review: 1 }), {
		code: 'platform.not-found',
	});
});
