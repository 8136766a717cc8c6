import type { Votes } from './votes.ts';

/** Where each person stands on the two axes, and on how many of the used statements they voted. */
export type Places = { x: Float64Array; y: Float64Array; voted: Int32Array };

/** As if everybody had besides cast so many votes at the mean. */
const doubt = 20;

/**
 * A person's place: √(m / (n + d)) · Σ (mark_j − mean_j) · axis_j over the n statements they voted on, of m that are used; d is
 * `doubt`. The root moves those who voted on few away from the middle, where their silence alone would hold them. Polis has d = 0 (Small
 * et al. 2021); then a few votes of a person who has cast ten weigh as much as a hundred of another, and chance throws them
 * to the edge. With 20 the groups are nearer to the published ones and change less when votes are missing.
 * `axes` stand in the order of `used`.
 */
export function placesOf(
	votes: Votes,
	used: Int32Array,
	means: Float64Array,
	axes: readonly [Float64Array, Float64Array],
): Places {
	const along = new Float64Array(votes.statements);
	const across = new Float64Array(votes.statements);
	const isUsed = new Uint8Array(votes.statements);
	for (const [place, j] of used.entries()) {
		along[j] = axes[0][place]!;
		across[j] = axes[1][place]!;
		isUsed[j] = 1;
	}
	const x = new Float64Array(votes.people);
	const y = new Float64Array(votes.people);
	const voted = new Int32Array(votes.people);
	const { start, count, statement, mark } = votes;
	for (let i = 0; i < votes.people; i++) {
		const to = start[i]! + count[i]!;
		let [sumX, sumY, met] = [0, 0, 0];
		for (let at = start[i]!; at < to; at++) {
			const j = statement[at]!;
			const value = mark[at]! - means[j]!;
			sumX += value * along[j]!;
			sumY += value * across[j]!;
			met += isUsed[j]!;
		}
		if (met === 0) continue;
		const out = Math.sqrt(used.length / (met + doubt));
		x[i] = sumX * out;
		y[i] = sumY * out;
		voted[i] = met;
	}
	return { x, y, voted };
}
