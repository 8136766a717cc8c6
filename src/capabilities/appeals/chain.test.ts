import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayIn } from '#platform/calendar/door.ts';
import { database } from '#platform/db/door.server.ts';
import { listNotices } from '#platform/notifications/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { leaveOffice, outsider } from '#rooms/identity/door.server.ts';
import { bodiesNamed, bodyKey } from '#rooms/organisations/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { acceptAnswer } from './accept-answer.ts';
import { answerAppeal } from './answer-appeal.ts';
import type { AppealRef } from './appeal.ts';
import { assignAppeal } from './assign-appeal.ts';
import { classifyAppeal } from './classify-appeal.ts';
import { closeAppeal, withdrawAppeal } from './close-appeal.ts';
import { commentInternally } from './comment-appeal.ts';
import { readFigures } from './counts/figures.ts';
import { countMarked } from './counts/marks.ts';
import { readDeskAsked } from './desk/asked.ts';
import { readInbox } from './desk/read-inbox.ts';
import { joinAppeal } from './join-appeal.ts';
import { listAppeals, readAsked } from './list-appeals.ts';
import { passOn } from './pass-on.ts';
import { prove } from './prove.ts';
import { readAppeal, readWork } from './read-appeal.ts';
import { returnAnswer } from './return-answer.ts';
import { routeAppeal } from './route-appeal.ts';
import * as store from './store.server.ts';
import { takeUp } from './take-up.ts';
import { tellPeople } from './tell.ts';
import { tellAuthorsOfRouting, tellBodiesOfWork } from './tell-many.ts';
import { sweepTerms } from './terms/sweep.ts';
import { clockOf } from './terms.ts';

const h = await house();
const stateOf = async (ref: AppealRef) => (await store.read(database(), ref))?.state;
const answer = { text: 'Яму засыпали щебнем и заасфальтировали 21 ноября.', photographs: [] };
const asked = (view = '') => readDeskAsked(new URLSearchParams({ view }));
const inbox = async (actor: Actor, view = 'all') => (await readInbox(actor, asked(view))).rows;

async function aTownWithBody() {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const executor = await body.staff('executor');
	return { town, body, executor };
}

test('the whole chain: filed, registered, routed by rule, taken up, answered, returned, answered, accepted', async () => {
	const { town, body, executor } = await aTownWithBody();
	const resident = await anAccount();
	const author = await resident.actor();
	const official = await executor.actor();
	const receipt = await anAppeal(town.id, { by: author });
	assert.equal(await stateOf(receipt), 'filed');

	await h.runJobs();
	assert.equal(await stateOf(receipt), 'routed');
	const [row] = await inbox(official);
	assert.equal(row?.number, receipt.number);
	assert.equal(row?.clock?.tone, 'calm');

	await takeUp(official, receipt);
	assert.equal(await stateOf(receipt), 'in-work');
	await answerAppeal(official, receipt, answer);
	await h.runJobs();
	assert.equal((await inbox(official, 'answered')).length, 1);
	const seen = await readAppeal({ actor: author }, town.id, receipt.number);
	assert.deepEqual(seen.may, {
		accept: true,
		return: true,
		withdraw: false,
		join: false,
		follow: false,
		supplement: false,
	});
	assert.equal(seen.answers[0]?.text, answer.text);

	await returnAnswer({ actor: author }, receipt, 'Яма осталась, засыпали соседнюю.');
	await h.runJobs();
	assert.equal((await inbox(official, 'returned')).length, 1);
	await answerAppeal(official, receipt, { text: 'Засыпали и эту, приносим извинения.', photographs: [] });
	await acceptAnswer({ actor: author }, receipt);
	await h.runJobs();
	assert.equal(await stateOf(receipt), 'accepted');

	const after = await readAppeal({ actor: outsider() }, town.id, receipt.number);
	assert.deepEqual(
		after.history.map((one) => one.kind),
		['filed', 'registered', 'routed', 'taken-up', 'answered', 'returned', 'answered', 'accepted'],
	);
	assert.equal(after.bodies.get(`${body.territory}/${body.id}`)?.name, 'МУП «Тестовод»');
	const audited = await database()`
		select action from audit.entry where territory_id = ${town.id} and thing_id = ${receipt.id} order by at, id`;
	for (const action of ['filed', 'routed', 'taken-up', 'answered', 'returned', 'answered', 'accepted'])
		assert.ok(
			audited.some((entry) => entry.action === `appeals.${action}`),
			action,
		);
});

