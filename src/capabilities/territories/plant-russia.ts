import type { TerritoryId } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { createTerritory } from './manage-territory.ts';
import { country } from './regions.ts';

/** Russia as our dictionary names it, so that lists of codes find their country. */
export async function plantRussia(actor: Actor): Promise<TerritoryId> {
	return createTerritory(actor, {
		parent: null,
		kind: 'country',
		code: country.code,
		slug: country.slug,
		zone: country.zone,
		name: { nominative: country.nominative, of: country.of, in: country.in, full: country.full },
		names: { en: { nominative: country.en, full: country.fullEn } },
	});
}
