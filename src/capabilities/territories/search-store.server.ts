import type { Db, TerritoryId } from '#platform/db/door.server.ts';

export type SearchRow = {
	id: TerritoryId;
	kind: string;
	path: string;
	code: string | null;
	population: number | null;
	names: { lang: string; nominative: string; full: string }[] | null;
	/** What it was called before, and those larger than a settlement whom it united. */
	former: string[] | null;
};

/** Territories in force with all their names, by number. */
export async function readForSearch(
	db: Db,
	query: { ids?: readonly TerritoryId[]; after: number; limit: number },
): Promise<SearchRow[]> {
	return db<SearchRow[]>`
		select t.id, t.kind, t.path, t.code, t.population,
			(select jsonb_agg(jsonb_build_object('lang', n.lang, 'nominative', n.nominative, 'full', n."full") order by n.lang)
				from territories.name n where n.territory_id = t.id) as names,
			(select array_agg(distinct f.name) from (
				select p."full" as name from territories.past p where p.territory_id = t.id
				union all
				select n.nominative from territories.succession s
					join territories.territory o on o.id = s.predecessor_id
					join territories.kind k on k.code = o.kind and k.rank <= 3
					join territories.name n on n.territory_id = o.id and n.lang = 'ru'
				where s.successor_id = t.id and s.predecessor_id <> t.id and s.kind = 'merge') f) as former
		from territories.territory t
		where t.valid_to is null and t.id > ${query.after}
			${query.ids ? db`and t.id = any(${[...query.ids]}::int[])` : db``}
		order by t.id limit ${query.limit}`;
}
