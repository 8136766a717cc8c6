import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { readPabulib } from '#numerics/counting/pabulib/read.ts';
import type { TerritoryId, Uuid } from '#platform/db/ids.ts';
import type { Definition, Marks, Who } from './ballot.ts';
import {
	canonicalJson,
	marksText,
	openSecret,
	readMarks,
	readSecret,
	type Sha256,
	secretText,
	voteContent,
} from './canonical.ts';
import { compared, inventVotes } from './compare-rules.ts';
import { countVotes } from './count/count-votes.ts';
import { lotOf, readVotesFile, votesFile } from './count/votes-file.ts';
import { emptyDefinition, faultsOf } from './definition.ts';
import { ageOn, type Lack, lacksOf, type Moment, type VoterFacts } from './eligibility.ts';
import { codeOfWords, codeWords, wordsOfCode } from './words-of-codes.ts';

const sha256: Sha256 = (...parts) => {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return new Uint8Array(hash.digest());
};
const town = 7 as TerritoryId;
const village = 71 as TerritoryId;
const elsewhere = 9 as TerritoryId;

test('out of a secret follow the same name, nonce and code everywhere', () => {
	const secret = Uint8Array.from({ length: 16 }, (_, i) => i);
	const { thing, nonce, code } = openSecret(sha256, secret);
	assert.equal(thing, '894fe505-f514-4c31-815a-f0cb486315a4');
	assert.equal(Buffer.from(nonce).toString('hex').length, 64);
	assert.equal(code, 'fbc468359577');
	assert.equal(secretText(secret), 'AAECAwQFBgcICQoLDA0ODw');
	for (const around of [
		'AAECAwQFBgcICQoLDA0ODw',
		' https://town.example/a/votes/b/check#AAECAwQFBgcICQoLDA0ODw \n',
	])
		assert.deepEqual(readSecret(around), secret);
	for (const wrong of ['', 'AAECAwQFBgcICQoLDA0OD', 'AAECAwQFBgcICQoLDA0ODx', 'AAECAwQFBgcICQoLDA0ODw!'])
		assert.equal(readSecret(wrong), null, wrong);
});

test('words of codes are 256 of each language, none like another, and lead back to the code', () => {
	const without = (word: string) => [...word].map((_, i) => word.slice(0, i) + word.slice(i + 1));
	const isNear = (a: string, b: string) =>
		a.length === b.length
			? [...a].filter((letter, i) => letter !== b[i]).length < 2
			: without(a).includes(b) || without(b).includes(a);
	for (const lang of ['ru', 'en'] as const) {
		const list = codeWords[lang];
		assert.equal(list.length, 256);
		assert.equal(new Set(list.map((word) => word.slice(0, 4))).size, 256);
		const near = list.filter((word, i) => list.slice(0, i).some((other) => isNear(word, other)));
		assert.deepEqual(near, []);
		assert.equal(codeOfWords(wordsOfCode('00ff10abcdef', lang).join(' — ').toUpperCase()), '00ff10abcdef');
	}
	assert.equal(codeOfWords('00FF10abcdef'), '00ff10abcdef');
	assert.equal(codeOfWords('одно два три четыре пять шесть'), null);
});

test('marks are written in one way whatever order they came in, and a ranking in its own', () => {
	const codes = ['1', '2', '10'];
	const cases: [Definition['marks'], Marks, string][] = [
		[{ kind: 'approval' }, { marked: ['10', '1'] }, '1,10'],
		[{ kind: 'ranking' }, { marked: ['10', '1'] }, '10,1'],
		[{ kind: 'score', from: 0, to: 5 }, { marked: ['2', '1'], points: [0, 5] }, '1:5,2:0'],
		[{ kind: 'ranking', shared: true }, { marked: ['2', '1'], points: [1, 1] }, '1:1,2:1'],
		[{ kind: 'approval' }, { marked: [] }, '-'],
	];
	for (const [kind, marks, text] of cases) {
		assert.equal(marksText(kind, codes, marks), text);
		assert.equal(marksText(kind, codes, readMarks(text)!), text);
	}
	for (const wrong of ['', ',', '1,', '1:2,3', 'Ы', '1;2', '1:2:3'])
		assert.equal(readMarks(wrong), null, wrong);
	assert.equal(voteContent('b', '00ff', '1,2'), 'veche-vote/1\nb\n00ff\n1,2\n');
	assert.equal(
		canonicalJson({ b: 1n, a: [new Date(0), null, undefined], c: undefined }),
		'{"a":["1970-01-01T00:00:00.000Z",null,null],"b":"1"}',
	);
});

