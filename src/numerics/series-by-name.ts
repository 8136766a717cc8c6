import { periodNumber, type YearPeriod } from './periods.ts';

/** Numbers period after period; `start` is year and period of the first; what is missing is null or not a number. */
export type Series = { start: YearPeriod; values: ArrayLike<number | null> };

/** Series by name, of one frequency: periods in a year (1 years, 4 quarters, 12 months, or any other). */
export type SeriesByName = { frequency: number; series: Readonly<Record<string, Series>> };

/** Whether the data have a series of this name. */
export function hasSeries(data: SeriesByName, name: string): boolean {
	return Object.hasOwn(data.series, name);
}

/** Values of a series from one period to another, both included; NaN beyond its ends and where there is no series. */
export function valuesOf(data: SeriesByName, name: string, from: number, to: number): Float64Array {
	const found = new Float64Array(to - from + 1).fill(Number.NaN);
	if (!hasSeries(data, name)) return found;
	const series = data.series[name]!;
	const first = periodNumber(series.start, data.frequency);
	const begin = Math.max(from, first);
	const end = Math.min(to, first + series.values.length - 1);
	for (let t = begin; t <= end; t++) found[t - from] = series.values[t - first] ?? Number.NaN;
	return found;
}
