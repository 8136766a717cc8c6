import { wilson } from '../intervals.ts';
import { saidIn } from './common-ground.ts';
import { chanceOf, discoveries } from './significance.ts';
import type { Tallies } from './tallies.ts';

/** A statement on which two groups differ; `higher` agrees more than `lower`. */
export type Dividing = {
	statement: number;
	higher: number;
	lower: number;
	/** Difference of the mean marks of the two, from 0 to 2. */
	gap: number;
	/** The same in standard errors, and the one-sided chance of it. */
	z: number;
	chance: number;
	/** Of all pairs and statements tested at most 5 % are marked by mistake. */
	significant: boolean;
	/** More than half of one agree and more than half of the other disagree, both surely (Wilson, 95 %). */
	opposed: boolean;
};

/**
 * What divides: for each statement the two groups that are furthest apart, the widest gap first, significant ones before the others.
 * The mean mark of a group is taken with one agreement and one disagreement more, so that few votes stand near the middle; its
 * variance is that of marks −1, 0, 1 (Welch's z).
 */
export function dividingOf(tallies: Tallies, used: Int32Array): Dividing[] {
	const found: Dividing[] = [];
	for (const statement of used) {
		const own = Array.from({ length: tallies.groups }, (_, g) => meanIn(tallies, g, statement));
		let widest: Dividing | undefined;
		for (const [higher, a] of own.entries())
			for (const [lower, b] of own.entries()) {
				if (higher === lower) continue;
				const gap = a.mean - b.mean;
				const z = gap / Math.sqrt(a.variance + b.variance);
				if (gap <= 0 || (widest && gap <= widest.gap)) continue;
				widest = {
					statement,
					higher,
					lower,
					gap,
					z,
					chance: chanceOf(z),
					significant: false,
					opposed:
						surely(tallies, higher, statement, 'agree') && surely(tallies, lower, statement, 'disagree'),
				};
			}
		if (widest) found.push(widest);
	}
	// the widest of several pairs: each pair was a test
	const pairs = Math.max(1, (tallies.groups * (tallies.groups - 1)) / 2);
	const sure = discoveries(Float64Array.from(found, (one) => Math.min(1, one.chance * 2 * pairs)));
	for (const [i, one] of found.entries()) one.significant = sure[i] === 1;
	return found.sort(
		(a, b) => Number(b.significant) - Number(a.significant) || b.gap - a.gap || a.statement - b.statement,
	);
}

/** Mean mark of a group and the variance of that mean. */
function meanIn(tallies: Tallies, group: number, statement: number): { mean: number; variance: number } {
	const agree = saidIn(tallies, group, statement, 'agree');
	const disagree = saidIn(tallies, group, statement, 'disagree');
	const of = agree.voted + 2;
	const mean = (agree.said - disagree.said) / of;
	return { mean, variance: ((agree.said + disagree.said + 2) / of - mean * mean) / of };
}

function surely(tallies: Tallies, group: number, statement: number, side: 'agree' | 'disagree'): boolean {
	const { said, voted } = saidIn(tallies, group, statement, side);
	return wilson(said, voted).low > 0.5;
}