const who: Who = {
	residence: 'none',
	area: town,
	reach: 'subtree',
	ageFrom: null,
	ageTo: null,
	space: null,
	listed: false,
};
const person: VoterFacts = {
	known: true,
	home: null,
	homeOwner: null,
	confirmed: false,
	bornOn: null,
	isMember: false,
	isListed: false,
	voted: null,
};
const moment: Moment = {
	isOpen: true,
	takesChannel: true,
	mayChange: false,
	today: '2026-11-28',
	isWithin: (a, b) => a === b || (a === village && b === town),
};

test('who may vote is a table', () => {
	const table: [string, Partial<Who>, Partial<VoterFacts>, Partial<Moment>, Lack[]][] = [
		['anybody who signed in', {}, {}, {}, []],
		['nobody without an account', {}, { known: false }, {}, ['sign-in']],
		['not before or after', {}, {}, { isOpen: false }, ['not-open']],
		['not in a way that is not taken', {}, {}, { takesChannel: false }, ['channel']],
		['not twice', {}, { voted: 'site' }, {}, ['already-voted']],
		['again where votes may be changed', {}, { voted: 'site' }, { mayChange: true }, []],
		['never after taking a paper', {}, { voted: 'paper' }, { mayChange: true }, ['took-paper']],
		['a home is to be named', { residence: 'declared' }, {}, {}, ['residence-declare']],
		['a home here is enough', { residence: 'declared' }, { home: town, homeOwner: town }, {}, []],
		['a home below is here', { residence: 'declared' }, { home: village, homeOwner: town }, {}, []],
		['a home elsewhere is not', { residence: 'declared' }, { home: elsewhere }, {}, ['residence-elsewhere']],
		['a word is no proof', { residence: 'confirmed' }, { home: town }, {}, ['residence-confirm']],
		['a proof is', { residence: 'confirmed' }, { home: town, confirmed: true }, {}, []],
		[
			'a village asks for the village',
			{ residence: 'declared', area: village },
			{ home: town },
			{},
			['residence-elsewhere'],
		],
		[
			'one territory alone',
			{ residence: 'declared', reach: 'territory' },
			{ home: village, homeOwner: village },
			{},
			['residence-elsewhere'],
		],
		['an age must be known', { ageFrom: 14 }, {}, {}, ['age-unknown']],
		['the birthday counts', { ageFrom: 14 }, { bornOn: '2012-11-28' }, {}, []],
		['the day before does not', { ageFrom: 14 }, { bornOn: '2012-11-29' }, {}, ['too-young']],
		['a vote of the young', { ageTo: 35 }, { bornOn: '1990-11-28' }, {}, ['too-old']],
		['members only', { space: 'x' as Uuid }, {}, {}, ['not-member']],
		['a member', { space: 'x' as Uuid }, { isMember: true }, {}, []],
		['named only', { listed: true }, {}, {}, ['not-listed']],
		[
			'all that lacks is told',
			{ listed: true, ageFrom: 18 },
			{},
			{ isOpen: false },
			['not-open', 'age-unknown', 'not-listed'],
		],
	];
	for (const [name, one, facts, at, lacks] of table)
		assert.deepEqual(lacksOf({ ...who, ...one }, { ...person, ...facts }, { ...moment, ...at }), lacks, name);
	assert.equal(ageOn('2008-02-29', '2026-02-28'), 17);
	assert.equal(ageOn('2008-02-29', '2026-03-01'), 18);
});

const options = ['1', '2', '3'].map((code, i) => ({
	code,
	title: `Проект ${code}; «двор»`,
	note: '',
	cost: BigInt(i + 1) * 100_055n,
	groups: [],
	other: null,
}));
const budget: Definition = {
	...emptyDefinition(town, 'ru'),
	question: 'На что потратить?',
	options,
	marks: { kind: 'approval', least: 1, most: 2 },
	rule: { kind: 'budget', name: 'equalshares/add1', budget: 350_000n, threshold: null, satisfaction: null },
	ties: { by: ['cost', 'votes'], last: 'listed' },
	closesAt: new Date('2026-12-01'),
};

