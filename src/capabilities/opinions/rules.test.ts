import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Conversation, opinionsOf } from '#numerics/opinions/conversation.ts';
import { Votes } from '#numerics/opinions/votes.ts';
import type { TerritoryId } from '#platform/db/ids.ts';
import type { Lack } from '#rooms/ballots/door.server.ts';
import { plantedOpinions } from '#tests/support/planted-opinions.ts';
import { cellsOf, onMap, scaleOf } from './cells.ts';
import type { Definition } from './conversation.ts';
import { emptyDefinition, faultsOf } from './definition.ts';
import { plainOf, tidied } from './plain.ts';
import { contentOf, goneBefore, keptOf } from './reading.ts';
import { resultsFor } from './results-shown.ts';

const town = 7 as TerritoryId;
const nobodyHeard = { places: [], notSaid: 0 };

test('who sees results is a table', () => {
	type Results = Definition['results'];
	const table: [string, Results, 'open' | 'closed' | 'cancelled', number, Lack[], boolean, string, number][] =
		[
			['always', 'always', 'open', 0, ['sign-in'], false, 'shown', 0],
			['before the first mark', 'after-mine', 'open', 0, [], false, 'after-mine', 7],
			['one mark before enough', 'after-mine', 'open', 6, [], false, 'after-mine', 1],
			['enough marks', 'after-mine', 'open', 7, [], false, 'shown', 0],
			['a guest may sign in', 'after-mine', 'open', 0, ['sign-in'], false, 'after-mine', 7],
			[
				'who has not said where they live',
				'after-mine',
				'open',
				0,
				['residence-declare'],
				false,
				'after-mine',
				7,
			],
			['who lives elsewhere', 'after-mine', 'open', 0, ['residence-elsewhere'], false, 'shown', 0],
			['who is too young', 'after-mine', 'open', 0, ['too-young'], false, 'shown', 0],
			['the office', 'after-mine', 'open', 0, [], true, 'shown', 0],
			['after closing everybody', 'after-mine', 'closed', 0, ['sign-in', 'not-open'], false, 'shown', 0],
			['nobody before closing', 'after-closing', 'open', 40, [], true, 'after-closing', 0],
			['everybody then', 'after-closing', 'closed', 0, ['sign-in'], false, 'shown', 0],
			['never of a cancelled one', 'after-closing', 'cancelled', 40, [], true, 'after-closing', 0],
		];
	for (const [name, results, state, marked, lacks, isOffice, shown, after] of table)
		assert.deepEqual(
			resultsFor({ results, state }, { marked, shown: 20, lacks, isOffice }),
			{ resultsShown: shown, resultsAfter: after },
			name,
		);
	const few = resultsFor(
		{ results: 'after-mine', state: 'open' },
		{ marked: 5, shown: 5, lacks: [], isOffice: false },
	);
	assert.equal(few.resultsShown, 'shown', 'all of them are enough where there are fewer than seven');
});

test('the same said with other signs and letters is the same', () => {
	const same = ['Ёлка, нужна!', 'елка нужна', '  ЕЛКА —  нужна ', '«Ёлка» нужна...'];
	assert.deepEqual([...new Set(same.map(plainOf))], ['елка нужна']);
	assert.notEqual(plainOf('Ёлка не нужна'), plainOf('Ёлка нужна'));
	assert.equal(plainOf('?! —'), '');
	assert.equal(tidied('  Парк \n у\tреки '), 'Парк у реки');
});

test('what keeps a draft from opening stands at its field', () => {
	const now = new Date('2026-12-01T10:00:00Z');
	const good: Definition = {
		...emptyDefinition(town, 'ru'),
		question: 'Что с парком?',
		closesAt: new Date('2026-12-20T10:00:00Z'),
	};
	const at = (more: Partial<Definition>, first = 5) =>
		faultsOf({ ...good, ...more }, first, now).map(({ field, code }) => `${field} ${code}`);
	assert.deepEqual(at({}), []);
	assert.deepEqual(at({ question: ' ' }), ['question opinions.question.missing']);
	assert.deepEqual(at({}, 4), ['statements opinions.first.few']);
	assert.deepEqual(at({ closesAt: null }), ['closes-at opinions.closes.missing']);
	assert.deepEqual(at({ closesAt: now }), ['closes-at opinions.closes.past']);
	assert.deepEqual(at({ who: { ...good.who, ageFrom: 18, ageTo: 16 } }), ['age-to opinions.who.ages']);
});

