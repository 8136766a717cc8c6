import { studentQuantile } from '../distributions/quantiles.ts';
import type { Forecast } from './series.ts';

export type ConformalOptions = {
	/** The level is raised where the past would not have held it, see `adaptedLevel`. */
	adaptive?: boolean;
};

/**
 * Bounds that past errors would have kept, without a word on their distribution: split conformal prediction (Vovk, Gammerman and Shafer
 * 2005; Lei et al. 2018) on the errors of a backtest. Errors of all horizons are put on one scale, σ(h) = a·hᵇ fitted to their root mean
 * squares, so that a few origins serve every horizon. Errors of one origin hang together, so N is the number of origins, not of scores: the
 * bound is the quantile ⌈(N + 1)·level⌉/N of all scores (`conformalQuantile`).
 * @param mean h forecasts
 * @param errors by origin, the earliest first; NaN where unknown
 * @throws RangeError when there is not one error
 */
export function conformalForecast(
	mean: Float64Array,
	errors: readonly Float64Array[],
	levels: readonly number[],
	{ adaptive = false }: ConformalOptions = {},
): Forecast {
	const scale = scaleByHorizon(errors, mean.length);
	const scores: number[] = [];
	const origins = errors.filter((row) => row.some((one) => !Number.isNaN(one))).length;
	for (const row of errors)
		for (const [h, error] of row.entries())
			if (h < mean.length && !Number.isNaN(error))
				scores.push(scale[h]! > 0 ? Math.abs(error) / scale[h]! : 0);
	const bounds = levels.map((level) => {
		const asked = adaptive ? Math.max(level, adaptedLevel(scores, level)) : level;
		const score = conformalQuantile(scores, asked, origins);
		return {
			level,
			lower: mean.map((one, h) => one - score * scale[h]!),
			upper: mean.map((one, h) => one + score * scale[h]!),
		};
	});
	return { mean, bounds };
}

/**
 * The quantile ⌈(N + 1)·level⌉/N of scores, N of which are independent: with all of them independent the ⌈(N + 1)·level⌉-th. Where that is
 * more than there are, the bound of conformal prediction is infinite; here the largest is stretched as an error of Student's t with N
 * degrees of freedom would be, and stays finite.
 */
export function conformalQuantile(
	scores: readonly number[],
	level: number,
	independent = scores.length,
): number {
	if (scores.length === 0) throw new RangeError('no past errors');
	const sorted = Float64Array.from(scores).sort();
	const share = Math.ceil((independent + 1) * level - 1e-9) / independent;
	if (share <= 1) return sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)]!;
	const reached = independent / (independent + 1);
	const quantile = (p: number) => studentQuantile(0.5 + p / 2, independent);
	return (sorted[sorted.length - 1]! * quantile(level)) / quantile(reached);
}

/**
 * The level to ask for so that `level` holds when errors change over time (adaptive conformal inference, Gibbs and Candès 2021): run through
 * the scores in order, α ← α + rate·(1 − level − missed), each against those before it.
 * @param scores the oldest first
 * @returns between 0.5 and 0.999
 */
export function adaptedLevel(scores: readonly number[], level: number, rate = 0.02): number {
	let alpha = 1 - level;
	for (let t = 10; t < scores.length; t++) {
		const bound = conformalQuantile(scores.slice(0, t), clampLevel(1 - alpha));
		alpha += rate * (1 - level - (scores[t]! > bound ? 1 : 0));
	}
	return clampLevel(1 - alpha);
}

function clampLevel(level: number): number {
	return Math.min(0.999, Math.max(0.5, level));
}

/** σ(h) = a·hᵇ, 0 ≤ b ≤ 1.5, by least squares of logarithms, each horizon weighed by its number of errors. */
function scaleByHorizon(errors: readonly Float64Array[], horizon: number): Float64Array {
	const points: { x: number; y: number; weight: number }[] = [];
	for (let h = 0; h < Math.max(horizon, ...errors.map((row) => row.length)); h++) {
		const known = errors.map((row) => row[h] ?? Number.NaN).filter((one) => !Number.isNaN(one));
		const square = known.reduce((sum, one) => sum + one * one, 0) / known.length;
		if (square > 0) points.push({ x: Math.log(h + 1), y: Math.log(square) / 2, weight: known.length });
	}
	const total = points.reduce((sum, one) => sum + one.weight, 0);
	if (total === 0) return new Float64Array(horizon);
	const x = points.reduce((sum, one) => sum + one.weight * one.x, 0) / total;
	const y = points.reduce((sum, one) => sum + one.weight * one.y, 0) / total;
	const spread = points.reduce((sum, one) => sum + one.weight * (one.x - x) ** 2, 0);
	const slope =
		spread > 0 ? points.reduce((sum, one) => sum + one.weight * (one.x - x) * (one.y - y), 0) / spread : 0.5;
	const b = Math.min(1.5, Math.max(0, slope));
	return Float64Array.from({ length: horizon }, (_, h) => Math.exp(y + b * (Math.log(h + 1) - x)));
}
