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
