import { database, type TerritoryId } from '#platform/db/door.server.ts';
import * as store from './succession-store.server.ts';

/** `now`: figures of the past are summed into the territories of today; `then`: each stays with the one that it was about. */
export type Boundaries = 'then' | 'now';

/**
 * A share of one territory's figures that belongs to another's boundaries. `exact` is false where a part of a territory
 * went over and nobody knows how large a part: its figures stay whole with the one that lives on, and the sum says so.
 */
export type WeightedPredecessor = { territory: TerritoryId; weight: number; exact: boolean };

export type SuccessionLink = {
	predecessor: TerritoryId;
	successor: TerritoryId;
	day: string;
	kind: string;
	share: number | null;
};

/**
 * Whose figures of a day, and with what weights, make up the territory's. For a sum over today's boundaries:
 * Σ weight × figure of `territory` on `day`. Weights multiply along the succession: what went from A to B and a half of
 * B to C gives A → C the weight 0.5. Weights of one predecessor over all heirs never exceed 1.
 */
export async function figuresIn(
	boundaries: Boundaries,
	territory: TerritoryId,
	day: string,
): Promise<WeightedPredecessor[]> {
	if (boundaries === 'then') return [{ territory, weight: 1, exact: true }];
	return weigh(territory, day, await store.readLineage(database(), territory));
}

/**
 * The pure rule behind `figuresIn`: what each territory had on the day is carried forward through the changes since, in
 * their order. Shares of one day are of what the predecessor had that morning.
 */
export function weigh(
	territory: TerritoryId,
	day: string,
	links: readonly SuccessionLink[],
): WeightedPredecessor[] {
	const since = links.filter((link) => link.day > day && link.predecessor !== link.successor);
	const days = Map.groupBy(
		since.toSorted((a, b) => a.day.localeCompare(b.day)),
		(link) => link.day,
	);
	const holders = new Set([territory, ...since.flatMap((link) => [link.predecessor, link.successor])]);
	const found: WeightedPredecessor[] = [];
	for (const origin of holders) {
		const held = new Map<TerritoryId, number>([[origin, 1]]);
		const vague = new Set<TerritoryId>();
		for (const changes of days.values()) {
			const morning = new Map(held);
			for (const { predecessor, successor, share } of changes) {
				const had = morning.get(predecessor) ?? 0;
				if (had === 0) continue;
				if (share === null || vague.has(predecessor)) vague.add(predecessor).add(successor);
				if (share === null) continue;
				held.set(predecessor, (held.get(predecessor) ?? 0) - had * share);
				held.set(successor, (held.get(successor) ?? 0) + had * share);
			}
		}
		const weight = Math.round((held.get(territory) ?? 0) * 1e9) / 1e9;
		if (weight > 0) found.push({ territory: origin, weight, exact: !vague.has(territory) });
	}
	// something of unknown size came in: the sum as a whole is not exact
	const gained = since.some((link) => link.successor === territory && link.share === null);
	return found
		.map((one) => (gained && one.territory === territory ? { ...one, exact: false } : one))
		.sort((a, b) => b.weight - a.weight || a.territory - b.territory);
}
