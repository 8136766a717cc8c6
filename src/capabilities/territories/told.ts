import type { TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { currentTree, viewMany } from './present.server.ts';

/** The territory of an address of the interface for programs, or the refusal that there is none in force. */
export function inForce(id: number): TerritoryId {
	if (!currentTree().isInForce(id as TerritoryId)) refuse('territories.not-found');
	return id as TerritoryId;
}

/** A territory as programs are told of it. */
export async function placeTold(id: TerritoryId, lang: 'ru' | 'en') {
	const shown = (await viewMany([id], lang)).get(id);
	return { id, name: shown?.name.nominative ?? '', path: shown?.path ?? '' };
}
