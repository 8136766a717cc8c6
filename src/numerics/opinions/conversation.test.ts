import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type PlantedVotes, plantedOpinions } from '#tests/support/planted-opinions.ts';
import { adjustedRand } from '../partitions.ts';
import { commonGroundOf } from './common-ground.ts';
import { Conversation, type Opinions, opinionsOf } from './conversation.ts';
import { dividingOf } from './dividing.ts';
import { nextStatement, prioritiesOf } from './next-statement.ts';
import { unseenOf } from './seen-enough.ts';
import { talliesOf } from './tallies.ts';
import { tellingOf } from './telling.ts';
import { mostTogether } from './together.ts';
import { type Mark, Votes } from './votes.ts';

function conversationOf({ person, statement, mark }: PlantedVotes, order?: Int32Array): Conversation {
	const conversation = new Conversation();
	for (const n of order ?? person.keys()) conversation.put(person[n]!, statement[n]!, mark[n] as Mark);
	return conversation;
}

function likeness(first: Int32Array, second: Int32Array): number {
	const both = Int32Array.from(first.keys()).filter((i) => first[i]! >= 0 && second[i]! >= 0);
	return adjustedRand(
		both.map((i) => first[i]!),
		both.map((i) => second[i]!),
	);
}

const shuffled = (length: number) =>
	Int32Array.from({ length }, (_, i) => i).sort((a, b) => Math.sin(a * 7.1) - Math.sin(b * 7.1));

for (const groups of [2, 3])
	test(`${groups} planted groups are found, in their number and their people`, () => {
		const votes = plantedOpinions({ people: 600, statements: 60, groups, votes: 15_000, seed: groups });
		const { groups: found } = opinionsOf(conversationOf(votes));
		assert.equal(found.number, groups);
		assert.ok(likeness(votes.groupOf, found.of) > 0.95, String(likeness(votes.groupOf, found.of)));
		assert.ok(found.clarity > 0.1, String(found.clarity));
	});

test('where people vote by chance the division has no clarity', () => {
	const votes = plantedOpinions({
		people: 600,
		statements: 60,
		groups: 2,
		votes: 15_000,
		seed: 5,
		conviction: 0,
	});
	const { clarity } = opinionsOf(conversationOf(votes)).groups;
	assert.ok(clarity < 0.05, String(clarity));
});

test('the order of votes never matters, not even to the last bit', () => {
	const votes = plantedOpinions({ people: 200, statements: 40, groups: 3, votes: 4000, seed: 8 });
	assert.deepEqual(
		opinionsOf(conversationOf(votes)),
		opinionsOf(conversationOf(votes, shuffled(votes.person.length))),
	);
});

test('votes read all at once are the same as votes one by one, and go on alike', () => {
	const votes = plantedOpinions({ people: 200, statements: 40, groups: 3, votes: 4000, seed: 16 });
	// some change their mind
	for (let n = 0; n < 300; n++) {
		votes.person[2000 + n] = votes.person[n]!;
		votes.statement[2000 + n] = votes.statement[n]!;
	}
	const one = conversationOf(votes);
	const all = new Conversation(Votes.of(votes.person, votes.statement, votes.mark));
	assert.equal(all.votes.size, one.votes.size);
	assert.deepEqual(opinionsOf(all), opinionsOf(one));
	for (const conversation of [one, all])
		for (let n = 0; n < 2000; n++) conversation.put(n % 230, (n * 13) % 50, n % 5 ? 1 : null);
	assert.deepEqual(opinionsOf(all), opinionsOf(one));
	assert.throws(() => Votes.of(Int32Array.of(0), Int32Array.of(-1), Int8Array.of(1)), RangeError);
	assert.throws(() => Votes.of(Int32Array.of(0), Int32Array.of(1), Int8Array.of(2)), RangeError);
	assert.equal(Votes.of(new Int32Array(0), new Int32Array(0), new Int8Array(0)).people, 0);
});

