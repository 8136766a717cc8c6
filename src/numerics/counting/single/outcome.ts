import type { BreakTie, Tie } from '../ties.ts';

export type Outcome<Step> = {
	/** In the order in which they won. */
	winners: number[];
	steps: Step[];
	ties: Tie[];
};

/** The first `seats` of an order by value, best first; a tie is told where it decides who wins. */
export function firstByValue(
	values: readonly number[],
	isBetter: (a: number, b: number) => boolean,
	seats: number,
	breakTie: BreakTie,
): { winners: number[]; ties: Tie[] } {
	const winners: number[] = [];
	const ties: Tie[] = [];
	const left = [...values];
	while (winners.length < seats && left.length > 0) {
		const best = left.filter((one) => !left.some((other) => isBetter(other, one)));
		let next = best[0]!;
		if (best.length > 1) {
			const tie = breakTie(best);
			// all of them win: their order is no matter of the tie rule
			if (best.length > seats - winners.length) ties.push(tie);
			next = tie.chosen;
		}
		winners.push(next);
		left.splice(left.indexOf(next), 1);
	}
	return { winners, ties };
}
