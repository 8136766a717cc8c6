import { ceilOf } from '../fraction.ts';
import { tally } from '../profile.ts';
import { type TieRule, tieBreaker, tieRuleOfProjects } from '../ties.ts';
import { Basket, type Election, type Funded, type Unfunded } from './election.ts';
import { EqualSharesRound, type Purchase, type Satisfaction } from './equal-shares-round.ts';
import { fillByVotes, greedy } from './greedy.ts';
import { continueByPhragmen } from './phragmen.ts';
import { reserved } from './reserved.ts';
import { supportersOf } from './supporters.ts';

/**
 * What happens to money that the method leaves: nothing; shares grow by steps while the budget holds (add1); the rest goes by
 * votes (utilitarian); both, one after the other (add1u); or by Phragmén's method, which goes on from what each has left.
 */
export type Completion = 'none' | 'add1' | 'add1u' | 'utilitarian' | 'phragmen';

export type EqualSharesOptions = {
	satisfaction?: Satisfaction;
	completion?: Completion;
	/** By how much add1 raises each person's share: one unit of money as people count it. */
	step?: bigint;
	/**
	 * Ends add1 as soon as nothing more would fit. Else it goes on to the last share whose result is within the budget: a larger
	 * share may still put one set of projects in the place of another. So Wieliczka counted in 2023.
	 */
	stopWhenFull?: boolean;
	/** The greedy result stands where more people are better off by it than by equal shares. */
	comparison?: boolean;
	ties?: TieRule;
};

export type EqualSharesStep =
	| { kind: 'reserved'; project: number; group: number }
	| { kind: 'share'; people: number; endowment: { top: bigint; bottom: bigint }; raised: number }
	| ({ kind: 'bought' } & Purchase)
	| { kind: 'completed'; project: number; by: 'votes' | 'phragmen' }
	| { kind: 'compared'; equalShares: number; greedy: number; taken: 'equal-shares' | 'greedy' };

/**
 * The method of equal shares, completed. Add1: the endowment grows by `step` for everyone while the result of each is within the
 * budget, and stops before the first one that costs too much (equalshares.net/implementation/completion).
 */
export function equalShares(
	election: Election,
	{
		satisfaction = 'cost',
		completion = 'add1',
		step = 1n,
		stopWhenFull = false,
		comparison = false,
		ties = tieRuleOfProjects,
	}: EqualSharesOptions = {},
): Funded<EqualSharesStep> {
	const { profile, costs } = election;
	const votes = tally(profile).votes;
	const breakTie = tieBreaker(ties, costs.length, { costs, votes });
	const before = reserved(election, breakTie);
	const kept = new Basket(
		election,
		before.map(({ project }) => project),
	);
	const steps: EqualSharesStep[] = before.map((one) => ({ kind: 'reserved', ...one }));
	if (profile.people === 0) {
		const nobody = (project: number): Unfunded => ({
			project,
			votes: 0,
			hindrance: { why: 'supporters', missing: costs[project]! },
		});
		const open = [...costs.keys()].filter((c) => !kept.has(c));
		return { selected: kept.selected, spent: kept.spent, steps, ties: [], unfunded: open.map(nobody) };
	}
	const supporters = supportersOf(profile);
	const people = BigInt(profile.people);
	const runWith = (raised: bigint) =>
		new EqualSharesRound(
			election,
			supporters,
			satisfaction,
			breakTie,
			{ top: kept.left + raised * step * people, bottom: people },
			kept.selected,
		).run();
	// with so much each everything that anyone supports is bought, or shut out by its group
	const dearest = costs.reduce((sum, cost) => sum + cost, 0n);
	let raised = 0n;
	let round = runWith(0n);
	if (completion === 'add1' || completion === 'add1u')
		while (!isSettled(election, round, supporters.people, stopWhenFull)) {
			const next = runWith(raised + 1n);
			if (next.basket.spent > election.budget || raised * step > dearest) break;
			round = next;
			raised++;
		}
	steps.push({
		kind: 'share',
		people: profile.people,
		endowment: { top: kept.left + raised * step * people, bottom: people },
		raised: Number(raised),
	});
	steps.push(...round.purchases.map((one) => ({ kind: 'bought' as const, ...one })));
	const broken = [...round.ties];
	const basket = new Basket(election, round.basket.selected);
	if (completion === 'utilitarian' || completion === 'add1u')
		for (const project of fillByVotes(election, basket, votes, breakTie, broken))
			steps.push({ kind: 'completed', project, by: 'votes' });
	if (completion === 'phragmen')
		for (const project of continueByPhragmen(election, supporters, round, basket, breakTie, broken))
			steps.push({ kind: 'completed', project, by: 'phragmen' });

	const made = {
		selected: basket.selected,
		spent: basket.spent,
		steps,
		ties: broken,
		unfunded: unfundedAfter(election, basket, round, votes),
	};
	return comparison ? compared(election, made, satisfaction, ties) : made;
}

