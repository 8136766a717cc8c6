/** Year and period within it, from 1. */
export type YearPeriod = readonly [number, number];

/** First year, first period, last year, last period. */
export type PeriodRange = readonly [number, number, number, number];

/** Periods counted on from year 0 without a break: year × frequency + period − 1. */
export function periodNumber([year, period]: YearPeriod, frequency: number): number {
	return year * frequency + period - 1;
}

/** Year and period of a number. */
export function yearPeriod(number: number, frequency: number): [number, number] {
	const year = Math.floor(number / frequency);
	return [year, number - year * frequency + 1];
}

/** 1998; 1998Q3; 1998M07; else 1998:3. */
export function periodName(number: number, frequency: number): string {
	const [year, period] = yearPeriod(number, frequency);
	if (frequency === 1) return `${year}`;
	if (frequency === 4) return `${year}Q${period}`;
	if (frequency === 12) return `${year}M${String(period).padStart(2, '0')}`;
	return `${year}:${period}`;
}

/** First and last period (included) of a range. @throws RangeError when it ends before it starts */
export function rangeNumbers(range: PeriodRange, frequency: number): { from: number; to: number } {
	const from = periodNumber([range[0], range[1]], frequency);
	const to = periodNumber([range[2], range[3]], frequency);
	if (!(to >= from)) throw new RangeError(`a range that ends before it starts: ${range.join(' ')}`);
	return { from, to };
}
