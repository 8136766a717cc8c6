import { gammaQuantile, normalQuantile } from './gamma.ts';

export type Interval = { low: number; high: number };

/** The two-sided z of a level: 0.95 → 1.96. */
export const zOf = (level: number): number => normalQuantile(0.5 + level / 2);

/**
 * Where the true share may lie when `successes` of `of` were seen. Wilson's score interval (1927): honest for few and for
 * shares near 0 and 1, where the usual one gives a certainty that three cases cannot give.
 */
export function wilson(successes: number, of: number, level = 0.95): Interval {
	if (of <= 0) return { low: 0, high: 1 };
	const z = zOf(level);
	const p = successes / of;
	const middle = p + (z * z) / (2 * of);
	const half = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
	const scale = 1 + (z * z) / of;
	return {
		low: successes === 0 ? 0 : (middle - half) / scale,
		high: successes === of ? 1 : (middle + half) / scale,
	};
}

/** Where the true mean of a count may lie: the exact Poisson interval (Garwood 1936). */
export function poisson(count: number, level = 0.95): Interval {
	const tail = (1 - level) / 2;
	return {
		low: count === 0 ? 0 : gammaQuantile(count, tail),
		high: gammaQuantile(count + 1, 1 - tail),
	};
}

/**
 * Ranks between which the true quantile lies, without any assumption on the distribution: order statistics with the normal
 * approximation of the binomial (Conover, Practical Nonparametric Statistics, 3rd ed., 3.2). Ranks from 1 to `of`; shares of
 * `of` to be looked up in a histogram.
 */
export function quantileRanks(share: number, of: number, level = 0.95): Interval {
	const half = zOf(level) * Math.sqrt(of * share * (1 - share));
	return {
		low: Math.max(1, Math.floor(of * share - half)),
		high: Math.min(of, Math.ceil(of * share + half)),
	};
}
