import type { Db, TerritoryId } from '#platform/db/door.server.ts';

export const exportColumns = [
	'id',
	'parent_id',
	'code',
	'kind',
	'name',
	'full_name',
	'name_en',
	'path',
	'population',
	'population_on',
	'latitude',
	'longitude',
	'zone',
	'valid_from',
	'valid_to',
] as const;
export type ExportRow = Record<(typeof exportColumns)[number], string | number | null> & { id: number };

/** A slice of the tree by number; dissolved territories stand below their successors and are told by `valid_to`. */
export async function readForExport(
	db: Db,
	within: TerritoryId | null,
	after: number,
	limit: number,
): Promise<ExportRow[]> {
	return db<ExportRow[]>`
		select t.id, t.parent_id, t.code, t.kind, r.nominative as name, r."full" as full_name, e.nominative as name_en,
			t.path, t.population, t.population_on::text, t.latitude, t.longitude, t.zone, t.valid_from::text,
			t.valid_to::text
		from territories.territory t
		left join territories.name r on r.territory_id = t.id and r.lang = 'ru'
		left join territories.name e on e.territory_id = t.id and e.lang = 'en'
		where t.id > ${after}
			${within === null ? db`` : db`and exists (select 1 from territories.closure c where c.ancestor_id = ${within} and c.descendant_id = t.id)`}
		order by t.id limit ${limit}`;
}