test('nobody stands alone on the map, and everybody stands on it once', () => {
	const people = 200;
	const places = {
		x: Float64Array.from({ length: people }, (_, i) => Math.sin(i * 12.9898) * (i % 17)),
		y: Float64Array.from({ length: people }, (_, i) => Math.cos(i * 78.233) * (i % 13)),
		voted: Int32Array.from({ length: people }, (_, i) => (i % 10 === 0 ? 0 : 9)),
	};
	const scale = scaleOf(places);
	const cells = cellsOf(places, scale, (i) => (i % 3 === 0 ? null : i % 3));
	assert.ok(cells.length > 5);
	assert.ok(
		cells.every((one) => one.people >= 3),
		'a cell has fewer than three people',
	);
	assert.equal(
		cells.reduce((sum, one) => sum + one.people, 0),
		180,
	);
	assert.ok(cells.every(({ x, y }) => Math.abs(x) <= 1 && Math.abs(y) <= 1));
	assert.deepEqual(
		cellsOf({ x: new Float64Array(0), y: new Float64Array(0), voted: new Int32Array(0) }, 1, () => null),
		[],
	);
	const two = { x: Float64Array.of(-5, 5), y: Float64Array.of(0, 0), voted: Int32Array.of(9, 9) };
	assert.deepEqual(
		cellsOf(two, scaleOf(two), () => null).map((one) => one.people),
		[2],
		'with two people there is one cell',
	);
	assert.equal(onMap(50, 2), 1);
});

const planted = (people: number, groups: number) => {
	const all = plantedOpinions({ people, statements: 30, groups, votes: people * 18, seed: 5 });
	return Votes.of(all.person, all.statement, all.mark);
};

test('of few people no groups are spoken of, whatever their marks say', () => {
	const votes = planted(16, 2);
	const content = contentOf(opinionsOf(new Conversation(votes)), votes, [], nobodyHeard);
	assert.deepEqual(
		[content.verdict, content.groups, content.common, content.dividing, content.cells],
		['too-few', [], [], [], []],
	);
	assert.ok(content.said.length > 0);
});

test('two camps are told apart by what they say, and their counts add up', () => {
	const votes = planted(160, 2);
	const content = contentOf(opinionsOf(new Conversation(votes)), votes, [], nobodyHeard);
	assert.equal(content.verdict, 'groups');
	assert.equal(content.groups.length, 2);
	assert.ok(content.groups.every(({ telling }) => telling.length > 0));
	assert.ok(content.dividing.length > 0);
	for (const [number, agree, disagree, pass, ...groups] of content.said) {
		assert.deepEqual(
			[agree, disagree, pass],
			[votes.agree[number!], votes.disagree[number!], votes.pass[number!]],
		);
		assert.equal(groups.length, 6);
		assert.ok(groups[0]! + groups[3]! <= agree!);
	}
	assert.ok(content.cells.every(({ people }) => people >= 3));
});

test('a group of fewer than five is not told apart', () => {
	// 40 people on one side of everything, four on the other
	const person: number[] = [];
	const statement: number[] = [];
	const mark: number[] = [];
	for (let i = 0; i < 44; i++)
		for (let j = 0; j < 12; j++) {
			person.push(i);
			statement.push(j);
			// a few go their own way, so that the cloud has a width
			mark.push(i < 40 === (i % 13 !== j) ? 1 : -1);
		}
	const votes = Votes.of(Int32Array.from(person), Int32Array.from(statement), Int8Array.from(mark));
	const opinions = opinionsOf(new Conversation(votes));
	const { size, clarity } = opinions.groups;
	assert.deepEqual([[...size], clarity > 0], [[40, 4], true], 'the four do stand apart in the marks');
	const content = contentOf(opinions, votes, [], nobodyHeard);
	assert.equal(content.verdict, 'one-opinion');
	assert.deepEqual(content.groups, []);
	assert.ok(content.cells.every(({ group }) => group === null));
	assert.ok(content.said.every((row) => row.length === 4));
});

test('what was kept is what the next reading goes on from', () => {
	const votes = planted(120, 3);
	const counted = new Conversation(votes);
	const first = opinionsOf(counted);
	const kept = JSON.parse(JSON.stringify(keptOf(first)));
	const told = (opinions: typeof first) => ({
		axes: opinions.axes.map((axis) => [...axis]),
		of: [...opinions.groups.of],
	});
	assert.deepEqual(told(opinionsOf(counted, {}, goneBefore(kept))), told(opinionsOf(counted, {}, first)));
});
