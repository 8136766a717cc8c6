import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fraction } from '../fraction.ts';
import { type Ballot, profileOf } from '../profile.ts';
import { dice, randomRankings, rankedProfile, shuffledBallots } from '../random-elections.ts';
import type { TieRule } from '../ties.ts';
import { borda } from './borda.ts';
import { instantRunoff } from './instant-runoff.ts';
import { majorityJudgement } from './majority-judgement.ts';
import { mostPoints } from './most-points.ts';
import { pairwise } from './pairwise.ts';
import { rankedPairs } from './ranked-pairs.ts';
import { choiceRules } from './rules.ts';
import { schulze } from './schulze.ts';
import { singleTransferableVote } from './single-transferable-vote.ts';

const ties: TieRule = { by: [], last: 'listed' };
const ballot = (times: number, order: string, letters = 'ABCDE'): Ballot => ({
	marked: [...order].map((letter) => letters.indexOf(letter)),
	times,
});

/** The capital of Tennessee, as every textbook has it: Memphis, Nashville, Chattanooga, Knoxville. */
const tennessee = rankedProfile(4, [
	ballot(42, 'MNCK', 'MNCK'),
	ballot(26, 'NCKM', 'MNCK'),
	ballot(15, 'CKNM', 'MNCK'),
	ballot(17, 'KCNM', 'MNCK'),
]);
const [memphis, nashville, , knoxville] = [0, 1, 2, 3];

test('Tennessee: each method has its own capital, as known', () => {
	const firsts = profileOf(
		4,
		[42, 26, 15, 17].map((times, c) => ({ marked: [c], times })),
	);
	assert.deepEqual(mostPoints(firsts, { ties }).winners, [memphis]);
	assert.deepEqual(instantRunoff(tennessee, { ties }).winners, [knoxville]);
	assert.deepEqual(borda(tennessee, { ties }).winners, [nashville]);
	assert.deepEqual(
		borda(tennessee, { ties }).steps.map(({ option, doubled }) => [option, doubled / 2]),
		[
			[1, 194],
			[2, 173],
			[0, 126],
			[3, 107],
		],
	);
	assert.deepEqual(schulze(tennessee, { ties }).winners, [nashville]);
	assert.deepEqual(rankedPairs(tennessee, { ties }).winners, [nashville]);
	// near is excellent, far is poor (Balinski and Laraki's tie of medians)
	const grades = [
		[3, 1, 0, 0],
		[0, 3, 1, 1],
		[0, 1, 3, 2],
		[0, 1, 2, 3],
	];
	const graded = profileOf(
		4,
		[42, 26, 15, 17].map((times, i) => ({ marked: [0, 1, 2, 3], points: grades[i]!, times })),
	);
	const judged = majorityJudgement(graded, { grades: 4, seats: 4, ties });
	assert.deepEqual(judged.winners, [1, 3, 2, 0]);
	assert.deepEqual(judged.steps[0], { option: 1, grades: [0, 74, 0, 26], median: 1 });
});

test("instant runoff goes round by round: Tennessee's votes", () => {
	const { steps } = instantRunoff(tennessee, { ties });
	assert.deepEqual(
		steps.map(({ votes, out, won }) => ({ votes, out, won })),
		[
			{ votes: [42, 26, 15, 17], out: 2, won: null },
			{ votes: [42, 26, 0, 32], out: 1, won: null },
			{ votes: [42, 0, 0, 58], out: null, won: 3 },
		],
	);
});

test("Schulze's example 1 of 45 people: E, then A, C, B, D", () => {
	// Schulze 2011, 3.1
	const profile = rankedProfile(5, [
		ballot(5, 'ACBED'),
		ballot(5, 'ADECB'),
		ballot(8, 'BEDAC'),
		ballot(3, 'CABED'),
		ballot(7, 'CAEBD'),
		ballot(2, 'CBADE'),
		ballot(7, 'DCEBA'),
		ballot(8, 'EBADC'),
	]);
	const { winners, steps } = schulze(profile, { seats: 5, ties });
	assert.deepEqual(winners, [4, 0, 2, 1, 3]);
	const chain = steps.find(({ option, other }) => option === 4 && other === 0);
	assert.deepEqual([chain?.there, chain?.back], [25, 24]);
	assert.equal(pairwise(profile)[0 * 5 + 1], 20);
});

test('ranked pairs leave out the comparison that would close a circle', () => {
	const profile = rankedProfile(3, [ballot(4, 'ABC'), ballot(3, 'BCA'), ballot(2, 'CAB')]);
	const { winners, steps } = rankedPairs(profile, { ties });
	assert.deepEqual(winners, [0]);
	assert.deepEqual(steps, [
		{ winner: 1, loser: 2, votes: 7, opposed: 2, against: null },
		{ winner: 0, loser: 1, votes: 6, opposed: 3, against: null },
		{ winner: 2, loser: 0, votes: 5, opposed: 4, against: [0, 1, 2] },
	]);
});

