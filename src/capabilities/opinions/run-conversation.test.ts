import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outsider } from '#rooms/identity/door.server.ts';
import { aTown, hour, refusal, someone } from '#tests/support/fixtures/ballots.ts';
import { aConversation, aDraft, anOpenConversation, lines } from '#tests/support/fixtures/opinions.ts';
import { house } from '#tests/support/house.ts';
import {
	addFirstStatements,
	cancelConversation,
	changeConversation,
	changeFirstStatement,
	dropConversation,
	dropFirstStatement,
	firstStatements,
	openConversation,
	prolongConversation,
	readDraft,
	statementsOf,
	viewConversation,
} from './door.server.ts';
import { tendConversation, tendConversations } from './tend.ts';

await house();

test('a draft becomes a conversation when nothing is missing, and then its words stand', async () => {
	const town = await aTown();
	const ref = await aDraft(town, { question: '' }, { statements: [] });
	await assert.rejects(openConversation(town.official, ref), refusal('opinions.first.few'));
	await assert.rejects(openConversation(town.official, ref), refusal('opinions.question.missing'));
	await assert.rejects(
		addFirstStatements(town.official, ref, { lines: ['Тихо', 'тихо!'] }),
		refusal('opinions.first.twice'),
	);
	await assert.rejects(
		addFirstStatements(town.official, ref, { lines: lines(31) }),
		refusal('opinions.first.many'),
	);
	await assert.rejects(
		addFirstStatements(town.official, ref, { lines: ['Раз', 'Два'], otherLines: ['One'] }),
		refusal('opinions.first.unequal'),
	);
	await addFirstStatements(town.official, ref, {
		lines: ['Раз', '', ' Два ', 'Три', 'Четыре', 'Пять', 'Шесть'],
		otherLines: ['One', 'Two', 'Three', 'Four', 'Five', 'Six'],
	});
	await assert.rejects(
		addFirstStatements(town.official, ref, { lines: ['ДВА.'] }),
		refusal('opinions.first.twice'),
	);
	await changeFirstStatement(town.official, ref, { number: 3, text: 'Третье', other: null });
	await dropFirstStatement(town.official, ref, 2);
	assert.deepEqual(
		(await firstStatements(town.official, ref)).map(({ number, text, other }) => [number, text, other]),
		[
			[1, 'Раз', 'One'],
			[2, 'Третье', null],
			[3, 'Четыре', 'Four'],
			[4, 'Пять', 'Five'],
			[5, 'Шесть', 'Six'],
		],
	);
	const { version } = await readDraft(town.official, ref);
	await changeConversation(town.official, ref, { definition: aConversation(town), version });
	await assert.rejects(
		changeConversation(town.official, ref, { definition: aConversation(town), version }),
		refusal('opinions.changed-meanwhile'),
	);
	await openConversation(town.official, ref);
	await assert.rejects(openConversation(town.official, ref), refusal('opinions.already-opened'));
	for (const work of [
		() => changeFirstStatement(town.official, ref, { number: 1, text: 'Другое', other: null }),
		() => dropFirstStatement(town.official, ref, 1),
		() => dropConversation(town.official, ref),
		() => readDraft(town.official, ref),
	])
		await assert.rejects(work(), refusal('opinions.already-opened'));
	const english = { ...(await someone()), lang: 'en' as const };
	const { items } = await statementsOf(english, ref);
	assert.deepEqual(items.map(({ number, text, lang }) => [number, text, lang]).toReversed(), [
		[1, 'One', 'en'],
		[2, 'Третье', 'ru'],
		[3, 'Four', 'en'],
		[4, 'Five', 'en'],
		[5, 'Six', 'en'],
	]);
});

test('a conversation closes by itself at its time, and not before where it was prolonged', async () => {
	const town = await aTown();
	const ref = await anOpenConversation(town);
	const due = new Date(Date.now() + 1.5 * hour);
	await assert.rejects(
		prolongConversation(town.official, ref, { closesAt: new Date(), reason: 'Не все успели' }),
		refusal('opinions.closes.earlier'),
	);
	await assert.rejects(
		prolongConversation(town.official, ref, { closesAt: new Date(Date.now() + 3 * hour), reason: ' ' }),
		refusal('opinions.reason.short'),
	);
	await prolongConversation(town.official, ref, {
		closesAt: new Date(Date.now() + 3 * hour),
		reason: 'Не все успели',
	});
	await tendConversation(ref, due);
	assert.equal((await viewConversation(outsider(), ref)).state, 'open');
	await tendConversations(new Date(Date.now() + 4 * hour));
	const view = await viewConversation(outsider(), ref);
	assert.equal(view.state, 'closed');
	assert.deepEqual(view.closedAt, view.closesAt);
	assert.deepEqual(
		view.events.map(({ kind, reason, by }) => [kind, reason, by !== null]),
		[
			['opened', '', true],
			['prolonged', 'Не все успели', true],
			['closed', '', false],
		],
	);
	for (const work of [
		() =>
			prolongConversation(town.official, ref, {
				closesAt: new Date(Date.now() + 9 * hour),
				reason: 'Ещё неделю',
			}),
		() => cancelConversation(town.official, ref, { reason: 'Передумали' }),
	])
		await assert.rejects(work(), refusal('opinions.already-closed'));
});
