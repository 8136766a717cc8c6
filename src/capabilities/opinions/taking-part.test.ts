import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AccountId, database } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { createSpace } from '#rooms/spaces/door.server.ts';
import { aResident, aTown, hour, refusal, someone } from '#tests/support/fixtures/ballots.ts';
import { aConversation, aDraft, anOpenConversation, lines } from '#tests/support/fixtures/opinions.ts';
import { house } from '#tests/support/house.ts';
import type { ConversationRef } from './conversation.ts';
import {
	addFirstStatements,
	addStatement,
	cancelConversation,
	changeConversation,
	closeConversation,
	conversationsIn,
	decideStatements,
	dropConversation,
	makeConversation,
	markStatement,
	myMarks,
	nextFor,
	openConversation,
	prolongConversation,
	readDraft,
	statementsOf,
	viewConversation,
	waitingIn,
} from './door.server.ts';
import { room } from './room.server.ts';

await house();

async function kept(ref: ConversationRef) {
	return database()<{ participant: number; statement: number; mark: number | null }[]>`
		select participant, statement, mark from opinions.mark
		where territory_id = ${ref.territory} and conversation_id = ${ref.id} order by participant, statement`;
}

test('who may do what is a table', async () => {
	const town = await aTown();
	const roles: Record<string, Actor> = {
		official: town.official,
		head: town.head,
		resident: await someone(),
		guest: outsider(),
	};
	for (const role of ['administrator', 'editor', 'operator'])
		roles[role] = await someone({ roles: [{ role, territory: town }] });
	const works: [
		string,
		(actor: Actor, ref: ConversationRef) => Promise<unknown>,
		'draft' | 'open',
		string[],
	][] = [
		[
			'make',
			(actor) => makeConversation(actor, { territory: town.id, definition: aConversation(town) }),
			'draft',
			['official', 'head', 'administrator', 'editor'],
		],
		[
			'read a draft',
			(actor, ref) => viewConversation(actor, ref),
			'draft',
			['official', 'head', 'administrator', 'editor'],
		],
		[
			'change',
			async (actor, ref) =>
				changeConversation(actor, ref, {
					definition: aConversation(town),
					version: (await readDraft(actor, ref)).version,
				}),
			'draft',
			['official', 'head', 'administrator', 'editor'],
		],
		[
			'drop',
			(actor, ref) => dropConversation(actor, ref),
			'draft',
			['official', 'head', 'administrator', 'editor'],
		],
		['open', (actor, ref) => openConversation(actor, ref), 'draft', ['official', 'head', 'administrator']],
		[
			'add first statements',
			(actor, ref) => addFirstStatements(actor, ref, { lines: [`Ещё ${Math.random()}`] }),
			'open',
			['official', 'head', 'administrator', 'editor'],
		],
		[
			'see what waits',
			(actor, ref) => waitingIn(actor, ref),
			'open',
			['official', 'head', 'administrator', 'editor'],
		],
		[
			'take a statement out',
			(actor, ref) =>
				decideStatements(actor, ref, { numbers: [1], decision: 'withdraw', reason: 'Личные данные' }),
			'open',
			['official', 'head', 'administrator', 'editor'],
		],
		[
			'close',
			(actor, ref) => closeConversation(actor, ref, { reason: 'Все сказали' }),
			'open',
			['official', 'head', 'administrator'],
		],
		[
			'cancel',
			(actor, ref) => cancelConversation(actor, ref, { reason: 'Ошиблись вопросом' }),
			'open',
			['official', 'head', 'administrator'],
		],
		[
			'prolong',
			(actor, ref) =>
				prolongConversation(actor, ref, {
					reason: 'Не все успели',
					closesAt: new Date(Date.now() + 5 * hour),
				}),
			'open',
			['official', 'head', 'administrator'],
		],
		['see', (actor, ref) => viewConversation(actor, ref), 'open', Object.keys(roles)],
		[
			'mark',
			(actor, ref) => markStatement(actor, ref, { statement: 1, mark: 1 }),
			'open',
			Object.keys(roles).filter((role) => role !== 'guest'),
		],
	];
	for (const [name, work, state, allowed] of works)
		for (const [role, actor] of Object.entries(roles)) {
			const ref = await (state === 'draft' ? aDraft(town) : anOpenConversation(town));
			const done = await work(actor, ref).then(
				() => true,
				(error) => (/not-found|not-allowed|sign-in-first/.test(error.code) ? false : assert.fail(error)),
			);
			assert.equal(done, allowed.includes(role), `${role}: ${name}`);
		}
	const elsewhere = await aTown();
	const ref = await aDraft(town);
	await assert.rejects(viewConversation(elsewhere.official, ref), refusal('opinions.not-found'));
	assert.deepEqual((await conversationsIn(elsewhere.official, town.id, { of: 'office' })).items, []);
	const office = await conversationsIn(town.official, town.id, { of: 'office', state: 'draft' });
	assert.ok(office.items.some(({ id }) => id === ref.id));
});