/** All that anyone supports is funded; or, where that ends it, nothing more would fit. */
function isSettled(
	{ costs }: Election,
	{ basket }: EqualSharesRound,
	people: Float64Array,
	whenFull: boolean,
): boolean {
	return costs.every(
		(_, c) => basket.has(c) || people[c] === 0 || (whenFull && basket.hindrance(c) !== null),
	);
}

function unfundedAfter(
	election: Election,
	basket: Basket,
	round: EqualSharesRound,
	votes: Float64Array,
): Unfunded[] {
	const endowment = round.exact.tops[0]!;
	return election.costs.flatMap((_, project): Unfunded[] => {
		if (basket.has(project)) return [];
		const missing = round.missing(project);
		const hindrance = basket.hindranceOfGroups(project);
		if (hindrance) return [{ project, votes: votes[project]!, hindrance }];
		if (missing <= 0n)
			return [
				{ project, votes: votes[project]!, hindrance: basket.hindrance(project) ?? { why: 'stopped' } },
			];
		return [
			{
				project,
				votes: votes[project]!,
				hindrance: { why: 'supporters', missing: ceilOf({ top: missing, bottom: round.exact.bottom }) },
				// supporters whose share is untouched
				needed: Number(ceilOf({ top: missing, bottom: endowment })),
			},
		];
	});
}

/** Each ballot prefers the result that gives it more: more money of its projects, or more projects. */
function compared(
	election: Election,
	made: Funded<EqualSharesStep>,
	satisfaction: Satisfaction,
	ties: TieRule,
): Funded<EqualSharesStep> {
	const other = greedy(election, { ties });
	const { starts, marked, points, times } = election.profile;
	const [ours, theirs] = [new Set(made.selected), new Set(other.selected)];
	let [better, worse] = [0, 0];
	for (let b = 0; b < times.length; b++) {
		let difference = 0n;
		for (let i = starts[b]!; i < starts[b + 1]!; i++) {
			const c = marked[i]!;
			const sign = Number(ours.has(c)) - Number(theirs.has(c));
			if (sign === 0 || (points && points[i]! <= 0)) continue;
			const worth = satisfaction === 'cost' ? election.costs[c]! : 1n;
			difference += BigInt(sign) * worth * BigInt(points ? points[i]! : 1);
		}
		if (difference > 0n) better += times[b]!;
		if (difference < 0n) worse += times[b]!;
	}
	const taken = worse > better ? 'greedy' : 'equal-shares';
	const told: EqualSharesStep = { kind: 'compared', equalShares: better, greedy: worse, taken };
	if (taken === 'equal-shares') return { ...made, steps: [...made.steps, told] };
	return {
		selected: other.selected,
		spent: other.spent,
		steps: [
			told,
			...other.selected.map((project) => ({ kind: 'completed' as const, project, by: 'votes' as const })),
		],
		ties: other.ties,
		unfunded: other.unfunded,
	};
}