test('the transferable vote of twenty guests: surplus by exact parts', () => {
	// oranges, pears, chocolate, strawberries, sweets (the party of the encyclopaedias), quota 6
	const profile = rankedProfile(5, [
		ballot(4, 'O', 'OPCTS'),
		ballot(2, 'PO', 'OPCTS'),
		ballot(8, 'CT', 'OPCTS'),
		ballot(4, 'CS', 'OPCTS'),
		ballot(1, 'T', 'OPCTS'),
		ballot(1, 'S', 'OPCTS'),
	]);
	const { winners, steps } = singleTransferableVote(profile, { seats: 3, ties });
	assert.deepEqual(winners, [2, 0, 3]);
	assert.equal(steps[0]?.quota, 6);
	assert.deepEqual(steps[0]?.surplus, fraction(6));
	assert.deepEqual(steps[1]?.votes.get(3), fraction(5));
	assert.deepEqual(steps[1]?.votes.get(4), fraction(3));
});

test('votes of the transferable vote are never lost nor made, to the last part', () => {
	for (let seed = 0; seed < 60; seed++) {
		const profile = rankedProfile(6, randomRankings(seed, 25, 6));
		const { steps, winners } = singleTransferableVote(profile, { seats: 3, ties });
		assert.equal(new Set(winners).size, 3);
		let elected = 0;
		for (const { votes, exhausted, quota, elected: one } of steps) {
			let sum = (exhausted.top * 10n ** 40n) / exhausted.bottom;
			for (const { top, bottom } of votes.values()) sum += (top * 10n ** 40n) / bottom;
			const lost = BigInt(profile.people - elected * quota) * 10n ** 40n - sum;
			assert.ok(lost >= 0n && lost < 100n, `seed ${seed}`);
			if (one !== null) elected++;
		}
	}
});

test('the transferable vote with one seat chooses as instant runoff does', () => {
	for (let seed = 0; seed < 80; seed++) {
		const profile = rankedProfile(5, randomRankings(seed, 21, 5));
		const runoff = instantRunoff(profile, { ties });
		assert.deepEqual(
			singleTransferableVote(profile, { seats: 1, ties }).winners,
			runoff.winners,
			`seed ${seed}`,
		);
	}
});

const wholeRankings = (seed: number, people: number, options: number) =>
	randomRankings(seed, people, options, true);

const condorcet = { schulze, rankedPairs };

test('who beats all others one by one wins by Schulze and by ranked pairs', () => {
	let met = 0;
	for (let seed = 0; seed < 200; seed++) {
		const profile = rankedProfile(5, wholeRankings(seed, 15, 5));
		const before = pairwise(profile);
		const all = [0, 1, 2, 3, 4];
		const best = all.find((a) => all.every((b) => a === b || before[a * 5 + b]! > before[b * 5 + a]!));
		if (best === undefined) continue;
		met++;
		for (const [name, method] of Object.entries(condorcet))
			assert.deepEqual(method(profile, { ties }).winners, [best], `${name}, seed ${seed}`);
	}
	assert.ok(met > 100);
});

/** No two comparisons equally strong: then the tie rule has no say. */
function isStrict(ballots: Ballot[], options: number): boolean {
	const before = pairwise(rankedProfile(options, ballots));
	const won = [...before].filter(
		(votes, at) => votes > before[(at % options) * options + Math.floor(at / options)]!,
	);
	return new Set(won).size === won.length;
}

test('clones: a double beside an option on every ballot changes nothing but between the two (Schulze, ranked pairs)', () => {
	let met = 0;
	for (let seed = 0; seed < 120; seed++) {
		const ballots = wholeRankings(seed, 401, 4);
		if (!isStrict(ballots, 4)) continue;
		met++;
		const roll = dice(seed + 1000);
		const cloned = roll(0, 3);
		const doubled = ballots.map(({ marked }) => ({
			marked: marked.flatMap((c) => (c === cloned ? (roll(0, 1) ? [c, 4] : [4, c]) : [c])),
		}));
		for (const [name, method] of Object.entries(condorcet)) {
			const family = (c: number) => (c === 4 ? cloned : c);
			const [plain] = method(rankedProfile(4, ballots), { ties }).winners;
			const [with_] = method(rankedProfile(5, doubled), { ties }).winners;
			assert.equal(family(with_!), plain, `${name}, seed ${seed}`);
		}
	}
	assert.ok(met > 40, `${met}`);
});