test('a person marks, changes and takes back; the same once more changes nothing', async () => {
	const town = await aTown();
	const ref = await anOpenConversation(town);
	const anna = await someone();
	const mark = (statement: number, one: -1 | 0 | 1 | null) =>
		markStatement(anna, ref, { statement, mark: one });
	assert.deepEqual(await mark(1, 1), { marked: 1, left: 7 });
	assert.deepEqual(await mark(1, 1), { marked: 1, left: 7 });
	assert.deepEqual(await mark(2, 0), { marked: 2, left: 6 });
	assert.deepEqual(await mark(1, -1), { marked: 2, left: 6 });
	assert.deepEqual(await mark(2, null), { marked: 1, left: 7 });
	assert.deepEqual(await mark(3, null), { marked: 1, left: 7 });
	assert.deepEqual(
		(await myMarks(anna, ref)).map((one) => [one.statement.number, one.mark]),
		[[1, -1]],
	);
	assert.deepEqual(await myMarks(await someone(), ref), []);
	const view = await viewConversation(anna, ref);
	assert.deepEqual(
		[view.people, view.marks, view.statements, view.mine, view.resultsShown, view.resultsAfter],
		[1, 1, 8, { marked: 1, left: 7 }, 'after-mine', 6],
	);
	await assert.rejects(mark(99, 1), refusal('opinions.statement-not-found'));
	await assert.rejects(
		markStatement(outsider(), ref, { statement: 1, mark: 1 }),
		refusal('platform.sign-in-first'),
	);
	const seen = new Set<number>();
	for (;;) {
		const next = await nextFor(anna, ref);
		if (!next) break;
		assert.deepEqual(
			(await nextFor(anna, ref))?.statement.number,
			next.statement.number,
			'it stays until it is marked',
		);
		assert.equal(next.left, 7 - seen.size);
		if (next.left > 1)
			assert.notEqual(
				(await nextFor(anna, ref, { not: next.statement.number }))?.statement.number,
				next.statement.number,
			);
		assert.ok(!seen.has(next.statement.number));
		seen.add(next.statement.number);
		await mark(next.statement.number, 0);
	}
	assert.equal(seen.size, 7);
	assert.ok((await nextFor(outsider(), ref))?.statement.text);
});

test('who takes part is asked as of a vote', async () => {
	const town = await aTown();
	const ref = await anOpenConversation(town, { who: { ...aConversation(town).who, residence: 'confirmed' } });
	const [stranger, resident] = [await someone(), await aResident(town, '57 04 123456')];
	assert.deepEqual((await viewConversation(stranger, ref)).lacks, ['residence-declare']);
	assert.deepEqual((await viewConversation(outsider(), ref)).lacks, ['sign-in']);
	await assert.rejects(
		markStatement(stranger, ref, { statement: 1, mark: 1 }),
		refusal('opinions.lack.residence-declare'),
	);
	await assert.rejects(
		addStatement(stranger, ref, { text: 'Моё' }),
		refusal('opinions.lack.residence-declare'),
	);
	assert.equal((await markStatement(resident, ref, { statement: 1, mark: 1 })).marked, 1);
	assert.ok((await viewConversation(resident, ref)).mayAdd);
});