test('a draft is told all that it lacks, each at its field', () => {
	const now = new Date('2026-11-28T10:00:00Z');
	const fields = (one: Partial<Definition>) =>
		faultsOf({ ...budget, ...one }, now).map(
			({ field, code }) => `${field} ${code.slice('ballots.'.length)}`,
		);
	assert.deepEqual(fields({}), []);
	assert.deepEqual(fields({ question: ' ', closesAt: null, channels: [] }), [
		'question question.missing',
		'channels channels.none',
		'closes-at closes.missing',
	]);
	assert.deepEqual(
		fields({
			options: [
				{ ...options[0]!, cost: null, groups: ['x'] },
				{ ...options[1]!, cost: 400_000n },
			],
		}),
		[
			'option-cost-0 option.cost.missing',
			'option-groups-0 option.group.unknown',
			'option-cost-1 option.cost.above',
		],
	);
	assert.deepEqual(fields({ channels: ['site', 'code'] }), ['channels channels.code-beside']);
	assert.deepEqual(fields({ quorum: { top: 1, bottom: 2, more: true } }), ['eligible eligible.missing']);
	assert.deepEqual(fields({ marks: { kind: 'ranking', shared: true } }), ['rule rule.marks']);
	assert.deepEqual(fields({ opensAt: new Date('2027-01-01') }), ['closes-at closes.past']);
	const choice = { kind: 'choice', name: 'schulze', seats: 3, leastVotes: null } as const;
	assert.deepEqual(fields({ rule: choice }), ['rule rule.marks', 'seats rule.seats']);
});

test('a budget is counted from its own file to the same result, in any order of votes', () => {
	const votes: Marks[] = [['1', '2'], ['1'], ['3'], ['2', '3'], ['3'], ['3']].map((marked) => ({ marked }));
	const counted = countVotes(budget, votes, { eligible: null, lot: 0 });
	const rows = votes.map(({ marked }, i) => ({ code: `${i}0ff10abcdef`, marks: marked.join(',') }));
	const about = { ...budget, id: 'b' as never, openedAt: new Date(0), closedAt: new Date(86_400_000) };
	const won = counted.won.map((i) => options[i]!.code);
	const { name, text } = votesFile(about, rows.toReversed(), won);
	assert.equal(name, 'votes-b.pb');
	const { faults, election } = readPabulib(text);
	assert.deepEqual(faults, []);
	assert.equal(election?.budget, 350_000n);
	assert.deepEqual(election?.funded?.toSorted(), counted.won.toSorted());
	const read = readVotesFile(text)!;
	assert.deepEqual(
		countVotes(
			budget,
			read.map(({ marks }) => marks),
			{ eligible: null, lot: 0 },
		),
		counted,
	);
	assert.equal(lotOf(sha256, rows), lotOf(sha256, rows.toReversed()));
	const twice = votesFile(
		{ ...about, rule: { kind: 'choice', name: 'approval', seats: 1, leastVotes: null } },
		[rows[1]!, rows[1]!],
		[],
	);
	assert.equal(twice.text, 'code;vote\n10ff10abcdef;1\n10ff10abcdef-1;1\n');
	assert.equal(readVotesFile(twice.text)?.length, 2);
	assert.equal(readVotesFile('code;vote\nnonsense\n'), null);
});

test('a decision needs its quorum and its majority', () => {
	const by: Definition = {
		...budget,
		options: options.map((one) => ({ ...one, cost: null })),
		marks: { kind: 'choose-1' },
		rule: {
			kind: 'decision',
			yes: '1',
			no: '2',
			majority: { top: 2, bottom: 3, more: false, of: 'decided' },
		},
		quorum: { top: 1, bottom: 2, more: true },
	};
	const cast = (yes: number, no: number, abstain: number): Marks[] =>
		Object.entries({ 1: yes, 2: no, 3: abstain }).flatMap(([code, count]) =>
			Array.from({ length: count }, () => ({ marked: [code] })),
		);
	const result = (votes: Marks[]) => {
		const { won, decision } = countVotes(by, votes, { eligible: 10, lot: 0 });
		return [won.map((i) => by.options[i]!.code), decision?.valid, decision?.accepted];
	};
	assert.deepEqual(result(cast(4, 2, 0)), [['1'], true, true]);
	assert.deepEqual(result(cast(3, 2, 1)), [['2'], true, false]);
	assert.deepEqual(result(cast(5, 0, 0)), [[], false, false]);
});

test('the laboratory counts the same votes by every rule that reads them', () => {
	const votes = inventVotes(budget, { invented: 300, seed: 5 });
	assert.deepEqual(votes, inventVotes(budget, { invented: 300, seed: 5 }));
	const rules = compared(budget, votes);
	assert.equal(rules[0]?.rule, 'equalshares/add1');
	assert.equal(rules.length, 19);
	assert.ok(rules.every(({ spent }) => spent! <= 350_000n));
	for (const marks of [
		{ kind: 'score', from: 0, to: 5 },
		{ kind: 'ranking' },
		{ kind: 'cumulative', points: 5, all: true },
	] as const) {
		const by: Definition = {
			...budget,
			marks,
			rule: {
				kind: 'choice',
				name: marks.kind === 'ranking' ? 'borda' : marks.kind,
				seats: 1,
				leastVotes: null,
			},
		};
		assert.ok(compared(by, inventVotes(by, { invented: 50, seed: 1 })).every(({ won }) => won.length === 1));
	}
});
