/**
 * How long counting takes: equal shares on an election of a large city, a million approval ballots, a million rankings. Elections
 * are made from seeds. Beside each figure stands what it takes to read every mark once: less nobody could do.
 */

import type { Election } from '#numerics/counting/budget/election.ts';
import { equalShares } from '#numerics/counting/budget/equal-shares.ts';
import { greedy } from '#numerics/counting/budget/greedy.ts';
import { grouped, type Profile } from '#numerics/counting/profile.ts';
import { instantRunoff } from '#numerics/counting/single/instant-runoff.ts';
import { schulze } from '#numerics/counting/single/schulze.ts';
import { seeded, shuffle } from '#numerics/random/seeded.ts';
import { type Finding, median, rounded } from './report.ts';

const rounds = 5;

/** Seconds of CPU, the median of five, and what came out. */
function timed<Result>(work: () => Result): { seconds: number; result: Result } {
	let result = work();
	const spent = Array.from({ length: rounds }, () => {
		const since = process.cpuUsage();
		result = work();
		const { user, system } = process.cpuUsage(since);
		return (user + system) / 1e6;
	});
	return { seconds: median(spent), result };
}

/** Approval ballots with from 1 to `most` marks; some options are marked far oftener than others. */
function approvals(seed: number, people: number, options: number, most: number): Profile {
	const random = seeded(seed);
	const upTo = new Float64Array(options);
	let sum = 0;
	for (let c = 0; c < options; c++) {
		sum += random() ** 2 + 0.05;
		upTo[c] = sum;
	}
	const pick = (): number => {
		const at = random() * sum;
		let [low, high] = [0, options - 1];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((upTo[middle] as number) < at) low = middle + 1;
			else high = middle;
		}
		return low;
	};
	const starts = new Int32Array(people + 1);
	const marked = new Int32Array(people * most);
	let at = 0;
	for (let ballot = 0; ballot < people; ballot++) {
		const marks = new Set(Array.from({ length: 1 + Math.floor(random() * most) }, pick));
		for (const option of [...marks].sort((a, b) => a - b)) marked[at++] = option;
		starts[ballot + 1] = at;
	}
	return {
		options,
		people,
		starts,
		marked: marked.slice(0, at),
		points: null,
		times: new Float64Array(people).fill(1),
	};
}

/** Whole rankings in which nobody has half of the first places. */
function rankings(seed: number, people: number, options: number): Profile {
	const random = seeded(seed);
	const starts = Int32Array.from({ length: people + 1 }, (_, ballot) => ballot * options);
	const marked = new Int32Array(people * options);
	const order = Int32Array.from({ length: options }, (_, c) => c);
	for (let ballot = 0; ballot < people; ballot++) {
		shuffle(order, random);
		marked.set(order, ballot * options);
	}
	return { options, people, starts, marked, points: null, times: new Float64Array(people).fill(1) };
}

function election(profile: Profile, seed: number, budget: bigint): Election {
	const random = seeded(seed);
	const costs = Array.from({ length: profile.options }, () =>
		BigInt(Math.round(20 * Math.exp(random() * 4)) * 1000),
	);
	return { profile, budget, costs };
}

const readOnce = ({ marked }: Profile) =>
	timed(() => {
		let sum = 0;
		for (const option of marked) sum += option;
		return sum;
	}).seconds;

const behind = (profile: Profile, seconds: number, more: string): string =>
	`seed given; ${profile.marked.length} marks, ${Math.round(seconds / readOnce(profile))} times reading each once; ${more}`;

export async function counting(): Promise<Finding[]> {
	const city = approvals(1, 27_000, 93, 10);
	const joined = grouped(city);
	const shared = timed(() => equalShares(election(grouped(city), 2, 2_400_000n), { completion: 'add1' }));
	const share = shared.result.steps.find((step) => step.kind === 'share');
	const raised = share?.kind === 'share' ? share.raised : 0;

	const million = approvals(3, 1_000_000, 100, 10);
	const byVotes = timed(() => greedy(election(million, 4, 3_000_000n)));
	const joining = timed(() => grouped(million));

	const ranked = rankings(5, 1_000_000, 12);
	const ties = { by: [], last: 'listed' } as const;
	const runoff = timed(() => instantRunoff(ranked, { ties }));
	const compared = timed(() => schulze(ranked, { ties }));

	return [
		{
			what: 'equal shares with add1, 27,000 votes × 93 projects, seconds of CPU',
			value: rounded(shared.seconds, 3),
			most: 2,
			told: behind(
				city,
				shared.seconds,
				`${joined.times.length} different ballots, counted ${raised + 2} times with growing shares, ${shared.result.selected.length} projects funded`,
			),
		},
		{
			what: 'a million approval ballots, 100 projects, greedy, seconds of CPU',
			value: rounded(byVotes.seconds, 3),
			most: 1,
			told: behind(
				million,
				byVotes.seconds,
				`with what each of the others would have needed; ${byVotes.result.selected.length} funded`,
			),
		},
		{
			what: 'instant runoff of a million, 12 options, seconds of CPU',
			value: rounded(runoff.seconds, 3),
			most: 2,
			told: behind(ranked, runoff.seconds, `${runoff.result.steps.length} rounds`),
		},
		{
			what: "Schulze's method on a million, 12 options, seconds of CPU",
			value: rounded(compared.seconds, 3),
			told: behind(ranked, compared.seconds, 'almost all of it is comparing pairs'),
		},
		{
			what: 'joining equal ballots of a million, seconds of CPU',
			value: rounded(joining.seconds, 3),
			told: `${joining.result.times.length} of them are different: the worst case; greedy and runoff do without it`,
		},
	];
}
