import type { TerritoryId } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import type { TerritoryView } from './territory.ts';

/** The territory of the address, or the answer for what does not exist. */
export function here(territory: TerritoryView | null): TerritoryView {
	return territory ?? refuse('territories.not-found');
}

/** Address of a page of the territory, in the reader's language. */
export function at(href: (path: string) => string, territory: { path: string }, page = ''): string {
	const path = [territory.path, page].filter((part) => part !== '').join('/');
	return href(`/${path}`);
}

/** The number of a territory in an address of the office. */
export function idIn(text: string | undefined): TerritoryId {
	if (!/^\d{1,9}$/.test(text ?? '')) refuse('territories.not-found');
	return Number(text) as TerritoryId;
}
