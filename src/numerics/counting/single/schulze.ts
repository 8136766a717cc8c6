import type { Profile } from '../profile.ts';
import { type TieRule, tieBreaker } from '../ties.ts';
import { firstByValue, type Outcome } from './outcome.ts';
import { pairwise } from './pairwise.ts';

/** How strong the strongest chain of comparisons is in both directions. */
export type SchulzeStep = {
	option: number;
	other: number;
	before: number;
	behind: number;
	there: number;
	back: number;
};

/**
 * Schulze's method (A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method,
 * Social Choice and Welfare 36, 2011), strength by winning votes. A chain of comparisons, each won, is as strong as its weakest;
 * a option beats another when its strongest chain to it is stronger than the strongest chain back. That order has no circles.
 */
export function schulze(
	profile: Profile,
	{ seats = 1, ties }: { seats?: number; ties: TieRule },
): Outcome<SchulzeStep> {
	const { options } = profile;
	const before = pairwise(profile);
	const strength = before.map((votes, at) => {
		const [a, b] = [Math.floor(at / options), at % options];
		return votes > before[b * options + a]! ? votes : 0;
	});
	// the widest path, as Floyd and Warshall find the shortest
	for (let via = 0; via < options; via++)
		for (let a = 0; a < options; a++)
			for (let b = 0; b < options; b++) {
				const chain = Math.min(strength[a * options + via]!, strength[via * options + b]!);
				if (a !== b && chain > strength[a * options + b]!) strength[a * options + b] = chain;
			}
	const beats = (a: number, b: number) => strength[a * options + b]! > strength[b * options + a]!;
	const made = firstByValue(
		Array.from({ length: options }, (_, c) => c),
		beats,
		seats,
		tieBreaker(ties, options),
	);
	const steps = made.winners.flatMap((option) =>
		Array.from({ length: options }, (_, other) => ({
			option,
			other,
			before: before[option * options + other]!,
			behind: before[other * options + option]!,
			there: strength[option * options + other]!,
			back: strength[other * options + option]!,
		})).filter(({ other }) => other !== option),
	);
	return { ...made, steps };
}
