import type { Profile } from '../profile.ts';
import { orderByRule, type TieRule, tieBreaker } from '../ties.ts';
import type { Outcome } from './outcome.ts';
import { pairwise } from './pairwise.ts';

/** `against`: the chain of options by which it would have closed a circle; then it is left out. */
export type PairStep = {
	winner: number;
	loser: number;
	votes: number;
	opposed: number;
	against: number[] | null;
};

/**
 * Ranked pairs (Tideman: Independence of clones as a criterion for voting rules, Social Choice and Welfare 4, 1987): comparisons in
 * order of the votes of the winning side, then of fewer votes of the losing side; each is locked unless it would close a circle with
 * those before. Equal ones go by the tie rule's order of options (Zavist, Tideman 1989).
 */
export function rankedPairs(
	profile: Profile,
	{ seats = 1, ties }: { seats?: number; ties: TieRule },
): Outcome<PairStep> {
	const { options } = profile;
	const before = pairwise(profile);
	const all = Array.from({ length: options }, (_, c) => c);
	const breakTie = tieBreaker(ties, options);
	const place = new Int32Array(options);
	for (const [at, c] of orderByRule(breakTie, all).entries()) place[c] = at;
	const pairs = all.flatMap((winner) =>
		all
			.map((loser) => ({
				winner,
				loser,
				votes: before[winner * options + loser]!,
				opposed: before[loser * options + winner]!,
			}))
			.filter(({ votes, opposed }) => votes > opposed),
	);
	pairs.sort(
		(a, b) =>
			b.votes - a.votes ||
			a.opposed - b.opposed ||
			place[a.winner]! - place[b.winner]! ||
			place[b.loser]! - place[a.loser]!,
	);
	const locked: number[][] = all.map(() => []);
	const steps = pairs.map((pair): PairStep => {
		const against = chain(locked, pair.loser, pair.winner);
		if (!against) locked[pair.winner]!.push(pair.loser);
		return { ...pair, against };
	});
	const winners: number[] = [];
	const told: ReturnType<typeof breakTie>[] = [];
	const left = new Set(all);
	while (winners.length < seats && left.size > 0) {
		const first = [...left].filter((c) => ![...left].some((other) => locked[other]!.includes(c)));
		let next = first[0]!;
		if (first.length > 1) {
			const tie = breakTie(first);
			told.push(tie);
			next = tie.chosen;
		}
		winners.push(next);
		left.delete(next);
	}
	return { winners, steps, ties: told };
}

/** A way along what is locked, or null. */
function chain(locked: readonly number[][], from: number, to: number): number[] | null {
	const came = new Map([[from, -1]]);
	const queue = [from];
	for (const at of queue) {
		if (at === to) {
			const way: number[] = [];
			for (let c = to; c >= 0; c = came.get(c)!) way.unshift(c);
			return way;
		}
		for (const next of locked[at]!)
			if (!came.has(next)) {
				came.set(next, at);
				queue.push(next);
			}
	}
	return null;
}
