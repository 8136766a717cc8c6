import { zOf } from '../intervals.ts';
import type { Tallies } from './tallies.ts';

/** A statement about which too little is known in some group. */
export type Unseen = {
	statement: number;
	/** Votes on it in all groups. */
	votes: number;
	/** The group that is furthest from enough, and how many more of its votes would do. */
	group: number;
	missing: number;
	/** Missing votes of all groups. */
	missingInAll: number;
};

/**
 * Statements not seen enough, those that lack most first. Seen enough is a statement when in every group the share that agrees is
 * known to ± `within` at 95 %: n₀ = z² · ¼ / within² votes for a large group (43 for 0.15), and for one of M people n₀ / (1 + (n₀ − 1) / M)
 * (Cochran, Sampling Techniques, 3rd ed., 4.2), for where all have voted nothing is left to guess. The widest case, a share of a half, is
 * taken, so that enough does not depend on what the first voters said.
 */
export function unseenOf(tallies: Tallies, size: Int32Array, used: Int32Array, within = 0.15): Unseen[] {
	const wanted = (zOf(0.95) ** 2 * 0.25) / within ** 2;
	const { statements, groups, agree, disagree, pass } = tallies;
	const found: Unseen[] = [];
	for (const statement of used) {
		const one: Unseen = { statement, votes: 0, group: 0, missing: 0, missingInAll: 0 };
		for (let g = 0; g < groups; g++) {
			const cell = g * statements + statement;
			const voted = agree[cell]! + disagree[cell]! + pass[cell]!;
			const people = size[g]!;
			const needed = people > 0 ? Math.min(people, Math.ceil(wanted / (1 + (wanted - 1) / people))) : 0;
			const missing = Math.max(0, needed - voted);
			one.votes += voted;
			one.missingInAll += missing;
			if (missing > one.missing) {
				one.missing = missing;
				one.group = g;
			}
		}
		if (one.missing > 0) found.push(one);
	}
	return found.sort(
		(a, b) => b.missingInAll - a.missingInAll || a.votes - b.votes || a.statement - b.statement,
	);
}
