import type { TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { type BodyRef, type BodySummary, bodiesNamed, bodyKey } from '#rooms/organisations/door.server.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import { keepsRegistry } from '../permissions.ts';
import { type Desk, keyOf, type NamedDesk } from './desk.ts';

/** The desks that the actor's own grants open, registries first. */
export async function desksOf(actor: Actor): Promise<NamedDesk[]> {
	const bodies = new Map<string, BodyRef>();
	const registries = new Set<TerritoryId>();
	for (const grant of actor.grants) {
		if (grant.space !== null) {
			if (!may(actor, 'appeals.work', { territory: grant.territory, space: grant.space })) continue;
			const ref = { territory: grant.territory, id: grant.space as BodyRef['id'] };
			bodies.set(bodyKey(ref), ref);
		} else if (keepsRegistry(actor, grant)) registries.add(grant.territory);
	}
	const [summaries, names] = await Promise.all([
		bodiesNamed([...bodies.values()], actor.lang),
		namesOf([...registries], actor.lang),
	]);
	const named = (desk: Desk, name: string): NamedDesk => ({ key: keyOf(desk), desk, name });
	// who answers for all of a territory begins there
	return [
		...[...registries].map((territory) =>
			named({ kind: 'registry', territory }, names.get(territory)?.nominative ?? String(territory)),
		),
		...[...bodies].flatMap(([key, body]): NamedDesk[] => {
			const found: BodySummary | undefined = summaries.get(key);
			// a grant of a space that is no body opens no desk
			return found ? [named({ kind: 'body', body }, found.shortName)] : [];
		}),
	];
}

/** The desk that the address names, else the first; one that is not the actor's is none. */
export function deskIn(desks: readonly NamedDesk[], key: string | null): NamedDesk {
	return (key === null ? desks[0] : desks.find((one) => one.key === key)) ?? refuse('appeals.desk-not-found');
}
