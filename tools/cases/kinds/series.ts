import type { Bounds, Forecast, Series } from '#numerics/forecast/series.ts';

/** A series as cases give it; a missing observation is null. */
export type SeriesInput = { frequency: number; start?: number[]; values: (number | null)[] };

export function seriesOf(input: SeriesInput): Series {
	const values = Float64Array.from(input.values, (one) => one ?? Number.NaN);
	return { values, frequency: input.frequency, start: input.start };
}

/** As cases expect it: the mean and the bounds of each level under `lower80`, `upper80` ... */
export function forecastAnswer(forecast: Forecast): Record<string, number[]> {
	const named = (one: Bounds) => {
		const percent = Math.round(one.level * 100);
		return [
			[`lower${percent}`, [...one.lower]],
			[`upper${percent}`, [...one.upper]],
		];
	};
	return { mean: [...forecast.mean], ...Object.fromEntries(forecast.bounds.flatMap(named)) };
}

/** The longest stretch of a series without gaps, the first of equals. */
export function withoutGaps(values: Float64Array): Float64Array {
	let best = values.subarray(0, 0);
	for (let from = 0, t = 0; t <= values.length; t++) {
		if (t < values.length && !Number.isNaN(values[t]!)) continue;
		if (t - from > best.length) best = values.subarray(from, t);
		from = t + 1;
	}
	return best;
}
