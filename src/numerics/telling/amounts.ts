import type { Words } from './words.ts';

/** `percent` of what was; `own-percent` the same of a variable that is in percent itself; `points` of percent; `index` points. */
export type AmountKind = 'percent' | 'own-percent' | 'points' | 'index' | 'unit' | 'plain';

/** Decimal places by size: two significant digits under one, three above; whole numbers are never cut. Zero when nothing is left. */
function placesOf(n: number, coarse: boolean): number {
	const size = Math.abs(n);
	if (!(size > 0)) return 0;
	const significant = size < 1 || coarse ? 2 : 3;
	return Math.min(12, Math.max(0, significant - 1 - Math.floor(Math.log10(size))));
}

/** One object for each number of places: formats are remembered by them. */
const styles = Array.from({ length: 13 }, (_, places) => ({ maximumFractionDigits: places }));

/** What `written` shows, as a number; never −0. */
export function rounded(n: number, coarse = false): number {
	const places = placesOf(n, coarse);
	const text = Number(n.toFixed(places));
	return text === 0 ? 0 : text;
}

/** A number in digits, with a true minus. */
export function written(n: number, words: Words, coarse = false): string {
	const shown = rounded(n, coarse);
	const text = words.formats.number(Math.abs(shown), styles[placesOf(shown, coarse)]);
	return shown < 0 ? `−${text}` : text;
}

/** The number by which a plural is chosen: any fraction counts as 1.5, also one that the plural rules would round away. */
function counted(shown: number): number {
	return Number.isInteger(shown) ? Math.abs(shown) : 1.5;
}

/** «0,75 %», «2 процентных пункта», «1 234,5 млрд руб.» as they stand after «на». */
export function amountOf(n: number, kind: AmountKind, unit: string, words: Words, coarse = false): string {
	const text = written(n, words, coarse);
	if (kind === 'plain') return text;
	return words.any(`telling.amount.${kind}`, { text, n: counted(rounded(n, coarse)), unit });
}

/** «от −0,2 до 1,1 %». */
export function rangeOf(ends: Ends, kind: AmountKind, unit: string, words: Words): string {
	return words.any(`telling.range.${kind}`, { ...endsOf(ends, words, false), unit });
}

/** «между 3,1 и 5,6 %». */
export function betweenOf(ends: Ends, kind: AmountKind, unit: string, words: Words): string {
	return words.any(`telling.between.${kind}`, { ...endsOf(ends, words, true), unit });
}

type Ends = readonly [low: number, high: number];

function endsOf([low, high]: Ends, words: Words, coarse: boolean): { low: string; high: string; n: number } {
	return {
		low: written(low, words, coarse),
		high: written(high, words, coarse),
		n: counted(rounded(high, coarse)),
	};
}
