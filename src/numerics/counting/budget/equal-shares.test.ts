import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, type Fraction, fraction, minus, plus, times } from '../fraction.ts';
import { profileOf, tally } from '../profile.ts';
import { dice, randomElection, shuffledBallots } from '../random-elections.ts';
import { tieBreaker, tieRuleOfProjects } from '../ties.ts';
import type { Election } from './election.ts';
import { equalShares } from './equal-shares.ts';
import { EqualSharesRound, type Satisfaction } from './equal-shares-round.ts';
import { supportersOf } from './supporters.ts';

const satisfactions: readonly Satisfaction[] = ['count', 'cost', 'root'];

/** The method by its definition, person by person, in fractions alone: slow, and written apart from the other. */
function slowly(election: Election, satisfaction: Satisfaction, endowment: Fraction): number[] {
	const { profile, costs } = election;
	const breakTie = tieBreaker(tieRuleOfProjects, costs.length, { costs, votes: tally(profile).votes });
	const purses: { left: Fraction; marks: Map<number, bigint> }[] = [];
	for (let b = 0; b < profile.times.length; b++)
		for (let person = 0; person < profile.times[b]!; person++) {
			const marks = new Map<number, bigint>();
			for (let i = profile.starts[b]!; i < profile.starts[b + 1]!; i++)
				marks.set(profile.marked[i]!, BigInt(profile.points ? profile.points[i]! : 1));
			purses.push({ left: endowment, marks });
		}
	const selected: number[] = [];
	for (;;) {
		const prices = new Map<number, Fraction>();
		for (const c of costs.keys()) {
			const who = purses.filter(({ marks }) => marks.has(c));
			if (selected.includes(c) || who.length === 0) continue;
			const all = who.reduce((sum, { left }) => plus(sum, left), fraction(0));
			if (compare(all, fraction(costs[c]!)) < 0) continue;
			// by how much each can pay for a point: the poorest give all until the rest can share evenly
			const order = who.toSorted((a, b) =>
				compare(times(a.left, fraction(1n, a.marks.get(c)!)), times(b.left, fraction(1n, b.marks.get(c)!))),
			);
			let rest = fraction(costs[c]!);
			let points = order.reduce((sum, { marks }) => sum + marks.get(c)!, 0n);
			for (const { left, marks } of order) {
				const rho = times(rest, fraction(1n, points));
				if (compare(times(rho, fraction(marks.get(c)!)), left) <= 0) {
					prices.set(c, rho);
					break;
				}
				rest = minus(rest, left);
				points -= marks.get(c)!;
			}
		}
		if (prices.size === 0) return selected;
		const key = (c: number): Fraction => {
			const rho = prices.get(c)!;
			if (satisfaction === 'count') return rho;
			return times(satisfaction === 'cost' ? rho : times(rho, rho), fraction(1n, costs[c]!));
		};
		const best = [...prices.keys()].filter(
			(c) => ![...prices.keys()].some((other) => compare(key(other), key(c)) < 0),
		);
		const chosen = best.length > 1 ? breakTie(best).chosen : best[0]!;
		selected.push(chosen);
		for (const purse of purses) {
			const mark = purse.marks.get(chosen);
			if (mark === undefined) continue;
			const pays = times(prices.get(chosen)!, fraction(mark));
			purse.left = compare(pays, purse.left) >= 0 ? fraction(0) : minus(purse.left, pays);
		}
	}
}

test('one endowment: the same projects in the same order as by the definition in fractions', () => {
	for (let seed = 0; seed < 240; seed++) {
		const election = randomElection(seed, { points: seed % 3 === 0 });
		const satisfaction = satisfactions[seed % satisfactions.length]!;
		const people = BigInt(election.profile.people);
		// tight and loose purses, round and odd
		const top = election.budget * BigInt(1 + (seed % 4)) + BigInt(seed % 7);
		const breakTie = tieBreaker(tieRuleOfProjects, election.costs.length, {
			costs: election.costs,
			votes: tally(election.profile).votes,
		});
		const round = new EqualSharesRound(election, supportersOf(election.profile), satisfaction, breakTie, {
			top,
			bottom: people,
		}).run();
		assert.deepEqual(
			round.purchases.map(({ project }) => project),
			slowly(election, satisfaction, fraction(top, people)),
			`seed ${seed}`,
		);
	}
});

