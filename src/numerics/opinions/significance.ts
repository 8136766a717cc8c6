import { normalUpper } from '../gamma.ts';

/**
 * How far a share lies above a half, in standard errors, with one more success and one more trial, so that few votes do not look
 * sure: z = 2 √(n + 1) · ((s + 1) / (n + 1) − ½). As Polis publishes it.
 */
export const aboveHalf = (successes: number, of: number): number =>
	2 * Math.sqrt(of + 1) * ((successes + 1) / (of + 1) - 0.5);

/**
 * How far the share here lies above the share elsewhere, in standard errors: the two-proportion test with pooled variance, with
 * one more success and trial on both sides: z = (p − q) / √(r (1 − r) (1/n + 1/m)), r the pooled share. As Polis publishes it.
 */
export function aboveOther(successes: number, of: number, elsewhere: number, ofElsewhere: number): number {
	const [s, n, t, m] = [successes + 1, of + 1, elsewhere + 1, ofElsewhere + 1];
	const pooled = (s + t) / (n + m);
	return pooled >= 1 ? 0 : (s / n - t / m) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
}

/** The odds here by the odds elsewhere, half a vote added to each of the four counts (Haldane 1940; Anscombe 1956). */
export const oddsRatio = (successes: number, of: number, elsewhere: number, ofElsewhere: number): number =>
	((successes + 0.5) * (ofElsewhere - elsewhere + 0.5)) / ((of - successes + 0.5) * (elsewhere + 0.5));

/** The chance of such a z or a larger one if there were no difference. */
export const chanceOf = (z: number): number => normalUpper(z);

/**
 * Which of many tests tell something, so that among those marked at most the share `wrong` is expected to be marked by chance: the
 * largest p_(i) ≤ i / n · wrong and all below it (Benjamini and Hochberg, JRSS B 57, 1995).
 */
export function discoveries(chances: Float64Array, wrong = 0.05): Uint8Array {
	const order = Int32Array.from(chances.keys()).sort((a, b) => chances[a]! - chances[b]!);
	let last = -1;
	for (const [rank, i] of order.entries())
		if (chances[i]! <= ((rank + 1) / order.length) * wrong) last = rank;
	const found = new Uint8Array(chances.length);
	for (let rank = 0; rank <= last; rank++) found[order[rank]!] = 1;
	return found;
}
