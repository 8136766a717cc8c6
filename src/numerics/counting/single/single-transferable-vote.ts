import { compare, type Fraction, fraction, minus, plus, times } from '../fraction.ts';
import type { Profile } from '../profile.ts';
import { type BreakTie, lastByRule, type Tie, type TieRule, tieBreaker } from '../ties.ts';
import type { Outcome } from './outcome.ts';
import { Piles } from './piles.ts';

export type TransferStep = {
	/** What each option still in the count has, by number; others have nothing here. */
	votes: Map<number, Fraction>;
	exhausted: Fraction;
	quota: number;
	elected: number | null;
	surplus: Fraction | null;
	out: number | null;
	/** Elected without the quota, because as many were left as seats. */
	remaining: number[];
};

/**
 * The single transferable vote with Droop's quota, ⌊voters ÷ (seats + 1)⌋ + 1, and weighted inclusive Gregory transfers: who is
 * elected keeps the quota, and every ballot of the pile goes on with its value × surplus ÷ votes of the pile. Values are exact
 * fractions: no rule of rounding is needed. One event at a time: the greatest surplus first, else the option with the fewest votes
 * leaves.
 */
export function singleTransferableVote(
	profile: Profile,
	{ seats, ties }: { seats: number; ties: TieRule },
): Outcome<TransferStep> {
	const breakTie = tieBreaker(ties, profile.options);
	const quota = Math.floor(profile.people / (seats + 1)) + 1;
	const piles = new Piles(profile);
	// a value is shared by many ballots: each holds the place of its own
	const values: Fraction[] = [fraction(1)];
	const worthOf = new Int32Array(profile.times.length);
	const worth = (option: number): Fraction => {
		const people = new Map<number, number>();
		for (const ballot of piles.of(option))
			people.set(worthOf[ballot]!, (people.get(worthOf[ballot]!) ?? 0) + profile.times[ballot]!);
		let sum = fraction(0);
		for (const [value, count] of people) sum = plus(sum, times(values[value]!, fraction(count)));
		return sum;
	};
	let exhausted = fraction(piles.exhausted);
	const winners: number[] = [];
	const steps: TransferStep[] = [];
	const broken: Tie[] = [];
	let left = Array.from({ length: profile.options }, (_, c) => c);
	while (winners.length < seats && left.length > 0) {
		const votes = new Map(left.map((c) => [c, worth(c)]));
		const step = { votes, exhausted, quota, elected: null, surplus: null, out: null, remaining: [] };
		if (left.length <= seats - winners.length) {
			const remaining = left.toSorted((a, b) => compare(votes.get(b)!, votes.get(a)!) || a - b);
			winners.push(...remaining);
			steps.push({ ...step, remaining });
			break;
		}
		const reached = left.filter((c) => compare(votes.get(c)!, fraction(quota)) >= 0);
		const leaving =
			reached.length > 0 ? most(reached, votes, breakTie, broken) : least(left, votes, breakTie, broken);
		left = left.filter((c) => c !== leaving);
		const kept = reached.length > 0 ? minus(votes.get(leaving)!, fraction(quota)) : null;
		steps.push({ ...step, ...(kept ? { elected: leaving, surplus: kept } : { out: leaving }) });
		if (kept) winners.push(leaving);
		if (winners.length === seats) break;
		if (kept && kept.top === 0n) {
			piles.close(leaving);
			continue;
		}
		const factor = kept
			? times(kept, { top: votes.get(leaving)!.bottom, bottom: votes.get(leaving)!.top })
			: fraction(1);
		const changed = new Map<number, number>();
		piles.pass(leaving, (ballot, to) => {
			const old = worthOf[ballot]!;
			let place = changed.get(old);
			if (place === undefined) {
				place = kept ? values.push(times(values[old]!, factor)) - 1 : old;
				changed.set(old, place);
			}
			worthOf[ballot] = place;
			if (to < 0) exhausted = plus(exhausted, times(values[place]!, fraction(profile.times[ballot]!)));
		});
	}
	return { winners, steps, ties: broken };
}

function most(among: number[], votes: Map<number, Fraction>, breakTie: BreakTie, broken: Tie[]): number {
	const best = among.filter((a) => !among.some((b) => compare(votes.get(b)!, votes.get(a)!) > 0));
	if (best.length === 1) return best[0]!;
	const tie = breakTie(best);
	broken.push(tie);
	return tie.chosen;
}

function least(among: number[], votes: Map<number, Fraction>, breakTie: BreakTie, broken: Tie[]): number {
	const last = among.filter((a) => !among.some((b) => compare(votes.get(b)!, votes.get(a)!) < 0));
	if (last.length === 1) return last[0]!;
	const tie = lastByRule(breakTie, last);
	broken.push(tie);
	return tie.chosen;
}