test('other numbers of people and statements give the same map and groups', () => {
	const votes = plantedOpinions({ people: 300, statements: 50, groups: 3, votes: 6000, seed: 9 });
	const [people, statements] = [shuffled(300), shuffled(50)];
	const first = opinionsOf(conversationOf(votes));
	const second = opinionsOf(
		conversationOf({
			...votes,
			person: votes.person.map((i) => people[i]!),
			statement: votes.statement.map((j) => statements[j]!),
		}),
	);
	for (let i = 0; i < 300; i++) {
		assert.equal(second.groups.of[people[i]!], first.groups.of[i]);
		assert.ok(Math.abs(second.places.x[people[i]!]! - first.places.x[i]!) < 1e-5);
	}
});

test('going on vote by vote ends where a reading from nothing does', () => {
	const votes = plantedOpinions({ people: 400, statements: 50, groups: 3, votes: 10_000, seed: 10 });
	const conversation = new Conversation();
	let read: Opinions | undefined;
	for (let n = 0; n < votes.person.length; n++) {
		conversation.put(votes.person[n]!, votes.statement[n]!, votes.mark[n] as Mark);
		if (n % 500 === 499) read = opinionsOf(conversation, {}, read);
	}
	const anew = opinionsOf(conversationOf(votes));
	assert.ok(read);
	assert.equal(read.groups.number, anew.groups.number);
	// who stands at a border may have stayed
	const alike = likeness(read.groups.of, anew.groups.of);
	assert.ok(alike > 0.97, String(alike));
	for (const r of [0, 1] as const) {
		const side = Math.sign(read.axes[r].reduce((sum, one, k) => sum + one * anew.axes[r][k]!, 0));
		for (const [k, one] of read.axes[r].entries()) assert.ok(Math.abs(side * one - anew.axes[r][k]!) < 1e-5);
	}
});

test('taking votes back leads to where one was before', () => {
	const votes = plantedOpinions({ people: 100, statements: 30, groups: 2, votes: 1500, seed: 11 });
	const conversation = conversationOf(votes);
	const before = opinionsOf(conversation);
	for (let i = 0; i < 100; i += 3) conversation.put(i, 29, conversation.votes.markOf(i, 29) === 1 ? -1 : 1);
	for (let i = 0; i < 100; i += 3) conversation.put(i, 29, null);
	for (const [n, i] of votes.person.entries())
		if (votes.statement[n] === 29) conversation.put(i, 29, votes.mark[n] as Mark);
	assert.deepEqual(opinionsOf(conversation), before);
});

test('a statement that was taken out moves nobody', () => {
	const votes = plantedOpinions({ people: 100, statements: 30, groups: 2, votes: 1500, seed: 12 });
	const conversation = conversationOf(votes);
	const out = opinionsOf(conversation, { out: [4] });
	for (let i = 0; i < 100; i++) conversation.put(i, 4, i % 2 ? 1 : -1);
	const { axes, places, groups } = opinionsOf(conversation, { out: [4] });
	assert.deepEqual({ axes, places, groups }, { axes: out.axes, places: out.places, groups: out.groups });
});

test('more statements than pairs are counted of are read through the votes', () => {
	const votes = plantedOpinions({ people: 200, statements: 40, groups: 2, votes: 4000, seed: 13 });
	const conversation = conversationOf(votes);
	const { groups } = opinionsOf(conversation);
	conversation.put(0, mostTogether + 5, 1);
	conversation.put(0, mostTogether + 5, null);
	assert.equal(conversation.together, null);
	const far = opinionsOf(conversation);
	assert.ok(likeness(far.groups.of, groups.of) > 0.99);
	const sparse = new Conversation();
	for (let n = 0; n < 5000; n++) sparse.put((n * 7919) % 100_000, (n * 104_729) % 50_000, n % 2 ? 1 : -1);
	everyNumberIsOne(sparse);
});

