import type { Profile } from '../profile.ts';
import { lastByRule, type Tie, type TieRule, tieBreaker } from '../ties.ts';
import type { Outcome } from './outcome.ts';
import { Piles } from './piles.ts';

export type RunoffStep = {
	/** First choices among those left; those who left have none. */
	votes: number[];
	/** People whose ballots name nobody who is left. */
	exhausted: number;
	left: number[];
	out: number | null;
	won: number | null;
};

/**
 * Instant runoff (Ware 1871): while nobody has more than half of the ballots that still count, the option with the fewest first
 * choices leaves and its ballots go to the next choice on each. Of several with equally few the tie rule tells who leaves.
 */
export function instantRunoff(profile: Profile, { ties }: { ties: TieRule }): Outcome<RunoffStep> {
	const breakTie = tieBreaker(ties, profile.options);
	const piles = new Piles(profile);
	const steps: RunoffStep[] = [];
	const broken: Tie[] = [];
	let left = Array.from({ length: profile.options }, (_, c) => c);
	while (left.length > 0) {
		const counting = left.reduce((sum, c) => sum + piles.people[c]!, 0);
		const won = left.find((c) => piles.people[c]! * 2 > counting) ?? (left.length === 1 ? left[0]! : null);
		let out: number | null = null;
		if (won === null) {
			const fewest = Math.min(...left.map((c) => piles.people[c]!));
			const last = left.filter((c) => piles.people[c] === fewest);
			out = last[0]!;
			if (last.length > 1) {
				const tie = lastByRule(breakTie, last);
				broken.push(tie);
				out = tie.chosen;
			}
		}
		steps.push({ votes: [...piles.people], exhausted: piles.exhausted, left: [...left], out, won });
		if (won !== null) return { winners: [won], steps, ties: broken };
		left = left.filter((c) => c !== out);
		piles.pass(out!);
	}
	return { winners: [], steps, ties: broken };
}
