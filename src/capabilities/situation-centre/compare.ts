import { type Interval, quantileRanks, wilson } from '#numerics/intervals.ts';
import { standardise } from '#numerics/standardise.ts';

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
	verdict: 'better' | 'usual' | 'worse' | 'few';
};

export const casesOf = (figures: Figures, quality: Quality): { of: number; seen: number } =>
	quality === 'overdue'
		? { of: figures.due, seen: figures.due - figures.met }
		: { of: figures.replies, seen: figures.returned };

/** Fewer cases are not compared: one lucky appeal is no first place. */
export const leastCompared = 30;
/** The chance that a place that is like all others is called better or worse: one in a hundred, for there are many places. */
export const level = 0.99;

/**
 * Compares places fairly. Each is held against what its own mix of categories gives everywhere (indirect standardisation), its
 * interval says what chance alone could do, and only a place whose whole interval lies off the usual is called better or worse.
 * Places with few cases come last and are not judged.
 */
export function compare<Unit>(
	units: readonly { unit: Unit; byCategory: ReadonlyMap<string, Figures> }[],
	quality: Quality,
): { rows: Compared<Unit>[]; usual: number } {
	const everywhere = new Map<string, { of: number; seen: number }>();
	for (const { byCategory } of units)
		for (const [category, figures] of byCategory) {
			const { of, seen } = casesOf(figures, quality);
			const known = everywhere.get(category) ?? { of: 0, seen: 0 };
			everywhere.set(category, { of: known.of + of, seen: known.seen + seen });
		}
	const all = [...everywhere.values()].reduce(
		(sum, one) => ({ of: sum.of + one.of, seen: sum.seen + one.seen }),
		{ of: 0, seen: 0 },
	);
	const usual = all.of > 0 ? all.seen / all.of : 0;
	const rows = units.map(({ unit, byCategory }): Compared<Unit> => {
		let [of, seen] = [0, 0];
		const strata = [...byCategory].map(([category, figures]) => {
			const own = casesOf(figures, quality);
			of += own.of;
			seen += own.seen;
			const whole = everywhere.get(category) as { of: number; seen: number };
			return { of: own.of, usual: whole.of > 0 ? whole.seen / whole.of : 0 };
		});
		const { expected, ratio, interval } = standardise(seen, strata, level);
		const within = (value: number) => Math.min(1, Math.max(0, value * usual));
		const few = of < leastCompared || ratio === null || interval === null;
		return {
			unit,
			of,
			seen,
			share: of > 0 ? seen / of : 0,
			usual: of > 0 ? expected / of : 0,
			fair: within(ratio ?? 0),
			interval: interval ? { low: within(interval.low), high: within(interval.high) } : { low: 0, high: 1 },
			verdict: few ? 'few' : interval.high < 1 ? 'better' : interval.low > 1 ? 'worse' : 'usual',
		};
	});
	const rank = { better: 0, usual: 1, worse: 2, few: 3 };
	rows.sort(
		(a, b) =>
			Number(a.verdict === 'few') - Number(b.verdict === 'few') ||
			(a.verdict === 'few' ? b.of - a.of : a.fair - b.fair) ||
			rank[a.verdict] - rank[b.verdict] ||
			b.of - a.of,
	);
	return { rows, usual };
}

/** A share and where it may truly lie by chance alone (Wilson, 95 %); null where nothing was seen. */
export function shareOf(seen: number, of: number): { share: number; interval: Interval; of: number } | null {
	return of > 0 ? { share: seen / of, interval: wilson(seen, of), of } : null;
}

/** Shares of a histogram between which its true median (or other quantile) lies. */
export function sharesAround(share: number, of: number): Interval {
	const { low, high } = quantileRanks(share, of);
	return { low: low / of, high: high / of };
}
