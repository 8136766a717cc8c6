import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { equalShares } from '#numerics/counting/budget/equal-shares.ts';
import { budgetRules } from '#numerics/counting/budget/rules.ts';
import { write } from '#numerics/counting/pabulib/file.ts';
import type { PbElection } from '#numerics/counting/pabulib/read.ts';
import { readPabulib } from '#numerics/counting/pabulib/read.ts';
import { tally } from '#numerics/counting/profile.ts';
import { referenceData, withoutReferenceData } from '#tests/support/reference-data.ts';
import { electionNamed, idsOf, readElection, textOf } from './elections.ts';

const skip = withoutReferenceData('pabulib');
const files = skip ? [] : readdirSync(referenceData('pabulib')).filter((name) => /\.pb(\.gz)?$/.test(name));

const count = (election: PbElection, rule: string) => {
	const { threshold, unit } = election;
	const result = budgetRules[rule]!(election, { threshold, unit });
	assert.ok(result.spent <= election.budget || rule === 'greedy-80');
	return result;
};

test('Assen 2024 by equal shares with add1: the nine projects that the town funded', { skip }, () => {
	const election = electionNamed('Netherlands_Assen_2024.pb');
	const { selected, spent } = count(election, 'equalshares/add1');
	assert.deepEqual(idsOf(election, selected), idsOf(election, election.funded!));
	assert.equal(spent, 76_700n);
});

test('Wieliczka 2023 by equal shares with add1 and comparison: the thirty projects that the town funded for 995,079 zł', {
	skip,
}, () => {
	const election = electionNamed('Poland_Wieliczka_2023_Green_Budget.pb');
	const { selected, spent, steps } = count(election, 'equalshares/add1-comparison');
	assert.deepEqual(idsOf(election, selected), idsOf(election, election.funded!));
	assert.equal(selected.length, 30);
	assert.equal(spent, 995_079n);
	const compared = steps.find((step) => step.kind === 'compared');
	assert.ok(compared?.kind === 'compared' && compared.taken === 'equal-shares');
	assert.ok(compared.equalShares > compared.greedy);
});

test('Wieliczka ends with another set of projects where add1 stops as soon as nothing more fits', {
	skip,
}, () => {
	const election = electionNamed('Poland_Wieliczka_2023_Green_Budget.pb');
	const { selected, spent } = equalShares(election, { stopWhenFull: true });
	assert.equal(selected.length, 31);
	assert.equal(spent, 984_579n);
});

test('every payment of equal shares covers its project to the last grosz', { skip }, () => {
	const election = electionNamed('Poland_Wieliczka_2023_Green_Budget.pb');
	for (const step of count(election, 'equalshares/add1').steps) {
		if (step.kind !== 'bought' || !('share' in step)) continue;
		const { share, units, lastPaid, project } = step;
		const full = share.top * BigInt(units) * lastPaid.bottom;
		assert.equal(
			full + lastPaid.top * share.bottom,
			election.costs[project]! * share.bottom * lastPaid.bottom,
		);
	}
});

test('greedy elections give what their cities funded', { skip }, () => {
	const told = new Map<string, number>();
	for (const name of files) {
		const election = electionNamed(name);
		const rule = election.rule === 'greedy-custom' ? 'greedy-80' : election.rule;
		if (!rule.startsWith('greedy') || !election.funded || name.includes('Targowek')) continue;
		assert.deepEqual(idsOf(election, count(election, rule).selected), idsOf(election, election.funded), name);
		told.set(rule, (told.get(rule) ?? 0) + 1);
	}
	assert.deepEqual(Object.fromEntries(told), {
		greedy: 2,
		'greedy-no-skip': 4,
		'greedy-threshold': 7,
		'greedy-80': 1,
	});
});

test('Targówek 2020 left out a playground in the same forest as a funded one: shut out, the rest is greedy', {
	skip,
}, () => {
	const election = electionNamed('Poland_Warszawa_2020_Targowek.pb.gz');
	const pair = ['910', '1667'].map((id) => election.ids.indexOf(id));
	const plain = idsOf(election, count(election, 'greedy').selected);
	assert.notDeepEqual(plain, idsOf(election, election.funded!));
	const exclusive = count({ ...election, groups: [{ projects: pair, most: 1 }] }, 'greedy-exclusive');
	assert.deepEqual(idsOf(election, exclusive.selected), idsOf(election, election.funded!));
});

test('votes and scores counted are those that the files tell, and what differs is told by its line', {
	skip,
}, () => {
	const faults = files.flatMap((name) =>
		readElection(name).faults.map(({ line, code, text }) => `${name}:${line} ${code} ${text}`),
	);
	// one ballot marks one project twice; the file counts both
	assert.deepEqual(faults, [
		'Poland_Warszawa_2026_Miedzylesie_Radosc.pb:25 votes-counted 1232: 290 / 289',
		'Poland_Warszawa_2026_Miedzylesie_Radosc.pb:118 vote-twice 1232',
	]);
});

test('a file is written as it was read, to the byte', { skip }, () => {
	for (const name of files) {
		// in these two one line ends unlike all others
		const text = /Poznan|Wieliczka/.test(name) ? textOf(name).replace(/\r?\n/g, '\r\n') : textOf(name);
		assert.ok(write(readElection(name).file) === text, name);
	}
});

test('every rule counts every election within its budget, and a shuffled file alike', { skip }, () => {
	const names = [
		'Netherlands_Assen_2024.pb',
		'Poland_Katowice_2025_Zarzecze.pb',
		'Switzerland_Zurich_S5R.pb',
		'Poland_Zabrze_2021_Konczyce.pb',
	];
	for (const name of names) {
		const { file } = readElection(name);
		const votes = { ...file.votes, rows: file.votes.rows.toReversed() };
		const [one, other] = [file, { ...file, votes }].map(
			(each) => readPabulib(write(each), 'tolerant').election!,
		);
		assert.deepEqual([...tally(one!.profile).points], [...tally(other!.profile).points]);
		for (const rule of Object.keys(budgetRules)) {
			const told = count(one!, rule);
			assert.deepEqual(count(other!, rule), told, `${name} by ${rule}`);
			assert.equal(told.selected.length + told.unfunded.length, one!.ids.length);
		}
	}
});
