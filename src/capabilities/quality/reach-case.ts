import type { TerritoryId } from '#platform/db/ids.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';

export const scorers = ['controller', 'observer'] as const;

type Held = Pick<Actor['grants'][number], 'role' | 'territory' | 'reach' | 'space'>;

/** Where the actor scores: with everything below where the right reaches so far. */
export const scoringTerritories = (actor: Actor): TerritoryId[] => territoriesIn(actor.grants);

export function territoriesIn(grants: readonly Held[]): TerritoryId[] {
	const all = new Set<TerritoryId>();
	for (const grant of grants) {
		if (grant.space !== null || !(scorers as readonly string[]).includes(grant.role)) continue;
		all.add(grant.territory);
		if (grant.reach === 'subtree') for (const below of tree.descendants(grant.territory)) all.add(below);
	}
	return [...all];
}

/** Bodies in which the actor holds any role: their answers are read by others. */
export const bodiesOfActor = (actor: Actor): string[] => bodiesIn(actor.grants);

export const bodiesIn = (grants: readonly Held[]): string[] =>
	grants.flatMap((grant) => (grant.space === null ? [] : [grant.space]));
