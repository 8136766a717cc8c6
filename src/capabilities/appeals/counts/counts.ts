import { addCounts, type Edges } from '#numerics/histogram.ts';

/** The figures of a territory (or a body) for a period; what each means is written at the table (0250-appeals-counts.sql). */
export const measures = [
	'filed',
	'people',
	'gone',
	'placed',
	'misplaced',
	'answered',
	'replies',
	'returned',
	'accepted',
	'due',
	'met',
	'waiting',
] as const;
export type Measure = (typeof measures)[number];
export type Counts = Record<Measure, number> & { inDays: number[]; inHours: number[] };

/** Bins of days to the first answer: 0, 1 ... 60, then coarser. Bin i holds answers within `edges[i] - 1` whole days. */
export const dayEdges: Edges = [...Array.from({ length: 60 }, (_, i) => i + 1), 75, 90, 120, 180, 365];
/** Bins of hours until somebody took it up. */
export const hourEdges: Edges = [
	1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72, 96, 120, 144, 168, 240, 336, 480, 720,
];

export const noCounts = (): Counts => ({
	filed: 0,
	people: 0,
	gone: 0,
	placed: 0,
	misplaced: 0,
	answered: 0,
	replies: 0,
	returned: 0,
	accepted: 0,
	due: 0,
	met: 0,
	waiting: 0,
	inDays: [],
	inHours: [],
});

export function add(into: Counts, counts: Counts): void {
	for (const measure of measures) into[measure] += counts[measure];
	addCounts(into.inDays, counts.inDays);
	addCounts(into.inHours, counts.inHours);
}

/** Without zeros at the end and without holes, as it is stored. */
export function trimmed(counts: readonly number[]): number[] {
	let end = counts.length;
	while (end > 0 && !counts[end - 1]) end--;
	return Array.from({ length: end }, (_, bin) => counts[bin] ?? 0);
}

export const isNothing = (counts: Counts): boolean => measures.every((measure) => counts[measure] === 0);

export function areSame(a: Counts, b: Counts): boolean {
	return (
		measures.every((measure) => a[measure] === b[measure]) &&
		trimmed(a.inDays).join() === trimmed(b.inDays).join() &&
		trimmed(a.inHours).join() === trimmed(b.inHours).join()
	);
}

/** Rows of a roll-up under their keys; what is added twice to a key adds up. */
export class Book<Key extends string = string> extends Map<Key, Counts> {
	of(key: Key): Counts {
		let counts = this.get(key);
		if (!counts) {
			counts = noCounts();
			this.set(key, counts);
		}
		return counts;
	}
}
