import { rangeOf } from './amounts.ts';
import { effectOf } from './clauses.ts';
import { isUncertain, type Sized } from './estimated.ts';
import type { LeftReading } from './reading.ts';
import type { Teller } from './words.ts';

export type ToldForm =
	| 'effect'
	| 'dummy'
	| 'trend'
	| 'constant'
	| 'polynomial'
	| 'inertia'
	| 'correction'
	| 'long-run'
	| 'errors'
	| 'restriction'
	| 'formula';

/** What is told of an equation, sentence by sentence; `coefficient` where it is of one. */
export type Told = { coefficient: string | null; form: ToldForm; text: string };

/** What is to be said of how sure a number is; `by` is what turns it into an effect on the left side. */
export function doubts(
	size: Sized,
	by: number,
	left: LeftReading,
	isElasticity: boolean,
	teller: Teller,
): string[] {
	const { words } = teller;
	if (size.low === size.high) return [words.any('telling.given')];
	if (!isUncertain(size)) return [];
	const ends = [size.low, size.high].map((one) => effectOf(one * by, left, isElasticity, teller));
	const sizes = ends.map((one) => one.size).sort((a, b) => a - b) as [number, number];
	const { kind, unit } = ends[0]!;
	if (!sizes.every((one) => Math.abs(one) < 1e6)) return [words.any('telling.uncertain-wide')];
	return [words.any('telling.uncertain', { range: rangeOf(sizes, kind, unit, words) })];
}
