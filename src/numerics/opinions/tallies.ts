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
	const { statements, start, count, statement, mark } = votes;
	const cells = groups * statements;
	// disagree, pass, agree one behind the other, so that the mark is an address and not a question
	const counts = new Int32Array(3 * cells);
	for (let i = 0; i < votes.people; i++) {
		const g = groupOf[i]!;
		if (g < 0) continue;
		const to = start[i]! + count[i]!;
		const base = cells + g * statements;
		for (let at = start[i]!; at < to; at++) counts[base + mark[at]! * cells + statement[at]!]!++;
	}
	return {
		groups,
		statements,
		disagree: counts.slice(0, cells),
		pass: counts.slice(cells, 2 * cells),
		agree: counts.slice(2 * cells),
	};
}