test('many come at once and each gets one number; one who sends a form many times gets one, too', async () => {
	const town = await aTown();
	const ref = await anOpenConversation(town, { moderation: 'after' });
	const people = await Promise.all(Array.from({ length: 12 }, () => someone()));
	const hasty = await someone();
	await Promise.all([
		...people.flatMap((one) => [1, 2, 3].map((statement) => markStatement(one, ref, { statement, mark: 1 }))),
		...[1, 2, 3, 4, 5, 6].map((statement) => markStatement(hasty, ref, { statement, mark: -1 })),
		...Array.from({ length: 4 }, () => markStatement(hasty, ref, { statement: 7, mark: 0 })),
	]);
	const rows = await kept(ref);
	assert.equal(rows.length, 12 * 3 + 7);
	assert.deepEqual(
		[...new Set(rows.map(({ participant }) => participant))],
		Array.from({ length: 13 }, (_, i) => i + 1),
	);
	assert.equal((await viewConversation(outsider(), ref)).people, 13);
	// statements of many at once, two of them the same
	const said = await Promise.allSettled(
		people.map((one, i) => addStatement(one, ref, { text: i < 2 ? 'Одно и то же' : `Своё ${i}` })),
	);
	assert.equal(said.filter(({ status }) => status === 'fulfilled').length, 11);
	const numbers = (await statementsOf(town.official, ref)).items.map(({ number }) => number);
	assert.deepEqual(
		numbers,
		Array.from({ length: 19 }, (_, i) => 19 - i),
	);
});

test('a mark comes before the closing or is refused: none is lost in silence, none comes later', async () => {
	const town = await aTown();
	for (let round = 0; round < 4; round++) {
		const ref = await anOpenConversation(town);
		const people = await Promise.all(Array.from({ length: 10 }, () => someone()));
		const results = await Promise.allSettled([
			...people.slice(0, 5).map((one) => markStatement(one, ref, { statement: 1, mark: 1 })),
			closeConversation(town.head, ref, { reason: 'Все сказали' }),
			...people.slice(5).map((one) => markStatement(one, ref, { statement: 1, mark: 1 })),
		]);
		const [closing] = results.splice(5, 1);
		assert.equal(closing!.status, 'fulfilled');
		for (const one of results)
			if (one.status === 'rejected') assert.equal(one.reason.code, 'opinions.already-closed');
		const taken = results.filter(({ status }) => status === 'fulfilled').length;
		assert.equal((await kept(ref)).length, taken);
		await assert.rejects(
			markStatement(people[0]!, ref, { statement: 2, mark: 1 }),
			refusal('opinions.already-closed'),
		);
	}
	const ref = await anOpenConversation(town);
	const late = new Date(Date.now() + 2 * hour);
	const anna = await someone();
	await markStatement(anna, ref, { statement: 1, mark: 1 });
	for (const mark of [-1, null] as const)
		await assert.rejects(
			markStatement(anna, ref, { statement: 1, mark }, late),
			refusal('opinions.already-closed'),
		);
	await assert.rejects(addStatement(anna, ref, { text: 'Поздно' }, late), refusal('opinions.already-closed'));
});