test('costs of a rouble and of a billion side by side, purses that end to the kopeck: still as by the definition', () => {
	for (let seed = 0; seed < 60; seed++) {
		const roll = dice(seed);
		const options = 8;
		const ballots = Array.from({ length: roll(40, 160) }, () => ({
			marked: Array.from({ length: options }, (_, c) => c).filter(() => roll(1, 3) === 1),
			times: roll(1, 3),
		}));
		const profile = profileOf(options, ballots);
		const people = BigInt(profile.people);
		// a share times its payers, so that purses and shares meet exactly; or a little beside it
		const costs = Array.from(
			{ length: options },
			() => people * 10n ** BigInt(roll(0, 9)) + BigInt(roll(-1, 1)),
		);
		const election = { budget: 10n ** BigInt(roll(3, 12)) * BigInt(roll(1, 9)), costs, profile };
		const satisfaction = satisfactions[seed % satisfactions.length]!;
		const breakTie = tieBreaker(tieRuleOfProjects, options, { costs, votes: tally(profile).votes });
		const endowment = { top: election.budget, bottom: people };
		const round = new EqualSharesRound(
			election,
			supportersOf(profile),
			satisfaction,
			breakTie,
			endowment,
		).run();
		assert.deepEqual(
			round.purchases.map(({ project }) => project),
			slowly(election, satisfaction, fraction(election.budget, people)),
			`seed ${seed}`,
		);
	}
});

test('what people have left and what they paid add up to what they were given, exactly', () => {
	for (let seed = 0; seed < 60; seed++) {
		const election = randomElection(seed, { points: seed % 2 === 0 });
		const breakTie = tieBreaker(tieRuleOfProjects, election.costs.length, { costs: election.costs });
		const endowment = { top: election.budget * 2n, bottom: BigInt(election.profile.people) };
		const round = new EqualSharesRound(
			election,
			supportersOf(election.profile),
			'cost',
			breakTie,
			endowment,
		).run();
		let left = 0n;
		for (let b = 0; b < election.profile.times.length; b++)
			left += round.leftOf(b) * BigInt(election.profile.times[b]!);
		assert.equal(left, (election.budget * 2n - round.basket.spent) * round.exact.bottom, `seed ${seed}`);
	}
});

test('money is not lost to rounding: thirds of a rouble pay in full', () => {
	const ballots = [{ marked: [0, 1, 2], times: 3 }];
	const election = { budget: 10n, costs: [1n, 2n, 7n], profile: profileOf(3, ballots) };
	const { selected, unfunded } = equalShares(election, { completion: 'none' });
	assert.equal(selected.length, 3);
	assert.deepEqual(unfunded, []);
});

test('a tie is broken by the declared rule and told', () => {
	const profile = profileOf(2, [
		{ marked: [0], times: 5 },
		{ marked: [1], times: 5 },
		{ marked: [], times: 10 },
	]);
	const election = { budget: 40n, costs: [10n, 10n], profile };
	const by = (seed: number) =>
		equalShares(election, { completion: 'none', ties: { by: ['cost', 'votes'], last: { seed } } });
	assert.deepEqual(equalShares(election, { completion: 'none' }).ties, [
		{ among: [0, 1], chosen: 0, by: 'listed' },
	]);
	assert.deepEqual([...new Set([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => by(seed).selected[0]))].sort(), [0, 1]);
	assert.equal(by(1).ties[0]?.by, 'lot');
});

/** Whether a group of people who all mark all of `projects`, and whose share pays for them, got too little: nobody as many of theirs. */
function isJustified(election: Election, selected: readonly number[]): boolean {
	const { profile, costs, budget } = election;
	const people = BigInt(profile.people);
	const got = Array.from(
		{ length: profile.times.length },
		(_, b) =>
			profile.marked.subarray(profile.starts[b], profile.starts[b + 1]).filter((c) => selected.includes(c))
				.length,
	);
	for (let set = 1; set < 1 << costs.length; set++) {
		const wanted = [...costs.keys()].filter((c) => set & (1 << c));
		const cost = wanted.reduce((sum, c) => sum + costs[c]!, 0n);
		let group = 0n;
		for (let b = 0; b < profile.times.length; b++) {
			const marks = profile.marked.subarray(profile.starts[b], profile.starts[b + 1]);
			// only those who have less than the set would give them are a group that may complain
			if (got[b]! < wanted.length && wanted.every((c) => marks.includes(c)))
				group += BigInt(profile.times[b]!);
		}
		if (group > 0n && group * budget >= cost * people) return false;
	}
	return true;
}

test('extended justified representation: with equal costs no group that can pay is left with less', () => {
	for (let seed = 0; seed < 150; seed++) {
		const random = randomElection(seed);
		const election = { ...random, costs: random.costs.map(() => 20n) };
		for (const completion of ['none', 'utilitarian', 'phragmen'] as const) {
			const { selected } = equalShares(election, { satisfaction: 'count', completion });
			assert.ok(isJustified(election, selected), `seed ${seed}, ${completion}: ${selected}`);
		}
	}
});

