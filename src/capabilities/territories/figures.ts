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

/** The pure rule behind `figuresIn`. Links before the day are over already and do not count. */
export function weigh(
	territory: TerritoryId,
	day: string,
	links: readonly SuccessionLink[],
): WeightedPredecessor[] {
	const since = links.filter((link) => link.day > day && link.predecessor !== link.successor);
	const found = new Map<TerritoryId, WeightedPredecessor>();
	const add = (id: TerritoryId, weight: number, exact: boolean) => {
		const known = found.get(id);
		found.set(id, {
			territory: id,
			weight: Math.min(1, (known?.weight ?? 0) + weight),
			exact: exact && (known?.exact ?? true),
		});
	};
	/** What the territory had on the day before `until`, walked back to `day`. */
	const back = (
		id: TerritoryId,
		weight: number,
		exact: boolean,
		until: string,
		seen: readonly TerritoryId[],
	) => {
		// a part that left it later was its own on the day: it takes no share of what stays
		let kept = 1;
		let known = exact;
		for (const link of since) {
			if (link.predecessor !== id || link.day >= until) continue;
			if (link.share === null) known = false;
			else kept -= link.share;
		}
		if (kept > 0) add(id, weight * kept, known);
		for (const link of since) {
			if (link.successor !== id || link.day >= until || seen.includes(link.predecessor)) continue;
			if (link.share === null) continue;
			back(link.predecessor, weight * link.share, exact, link.day, [...seen, id]);
		}
		if (since.some((link) => link.successor === id && link.share === null && link.day < until)) {
			const own = found.get(id);
			if (own) found.set(id, { ...own, exact: false });
		}
	};
	back(territory, 1, true, '9999-12-31', []);
	return [...found.values()].sort((a, b) => b.weight - a.weight || a.territory - b.territory);
}
