import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fraction } from '../fraction.ts';
import { profileOf, tally } from '../profile.ts';
import { randomElection, shuffledBallots } from '../random-elections.ts';
import { Basket, costOf, type Election } from './election.ts';
import { greedy } from './greedy.ts';
import { interleaved, knapsack } from './knapsack.ts';
import { phragmen } from './phragmen.ts';
import { budgetRules } from './rules.ts';

const votesFor = (...votes: number[]) =>
	profileOf(
		votes.length,
		votes.map((times, c) => ({ marked: [c], times })),
	);

test('greedy passes over what does not fit, or stops there, or funds it from a reserve', () => {
	const election = { budget: 100n, costs: [60n, 50n, 40n], profile: votesFor(9, 8, 7) };
	assert.deepEqual(greedy(election).selected, [0, 2]);
	assert.deepEqual(greedy(election, { stop: true }).selected, [0]);
	const part = greedy(election, { partOfLast: fraction(4, 5) });
	assert.deepEqual(part.selected, [0, 1]);
	assert.deepEqual(part.steps.at(-1), { kind: 'chosen-beyond', project: 1, points: 8, missing: 10n });
	assert.deepEqual(greedy(election, { threshold: 8 }).selected, [0]);
	assert.deepEqual(greedy(election, { order: 'points-per-money' }).selected, [2, 1]);
});

test('greedy tells what would have been needed, and with that it is so, and with one vote less it is not', () => {
	let told = 0;
	for (let seed = 0; seed < 80; seed++) {
		const election = randomElection(seed);
		for (const options of [{}, { stop: true }, { threshold: 4 }, { order: 'points-per-money' }] as const)
			for (const { project, needed } of greedy(election, options).unfunded) {
				const withMore = (more: number) => {
					const ballots = [...election.ballots, ...(more > 0 ? [{ marked: [project], times: more }] : [])];
					return greedy({ ...election, profile: profileOf(election.costs.length, ballots) }, options)
						.selected;
				};
				if (needed === undefined) assert.ok(!withMore(1000).includes(project), `seed ${seed}`);
				else {
					told++;
					assert.ok(withMore(needed).includes(project), `seed ${seed}: ${needed} more for ${project}`);
					assert.ok(
						!withMore(needed - 1).includes(project),
						`seed ${seed}: fewer than ${needed} for ${project}`,
					);
				}
			}
	}
	assert.ok(told > 100);
});

test('more votes for a funded project never cost it its place: greedy is monotonic', () => {
	for (let seed = 0; seed < 60; seed++) {
		const election = randomElection(seed);
		for (const project of greedy(election).selected) {
			const ballots = [...election.ballots, { marked: [project] }];
			const { selected } = greedy({ ...election, profile: profileOf(election.costs.length, ballots) });
			assert.ok(selected.includes(project));
		}
	}
});

test('a tie decides and is told only where one of the equals is left out', () => {
	const election = { budget: 90n, costs: [50n, 50n, 40n], profile: votesFor(5, 5, 2) };
	assert.deepEqual(greedy(election).ties, [{ among: [0, 1], chosen: 0, by: 'listed' }]);
	assert.deepEqual(greedy({ ...election, budget: 140n }).ties, []);
	const cheaper = { ...election, costs: [50n, 45n, 40n] };
	assert.deepEqual(greedy(cheaper).ties, [{ among: [0, 1], chosen: 1, by: 'cost' }]);
});

/** The best of all sets, looked through one by one. */
function bestSum(election: Election): number {
	const { points } = tally(election.profile);
	let best = 0;
	for (let set = 0; set < 1 << election.costs.length; set++) {
		const basket = new Basket(election);
		const chosen = [...election.costs.keys()].filter((c) => set & (1 << c));
		const fits = chosen.every((c) => {
			const free = basket.hindrance(c) === null;
			if (free) basket.add(c);
			return free;
		});
		if (!fits) continue;
		best = Math.max(
			best,
			chosen.reduce((sum, c) => sum + points[c]!, 0),
		);
	}
	return best;
}

test('the knapsack holds as many points as the best of all sets, groups and all', () => {
	for (let seed = 0; seed < 120; seed++) {
		const random = randomElection(seed, { points: seed % 2 === 0 });
		const groups =
			seed % 3 === 0
				? [
						{ projects: [0, 1], most: 1 },
						{ projects: [1, 2], budget: 60n },
					]
				: [];
		const election = { ...random, groups };
		const { points } = tally(election.profile);
		const { selected, spent, steps } = knapsack(election);
		assert.equal(
			selected.reduce((sum, c) => sum + points[c]!, 0),
			bestSum(election),
			`seed ${seed}`,
		);
		assert.equal(spent, costOf(election, selected));
		const searched = steps.at(-1);
		assert.ok(searched?.kind === 'searched' && searched.proven);
		if (searched.another)
			assert.equal(
				searched.another.reduce((sum, c) => sum + points[c]!, 0),
				searched.points,
			);
	}
});

test('by turns: the most points, then the most points for the money', () => {
	const election = { budget: 100n, costs: [80n, 20n, 5n], profile: votesFor(10, 6, 4) };
	assert.deepEqual(interleaved(election).selected, [0, 2]);
	assert.deepEqual(
		interleaved(election).steps.map((step) => step.kind === 'chosen' && step.turn),
		['points', 'points-per-money'],
	);
});

test("Phragmén's loads: the example of the method with three lists", () => {
	// Phragmén (1899) by Janson, Phragmén's and Thiele's election methods, arXiv 1611.08826, example 3.1: ABC 1034, PQR 519, ABQ 90, APQ 47
	const profile = profileOf(6, [
		{ marked: [0, 1, 2], times: 1034 },
		{ marked: [3, 4, 5], times: 519 },
		{ marked: [0, 1, 4], times: 90 },
		{ marked: [0, 3, 4], times: 47 },
	]);
	const election = { budget: 3n, costs: [1n, 1n, 1n, 1n, 1n, 1n], profile };
	const { selected, steps } = phragmen(election);
	assert.deepEqual(selected, [0, 4, 1]);
	// 1 ÷ 1171; (1 + 137 × that) ÷ 656; (1 + 1034 × the first + 90 × the second) ÷ 1124
	assert.deepEqual(
		steps.flatMap((step) => (step.kind === 'bought' ? [step.load] : [])),
		[fraction(1, 1171), fraction(327, 192_044), fraction(195_525, 107_928_728)],
	);
});

test("Phragmén's method stops at the first that is too dear, or passes over it", () => {
	const election = { budget: 50n, costs: [40n, 30n, 10n], profile: votesFor(8, 5, 1) };
	assert.deepEqual(phragmen(election).selected, [0]);
	assert.deepEqual(phragmen(election, { skip: true }).selected, [0, 2]);
});

test('no rule spends more than there is, and the order of ballots changes no result and no explanation', () => {
	for (let seed = 0; seed < 25; seed++) {
		const election = randomElection(seed, { points: seed % 2 === 1 });
		const profile = profileOf(election.costs.length, shuffledBallots(election.ballots, seed + 7));
		for (const [name, count] of Object.entries(budgetRules)) {
			const result = count(election, { unit: 10n });
			assert.equal(result.spent, costOf(election, result.selected), name);
			if (name !== 'greedy-80') assert.ok(result.spent <= election.budget, name);
			assert.deepEqual(count({ ...election, profile }, { unit: 10n }), result, name);
		}
	}
});
