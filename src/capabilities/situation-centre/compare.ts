import { type Interval, wilson } from '#numerics/intervals.ts';
import { type Stratum, standardise } from '#numerics/standardise.ts';

/** What is compared: the share of those that fell due and were not met, or of answers that came back. */
export const qualities = ['overdue', 'returned'] as const;
export type Quality = (typeof qualities)[number];

type Figures = { due: number; met: number; replies: number; returned: number };
export type Compared<Unit> = {
	unit: Unit;
	/** How many could have gone wrong, and how many did. */
	of: number;
	seen: number;
	/** As it is, 0 ... 1. */
	share: number;
	/** What the usual share of each category would give for the own mix of categories. */
	usual: number;
	/** The share as it would be with the mix of all: what is compared; and where it may truly lie. */
	fair: number;
	interval: Interval;
	verdict: Verdict;
};
/** few: too few cases; alone: nobody else has such cases. Neither is judged. */
export type Verdict = 'better' | 'usual' | 'worse' | 'few' | 'alone';

export const casesOf = (figures: Figures, quality: Quality): { of: number; seen: number } =>
	quality === 'overdue'
		? { of: figures.due, seen: figures.due - figures.met }
		: { of: figures.replies, seen: figures.returned };

/** Fewer cases are not compared: one lucky appeal is no first place. */
export const leastCompared = 30;
/** What is usual for a category is said by so many cases of others at least. */
const leastOfOthers = 50;
/** The chance that a place that is like all others is called better or worse: one in a hundred, for there are many places. */
export const level = 0.99;

/**
 * Compares places fairly. Each is held against what others have with its own mix of categories (indirect standardisation; its
 * own cases are left out of what is usual), its interval says what chance alone could do, and only a place whose whole interval
 * lies off the usual is called better or worse. Places with few cases, and cases that nobody else has, are not judged.
 * @param reference everything that places are held against; default: all of them together
 */
export function compare<Unit>(
	units: readonly { unit: Unit; byCategory: ReadonlyMap<string, Figures> }[],
	quality: Quality,
	reference?: ReadonlyMap<string, Figures>,
): { rows: Compared<Unit>[]; usual: number } {
	const everywhere = new Map<string, Cases>();
	const put = (category: string, figures: Figures) => {
		const { of, seen } = casesOf(figures, quality);
		const known = everywhere.get(category) ?? { of: 0, seen: 0 };
		everywhere.set(category, { of: known.of + of, seen: known.seen + seen });
	};
	if (reference) for (const [category, figures] of reference) put(category, figures);
	else
		for (const { byCategory } of units) for (const [category, figures] of byCategory) put(category, figures);
	const all = [...everywhere.values()].reduce(
		(sum, one) => ({ of: sum.of + one.of, seen: sum.seen + one.seen }),
		{ of: 0, seen: 0 },
	);
	const usual = all.of > 0 ? all.seen / all.of : 0;
	const rows = units.map(({ unit, byCategory }) => ({
		unit,
		...judge(byCategory, quality, everywhere, usual),
	}));
	rows.sort(
		(a, b) =>
			Number(isOut(a)) - Number(isOut(b)) || (isOut(a) ? b.of - a.of : a.fair - b.fair || b.of - a.of),
	);
	return { rows, usual };
}

type Cases = { of: number; seen: number };
const isOut = ({ verdict }: { verdict: Verdict }) => verdict === 'few' || verdict === 'alone';

function judge(
	byCategory: ReadonlyMap<string, Figures>,
	quality: Quality,
	everywhere: ReadonlyMap<string, Cases>,
	usual: number,
): Omit<Compared<never>, 'unit'> {
	const whole: Cases = { of: 0, seen: 0 };
	const comparable: Cases = { of: 0, seen: 0 };
	const strata: Stratum[] = [];
	for (const [category, figures] of byCategory) {
		const own = casesOf(figures, quality);
		whole.of += own.of;
		whole.seen += own.seen;
		const all = everywhere.get(category) ?? { of: 0, seen: 0 };
		const others = { of: all.of - own.of, seen: Math.max(0, all.seen - own.seen) };
		if (others.of < leastOfOthers || own.of === 0) continue;
		comparable.of += own.of;
		comparable.seen += own.seen;
		strata.push({ of: own.of, usual: others.seen / others.of, among: others.of });
	}
	const { expected, ratio, interval } = standardise(comparable.seen, strata, level);
	const within = (value: number) => Math.min(1, Math.max(0, value * usual));
	const judged = ratio !== null && interval !== null && comparable.of >= leastCompared;
	return {
		...whole,
		share: whole.of > 0 ? whole.seen / whole.of : 0,
		usual: comparable.of > 0 ? expected / comparable.of : 0,
		fair: within(ratio ?? 0),
		interval: interval ? { low: within(interval.low), high: within(interval.high) } : { low: 0, high: 1 },
		verdict: judged
			? interval.high < 1
				? 'better'
				: interval.low > 1
					? 'worse'
					: 'usual'
			: whole.of < leastCompared
				? 'few'
				: 'alone',
	};
}

/** A share and where it may truly lie by chance alone (Wilson, 95 %); null where nothing was seen. */
export function shareOf(seen: number, of: number): { share: number; interval: Interval; of: number } | null {
	return of > 0 ? { share: seen / of, interval: wilson(seen, of), of } : null;
}