/**
 * Extended justified representation up to one project, for any costs (Peters, Pierczyński, Skowron 2021, definition 3): a group that
 * can pay for a set that all of it mark has a member who, with one more of the set, would have more than the set.
 */
function isJustifiedUpToOne(
	election: Election,
	selected: readonly number[],
	worth: (c: number) => bigint,
): boolean {
	const { profile, costs, budget } = election;
	const marksOf = (b: number) => [...profile.marked.subarray(profile.starts[b], profile.starts[b + 1])];
	const sum = (some: readonly number[]) => some.reduce((total, c) => total + worth(c), 0n);
	for (let set = 1; set < 1 << costs.length; set++) {
		const wanted = [...costs.keys()].filter((c) => set & (1 << c));
		const lacking = wanted.filter((c) => !selected.includes(c));
		if (lacking.length === 0) continue;
		const cost = wanted.reduce((total, c) => total + costs[c]!, 0n);
		let group = 0n;
		for (let b = 0; b < profile.times.length; b++) {
			const marks = marksOf(b);
			if (!wanted.every((c) => marks.includes(c))) continue;
			const got = sum(marks.filter((c) => selected.includes(c)));
			if (lacking.every((c) => got + worth(c) <= sum(wanted))) group += BigInt(profile.times[b]!);
		}
		if (group > 0n && group * budget >= cost * BigInt(profile.people)) return false;
	}
	return true;
}

test('with any costs no group that can pay is left with less, up to one project: by count and by cost', () => {
	for (let seed = 0; seed < 150; seed++) {
		const election = randomElection(seed);
		for (const [satisfaction, worth] of [
			['count', () => 1n],
			['cost', (c: number) => election.costs[c]!],
		] as const) {
			const { selected } = equalShares(election, { satisfaction, completion: 'none' });
			assert.ok(isJustifiedUpToOne(election, selected, worth), `seed ${seed}, ${satisfaction}: ${selected}`);
		}
	}
	const nothing = randomElection(1);
	assert.equal(
		isJustifiedUpToOne({ ...nothing, budget: 10_000n }, [], () => 1n),
		false,
		'the check can fail',
	);
});

test('a result that leaves half of the people with nothing is found out: the check can fail', () => {
	const profile = profileOf(4, [
		{ marked: [0, 1], times: 5 },
		{ marked: [2, 3], times: 5 },
	]);
	const election = { budget: 20n, costs: [10n, 10n, 10n, 10n], profile };
	assert.equal(isJustified(election, [0, 1]), false);
	assert.equal(isJustified(election, equalShares(election, { satisfaction: 'count' }).selected), true);
});

test('the order of ballots changes nothing, neither the result nor its explanation', () => {
	for (let seed = 0; seed < 40; seed++) {
		const election = randomElection(seed);
		const profile = profileOf(election.costs.length, shuffledBallots(election.ballots, seed + 1));
		assert.deepEqual(
			equalShares({ ...election, profile }, { completion: 'add1u' }),
			equalShares(election, { completion: 'add1u' }),
		);
	}
});

test('groups: at most so many, money of their own, places promised', () => {
	const profile = profileOf(4, [
		{ marked: [0, 1, 2], times: 8 },
		{ marked: [3], times: 2 },
	]);
	const election = { budget: 40n, costs: [10n, 10n, 10n, 20n], profile };
	assert.deepEqual(equalShares(election, { completion: 'none' }).selected, [0, 1, 2]);
	const groups = [{ projects: [0, 1], most: 1 }];
	const shut = equalShares({ ...election, groups }, { completion: 'none' });
	assert.deepEqual(shut.selected, [0, 2]);
	assert.deepEqual(shut.unfunded[0]?.hindrance, { why: 'group-full', group: 0 });
	const own = [{ projects: [0, 1, 2], budget: 15n }];
	assert.deepEqual(equalShares({ ...election, groups: own }, { completion: 'none' }).selected, [0]);
	const promised = equalShares(
		{ ...election, groups: [{ projects: [3], least: 1 }] },
		{ completion: 'none' },
	);
	assert.equal(promised.selected[0], 3);
	assert.equal(promised.steps[0]?.kind, 'reserved');
});

test('those not funded are told how much their supporters were short of, and how many more would do', () => {
	const profile = profileOf(2, [
		{ marked: [0], times: 7 },
		{ marked: [1], times: 3 },
	]);
	const { unfunded } = equalShares({ budget: 100n, costs: [60n, 50n], profile }, { completion: 'none' });
	// three people with 10 each are 20 short; two more with an untouched share would do
	assert.deepEqual(unfunded, [
		{ project: 1, votes: 3, hindrance: { why: 'supporters', missing: 20n }, needed: 2 },
	]);
});