test('without a rule the appeal waits in the registry, and a controller gives it to a body', async () => {
	const town = await aTerritory();
	const body = await aBody(town.id);
	const executor = await body.staff('executor');
	const controller = await (await anAccount({ roles: [{ role: 'controller', territory: town.id }] })).actor();
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	assert.equal(await stateOf(receipt), 'registered');
	const page = await readInbox(controller, asked());
	assert.equal(page.view, 'unsorted');
	assert.equal(page.rows[0]?.number, receipt.number);
	await routeAppeal(controller, receipt, { body });
	await h.runJobs();
	assert.equal((await inbox(await executor.actor())).length, 1);
});

test('passing on moves it from one inbox to another and buys no time', async () => {
	const { town, body, executor } = await aTownWithBody();
	const other = await aBody(town.id, { name: 'МКУ «Дорожник»', administrator: body.administrator });
	const second = await other.staff('executor');
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	const before = await store.read(database(), receipt);
	await passOn(await executor.actor(), receipt, { body: other, reason: 'Дорога на балансе дорожников.' });
	await h.runJobs();
	assert.equal((await inbox(await executor.actor())).length, 0);
	assert.equal((await inbox(await second.actor())).length, 1);
	assert.equal((await store.read(database(), receipt))?.dueOn, before?.dueOn);
	await passOn(await second.actor(), receipt, { body: null, reason: 'Не знаем, чья дорога.' });
	await h.runJobs();
	assert.equal((await inbox(await second.actor())).length, 0);
	assert.equal(await stateOf(receipt), 'registered');
	const seen = await readAppeal({ actor: outsider() }, town.id, receipt.number);
	assert.ok(
		!seen.history.some((one) => one.text?.includes('баланс')),
		'reasons among officials stay among them',
	);
});

test('a reader of English is told the English name of the body it was passed on to', async () => {
	const { town, body, executor } = await aTownWithBody();
	const { administrator } = body;
	const other = await aBody(town.id, { name: 'МКУ «Дорожник»', nameEn: 'Roads', administrator });
	const author = await anAccount();
	const mine = await anAppeal(town.id, { by: await author.actor() });
	const english: Actor = { ...outsider(), lang: 'en' };
	const stranger = await anAppeal(town.id, { by: english, email: 'in-english@example.org' });
	await database()`update appeals.follower set confirmed_at = now() where appeal_id = ${stranger.id}`;
	await h.runJobs();
	for (const ref of [mine, stranger])
		await passOn(await executor.actor(), ref, { body: other, reason: 'Дорога на балансе дорожников.' });
	await h.runJobs();
	const told = async (lang: 'ru' | 'en') =>
		(await listNotices({ ...(await author.actor()), lang }, {})).notices.map(({ text }) => text).join();
	assert.match(await told('ru'), /за него отвечает МКУ «Дорожник»/);
	assert.match(await told('en'), /Roads answers for it now/);
	const [letter] = await database()<{ body: string }[]>`
		select body from channels.letter where to_address = 'in-english@example.org' and body like '%was passed on%'`;
	assert.match(letter?.body ?? '', /Roads answers for it now/);
});

test('who it is passed on to, and its author, hear of it each time; a body that it comes back to as well', async () => {
	const { town, body, executor } = await aTownWithBody();
	const other = await aBody(town.id, { name: 'МКУ «Дорожник»', administrator: body.administrator });
	const second = await other.staff('executor');
	const author = await anAccount();
	const mine = await anAppeal(town.id, { by: await author.actor() });
	const stranger = await anAppeal(town.id, { email: 'passed-on@example.org' });
	await database()`update appeals.follower set confirmed_at = now() where appeal_id = ${stranger.id}`;
	await h.runJobs();
	for (const ref of [mine, stranger]) {
		await passOn(await executor.actor(), ref, { body: other, reason: 'Дорога на балансе дорожников.' });
		await h.runJobs();
		await passOn(await second.actor(), ref, { body, reason: 'Это двор.' });
		await h.runJobs();
	}
	await tellBodiesOfWork([mine, stranger]);
	await tellAuthorsOfRouting([mine, stranger]);
	const notices = (account: string, kind: string) => database()<{ facts: Record<string, string> }[]>`
		select facts from notifications.notice where account_id = ${account} and kind = ${kind} order by created_at, id`;
	assert.equal((await notices(executor.id, 'appeals.work-came')).length, 4, 'twice each of two appeals');
	assert.equal((await notices(second.id, 'appeals.work-came')).length, 2);
	assert.deepEqual(
		(await notices(author.id, 'appeals.routed')).map(({ facts }) => [facts.again, facts.body]),
		[
			['no', ''],
			['yes', 'МКУ «Дорожник»'],
			['yes', (await bodiesNamed([body], 'ru')).get(bodyKey(body))?.shortName],
		],
	);
	const letters = await database()<{ subject: string; body: string }[]>`
		select subject, body from channels.letter
		where to_address = 'passed-on@example.org' and subject like '%другому исполнителю' order by created_at`;
	assert.equal(letters.length, 2);
	assert.match(
		letters[0]?.body ?? '',
		/теперь за него отвечает МКУ «Дорожник»\. Срок прежний: ответим до \d/,
	);
});

