import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TerritoryId } from '#platform/db/ids.ts';
import { Refusal } from '#platform/errors/door.ts';
import { budgetNames, type Definition } from './ballot.ts';
import { compared, inventVotes } from './compare-rules.ts';
import { emptyDefinition, readsMarks } from './definition.ts';
import { alike, inventBallot, readTriedFile } from './laboratory.ts';
import { kindOf, readyKinds, rulesOf, withKind } from './ready-kinds.ts';
import { tryApart } from './try-apart.server.ts';

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const town = 1 as TerritoryId;
const empty = emptyDefinition(town, 'ru');
const answers = ['За', 'Против', 'Воздержаться'] as const;

test('each ready kind is known again by its marks and rule, and all its rules read its marks', () => {
	for (const kind of readyKinds) {
		const made = withKind(empty, kind, answers);
		assert.equal(kindOf(made), kind);
		assert.ok(readsMarks(made), kind);
		if (kind === 'budget' || kind === 'yes-no') continue;
		for (const name of rulesOf[kind])
			assert.ok(readsMarks({ ...made, rule: { kind: 'choice', name, seats: 1, leastVotes: null } }), name);
	}
	const yesNo = withKind(empty, 'yes-no', answers);
	assert.deepEqual(
		yesNo.options.map(({ title }) => title),
		answers,
	);
	assert.deepEqual(withKind(yesNo, 'one', answers).options, yesNo.options, 'what was written stays');
});

const titleOf = (number: number) => `Вариант ${number}`;
const tried = (kind: 'budget' | 'ranking', seed: number) => {
	const definition = inventBallot({ territory: town, lang: 'ru' }, { kind, options: 6, seed }, titleOf);
	return compared(definition, inventVotes(definition, { invented: 120, seed }));
};

test('a trial is the same for the same number, and another for another', () => {
	assert.deepEqual(tried('budget', 4), tried('budget', 4));
	assert.notDeepEqual(tried('budget', 4), tried('budget', 5));
	assert.equal(tried('budget', 4).length, budgetNames.length);
});

test('rules that choose the same stand together, whatever the order in which they chose', () => {
	const line = { spent: null, differs: [], chosen: false };
	const groups = alike([
		{ ...line, rule: 'schulze', won: ['1', '2'], chosen: true },
		{ ...line, rule: 'borda', won: ['3', '1'] },
		{ ...line, rule: 'ranked-pairs', won: ['2', '1'] },
	]);
	assert.deepEqual(
		groups.map(({ rules, chosen }) => [rules.join(' '), chosen]),
		[
			['schulze ranked-pairs', true],
			['borda', false],
		],
	);
});

const pb = (votes: number, budget = '100.50') => `META
key;value
description;x
num_projects;3
num_votes;${votes}
budget;${budget}
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;name
a;60;Парк
b;60.25;Мост
c;40;Сад
VOTES
voter_id;vote
${Array.from({ length: votes }, (_, i) => `${i};${i % 4 === 3 ? 'c,b' : 'a'}`).join('\n')}
`;

test('a file of a past vote becomes one of ours: sums to the kopeck, names, marks; what is none is refused', () => {
	const { definition, votes, faults } = readTriedFile(pb(4), town, 'ru');
	assert.equal(faults, 0);
	assert.deepEqual(
		definition.options.map(({ title, cost }) => [title, cost]),
		[
			['Парк', 6000n],
			['Мост', 6025n],
			['Сад', 4000n],
		],
	);
	assert.equal((definition.rule as Extract<Definition['rule'], { kind: 'budget' }>).budget, 10050n);
	assert.deepEqual(votes[3]?.marked, ['3', '2']);
	const greedy = compared(definition, votes).find(({ rule }) => rule === 'greedy');
	assert.deepEqual(greedy?.won, ['1', '3']);
	assert.throws(() => readTriedFile('ничего', town, 'ru'), refused('ballots.laboratory.no-election'));
	assert.throws(() => readTriedFile(pb(20_001), town, 'ru'), refused('ballots.laboratory.too-large'));
});

test('a thread counts what the process would, names what it was not through with, and takes no crowd', async () => {
	const definition = inventBallot(
		{ territory: town, lang: 'ru' },
		{ kind: 'ranking', options: 5, seed: 3 },
		titleOf,
	);
	const votes = inventVotes(definition, { invented: 80, seed: 3 });
	const apart = await tryApart({ definition, votes });
	assert.deepEqual(apart.all, compared(definition, votes));
	assert.deepEqual([apart.people, apart.faults, apart.late], [80, 0, []]);
	const file = await tryApart({ text: pb(8), territory: town, lang: 'ru' });
	assert.deepEqual(
		file.all.find(({ rule }) => rule === 'greedy')?.won,
		compared(file.definition, readTriedFile(pb(8), town, 'ru').votes).find(({ rule }) => rule === 'greedy')
			?.won,
	);
	await assert.rejects(
		tryApart({ text: 'ничего', territory: town, lang: 'ru' }),
		refused('ballots.laboratory.no-election'),
	);
	const crowd = await Promise.allSettled(Array.from({ length: 5 }, () => tryApart({ definition, votes }, 0)));
	const told = crowd.map((one) => (one.status === 'rejected' ? one.reason.code : ''));
	assert.deepEqual(told, [
		...Array.from({ length: 4 }, () => 'ballots.laboratory.too-long'),
		'ballots.laboratory.busy-now',
	]);
});
