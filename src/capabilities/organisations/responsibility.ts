import type { Id, TerritoryId } from '#platform/db/ids.ts';
import type { BodyRef, UnitId } from './body.ts';

/** Who answers for what: category × subtree of territories × kind of place → body or its unit. */
export type Responsibility = {
	territory: TerritoryId;
	id: Id<'responsibility'>;
	/** null: any category */
	category: string | null;
	area: TerritoryId;
	/** null: any kind of place */
	placeKind: string | null;
	body: BodyRef;
	unit: UnitId | null;
	position: number;
};

export type Question = {
	/** The place and what contains it, nearest first. */
	areas: readonly TerritoryId[];
	/** The category and its parents, nearest first. */
	categories: readonly string[];
	placeKind?: string | null;
};

/**
 * The most particular rule wins: the nearest category, then the deepest area, then a named kind of place, then the
 * lower position. So "potholes anywhere in the region" beats "anything in this village": the one who knows how
 * to mend it is asked before the one who is near.
 */
export function mostParticular(
	rules: readonly Responsibility[],
	asked: Question,
): Responsibility | undefined {
	let best: Responsibility | undefined;
	let bestRank: number[] | undefined;
	for (const rule of rules) {
		const rank = rankOf(rule, asked);
		if (rank && (!bestRank || isBefore(rank, bestRank))) {
			best = rule;
			bestRank = rank;
		}
	}
	return best;
}

/** Smaller is better, place by place; undefined where the rule does not apply. */
function rankOf(rule: Responsibility, asked: Question): number[] | undefined {
	const area = asked.areas.indexOf(rule.area);
	const category = rule.category === null ? asked.categories.length : asked.categories.indexOf(rule.category);
	if (area < 0 || category < 0) return undefined;
	if (rule.placeKind !== null && rule.placeKind !== asked.placeKind) return undefined;
	return [category, area, rule.placeKind === null ? 1 : 0, rule.position];
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
	for (const [i, value] of a.entries()) {
		const other = b[i] ?? 0;
		if (value !== other) return value < other;
	}
	return false;
}

/** Why a rule does not apply, or what made it give way to the one that decides. */
export type Weighed = {
	rule: Responsibility;
	verdict:
		| 'decides'
		| 'other-category'
		| 'other-area'
		| 'other-kind'
		| 'farther-category'
		| 'wider-area'
		| 'any-kind'
		| 'later';
};

/** All rules with what became of each, the one that decides first: for the page that explains. */
export function weigh(rules: readonly Responsibility[], asked: Question): Weighed[] {
	const winner = mostParticular(rules, asked);
	const best = winner && rankOf(winner, asked);
	const verdictOf = (rule: Responsibility): Weighed['verdict'] => {
		if (rule === winner) return 'decides';
		if (rule.category !== null && !asked.categories.includes(rule.category)) return 'other-category';
		if (!asked.areas.includes(rule.area)) return 'other-area';
		const rank = rankOf(rule, asked);
		if (!rank || !best) return 'other-kind';
		const lost = rank.findIndex((place, i) => place !== best[i]);
		return (['farther-category', 'wider-area', 'any-kind', 'later'] as const)[lost] ?? 'later';
	};
	const weighed = rules.map((rule) => ({ rule, verdict: verdictOf(rule) }));
	const applies = (one: Weighed) => !one.verdict.startsWith('other-');
	return weighed.sort(
		(a, b) =>
			Number(b.verdict === 'decides') - Number(a.verdict === 'decides') ||
			Number(applies(b)) - Number(applies(a)),
	);
}