test('an appeal returned by the resident is overdue from the first deadline', async () => {
	const { town, executor } = await aTownWithBody();
	const author = await (await anAccount()).actor();
	const filedAt = new Date(Date.now() - 40 * 86_400_000);
	const receipt = await anAppeal(town.id, { by: author, at: filedAt });
	await h.runJobs();
	await answerAppeal(await executor.actor(), receipt, answer);
	await returnAnswer({ actor: author }, receipt, 'Ничего не сделано.');
	const appeal = await store.read(database(), receipt);
	assert.equal(appeal?.dueOn, receipt.dueOn);
	assert.equal(clockOf(receipt.dueOn, dayIn('Europe/Moscow', new Date())).tone, 'late');
});

test('another category counts its own term from the day of filing and says so', async () => {
	const { town, executor } = await aTownWithBody();
	const receipt = await anAppeal(town.id, { at: new Date('2026-11-20T09:00:00Z') });
	await h.runJobs();
	await classifyAppeal(await executor.actor(), receipt, 'roads.snow');
	const appeal = await store.read(database(), receipt);
	assert.equal(appeal?.dueOn, '2026-11-23');
	const seen = await readAppeal({ actor: outsider() }, town.id, receipt.number);
	const changed = seen.history.find((one) => one.kind === 'term-changed');
	assert.deepEqual(changed?.facts, { from: '2026-12-04', to: '2026-11-23', because: 'category' });
});

test('a person without an account accepts by the code; without it nobody can', async () => {
	const { town, executor } = await aTownWithBody();
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	await answerAppeal(await executor.actor(), receipt, answer);
	await assert.rejects(acceptAnswer({ actor: outsider(), code: 'AAAA-BBBB-CCCC' }, receipt), {
		code: 'platform.sign-in-first',
	});
	await acceptAnswer({ actor: outsider(), code: receipt.code }, receipt);
	assert.equal(await stateOf(receipt), 'accepted');
	await assert.rejects(returnAnswer({ actor: outsider(), code: receipt.code }, receipt, 'Передумал я'), {
		code: 'platform.sign-in-first',
	});
});

test('what is for the authority only is for an outsider as if it were not there', async () => {
	const { town, body, executor } = await aTownWithBody();
	const receipt = await anAppeal(town.id, { visibility: 'authority' });
	await h.runJobs();
	const notFound = { code: 'appeals.not-found' };
	const stranger = await (await anAccount()).actor();
	const colleague = await (await aBody(town.id, { name: 'Другой', administrator: body.administrator })).staff(
		'head',
	);
	for (const actor of [outsider(), stranger, await colleague.actor()]) {
		await assert.rejects(readAppeal({ actor }, town.id, receipt.number), notFound);
		await assert.rejects(readWork(actor, receipt), notFound);
		await assert.rejects(joinAppeal(actor, receipt), notFound);
		await assert.rejects(takeUp(actor, receipt), notFound);
		await assert.rejects(answerAppeal(actor, receipt, answer), notFound);
		await assert.rejects(withdrawAppeal({ actor }, receipt), notFound);
		await assert.rejects(commentInternally(actor, receipt, 'я тут'), notFound);
		await assert.rejects(closeAppeal(actor, receipt, { because: 'abusive', text: 'закрыто' }), notFound);
	}
	const page = await listAppeals(town.id, readAsked(new URLSearchParams()), { lang: 'ru' });
	assert.equal(page.rows.length + page.count, 0);
	assert.equal(
		(await readAppeal({ actor: outsider(), code: receipt.code }, town.id, receipt.number)).mine,
		true,
	);
	assert.equal((await readWork(await executor.actor(), receipt)).applicant?.name, 'Мария Петрова');
	const read = await database()`
		select reading from audit.entry where territory_id = ${town.id} and action = 'appeals.read'`;
	assert.deepEqual([...read], [{ reading: true }]);
});

