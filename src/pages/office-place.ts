import type { AccountId } from '#platform/db/ids.ts';
import { isUuid, type TerritoryId } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { installation } from '#platform/permissions/door.ts';

/** The territory of an office page; the installation itself where there is none yet. */
export function placeOf(locals: App.Locals): TerritoryId {
	return locals.territory?.id ?? installation;
}

/** `?in=` kept on links and forms of the office, so that one stays in the territory one works in. */
export function within(locals: App.Locals): string {
	return locals.territory ? `in=${locals.territory.id}` : '';
}

export function accountIn(text: string): AccountId {
	return isUuid(text) ? (text as AccountId) : refuse('platform.not-found');
}
