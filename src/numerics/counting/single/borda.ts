import type { Profile } from '../profile.ts';
import { type TieRule, tieBreaker } from '../ties.ts';
import { firstByValue, type Outcome } from './outcome.ts';
import { pairwise } from './pairwise.ts';

/** `doubled`: twice the points, so that halves are whole. */
export type BordaStep = { option: number; doubled: number };

/**
 * Borda's count (1784): on each ballot an option gets one point for every option that stands behind it, and half a point for every
 * one on the same place; those that a ballot does not name share its last place (the tournament form of the count; Dummett 1997).
 */
export function borda(
	profile: Profile,
	{ seats = 1, ties }: { seats?: number; ties: TieRule },
): Outcome<BordaStep> {
	const { options, people } = profile;
	const before = pairwise(profile);
	// 2 × wins + draws = people × (options − 1) + wins − losses
	const doubled = Array.from({ length: options }, (_, a) => {
		let sum = people * (options - 1);
		for (let b = 0; b < options; b++) sum += before[a * options + b]! - before[b * options + a]!;
		return sum;
	});
	const isBetter = (a: number, b: number) => doubled[a]! > doubled[b]!;
	return {
		...firstByValue([...doubled.keys()], isBetter, seats, tieBreaker(ties, options)),
		steps: doubled
			.map((sum, option) => ({ option, doubled: sum }))
			.sort((a, b) => b.doubled - a.doubled || a.option - b.option),
	};
}
