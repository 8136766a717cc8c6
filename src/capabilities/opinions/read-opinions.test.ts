import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AccountId, database, newId } from '#platform/db/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { aTown, hour, refusal, someone } from '#tests/support/fixtures/ballots.ts';
import { anOpenConversation, lines } from '#tests/support/fixtures/opinions.ts';
import { house } from '#tests/support/house.ts';
import { plantedOpinions } from '#tests/support/planted-opinions.ts';
import type { ConversationRef, Definition } from './conversation.ts';
import {
	closeConversation,
	decideStatements,
	heardIn,
	markStatement,
	marksFile,
	nextFor,
	readingOf,
	readOpinions,
	statementsFile,
	statementsOf,
	viewConversation,
} from './door.server.ts';
import { forgetHeld } from './read-opinions.server.ts';
import { readReading, readState } from './readings-store.server.ts';
import { underWay } from './store.server.ts';
import { tellParticipants } from './tell.ts';
import { tendConversations } from './tend.ts';

const h = await house();

type Vote = { person: number; statement: number; mark: number };

/** Marks of people without accounts, laid into the tables as they would be after erasure; numbers from 1. */
async function lay(ref: ConversationRef, votes: readonly Vote[], at: Date) {
	if (votes.length === 0) return;
	const people = [...new Set(votes.map(({ person }) => person + 1))];
	const db = database();
	await db`
		insert into opinions.participant (territory_id, conversation_id, number, joined_on)
		select ${ref.territory}, ${ref.id}, number, '2026-11-28' from unnest(${people}::int[]) number on conflict do nothing`;
	await db`
		update opinions.conversation set participants = greatest(participants, ${Math.max(...people)})
		where territory_id = ${ref.territory} and id = ${ref.id}`;
	await db`
		insert into opinions.mark (territory_id, conversation_id, participant, statement, mark, at)
		select ${ref.territory}, ${ref.id}, p, s, m, ${at}::timestamptz
		from unnest(${votes.map((one) => one.person + 1)}::int[], ${votes.map((one) => one.statement + 1)}::int[],
			${votes.map((one) => one.mark)}::int[]) as t (p, s, m)
		on conflict (territory_id, conversation_id, participant, statement) do update set mark = excluded.mark, at = excluded.at`;
}

function votesOf(people: number, groups: number, statements = 20): Vote[] {
	const all = plantedOpinions({ people, statements, groups, votes: people * 14, seed: 11 });
	return Array.from(all.person, (person, n) => ({
		person,
		statement: all.statement[n]!,
		mark: all.mark[n]!,
	}));
}

const town = await aTown();
const conversation = (more: Partial<Definition> = {}) =>
	anOpenConversation(town, { results: 'always', ...more }, { statements: lines(20) });

test('marks that come bit by bit are read as if all had been read at once', async () => {
	const ref = await conversation();
	const votes = votesOf(120, 3);
	const start = Date.now() - 4 * hour;
	const steps = 6;
	for (let step = 0; step < steps; step++) {
		const some = votes.filter((_, n) => n % steps === step);
		// some change their mind, some take back
		const changed = step === 0 ? [] : votes.filter((_, n) => n % (37 * step) === 0 && n % steps < step);
		const at = new Date(start + step * 20 * 60_000);
		await lay(ref, some, at);
		await lay(
			ref,
			changed.map((one) => ({ ...one, mark: -one.mark })),
			at,
		);
		await readOpinions(ref);
		const bitByBit = await readReading(database(), ref);
		const state = await readState(database(), ref);
		// from nothing, but with the same groups before
		if (step > 0) {
			forgetHeld();
			await readOpinions(ref);
			const whole = await readReading(database(), ref);
			assert.deepEqual([whole!.marks, whole!.people], [bitByBit!.marks, bitByBit!.people]);
			assert.deepEqual(whole!.content.said, bitByBit!.content.said);
			assert.deepEqual(await readState(database(), ref).then((one) => one!.number), state!.number);
		}
	}
	const [row] = await database()<{ count: number }[]>`
		select count(mark)::int as count from opinions.mark where territory_id = ${ref.territory} and conversation_id = ${ref.id}`;
	assert.equal((await readReading(database(), ref))!.marks, row!.count);
});