test('who is erased leaves marks and words under the number of nobody', async () => {
	const town = await aTown();
	const ref = await anOpenConversation(town, { moderation: 'after' });
	const [anna, boris] = [await someone(), await someone()];
	for (const statement of [1, 2, 3]) await markStatement(anna, ref, { statement, mark: 1 });
	await markStatement(boris, ref, { statement: 1, mark: -1 });
	await addStatement(anna, ref, { text: 'Пусть будет тихо' });
	const own = (await room.personal!.export(anna.account as AccountId)) as {
		marked: { number: number; mark: number }[];
		added: { text: string }[];
	};
	assert.deepEqual(
		own.marked.map(({ number, mark }) => [number, mark]),
		[
			[1, 1],
			[2, 1],
			[3, 1],
		],
	);
	assert.deepEqual(
		own.added.map(({ text }) => text),
		['Пусть будет тихо'],
	);
	await room.personal!.erase(anna.account as AccountId);
	assert.equal((await kept(ref)).length, 4);
	const after = await room.personal!.export(anna.account as AccountId);
	assert.deepEqual([[...(after.marked as [])], [...(after.added as [])]], [[], []]);
	const left = await database()`
		select 1 from opinions.participant where territory_id = ${town.id} and account_id = ${anna.account as AccountId}
		union all select 1 from opinions.statement where territory_id = ${town.id} and account_id = ${anna.account as AccountId}`;
	assert.equal(left.length, 0);
	assert.equal((await viewConversation(outsider(), ref)).people, 2);
	assert.equal((await myMarks(boris, ref)).length, 1);
});

test('a conversation of a secret community is for those inside and led by those who lead it', async () => {
	const town = await aTown();
	const [boris, anna, vera] = [await someone(), await someone(), await someone()];
	const space = await createSpace(boris, {
		territory: town.id,
		kind: 'community',
		openness: 'secret',
		name: 'Тайный сад',
		summary: 'Сад',
		about: '',
	});
	const inside = (actor: Actor, role: string): Actor => ({
		...actor,
		grants: [...actor.grants, { role, territory: town.id, reach: 'territory', space: space.id }],
	});
	const [owner, moderator, member] = [
		inside(boris, 'owner'),
		inside(anna, 'moderator'),
		inside(vera, 'member'),
	];
	const definition = aConversation(town, { who: { ...aConversation(town).who, space: space.id } });
	const input = { territory: town.id, space: space.id, definition };
	for (const actor of [town.head, inside(town.official, 'member'), moderator])
		await assert.rejects(makeConversation(actor, input), refusal('platform.not-found'));
	const ref = await makeConversation(owner, input);
	await addFirstStatements(owner, ref, { lines: lines(5) });
	await openConversation(owner, ref);
	for (const actor of [outsider(), town.head, await someone()]) {
		await assert.rejects(viewConversation(actor, ref), refusal('opinions.not-found'));
		await assert.rejects(statementsOf(actor, ref), refusal('opinions.not-found'));
		await assert.rejects(nextFor(actor, ref), refusal('opinions.not-found'));
		await assert.rejects(markStatement(actor, ref, { statement: 1, mark: 1 }), refusal('opinions.not-found'));
		assert.ok(!(await conversationsIn(actor, town.id)).items.some(({ id }) => id === ref.id));
	}
	assert.equal((await markStatement(member, ref, { statement: 1, mark: 1 })).marked, 1);
	const { number } = await addStatement(member, ref, { text: 'Пусть растёт' });
	await assert.rejects(waitingIn(member, ref), refusal('platform.not-found'));
	const draft = await makeConversation(owner, input);
	const atWork = async (actor: Actor) =>
		(await conversationsIn(actor, town.id, { of: 'office' })).items.map(({ id, waiting }) => [id, waiting]);
	assert.deepEqual(await atWork(owner), [
		[draft.id, 0],
		[ref.id, 1],
	]);
	assert.deepEqual(await atWork(moderator), [[ref.id, 1]], 'drafts are for those who make them');
	assert.deepEqual(await atWork(member), []);
	assert.equal(
		await decideStatements(moderator, ref, { numbers: [number], decision: 'show', reason: '' }),
		1,
	);
	await assert.rejects(
		closeConversation(moderator, ref, { reason: 'Все сказали' }),
		refusal('platform.not-allowed'),
	);
	await closeConversation(owner, ref, { reason: 'Все сказали' });
});
