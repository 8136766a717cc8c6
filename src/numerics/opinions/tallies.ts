import type { Votes } from './votes.ts';

/** Counted votes of each group: element `group · statements + statement`. */
export type Tallies = {
	groups: number;
	statements: number;
	agree: Int32Array;
	disagree: Int32Array;
	pass: Int32Array;
};

/** How each group voted on each statement; people without a group (−1) are left out. */
export function talliesOf(votes: Votes, groupOf: Int32Array, groups: number): Tallies {
	const { statements } = votes;
	const agree = new Int32Array(groups * statements);
	const disagree = new Int32Array(groups * statements);
	const pass = new Int32Array(groups * statements);
	for (let i = 0; i < votes.people; i++) {
		const g = groupOf[i]!;
		if (g < 0) continue;
		const to = votes.start[i]! + votes.count[i]!;
		for (let at = votes.start[i]!; at < to; at++) {
			const mark = votes.mark[at]!;
			const cell = g * statements + votes.statement[at]!;
			if (mark > 0) agree[cell]!++;
			else if (mark < 0) disagree[cell]!++;
			else pass[cell]!++;
		}
	}
	return { groups, statements, agree, disagree, pass };
}