test('camps are told apart in words of statements, and the same person finds their place', async () => {
	const ref = await conversation({ openMarks: true });
	await lay(ref, votesOf(150, 2), new Date());
	const anna = await someone();
	assert.equal(await readingOf(anna, ref), null, 'nothing was read yet');
	await tendConversations();
	const reading = (await readingOf(anna, ref))!;
	assert.equal(reading.verdict, 'groups');
	assert.deepEqual(
		reading.groups.map(({ name }) => name),
		[0, 1],
	);
	assert.ok(Math.abs(reading.groups.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9);
	assert.ok(reading.groups[0]!.telling.every(({ statement }) => statement.text.startsWith('Высказывание')));
	assert.ok(reading.dividing.length > 0 && reading.dividing[0]!.groups.length === 2);
	assert.equal(reading.me, null);
	// who marks as the first group does stands in it
	for (const { statement, side } of reading.groups[0]!.telling)
		await markStatement(anna, ref, { statement: statement.number, mark: side === 'agree' ? 1 : -1 });
	for (const { statement, groups } of reading.dividing) {
		const [own] = groups;
		await markStatement(anna, ref, {
			statement: statement.number,
			mark: own!.agree > own!.disagree ? 1 : -1,
		});
	}
	const next = await nextFor(anna, ref);
	assert.ok(next && !(await kept(ref, anna.account as AccountId)).includes(next.statement.number));
	assert.deepEqual(
		(await underWay(database(), new Date())).filter(({ id }) => id === ref.id).length,
		1,
		'new marks wait to be read',
	);
	await tendConversations();
	assert.deepEqual(
		(await underWay(database(), new Date())).filter(({ id }) => id === ref.id),
		[],
	);
	const after = (await readingOf(anna, ref))!;
	assert.ok((await kept(ref, anna.account as AccountId)).length >= 7);
	assert.equal(after.me?.group, 0);
	assert.equal((await readingOf(outsider(), ref))!.me, null);

	const [best] = (await statementsOf(anna, ref, { sort: 'agree' })).items;
	const shares = (await statementsOf(anna, ref)).items.map(
		({ said }) => said!.agree / (said!.agree + said!.disagree + said!.pass || 1),
	);
	assert.ok(
		best!.said!.agree / (best!.said!.agree + best!.said!.disagree + best!.said!.pass) >=
			Math.max(...shares) - 0.05,
	);

	const [head, first] = await statementsFile(outsider(), ref);
	assert.equal(head!.length, 5 + 3 * 3);
	assert.equal(first!.length, head!.length);
	await assert.rejects(marksFile(outsider(), ref), refusal('opinions.marks-not-found'));
	await closeConversation(town.head, ref, { reason: 'Все сказали' });
	const rows = await marksFile(outsider(), ref);
	assert.equal(rows.length, 1 + after.people);
	assert.deepEqual(
		rows.slice(1).map(([number]) => number),
		Array.from({ length: after.people }, (_, i) => i + 1),
	);
	const sums = rows.slice(1).reduce((sum, row) => sum + row.slice(1).filter((one) => one !== '').length, 0);
	assert.equal(sums, after.marks);
	const own = (await marksOfNumber(ref, 1)).join();
	assert.notEqual(rows[1]!.slice(1).join(), own, 'the first row is not the first who came');
	assert.ok(rows.some((row) => row.slice(1).join() === own));
});

async function kept(ref: ConversationRef, account: AccountId): Promise<number[]> {
	const rows = await database()<{ statement: number }[]>`
		select m.statement from opinions.participant p
		join opinions.mark m on m.territory_id = p.territory_id and m.conversation_id = p.conversation_id and m.participant = p.number
		where p.territory_id = ${ref.territory} and p.conversation_id = ${ref.id} and p.account_id = ${account}`;
	return rows.map(({ statement }) => statement);
}

async function marksOfNumber(ref: ConversationRef, participant: number) {
	const rows = await database()<{ statement: number; mark: number }[]>`
		select statement, mark from opinions.mark
		where territory_id = ${ref.territory} and conversation_id = ${ref.id} and participant = ${participant}`;
	const by = new Map(rows.map(({ statement, mark }) => [statement, mark]));
	return Array.from({ length: 20 }, (_, i) => by.get(i + 1) ?? '');
}

test('what is taken out moves nobody and is read nowhere', async () => {
	const ref = await conversation();
	await lay(ref, votesOf(60, 2), new Date());
	await readOpinions(ref);
	const before = (await readingOf(outsider(), ref))!;
	const { number } = (before.dividing[0] ?? before.common[0])!.statement;
	await decideStatements(town.official, ref, {
		numbers: [number],
		decision: 'withdraw',
		reason: 'Личные данные',
	});
	const at = (reading: NonNullable<typeof before>) =>
		[
			...reading.dividing.map(({ statement }) => statement),
			...reading.common.map(({ statement }) => statement),
			...reading.unseen,
			...reading.groups.flatMap(({ telling }) => telling.map(({ statement }) => statement)),
		].map((one) => one.number);
	assert.ok(!at((await readingOf(outsider(), ref))!).includes(number), 'at once');
	await tendConversations();
	assert.ok(!at((await readingOf(outsider(), ref))!).includes(number));
	const state = (await readState(database(), ref))!;
	assert.ok(!state.used.includes(number));
	const row = (await statementsFile(outsider(), ref)).find(([one]) => one === number)!;
	assert.deepEqual([row[1], row[4]], ['withdrawn', '']);
	for (let i = 0; i < 20; i++) {
		const next = await nextFor(await someone(), ref);
		assert.notEqual(next?.statement.number, number);
	}
});

test('results stay closed as it was said, in every way to them', async () => {
	const ref = await conversation({ results: 'after-closing' });
	await lay(ref, votesOf(40, 2), new Date());
	await readOpinions(ref);
	for (const who of [outsider(), town.official, await someone()]) {
		assert.equal((await viewConversation(who, ref)).resultsShown, 'after-closing');
		assert.equal(await readingOf(who, ref), null);
		assert.equal(await heardIn(who, ref), null);
		await assert.rejects(statementsFile(who, ref), refusal('opinions.results-later'));
		assert.ok((await statementsOf(who, ref, { sort: 'agree' })).items.every(({ said }) => said === null));
	}
	const numbers = (await statementsOf(outsider(), ref, { sort: 'agree' })).items.map(({ number }) => number);
	assert.deepEqual(
		numbers,
		numbers.toSorted((a, b) => b - a),
		'nor does the order tell anything',
	);
	await closeConversation(town.head, ref, { reason: 'Все сказали' });
	await tendConversations();
	assert.ok(await readingOf(outsider(), ref));
	await assert.rejects(marksFile(outsider(), ref), refusal('opinions.marks-not-found'));
});

test('few people of a place are not told to the person', async () => {
	const ref = await conversation();
	const people = await Promise.all(Array.from({ length: 3 }, () => someone()));
	for (const one of people) await markStatement(one, ref, { statement: 1, mark: 1 });
	for (const { account } of people)
		await database()`
			insert into identity.residence (account_id, id, territory_id, declared_at)
			values (${account as AccountId}, ${newId()}, ${town.id}, now())`;
	await readOpinions(ref);
	const heard = (await heardIn(outsider(), ref))!;
	assert.deepEqual(
		heard.places.map(({ people: count }) => count),
		[null],
	);
	assert.equal(heard.notSaid, 0);
});

test('who took part hears once that there are results; who made it hears that it is over', async () => {
	const ref = await conversation();
	const people = [await someone(), await someone()];
	for (const one of people) await markStatement(one, ref, { statement: 1, mark: 1 });
	await markStatement(town.official, ref, { statement: 1, mark: 0 });
	await closeConversation(town.official, ref, { reason: 'Все сказали, что хотели' });
	await h.runJobs();
	await tellParticipants(ref);
	const told = await database()<{ account: AccountId; kind: string; url: string }[]>`
		select account_id as account, kind, url from notifications.notice where url like ${`%${ref.id}%`}`;
	const kindsOf = (account: AccountId | null) =>
		told.filter((one) => one.account === account).map(({ kind }) => kind);
	for (const { account } of people) assert.deepEqual(kindsOf(account), ['opinions.over']);
	assert.deepEqual(kindsOf(town.official.account), ['opinions.closed']);
	assert.ok(told.some(({ kind, url }) => kind === 'opinions.over' && url.endsWith('/results')));
});
