import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tally } from '../profile.ts';
import { write } from './file.ts';
import { readPabulib } from './read.ts';

const text = (votes: string, { meta = '', type = 'approval', projects = '' } = {}) => `META
key;value
num_projects;3
num_votes;${votes.split('\n').length - 1}
budget;100
vote_type;${type}
rule;greedy
${meta}PROJECTS
project_id;cost;name
a;40;Park
b;50;"Square; with a ""fountain"""
c;30.5;Path
${projects}VOTES
${votes}`;

const faultsOf = (source: string) =>
	readPabulib(source, 'tolerant').faults.map(({ line, code, text: found }) => `${line} ${code} ${found}`);

test('a file without faults is read strictly; hundredths make the unit', () => {
	const { election, faults } = readPabulib(text('voter_id;vote\n1;a,b\n2;b\n3;c,a'));
	assert.deepEqual(faults, []);
	assert.equal(election?.unit, 10n);
	assert.deepEqual(election?.costs, [400n, 500n, 305n]);
	assert.equal(election?.budget, 1000n);
	assert.deepEqual([...tally(election!.profile).votes], [2, 2, 1]);
	assert.deepEqual(election?.ids, ['a', 'b', 'c']);
});

test('every wrong line of the votes is named; strictly nothing is counted, tolerantly the rest is', () => {
	const votes = 'voter_id;vote\n1;a,b\n1;b\n2;a,x\n3;a,a\n4;\n5;a;b';
	assert.deepEqual(faultsOf(text(votes)), [
		'4 num-votes 6 / 5',
		'16 voter-twice 1',
		'17 vote-unknown x',
		'18 vote-twice a',
		'19 vote-empty 4',
		'20 fields 3 / 2',
	]);
	assert.equal(readPabulib(text(votes)).election, null);
	const { election } = readPabulib(text(votes), 'tolerant');
	assert.deepEqual([...tally(election!.profile).votes], [4, 1, 0]);
	assert.equal(election?.profile.people, 5);
});

test('wrong projects and numbers are named', () => {
	const source = text('voter_id;vote\n1;a', {
		projects: 'a;10;again\nd;much;no\n;10;none\n',
		meta: 'budget;90\nmin_length;two\n',
	});
	assert.deepEqual(faultsOf(source), [
		'8 key-twice budget',
		'9 meta-number min_length two',
		'15 project-twice a',
		'16 cost much',
		'17 project-id ;10;none',
	]);
});

test('lengths and sums outside the bounds of META are named', () => {
	const meta = 'min_length;2\nmax_length;2\nmax_sum_points;4\n';
	const votes = 'voter_id;vote;points\n1;a,b;2,2\n2;a;1\n3;a,b,c;1,1,1\n4;a,b;3,2\n5;a,b;1\n6;a,b;1,many';
	assert.deepEqual(faultsOf(text(votes, { meta, type: 'cumulative' })), [
		'4 num-votes 6 / 5',
		'19 vote-short 1 < 2',
		'20 vote-long 3 > 2',
		'21 points-sum 5',
		'22 points-count 1 / 2',
		'23 points-number many',
	]);
});

test('a text without its sections, or with unknown votes, is no election', () => {
	assert.deepEqual(faultsOf('hello'), [
		'0 no-section META',
		'0 no-section PROJECTS',
		'0 no-section VOTES',
		'1 before-sections hello',
	]);
	const { election, faults } = readPabulib(text('voter_id;vote\n1;a', { type: 'loud' }), 'tolerant');
	assert.equal(election, null);
	assert.deepEqual(faults, [{ line: 6, code: 'vote-type', text: 'loud' }]);
});

test('a quote without an end is named and read as a letter', () => {
	const source = text('voter_id;vote\n1;a').replace('a;40;Park', 'a;40;"Park');
	assert.match(faultsOf(source).join(), /10 quote "Park/);
});

test('ordinal ballots give the last place one point; scores may have parts', () => {
	const ranked = readPabulib(text('voter_id;vote\n1;c,a\n2;b', { type: 'ordinal' })).election!;
	assert.deepEqual([...tally(ranked.profile).points], [1, 1, 2]);
	const scored = readPabulib(text('voter_id;vote;points\n1;a,b;1.5,-2', { type: 'scoring' })).election!;
	assert.deepEqual([...tally(scored.profile).points], [15, -20, 0]);
});

test('what was read is written as it was, with either end of line and with none at the end', () => {
	for (const source of [
		text('voter_id;vote\n1;a,b\n2;b\n'),
		text('voter_id;vote\n1;a,b\n2;b'),
		text('voter_id;vote\n1;a,b\n2;b\n').replaceAll('\n', '\r\n'),
	])
		assert.equal(write(readPabulib(source, 'tolerant').file), source);
});
