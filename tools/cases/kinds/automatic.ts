import { type Automatic, automaticForecast, SeriesTooShort } from '#numerics/forecast/automatic/automatic.ts';
import type { Limits } from '#numerics/forecast/limits.ts';
import { forecastAnswer, type SeriesInput, seriesOf } from './series.ts';

/** The default forecast as the methods of the forecast sets are given, and how it came about. */
export function automaticAnswer(
	series: SeriesInput,
	horizon: number,
	limits?: Limits,
): Record<string, unknown> {
	try {
		const { forecast, ...how }: Automatic = automaticForecast(seriesOf(series), horizon, { limits });
		return { ...forecastAnswer(forecast), ...how, fallback: how.fallback ?? null };
	} catch (error) {
		if (!(error instanceof SeriesTooShort)) throw error;
		return { tooShort: error.message };
	}
}
