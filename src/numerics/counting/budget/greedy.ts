import type { Fraction } from '../fraction.ts';
import { tally } from '../profile.ts';
import {
	type BreakTie,
	orderByRule,
	type Tie,
	type TieRule,
	tieBreaker,
	tieRuleOfProjects,
} from '../ties.ts';
import { Basket, type Election, type Funded, type Hindrance, type Unfunded } from './election.ts';
import { reserved } from './reserved.ts';

export type GreedyOptions = {
	/** In order of points, or of points for each unit of money. */
	order?: 'points' | 'points-per-money';
	/** Stops at the first project that does not fit, instead of passing over it. */
	stop?: boolean;
	/** Projects with fewer points are not considered. */
	threshold?: number;
	/** The first that does not fit is funded all the same where at least this part of its cost is left; then it ends. */
	partOfLast?: Fraction;
	ties?: TieRule;
};

export type GreedyStep =
	| { kind: 'reserved'; project: number; group: number }
	| { kind: 'chosen'; project: number; points: number; left: bigint }
	| { kind: 'chosen-beyond'; project: number; points: number; missing: bigint }
	| { kind: 'passed'; project: number; points: number; hindrance: Hindrance }
	| { kind: 'below-threshold'; project: number; points: number; threshold: number };

/** Projects in order of points, each funded if it fits: what most cities do. */
export function greedy(election: Election, options: GreedyOptions = {}): Funded<GreedyStep> {
	const { votes, points } = tally(election.profile);
	const ruled = (ofVotes: ArrayLike<number>) =>
		tieBreaker(options.ties ?? tieRuleOfProjects, election.costs.length, {
			costs: election.costs,
			votes: ofVotes,
		});
	const breakTie = ruled(votes);
	const before = reserved(election, breakTie);
	const made = go(election, points, breakTie, before, options);
	const chosen = new Set(made.basket.selected);
	return {
		selected: made.basket.selected,
		spent: made.basket.spent,
		steps: made.steps,
		ties: made.ties.filter(
			({ among }) => among.some((c) => chosen.has(c)) && among.some((c) => !chosen.has(c)),
		),
		unfunded: election.costs.flatMap((_, project): Unfunded[] => {
			if (chosen.has(project)) return [];
			const wins = (more: number) => {
				const [morePoints, moreVotes] = [points.slice(), votes.slice()];
				morePoints[project]! += more;
				moreVotes[project]! += more;
				return go(election, morePoints, ruled(moreVotes), before, options).basket.has(project);
			};
			const needed = neededPoints(election, points, options, project, wins);
			return [
				{
					project,
					votes: votes[project]!,
					hindrance: hindranceAtEnd(made, project, points, options),
					...(needed === null ? {} : { needed }),
				},
			];
		}),
	};
}

type Made = { basket: Basket; steps: GreedyStep[]; ties: Tie[] };

function go(
	election: Election,
	points: ArrayLike<number>,
	breakTie: BreakTie,
	before: readonly { project: number; group: number }[],
	{ order = 'points', stop = false, threshold = 1, partOfLast }: GreedyOptions,
): Made {
	const basket = new Basket(
		election,
		before.map(({ project }) => project),
	);
	const steps: GreedyStep[] = before.map((one) => ({ kind: 'reserved', ...one }));
	const ties: Tie[] = [];
	let ended = false;
	for (const project of inOrder(election, points, order, breakTie, ties)) {
		const sum = points[project]!;
		if (basket.has(project)) continue;
		if (sum < threshold) {
			steps.push({ kind: 'below-threshold', project, points: sum, threshold });
			continue;
		}
		if (ended) continue;
		const hindrance = basket.hindrance(project);
		if (!hindrance) {
			basket.add(project);
			steps.push({ kind: 'chosen', project, points: sum, left: basket.left });
			continue;
		}
		if (partOfLast && hindrance.why === 'budget') {
			ended = true;
			if (basket.left * partOfLast.bottom >= election.costs[project]! * partOfLast.top) {
				basket.add(project);
				steps.push({ kind: 'chosen-beyond', project, points: sum, missing: hindrance.missing });
				continue;
			}
		}
		steps.push({ kind: 'passed', project, points: sum, hindrance });
		ended ||= stop;
	}
	return { basket, steps, ties };
}

function inOrder(
	{ costs }: Election,
	points: ArrayLike<number>,
	order: 'points' | 'points-per-money',
	breakTie: BreakTie,
	ties: Tie[],
): number[] {
	const difference = (a: number, b: number): number => {
		if (order === 'points') return points[b]! - points[a]!;
		const [x, y] = [BigInt(points[a]!) * costs[b]!, BigInt(points[b]!) * costs[a]!];
		return x > y ? -1 : x < y ? 1 : 0;
	};
	const sorted = [...costs.keys()].sort((a, b) => difference(a, b) || a - b);
	const made: number[] = [];
	for (let at = 0; at < sorted.length; ) {
		let end = at + 1;
		while (end < sorted.length && difference(sorted[at]!, sorted[end]!) === 0) end++;
		const equal = sorted.slice(at, end);
		if (equal.length > 1) ties.push(breakTie(equal));
		made.push(...orderByRule(breakTie, equal));
		at = end;
	}
	return made;
}

function hindranceAtEnd(
	{ basket, steps }: Made,
	project: number,
	points: ArrayLike<number>,
	{ threshold = 1 }: GreedyOptions,
): Unfunded['hindrance'] {
	if (points[project]! < threshold) return { why: 'threshold', missing: threshold - points[project]! };
	const passed = steps.find((step) => step.kind === 'passed' && step.project === project);
	if (passed?.kind === 'passed') return passed.hindrance;
	return basket.hindrance(project) ?? { why: 'stopped' };
}

/** The fewest more points with which it would have been chosen. More never harm: it comes earlier, and less is spent by then. */
function neededPoints(
	election: Election,
	points: Float64Array,
	options: GreedyOptions,
	project: number,
	wins: (more: number) => boolean,
): number | null {
	const has = points[project]!;
	const cost = election.costs[project]!;
	const passes = (other: number): number => {
		if (options.order !== 'points-per-money') return points[other]!;
		const price = election.costs[other]!;
		return price === 0n ? 0 : Number((BigInt(points[other]!) * cost + price - 1n) / price);
	};
	const wanted = new Set([options.threshold ?? 1]);
	for (const other of election.costs.keys()) for (const more of [0, 1]) wanted.add(passes(other) + more);
	const tries = [...wanted].filter((sum) => sum > has).sort((a, b) => a - b);
	let [low, high] = [0, tries.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (wins(tries[middle]! - has)) high = middle;
		else low = middle + 1;
	}
	return low === tries.length ? null : tries[low]! - has;
}

/** Funds in order of votes what still fits. */
export function fillByVotes(
	election: Election,
	basket: Basket,
	votes: ArrayLike<number>,
	breakTie: BreakTie,
	ties: Tie[],
): number[] {
	const met: Tie[] = [];
	const order = inOrder(election, votes, 'points', breakTie, met);
	const added: number[] = [];
	const open = new Set(order.filter((c) => !basket.has(c) && votes[c]! > 0));
	for (const project of order) {
		if (!open.has(project) || basket.hindrance(project)) continue;
		basket.add(project);
		added.push(project);
	}
	for (const tie of met) {
		const among = tie.among.filter((c) => open.has(c));
		if (among.some((c) => basket.has(c)) && among.some((c) => !basket.has(c))) ties.push(breakTie(among));
	}
	return added;
}
