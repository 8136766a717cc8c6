import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AccountId, database } from '#platform/db/door.server.ts';
import { listNotices } from '#platform/notifications/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { aTown, hour, refusal, someone } from '#tests/support/fixtures/ballots.ts';
import { anOpenConversation } from '#tests/support/fixtures/opinions.ts';
import { house } from '#tests/support/house.ts';
import {
	addStatement,
	decideStatements,
	markStatement,
	myMarks,
	myStatements,
	statementsOf,
	viewConversation,
	waitingIn,
} from './door.server.ts';

const h = await house();

test('what people add waits for a decision, and its author hears what was decided', async () => {
	const town = await aTown();
	const ref = await anOpenConversation(town);
	const anna = await someone();
	const mine = await addStatement(anna, ref, { text: '  Нужны   лавки ' });
	assert.deepEqual([mine.number, mine.text, mine.state, mine.isMine], [9, 'Нужны лавки', 'waiting', true]);
	const boris = await someone();
	for (const [who, text, code] of [
		[boris, 'нужны ЛАВКИ!', 'opinions.same-waiting'],
		[boris, 'Высказывание 3 о парке', 'opinions.same-text'],
		[boris, '...', 'opinions.statement.missing'],
		[boris, 'а'.repeat(281), 'opinions.statement.long'],
	] as const)
		await assert.rejects(addStatement(who, ref, { text }), refusal(code));
	await assert.rejects(
		addStatement(boris, ref, { text: 'Высказывание 3 о парке' }),
		(error: { problems: { facts?: { number?: number } }[] }) => error.problems[0]!.facts?.number === 3,
	);
	assert.ok(!(await statementsOf(boris, ref)).items.some(({ number }) => number === 9));
	await assert.rejects(
		markStatement(boris, ref, { statement: 9, mark: 1 }),
		refusal('opinions.statement-not-found'),
	);
	const second = await addStatement(boris, ref, { text: 'Иванов из пятой квартиры шумит' });
	assert.deepEqual(
		(await waitingIn(town.official, ref)).map(({ number }) => number),
		[9, 10],
	);
	await assert.rejects(
		decideStatements(town.official, ref, { numbers: [10], decision: 'reject', reason: '' }),
		refusal('opinions.reason.short'),
	);
	assert.equal(await decideStatements(town.official, ref, { numbers: [9], decision: 'show', reason: '' }), 1);
	assert.equal(await decideStatements(town.official, ref, { numbers: [9], decision: 'show', reason: '' }), 0);
	await decideStatements(town.official, ref, { numbers: [10], decision: 'reject', reason: 'Это о человеке' });
	await assert.rejects(addStatement(anna, ref, { text: second.text }), refusal('opinions.same-declined'));
	assert.deepEqual(
		(await myStatements(boris, ref)).map(({ number, state, reason }) => [number, state, reason]),
		[[10, 'rejected', 'Это о человеке']],
	);
	await markStatement(boris, ref, { statement: 9, mark: 1 });
	await decideStatements(town.official, ref, {
		numbers: [9],
		decision: 'withdraw',
		reason: 'Повтор третьего',
		ready: 'said',
	});
	const [typed] = await myStatements({ ...anna, lang: 'en' }, ref);
	assert.equal(typed!.reason, 'Повтор третьего', 'what the moderator typed goes before the ready one');
	const [marked] = await myMarks(boris, ref);
	assert.deepEqual(
		[marked!.statement.state, marked!.statement.text],
		['withdrawn', ''],
		'others do not read it',
	);
	assert.equal((await myStatements(anna, ref))[0]!.text, 'Нужны лавки', 'the author does');
	assert.deepEqual((await viewConversation(boris, ref)).mine, { marked: 0, left: 8 });
	await markStatement(boris, ref, { statement: 9, mark: null });
	await h.runJobs();
	const told = await database()<{ facts: { state: string } }[]>`
		select facts from notifications.notice where account_id = ${anna.account as AccountId} and kind = 'opinions.decided'`;
	assert.deepEqual(told.map(({ facts }) => facts.state).sort(), ['withdrawn']);
});

test('a ready reason is read in the language of its reader, on the page and in the notice', async () => {
	const town = await aTown();
	const ref = await anOpenConversation(town);
	const anna = await someone();
	const { number } = await addStatement(anna, ref, { text: 'Иванов из пятой квартиры шумит' });
	const clerk: Actor = { ...town.official, lang: 'en' };
	await decideStatements(clerk, ref, { numbers: [number], decision: 'reject', reason: ' ', ready: 'person' });
	const words = { ru: /^Здесь речь об одном человеке/, en: /^This is about one person/ };
	await h.runJobs();
	for (const lang of ['ru', 'en'] as const) {
		const reader = { ...anna, lang };
		const [mine] = await myStatements(reader, ref);
		assert.match(mine!.reason, words[lang]);
		const { notices } = await listNotices(reader, {});
		assert.match(notices[0]!.text, new RegExp(words[lang].source.slice(1)));
	}
	await decideStatements(clerk, ref, { numbers: [number], decision: 'show', reason: '', ready: 'person' });
	assert.equal((await myStatements(anna, ref))[0]!.reason, '');
});

test('one person adds ten statements a day and no more', async () => {
	const town = await aTown();
	const ref = await anOpenConversation(town, {
		moderation: 'after',
		closesAt: new Date(Date.now() + 90 * hour),
	});
	const anna = await someone();
	for (let i = 0; i < 10; i++) {
		const { state } = await addStatement(anna, ref, { text: `Мысль ${i}` });
		assert.equal(state, 'shown');
	}
	await assert.rejects(
		addStatement(anna, ref, { text: 'Одиннадцатая' }),
		refusal('opinions.statements-too-many'),
	);
	const tomorrow = new Date(Date.now() + 25 * hour);
	assert.equal((await addStatement(anna, ref, { text: 'Одиннадцатая' }, tomorrow)).number, 19);
	const closed = await anOpenConversation(town, { adding: 'nobody' });
	await assert.rejects(addStatement(anna, closed, { text: 'Моё' }), refusal('opinions.no-adding'));
	assert.ok(!(await viewConversation(anna, closed)).mayAdd);
});
