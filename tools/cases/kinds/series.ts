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
