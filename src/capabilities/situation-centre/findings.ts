import type { CategoryRow, ComparedRow, Headline, Moment, Speed, Told } from './boards.ts';

/**
 * What a chart says, as a title says it: a name of the words `situation.found.<name>` with its facts. A board whose title says
 * "Dynamics" leaves its reader to do the work.
 */
export type Finding = { name: string; facts: Record<string, string | number> };

/** Changes within so much are no news: from month to month counts differ by chance. */
const small = 0.05;

export function ofHeadline({ now, before }: Headline): Finding {
	if (now.filed === 0) return { name: 'nothing-filed', facts: {} };
	// a handful a year before is nothing to measure growth by
	if (!before || before.filed < 20) return { name: 'filed', facts: { count: now.filed } };
	const change = now.filed / before.filed - 1;
	const chance = 2 * Math.sqrt(1 / now.filed + 1 / before.filed);
	if (Math.abs(change) < Math.max(small, chance)) return { name: 'filed-same', facts: { count: now.filed } };
	return change > 0
		? { name: 'filed-more', facts: { count: now.filed, share: change } }
		: { name: 'filed-fewer', facts: { count: now.filed, share: -change } };
}

/** Filed against answered over the last points: whether what waits grows. */
export function ofFlow(moments: readonly Moment[]): Finding {
	const last = moments.filter((one) => one.partialSince === null).slice(-12);
	const filed = last.reduce((sum, one) => sum + one.filed, 0);
	const answered = last.reduce((sum, one) => sum + one.answered, 0);
	if (filed + answered === 0) return { name: 'flow-nothing', facts: {} };
	const rest = filed - answered;
	if (Math.abs(rest) <= Math.max(2, filed * small)) return { name: 'flow-even', facts: { filed, answered } };
	return rest > 0
		? { name: 'flow-grows', facts: { filed, answered, rest } }
		: { name: 'flow-falls', facts: { filed, answered, rest: -rest } };
}

export function ofCategories(rows: readonly CategoryRow[], nameOf: (category: string) => string): Finding {
	const all = rows.reduce((sum, row) => sum + row.now.filed, 0);
	const first = rows[0];
	if (!first || all === 0) return { name: 'nothing-filed', facts: {} };
	return {
		name: 'most-of',
		facts: { name: nameOf(first.category), share: first.now.filed / all, count: first.now.filed },
	};
}

export function ofSpeed(speeds: readonly Speed[]): Finding {
	const known = speeds.filter((one) => one.half !== null);
	const last = known.at(-1);
	const first = known.at(-13);
	if (!last || last.half === null) return { name: 'speed-unknown', facts: {} };
	if (!first || first.half === null) return { name: 'speed', facts: { days: last.half } };
	if (last.half === first.half) return { name: 'speed-same', facts: { days: last.half } };
	return {
		name: last.half < first.half ? 'speed-faster' : 'speed-slower',
		facts: { days: last.half, before: first.half },
	};
}

export function ofReaction(speeds: readonly Speed[]): Finding {
	const known = speeds.filter((one) => one.reaction !== null);
	const last = known.at(-1)?.reaction ?? null;
	const first = known.at(-13)?.reaction ?? null;
	if (last === null) return { name: 'reaction-unknown', facts: {} };
	const hours = Math.round(last);
	if (first === null) return { name: 'reaction', facts: { hours } };
	const before = Math.round(first);
	if (hours === before) return { name: 'reaction-same', facts: { hours } };
	return { name: hours < before ? 'reaction-faster' : 'reaction-slower', facts: { hours, before } };
}

/** Who stands out, by name where they are few. */
export function ofComparison(rows: readonly ComparedRow[], list: (names: string[]) => string): Finding {
	const judged = rows.filter((row) => row.verdict !== 'few' && row.verdict !== 'alone');
	if (judged.length === 0) return { name: 'compare-few', facts: {} };
	const worse = judged.filter((row) => row.verdict === 'worse');
	const better = judged.filter((row) => row.verdict === 'better');
	if (worse.length === 0 && better.length === 0) return { name: 'compare-alike', facts: {} };
	const names = (some: readonly ComparedRow[]) => list(some.map((row) => row.name));
	if (worse.length > 0 && worse.length <= 3) return { name: 'compare-worse', facts: { names: names(worse) } };
	if (worse.length === 0 && better.length <= 3)
		return { name: 'compare-better', facts: { names: names(better) } };
	return { name: 'compare-counts', facts: { worse: worse.length, better: better.length, of: judged.length } };
}

/** @param counting some of them are not counted yet: that there are none cannot be said */
export function ofCells(cells: readonly { count: number }[], counting = false): Finding {
	const all = cells.reduce((sum, one) => sum + one.count, 0);
	if (all === 0) return { name: counting ? 'cells-counting' : 'cells-none', facts: {} };
	const sorted = cells.map((one) => one.count).sort((a, b) => b - a);
	// how many cells hold half of all: the fewer, the more it is about places and not about everything
	let sum = 0;
	let half = 0;
	while (sum * 2 < all) sum += sorted[half++] as number;
	return { name: 'cells-half', facts: { half, cells: cells.length, most: sorted[0] as number } };
}

/** What came of it for people: the figure that must not be made by words. */
export function ofEffects(now: Told): Finding {
	if (now.filed === 0) return { name: 'nothing-filed', facts: {} };
	return { name: 'effects', facts: { people: now.people, accepted: now.accepted } };
}
