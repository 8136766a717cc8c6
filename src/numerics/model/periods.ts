/** Year and period within it, from 1. */
export type YearPeriod = readonly [number, number];

/** First year, first period, last year, last period. */
export type PeriodRange = readonly [number, number, number, number];

/** A dense series; what is missing is null or not a number. */
export type Series = { start: YearPeriod; values: ArrayLike<number | null> };

/** Series of one frequency (1, 4 or 12 periods a year) by name. */
export type SeriesByName = { frequency: number; series: Readonly<Record<string, Series>> };

/** Periods counted from year 0. */
export function periodNumber([year, period]: YearPeriod, frequency: number): number {
	return year * frequency + period - 1;
}

export function yearPeriod(number: number, frequency: number): [number, number] {
	const year = Math.floor(number / frequency);
	return [year, number - year * frequency + 1];
}

/** «2024», «2024 Q3» or «2024-07», as messages name a period. */
export function namePeriod(number: number, frequency: number): string {
	const [year, period] = yearPeriod(number, frequency);
	if (frequency === 1) return String(year);
	if (frequency === 4) return `${year} Q${period}`;
	return `${year}-${String(period).padStart(2, '0')}`;
}

/** First and last period (included) of a range. @throws RangeError when it ends before it starts */
export function rangeNumbers(range: PeriodRange, frequency: number): { from: number; to: number } {
	const from = periodNumber([range[0], range[1]], frequency);
	const to = periodNumber([range[2], range[3]], frequency);
	if (!(to >= from)) throw new RangeError(`a range that ends before it starts: ${range.join(' ')}`);
	return { from, to };
}