test('in public there is no phone, no flat, and no name where it was asked to be left out', async () => {
	const { town, executor } = await aTownWithBody();
	const receipt = await anAppeal(town.id, {
		visibility: 'nameless',
		text: 'Течёт с крыши, звоните +7 912 345-67-89, Мира 5, кв. 12. Мария Петрова',
	});
	await h.runJobs();
	await answerAppeal(await executor.actor(), receipt, {
		...answer,
		text: 'Мария Петрова, кровлю починили. Приносим извинения.',
	});
	const seen = await readAppeal({ actor: outsider() }, town.id, receipt.number);
	const shown = JSON.stringify([seen.appeal, seen.answers, seen.authorName, seen.history]);
	for (const secret of ['345-67-89', 'кв. 12', 'Мария Петрова, кровлю'])
		assert.ok(!shown.includes(secret), secret);
	assert.equal(seen.authorName, null);
	const page = await listAppeals(town.id, readAsked(new URLSearchParams()), { lang: 'ru' });
	assert.ok(!JSON.stringify(page.rows).includes('345-67-89'));
});

test('joining twice is joining once, and the one who joined finds it among theirs', async () => {
	const { town } = await aTownWithBody();
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	const neighbour = await (await anAccount()).actor();
	await joinAppeal(neighbour, receipt);
	await joinAppeal(neighbour, receipt);
	await h.runJobs();
	assert.equal((await store.read(database(), receipt))?.joined, 1);
	const [mine] = await database()`select reason from appeals.mine where account_id = ${neighbour.account}`;
	assert.equal(mine?.reason, 'joined');
});

test('an executor who left cannot be chosen, and a body that was closed gets nothing', async () => {
	const { town, body, executor } = await aTownWithBody();
	const head = await (await body.staff('head')).actor();
	const colleague = await body.staff('executor');
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	const gone = await anAccount();
	await assert.rejects(assignAppeal(head, receipt, { unit: null, executor: gone.id }), (error) =>
		String(error).includes('appeals.executor-left'),
	);
	await assignAppeal(head, receipt, { unit: null, executor: executor.id });
	assert.equal((await store.read(database(), receipt))?.executor, executor.id);
	// given to a colleague and back again: told each time
	await h.runJobs();
	for (const to of [colleague.id, executor.id]) {
		await assignAppeal(head, receipt, { unit: null, executor: to });
		await h.runJobs();
	}
	const told = await database()`
		select 1 from notifications.notice where account_id = ${executor.id} and kind = 'appeals.work-assigned'`;
	assert.equal(told.length, 2);
});

test('figures of a territory and of the one above it agree with the rows', async () => {
	const { town, executor } = await aTownWithBody();
	for (let i = 0; i < 3; i++) await anAppeal(town.id);
	await h.runJobs();
	const [first] = await inbox(await executor.actor());
	assert.ok(first);
	await answerAppeal(await executor.actor(), first, answer);
	await h.runJobs();
	await countMarked({ everything: true });
	const parent = town.parents.at(-1)?.id;
	assert.ok(parent);
	for (const territory of [town.id, parent]) {
		const told = await readFigures(territory);
		assert.deepEqual([told.filed, told.answered, told.medianDays, told.onTime], [3, 1, null, null]);
	}
});

