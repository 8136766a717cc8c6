import { wilson } from '../intervals.ts';
import type { Tallies } from './tallies.ts';

/** A statement on which all groups are on one side. */
export type CommonGround = {
	statement: number;
	side: 'agree' | 'disagree';
	/** Group-informed consensus: the product over the groups of (said + 1) / (voted + 2). */
	consensus: number;
	/** The smallest share that a group may have in truth: the least lower end of Wilson's intervals (95 %). */
	least: number;
	/** In every group more than half, surely. */
	sure: boolean;
};

/**
 * What unites all groups, the strongest first: group-informed consensus (Small et al. 2021), so that a large group cannot
 * outvote a small one. Only statements on which more than half of every group, by that reckoning, is on the same side; passes count
 * as not being on it.
 */
export function commonGroundOf(tallies: Tallies, used: Int32Array): CommonGround[] {
	const found: CommonGround[] = [];
	for (const statement of used)
		for (const side of ['agree', 'disagree'] as const) {
			let consensus = 1;
			let least = 1;
			let everywhere = true;
			for (let g = 0; g < tallies.groups; g++) {
				const { said, voted } = saidIn(tallies, g, statement, side);
				const share = (said + 1) / (voted + 2);
				consensus *= share;
				least = Math.min(least, wilson(said, voted).low);
				everywhere &&= share > 0.5;
			}
			if (everywhere) found.push({ statement, side, consensus, least, sure: least > 0.5 });
		}
	return found.sort((a, b) => b.consensus - a.consensus || a.statement - b.statement);
}

/** How many of a group are on a side, of how many who voted on the statement. */
export function saidIn(
	{ statements, agree, disagree, pass }: Tallies,
	group: number,
	statement: number,
	side: 'agree' | 'disagree',
): { said: number; voted: number } {
	const cell = group * statements + statement;
	return {
		said: side === 'agree' ? agree[cell]! : disagree[cell]!,
		voted: agree[cell]! + disagree[cell]! + pass[cell]!,
	};
}
