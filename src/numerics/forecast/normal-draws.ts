import { seeded } from '../classifier/seeded.ts';

/** Draws of the standard normal that depend on the seed alone (polar method of Marsaglia). */
export function normalDraws(seed: number): () => number {
	const random = seeded(seed);
	let kept = Number.NaN;
	return () => {
		if (!Number.isNaN(kept)) {
			const one = kept;
			kept = Number.NaN;
			return one;
		}
		for (;;) {
			const u = 2 * random() - 1;
			const v = 2 * random() - 1;
			const s = u * u + v * v;
			if (s >= 1 || s === 0) continue;
			const by = Math.sqrt((-2 * Math.log(s)) / s);
			kept = v * by;
			return u * by;
		}
	};
}
