import { normalQuantile } from '../distributions/quantiles.ts';

/** A series of equally spaced observations, the oldest first. A missing one is NaN. */
export type Series = {
	values: Float64Array;
	/** Periods in a year: 1, 4, 12; any season of whole length; below 1 there is no season. */
	frequency: number;
	/** Year and period (from 1) of the first observation. */
	start?: readonly number[];
};

/** Where a future value lies with the probability `level` (0.8, 0.95): h bounds each. */
export type Bounds = { level: number; lower: Float64Array; upper: Float64Array };

/** h values ahead of the last observation, with their bounds from the narrowest level to the widest. */
export type Forecast = { mean: Float64Array; bounds: Bounds[] };

/** The levels that are given when nobody asks for others. */
export const usualLevels: readonly number[] = [0.8, 0.95];

/** Symmetric bounds mean ± z·se of normal errors; `se` holds the standard error of each step. */
export function normalForecast(
	mean: Float64Array,
	se: Float64Array,
	levels: readonly number[] = usualLevels,
): Forecast {
	return boundsOf(mean, se, levels, (p) => normalQuantile(p));
}

/** Symmetric bounds mean ± q·se, q the quantile of the standardised error. */
export function boundsOf(
	mean: Float64Array,
	se: Float64Array,
	levels: readonly number[],
	quantile: (p: number) => number,
): Forecast {
	const bounds = levels.map((level) => {
		const q = quantile(0.5 + level / 2);
		return {
			level,
			lower: mean.map((one, i) => one - q * se[i]!),
			upper: mean.map((one, i) => one + q * se[i]!),
		};
	});
	return { mean, bounds };
}

/** The length of the season in periods: frequency rounded, 1 when there is none. */
export function seasonOf(series: Series): number {
	return Number.isFinite(series.frequency) ? Math.max(1, Math.round(series.frequency)) : 1;
}
