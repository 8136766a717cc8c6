import type { Fraction } from '../fraction.ts';
import { tally } from '../profile.ts';
import { SharedDenominator } from '../shared-denominator.ts';
import { type BreakTie, type Tie, type TieRule, tieBreaker, tieRuleOfProjects } from '../ties.ts';
import { Basket, type Election, type Funded, type Unfunded } from './election.ts';
import type { EqualSharesRound } from './equal-shares-round.ts';
import { reserved } from './reserved.ts';
import { type Supporters, supportersOf } from './supporters.ts';

export type PhragmenStep =
	| { kind: 'reserved'; project: number; group: number }
	/** `load`: what each of its supporters has paid by then, this project included. */
	| { kind: 'bought'; project: number; supporters: number; load: Fraction }
	| { kind: 'passed'; project: number; missing: bigint };

/**
 * Phragmén's sequential method (1894; for budgets: Brill, Forster, Lackner, Maly, Peters: Proportionality in approval-based
 * participatory budgeting, AAAI 2023). Money comes to everyone evenly; a project is bought as soon as its supporters together
 * can pay it, and then they have nothing: the next is the one with the least (cost + Σ loads) ÷ supporters, which becomes the
 * load of each. It stops before the first that is dearer than what is left; with `skip` it passes over that one. Any points
 * count as support.
 */
export function phragmen(
	election: Election,
	{ ties = tieRuleOfProjects, skip = false }: { ties?: TieRule; skip?: boolean } = {},
): Funded<PhragmenStep> {
	const votes = tally(election.profile).votes;
	const breakTie = tieBreaker(ties, election.costs.length, { costs: election.costs, votes });
	const before = reserved(election, breakTie);
	const basket = new Basket(
		election,
		before.map(({ project }) => project),
	);
	const steps: PhragmenStep[] = before.map((one) => ({ kind: 'reserved', ...one }));
	const broken: Tie[] = [];
	const supporters = supportersOf(election.profile);
	const none = { loads: [0n], bottom: 1n, of: new Int32Array(election.profile.times.length) };
	const ended = buyInTurn(election, supporters, none, basket, { breakTie, ties: broken, skip, steps });
	return {
		selected: basket.selected,
		spent: basket.spent,
		steps,
		ties: broken,
		unfunded: election.costs.flatMap((_, project): Unfunded[] => {
			if (basket.has(project)) return [];
			const hindrance = basket.hindrance(project) ?? {
				why: ended ? ('stopped' as const) : ('supporters' as const),
				missing: election.costs[project]!,
			};
			return [{ project, votes: votes[project]!, hindrance }];
		}),
	};
}

/** Goes on from what people have left after equal shares: it counts as money that came before. */
export function continueByPhragmen(
	election: Election,
	supporters: Supporters,
	round: EqualSharesRound,
	basket: Basket,
	breakTie: BreakTie,
	ties: Tie[],
): number[] {
	const places = new Map<bigint, number>();
	const of = Int32Array.from(election.profile.times, (_, ballot) => {
		const load = -round.leftOf(ballot);
		const place = places.get(load) ?? places.size;
		places.set(load, place);
		return place;
	});
	const steps: PhragmenStep[] = [];
	const start = { loads: [...places.keys()], bottom: round.exact.bottom, of };
	buyInTurn(election, supporters, start, basket, { breakTie, ties, skip: true, steps });
	return steps.flatMap((step) => (step.kind === 'bought' ? [step.project] : []));
}

type Loads = { loads: bigint[]; bottom: bigint; of: Int32Array };

/** Returns whether it stopped at a project that was too dear. */
function buyInTurn(
	election: Election,
	{ starts, ballots, people }: Supporters,
	start: Loads,
	basket: Basket,
	{ breakTie, ties, skip, steps }: { breakTie: BreakTie; ties: Tie[]; skip: boolean; steps: PhragmenStep[] },
): boolean {
	const { costs, profile } = election;
	const exact = new SharedDenominator(start.bottom);
	exact.tops.push(...start.loads);
	const loadOf = start.of;
	/** (cost + Σ loads) over the common denominator: divided by the supporters it is the new load. */
	const paid = (project: number): bigint => {
		const counts = new Float64Array(exact.tops.length);
		for (let i = starts[project]!; i < starts[project + 1]!; i++)
			counts[loadOf[ballots[i]!]!]! += profile.times[ballots[i]!]!;
		return costs[project]! * exact.bottom + exact.sum(counts);
	};
	let open = [...costs.keys()].filter((c) => people[c]! > 0 && !basket.has(c));
	for (;;) {
		open = open.filter((c) => !basket.hindranceOfGroups(c));
		if (open.length === 0) return false;
		const sums = new Map(open.map((c) => [c, paid(c)]));
		const isSooner = (a: number, b: number) =>
			sums.get(a)! * BigInt(people[b]!) < sums.get(b)! * BigInt(people[a]!);
		let first = open[0]!;
		for (const c of open) if (isSooner(c, first)) first = c;
		const equal = open.filter((c) => !isSooner(first, c));
		if (equal.length > 1) {
			const tie = breakTie(equal);
			ties.push(tie);
			first = tie.chosen;
		}
		open.splice(open.indexOf(first), 1);
		if (costs[first]! > basket.left) {
			steps.push({ kind: 'passed', project: first, missing: costs[first]! - basket.left });
			if (!skip) return true;
			continue;
		}
		const place = exact.keep(sums.get(first)!, people[first]!);
		for (let i = starts[first]!; i < starts[first + 1]!; i++) loadOf[ballots[i]!] = place;
		basket.add(first);
		steps.push({ kind: 'bought', project: first, supporters: people[first]!, load: exact.at(place) });
	}
}
