import { type Interval, zOf } from './intervals.ts';

/**
 * One kind of case: how many there were here, how often it happens to such cases elsewhere (0 ... 1), and among how many
 * elsewhere that was seen; absent: it is known exactly.
 */
export type Stratum = { of: number; usual: number; among?: number };

export type Standardised = {
	/** How many were seen and how many are usual for such a mix. */
	observed: number;
	expected: number;
	/** Observed by expected: 1 is as everywhere; null where nothing is expected. */
	ratio: number | null;
	interval: Interval | null;
};

/**
 * Indirect standardisation: what was seen here against what the same mix of cases gives everywhere, so that whoever has more of
 * the hard kinds is not worse for that. The interval is the score interval for the ratio θ: all θ with
 * (O − θE)² ≤ z² (θE − θ²Q), E = Σ nᵢrᵢ, Q = Σ nᵢrᵢ². With one kind it is Wilson's interval divided by the usual share; with
 * small shares (Q → 0) it is the score interval of a Poisson mean (Breslow and Day 1987, 2.3, with the binomial variance).
 * Where what is usual was itself seen among few, its chance is added on the scale of logarithms (delta method; each share is
 * taken a little off 0 and 1, by Laplace's rule, for none of ten is no proof of never).
 */
export function standardise(observed: number, strata: readonly Stratum[], level = 0.95): Standardised {
	let expected = 0;
	let squares = 0;
	for (const { of, usual } of strata) {
		expected += of * usual;
		squares += of * usual * usual;
	}
	if (expected <= 0) return { observed, expected: 0, ratio: null, interval: null };
	const z2 = zOf(level) ** 2;
	// θ²(E² + z²Q) − θ(2OE + z²E) + O² ≤ 0
	const a = expected * expected + z2 * squares;
	const b = 2 * observed * expected + z2 * expected;
	const root = Math.sqrt(Math.max(0, b * b - 4 * a * observed * observed));
	const ratio = observed / expected;
	const own = { low: observed === 0 ? 0 : (b - root) / (2 * a), high: (b + root) / (2 * a) };
	const elsewhere = z2 * relativeVariance(strata, expected);
	// a ratio of 0 has no logarithm: its upper end is widened from the end itself
	const up = Math.log(own.high / Math.max(ratio, own.high / Math.E));
	const down = own.low > 0 ? Math.log(ratio / own.low) : 0;
	return {
		observed,
		expected,
		ratio,
		interval: {
			low: own.low > 0 ? ratio * Math.exp(-Math.hypot(down, Math.sqrt(elsewhere))) : 0,
			high: own.high * Math.exp(Math.hypot(up, Math.sqrt(elsewhere)) - up),
		},
	};
}

/** Of what is expected, as far as the usual shares are only known from so many cases elsewhere. */
function relativeVariance(strata: readonly Stratum[], expected: number): number {
	let variance = 0;
	for (const { of, usual, among } of strata) {
		if (among === undefined) continue;
		const share = (usual * among + 1) / (among + 2);
		variance += (of * of * share * (1 - share)) / among;
	}
	return variance / (expected * expected);
}