/** Whatever was voted, all that can be read is made of numbers. */
function everyNumberIsOne(conversation: Conversation): void {
	const read = opinionsOf(conversation);
	const again = opinionsOf(conversation, {}, read);
	for (const { means, axes, places, groups, tallies, used } of [read, again]) {
		for (const values of [
			means,
			...axes,
			places.x,
			places.y,
			groups.fit,
			groups.x,
			groups.y,
			[groups.clarity],
		])
			for (const one of values) assert.ok(Number.isFinite(one));
		for (const g of groups.of) assert.ok(g >= -1 && g < groups.number);
		assert.deepEqual(tallies, talliesOf(conversation.votes, groups.of, groups.number));
		const told = [
			...tellingOf(tallies, used).flat(),
			...commonGroundOf(tallies, used),
			...dividingOf(tallies, used),
			...unseenOf(tallies, groups.size, used),
		];
		for (const one of told)
			for (const value of Object.values(one))
				if (typeof value === 'number') assert.ok(Number.isFinite(value), JSON.stringify(one));
	}
	for (const one of prioritiesOf(read)) assert.ok(Number.isFinite(one) && one >= 0);
}

test('nobody, one person, all of one mind, all passing, all on one statement: never a crash, never a NaN', () => {
	everyNumberIsOne(new Conversation());
	const cases: ((i: number, j: number) => Mark | null)[] = [
		(i) => (i === 0 ? 1 : null),
		() => 1,
		() => 0,
		() => -1,
		(i) => (i % 2 ? 1 : -1),
		(_, j) => (j % 2 ? 1 : -1),
		(_, j) => (j === 0 ? 1 : null),
		(i, j) => (i === j ? 1 : null),
		(i) => (i === 0 ? -1 : 1),
	];
	for (const markOf of cases) {
		const conversation = new Conversation();
		for (let i = 0; i < 40; i++) for (let j = 0; j < 9; j++) conversation.put(i, j, markOf(i, j));
		everyNumberIsOne(conversation);
	}
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.nat(30), fc.nat(12), fc.constantFrom<Mark[]>(1, 0, -1)), { maxLength: 200 }),
			(drawn) => {
				const conversation = new Conversation();
				for (const [person, statement, mark] of drawn) conversation.put(person, statement, mark);
				everyNumberIsOne(conversation);
			},
		),
		{ numRuns: 40 },
	);
});

test('the next statement is one that the person has not voted on, and the same for the same seed', () => {
	const votes = plantedOpinions({ people: 60, statements: 20, groups: 2, votes: 600, seed: 14 });
	const conversation = conversationOf(votes);
	const priorities = prioritiesOf(opinionsOf(conversation, { out: [3] }));
	for (let person = 0; person < 61; person++) {
		const next = nextStatement(priorities, conversation.votes, person, person);
		assert.equal(next, nextStatement(priorities, conversation.votes, person, person));
		if (next === null) continue;
		assert.notEqual(next, 3);
		assert.equal(conversation.votes.markOf(person, next), null);
	}
	for (let j = 0; j < 20; j++) conversation.put(0, j, 0);
	assert.equal(nextStatement(priorities, conversation.votes, 0, 1), null);
});

test('each statement is drawn as often as its priority says, new ones more often', () => {
	const votes = plantedOpinions({ people: 60, statements: 6, groups: 2, votes: 300, seed: 15 });
	const conversation = conversationOf(votes);
	const read = opinionsOf(conversation);
	const priorities = prioritiesOf(read, { fresh: [6] });
	// nobody has voted: ((1 − ½) · (0 + 1) · ½ · 9)²
	assert.equal(priorities[6], 2.25 ** 2);
	assert.equal(prioritiesOf(read, { first: [2] })[2], 49);
	const all = priorities.reduce((sum, one) => sum + one, 0);
	const drawn = new Float64Array(7);
	for (let seed = 0; seed < 20_000; seed++)
		drawn[nextStatement(priorities, conversation.votes, 99, seed)!]!++;
	for (const [j, one] of drawn.entries())
		assert.ok(
			Math.abs(one / 20_000 - priorities[j]! / all) < 0.015,
			`${j}: ${one / 20_000} ${priorities[j]! / all}`,
		);
});
