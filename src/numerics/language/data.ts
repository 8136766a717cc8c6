/** Numbers period after period; `start` is year and period of the first; what is missing is null or not a number. */
export type Series = { start: readonly [number, number]; values: ArrayLike<number | null> };

/** Series by name, of one frequency: periods in a year (1 years, 4 quarters, 12 months, or any other). */
export type Data = { frequency: number; series: Readonly<Record<string, Series>> };

/** Whether the data have a series of this name. */
export function hasSeries(data: Data, name: string): boolean {
	return Object.hasOwn(data.series, name);
}

/** Periods counted on without a break: year × frequency + period − 1. */
export function periodOf([year, period]: readonly [number, number], frequency: number): number {
	return year * frequency + period - 1;
}

/** Year and period of a count. */
export function yearAndPeriod(count: number, frequency: number): [number, number] {
	const year = Math.floor(count / frequency);
	return [year, count - year * frequency + 1];
}

/** 1998; 1998Q3; 1998M07; else 1998:3. */
export function periodName(count: number, frequency: number): string {
	const [year, period] = yearAndPeriod(count, frequency);
	if (frequency === 1) return `${year}`;
	if (frequency === 4) return `${year}Q${period}`;
	if (frequency === 12) return `${year}M${String(period).padStart(2, '0')}`;
	return `${year}:${period}`;
}

/** Values of a series from one period to another, both included; NaN beyond its ends and where there is no series. */
export function valuesOf(data: Data, name: string, from: number, to: number): Float64Array {
	const found = new Float64Array(to - from + 1).fill(Number.NaN);
	if (!hasSeries(data, name)) return found;
	const series = data.series[name]!;
	const first = periodOf(series.start, data.frequency);
	const begin = Math.max(from, first);
	const end = Math.min(to, first + series.values.length - 1);
	for (let t = begin; t <= end; t++) found[t - from] = series.values[t - first] ?? Number.NaN;
	return found;
}