test('raising the winner on a ballot never makes it lose (plurality, Borda, Schulze, ranked pairs)', () => {
	for (let seed = 0; seed < 150; seed++) {
		const ballots = wholeRankings(seed, 21, 5);
		const roll = dice(seed + 5000);
		for (const [name, method] of Object.entries({ ...condorcet, borda })) {
			const won = method(rankedProfile(5, ballots), { ties });
			if (won.ties.length > 0) continue;
			const winner = won.winners[0]!;
			const at = roll(0, ballots.length - 1);
			const raised = ballots.map((one, i) => {
				if (i !== at) return one;
				const place = one.marked.indexOf(winner);
				const marked = one.marked.filter((c) => c !== winner);
				marked.splice(Math.max(0, place - roll(1, 4)), 0, winner);
				return { marked };
			});
			assert.deepEqual(method(rankedProfile(5, raised), { ties }).winners, [winner], `${name}, seed ${seed}`);
		}
	}
});

test('instant runoff is known not to be monotonic: raising the winner can make it lose', () => {
	const before = rankedProfile(3, [ballot(39, 'ABC'), ballot(35, 'BCA'), ballot(26, 'CAB')]);
	assert.deepEqual(instantRunoff(before, { ties }).winners, [0]);
	// ten of those who had B first now have A first
	const after = rankedProfile(3, [ballot(49, 'ABC'), ballot(25, 'BCA'), ballot(26, 'CAB')]);
	assert.deepEqual(instantRunoff(after, { ties }).winners, [2]);
});

test('majority judgement takes medians away one by one: as by the definition', () => {
	const slowly = (grades: number[]): number[] => {
		const left = grades.toSorted((a, b) => a - b);
		return grades.map(() => left.splice(Math.ceil(left.length / 2) - 1, 1)[0]!);
	};
	for (let seed = 0; seed < 300; seed++) {
		const roll = dice(seed);
		const people = roll(1, 14);
		const given = Array.from({ length: people }, () => [roll(0, 3), roll(0, 3), roll(0, 3)]);
		const profile = profileOf(
			3,
			given.map((points) => ({ marked: [0, 1, 2], points })),
		);
		const values = [0, 1, 2].map((c) => slowly(given.map((points) => points[c]!)).join(''));
		const best = values.toSorted().at(-1);
		const { winners } = majorityJudgement(profile, { grades: 4, ties });
		assert.equal(values[winners[0]!], best, `seed ${seed}: ${values}`);
	}
});

test('the mean does not count those who gave no score, and asks for enough who did', () => {
	const profile = profileOf(3, [
		{ marked: [0, 1], points: [4, 5], times: 2 },
		{ marked: [0], points: [4], times: 3 },
		{ marked: [2], points: [5] },
	]);
	assert.deepEqual(mostPoints(profile, { ties }).winners, [0]);
	assert.deepEqual(mostPoints(profile, { ties, mean: true, leastVotes: 2 }).winners, [1]);
	assert.deepEqual(mostPoints(profile, { ties, mean: true }).ties, [
		{ among: [1, 2], chosen: 1, by: 'listed' },
	]);
});

test('the order of ballots changes no result and no explanation of any rule', () => {
	for (let seed = 0; seed < 20; seed++) {
		const rankings = randomRankings(seed, 23, 5);
		const roll = dice(seed);
		const scores = rankings.map(({ marked }) => ({ marked, points: marked.map(() => roll(1, 5)) }));
		for (const [name, { ballots, count }] of Object.entries(choiceRules)) {
			const cast = ballots === 'points' ? scores : rankings;
			const told = (some: Ballot[]) =>
				count(profileOf(5, some, { ranked: ballots === 'ranking' }), {
					ties,
					seats: name === 'instant-runoff' ? 1 : 2,
				});
			assert.deepEqual(told(shuffledBallots(cast, seed + 3)), told(cast), name);
			assert.ok(told(cast).winners.length >= 1, name);
		}
	}
});

test('places may be shared where comparisons count, and not where a ballot needs one next choice', () => {
	// A and B share the first place, C is second, D is not named
	const profile = profileOf(
		4,
		[
			{ marked: [0, 1, 2], points: [0, 0, 1], times: 3 },
			{ marked: [1], points: [0] },
		],
		{
			ranked: true,
		},
	);
	const before = pairwise(profile);
	assert.deepEqual(
		[before[0 * 4 + 1], before[1 * 4 + 0], before[0 * 4 + 2], before[2 * 4 + 3]],
		[0, 1, 3, 3],
	);
	assert.deepEqual(schulze(profile, { ties }).winners, [1]);
	assert.deepEqual(rankedPairs(profile, { ties }).winners, [1]);
	// B: 3 × (2 + ½) + 3; doubled
	assert.deepEqual(borda(profile, { ties }).steps[0], { option: 1, doubled: 21 });
	assert.throws(() => instantRunoff(profile, { ties }), /shared/);
});
