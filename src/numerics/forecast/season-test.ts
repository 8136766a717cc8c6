import { normalQuantile } from '../distributions/quantiles.ts';
import { seasonalFigures, shrunkFigures } from './decomposition/classical.ts';

/** A series without its season, and how the season is put back: figure of t (0 is the first observation) times or beside the value. */
export type SeasonTaken = {
	adjusted: Float64Array;
	/** 0 or 1 for all where there is no season. */
	figures: Float64Array;
	type: 'none' | 'additive' | 'multiplicative';
};

/**
 * Whether a series has a season, at a confidence of 90 % (the test of the Theta method and of the M4 competition): the autocorrelation
 * at one year stands out, |r(m)| > 1.645·√((1 + 2 Σ r²(j))/n), j = 1 … m − 1.
 * @param y more than two years, without gaps; less has no season
 */
export function hasSeason(y: Float64Array, period: number): boolean {
	const n = y.length;
	if (period < 2 || n <= 2 * period) return false;
	let mean = 0;
	for (const one of y) mean += one / n;
	let variance = 0;
	for (const one of y) variance += (one - mean) ** 2;
	if (!(variance > 1e-20 * n * mean * mean)) return false;
	let before = 1;
	for (let lag = 1; ; lag++) {
		let sum = 0;
		for (let t = lag; t < n; t++) sum += (y[t]! - mean) * (y[t - lag]! - mean);
		const r = sum / variance;
		if (lag === period) return Math.abs(r) > normalQuantile(0.95) * Math.sqrt(before / n);
		before += 2 * r * r;
	}
}

/**
 * The season taken out by classical decomposition if the test finds one: as factors, or as summands where values are not all above zero.
 * @param y without gaps
 * @param options.shrink the figures as `shrunkFigures` gives them
 */
export function takeSeason(
	y: Float64Array,
	period: number,
	{ shrink = false }: { shrink?: boolean } = {},
): SeasonTaken {
	if (hasSeason(y, period)) {
		const positive = y.every((one) => one > 0);
		const figures = (shrink ? shrunkFigures : seasonalFigures)(
			y,
			period,
			positive ? 'multiplicative' : 'additive',
		);
		if (positive && figures.every((one) => one > 1e-10))
			return { adjusted: y.map((one, t) => one / figures[t % period]!), figures, type: 'multiplicative' };
		if (!positive)
			return { adjusted: y.map((one, t) => one - figures[t % period]!), figures, type: 'additive' };
	}
	return { adjusted: y, figures: Float64Array.of(1), type: 'none' };
}

/** The season put back on values of the periods from, from + 1 … (0 is the first observation of the series). */
export function putSeason(values: Float64Array, { figures, type }: SeasonTaken, from: number): Float64Array {
	if (type === 'none') return values;
	return values.map((one, i) => {
		const figure = figures[(from + i) % figures.length]!;
		return type === 'additive' ? one + figure : one * figure;
	});
}
