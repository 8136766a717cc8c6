import type { TerritoryId } from '#platform/db/ids.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';

export const scorers = ['controller', 'observer'] as const;

/** Where the actor scores: with everything below where the right reaches so far. */
export function scoringTerritories(actor: Actor): TerritoryId[] {
	const all = new Set<TerritoryId>();
	for (const grant of actor.grants) {
		if (grant.space !== null || !(scorers as readonly string[]).includes(grant.role)) continue;
		all.add(grant.territory);
		if (grant.reach === 'subtree') for (const below of tree.descendants(grant.territory)) all.add(below);
	}
	return [...all];
}

/** Bodies in which the actor holds any role: their answers are read by others. */
export const bodiesOfActor = (actor: Actor): string[] =>
	actor.grants.flatMap((grant) => (grant.space === null ? [] : [grant.space]));
