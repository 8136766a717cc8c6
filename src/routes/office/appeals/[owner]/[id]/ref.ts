import { type Id, isUuid, type TerritoryId } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import type { AppealRef } from '#rooms/appeals/door.ts';

/** The appeal that the address names. */
export function refOf(params: { owner?: string; id?: string }): AppealRef {
	const owner = params.owner ?? '';
	const id = params.id ?? '';
	if (!/^\d{1,9}$/.test(owner) || !isUuid(id)) refuse('appeals.not-found');
	return { territory: Number(owner) as TerritoryId, id: id as Id<'appeal'> };
}