test('the list of a territory above holds those below it, newest first, page by page', async () => {
	const { town } = await aTownWithBody();
	const receipts = [];
	for (let i = 0; i < 5; i++)
		receipts.push(await anAppeal(town.id, { at: new Date(Date.now() - (5 - i) * 3_600_000) }));
	await h.runJobs();
	const parent = town.parents.at(-1)?.id;
	assert.ok(parent);
	for (const territory of [town.id, parent]) {
		const seen: string[] = [];
		let after: string | null = null;
		do {
			const query = new URLSearchParams(after ? { after } : {});
			const page = await listAppeals(territory, readAsked(query), { lang: 'ru', limit: 2 });
			seen.push(...page.rows.map((row) => row.number));
			after = page.next;
		} while (after);
		assert.deepEqual(seen, receipts.map((one) => one.number).reverse());
	}
	const none = await listAppeals(town.id, readAsked(new URLSearchParams('state=late&category=waste&q=яма')), {
		lang: 'ru',
	});
	assert.equal(none.count, 0);
	const found = await listAppeals(town.id, readAsked(new URLSearchParams('q=ямы остановке')), { lang: 'ru' });
	assert.equal(found.count, 5, 'words are found in any form');
});

test('news reach the author, the neighbour who joined, the body, and a person without an account by letter, once each', async () => {
	const { town, executor } = await aTownWithBody();
	const [author, neighbour] = [await anAccount(), await anAccount()];
	const mine = await anAppeal(town.id, { by: await author.actor() });
	const stranger = await anAppeal(town.id, { email: 'stranger@example.org' });
	await h.runJobs();
	await joinAppeal(await neighbour.actor(), mine);
	await answerAppeal(await executor.actor(), mine, answer);
	await answerAppeal(await executor.actor(), stranger, answer);
	await h.runJobs();
	await tellPeople(mine, 'answered', 1);
	await tellPeople(stranger, 'answered', 1);
	await h.runJobs();
	const toldTo = async (account: string) =>
		(
			await database()`select kind from notifications.notice
				where account_id = ${account} and kind like 'appeals.%' order by kind`
		).map((row) => row.kind);
	assert.deepEqual(await toldTo(author.id), ['appeals.answered', 'appeals.routed']);
	assert.deepEqual(await toldTo(neighbour.id), ['appeals.answered']);
	assert.deepEqual(await toldTo(executor.id), ['appeals.work-came', 'appeals.work-came']);
	const letters = await database()`
		select subject, body from channels.letter where to_address = 'stranger@example.org' order by created_at`;
	assert.equal(letters.length, 2);
	assert.match(letters[1]?.subject, /^Ответ на обращение/);
	assert.ok(letters[1]?.body.includes(`/appeals/follow?number=${stranger.number}`));
});

test('an official who leaves hands the post and the open appeals over', async () => {
	const { town, body, executor } = await aTownWithBody();
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	await takeUp(await executor.actor(), receipt);
	await h.runJobs();
	const successor = await anAccount();
	await leaveOffice(await body.administrator.actor(), {
		account: executor.id,
		to: successor.id,
		territory: town.id,
		why: 'уволился',
	});
	await h.runJobs();
	assert.equal((await store.read(database(), receipt))?.executor, successor.id);
	assert.equal((await inbox(await successor.actor(), 'mine')).length, 1);
	await assert.rejects(readWork(await executor.actor(), receipt), { code: 'appeals.not-found' });
});

test('an answer that its author says nothing to for thirty days ends the appeal, and not a day earlier', async () => {
	const { town, executor } = await aTownWithBody();
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	await answerAppeal(await executor.actor(), receipt, answer);
	const verdict = (await store.termsOf(database(), receipt)).find((term) => term.kind === 'verdict');
	assert.ok(verdict && verdict.dueAt.getTime() - Date.now() > 29 * 86_400_000);
	await sweepTerms(new Date(verdict.dueAt.getTime() - 1000));
	assert.equal(await stateOf(receipt), 'answered');
	await sweepTerms(verdict.dueAt);
	const appeal = await store.read(database(), receipt);
	assert.deepEqual([appeal?.state, appeal?.closedBecause], ['closed', 'silent']);
});

test('the nightly proof finds what a lost job left behind and mends it', async () => {
	const { town } = await aTownWithBody();
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	const later = new Date(Date.now() + 120_000);
	await database()`update appeals.listed set version = 0, state = 'filed' where territory_id = ${town.id}`;
	await database()`delete from appeals.inbox where territory_id = ${town.id}`;
	assert.ok((await prove(later)) >= 1);
	const [row] = await database()`
		select state from appeals.listed where territory_id = ${town.id} and appeal_id = ${receipt.id}`;
	assert.equal(row?.state, 'routed');
	const [waiting] = await database()`select count(*) as n from appeals.inbox where territory_id = ${town.id}`;
	assert.equal(Number(waiting?.n), 1);
	assert.equal(await prove(later), 0);
});
