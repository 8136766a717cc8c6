import { tally } from '../profile.ts';
import { type BreakTie, type TieRule, tieBreaker, tieRuleOfProjects } from '../ties.ts';
import { Basket, costOf, type Election, type Funded, type Unfunded } from './election.ts';
import { reserved } from './reserved.ts';

export type KnapsackStep =
	| { kind: 'reserved'; project: number; group: number }
	| { kind: 'chosen'; project: number; points: number; turn?: 'points' | 'points-per-money' }
	/** How many sets were looked into, and whether none with more points can exist. */
	| { kind: 'searched'; points: number; looked: number; proven: boolean; another: number[] | null };

/**
 * The set of projects with the most points in sum among all that the money and the groups allow: the 0-1 knapsack problem, by
 * branch and bound with the bound of the fractional problem (Martello, Toth: Knapsack problems, 1990, 2.5). The bound is counted in
 * whole numbers, so nothing is cut off by rounding. Among sets with equally many points the one found first in the order of points
 * per money stands, which the tie rule makes definite; that there is another one is told.
 * @param limit after so many looks the best found stands, and it is told that it is not proven
 */
export function knapsack(
	election: Election,
	{ ties = tieRuleOfProjects, limit = 5_000_000 }: { ties?: TieRule; limit?: number } = {},
): Funded<KnapsackStep> {
	const { costs } = election;
	const { votes, points } = tally(election.profile);
	const breakTie = tieBreaker(ties, costs.length, { costs, votes });
	const before = reserved(election, breakTie);
	const first = before.map(({ project }) => project);
	const order = byWorth(election, points, breakTie).filter((c) => !first.includes(c) && points[c]! > 0);
	let best: number[] = [];
	let most = -1n;
	let another: number[] | null = null;
	let looked = 0;
	let proven = true;

	/** What the rest could bring at most, if the last of it could be funded in part: rounded down, points are whole. */
	const bound = (from: number, money: bigint): bigint => {
		let [sum, left] = [0n, money];
		for (let i = from; i < order.length; i++) {
			const c = order[i]!;
			const cost = costs[c]!;
			if (cost > left) return sum + (BigInt(points[c]!) * left) / cost;
			left -= cost;
			sum += BigInt(points[c]!);
		}
		return sum;
	};
	const basket = new Basket(election, first);
	const look = (from: number, sum: bigint): void => {
		if (looked >= limit) {
			proven = false;
			return;
		}
		looked++;
		const chosen = basket.selected.slice(first.length);
		if (sum > most) [best, most, another] = [chosen, sum, null];
		else if (sum === most && !another && !isSame(chosen, best)) another = chosen;
		const isHopeless = (could: bigint) => could < most || (could === most && another !== null);
		if (from === order.length || isHopeless(sum + bound(from, basket.left))) return;
		const c = order[from]!;
		if (!basket.hindrance(c)) {
			basket.add(c);
			look(from + 1, sum + BigInt(points[c]!));
			basket.undo();
		}
		if (!isHopeless(sum + bound(from + 1, basket.left))) look(from + 1, sum);
	};
	look(0, 0n);

	const selected = [...first, ...best];
	return {
		selected,
		spent: costOf(election, selected),
		steps: [
			...before.map((one) => ({ kind: 'reserved' as const, ...one })),
			...best.map((project) => ({ kind: 'chosen' as const, project, points: points[project]! })),
			{
				kind: 'searched',
				points: Number(most),
				looked,
				proven,
				another: another && [...first, ...another],
			},
		],
		ties: [],
		unfunded: unfundedAfter(election, selected, votes),
	};
}

/** By turns the project with most points and the one with most points per money, of those that still fit. */
export function interleaved(
	election: Election,
	{ ties = tieRuleOfProjects }: { ties?: TieRule } = {},
): Funded<KnapsackStep> {
	const { costs } = election;
	const { votes, points } = tally(election.profile);
	const breakTie = tieBreaker(ties, costs.length, { costs, votes });
	const before = reserved(election, breakTie);
	const basket = new Basket(
		election,
		before.map(({ project }) => project),
	);
	const steps: KnapsackStep[] = before.map((one) => ({ kind: 'reserved', ...one }));
	const broken: ReturnType<BreakTie>[] = [];
	for (
		let turn: 'points' | 'points-per-money' = 'points';
		;
		turn = turn === 'points' ? 'points-per-money' : 'points'
	) {
		const open = [...costs.keys()].filter((c) => points[c]! > 0 && !basket.has(c) && !basket.hindrance(c));
		if (open.length === 0) break;
		const isBetter = (a: number, b: number) =>
			turn === 'points'
				? points[a]! > points[b]!
				: BigInt(points[a]!) * costs[b]! > BigInt(points[b]!) * costs[a]!;
		const top = open.filter((c) => !open.some((other) => isBetter(other, c)));
		let project = top[0]!;
		if (top.length > 1) {
			const tie = breakTie(top);
			broken.push(tie);
			project = tie.chosen;
		}
		basket.add(project);
		steps.push({ kind: 'chosen', project, points: points[project]!, turn });
	}
	return {
		selected: basket.selected,
		spent: basket.spent,
		steps,
		ties: broken,
		unfunded: unfundedAfter(election, basket.selected, votes),
	};
}

const isSame = (a: readonly number[], b: readonly number[]) =>
	a.length === b.length && a.every((c) => b.includes(c));

function byWorth({ costs }: Election, points: ArrayLike<number>, breakTie: BreakTie): number[] {
	const sorted = [...costs.keys()].sort((a, b) => {
		const [x, y] = [BigInt(points[a]!) * costs[b]!, BigInt(points[b]!) * costs[a]!];
		if (x !== y) return x > y ? -1 : 1;
		return a === b ? 0 : breakTie([Math.min(a, b), Math.max(a, b)]).chosen === a ? -1 : 1;
	});
	return sorted;
}

function unfundedAfter(election: Election, selected: readonly number[], votes: Float64Array): Unfunded[] {
	const basket = new Basket(election, selected);
	return election.costs.flatMap((_, project): Unfunded[] =>
		basket.has(project)
			? []
			: [{ project, votes: votes[project]!, hindrance: basket.hindrance(project) ?? { why: 'stopped' } }],
	);
}
