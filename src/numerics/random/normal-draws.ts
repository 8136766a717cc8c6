/**
 * Draws of the standard normal distribution from uniform ones (the polar method of Marsaglia and Bray 1964).
 * @param uniform numbers from 0 to 1, as of `seeded` or `seededStream`
 */
export function normalDraws(uniform: () => number): () => number {
	let kept = Number.NaN;
	return () => {
		if (!Number.isNaN(kept)) {
			const one = kept;
			kept = Number.NaN;
			return one;
		}
		for (;;) {
			const u = 2 * uniform() - 1;
			const v = 2 * uniform() - 1;
			const s = u * u + v * v;
			if (s >= 1 || s === 0) continue;
			const factor = Math.sqrt((-2 * Math.log(s)) / s);
			kept = v * factor;
			return u * factor;
		}
	};
}
