import type { Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import { isMisplaced, points, type Span } from './own-store.server.ts';

export type Cell = { category: string; cell: string; filed: number; shown: number };
type CellRow = Cell & { territory: TerritoryId; month: string };

/** Own appeals of several territories in a month by cell, each in the resolution of its territory, and by category. */
export async function ownCells(
	db: Db,
	spans: readonly (Span & { resolution: number })[],
): Promise<CellRow[]> {
	return db<CellRow[]>`
		/* background: many territories at once, by the key territory_id */
		with filed as materialized (
			select s.territory_id, s.month, s.resolution, a.category, a.h3, a.lat, a.lon, a.place_words,
				a.visibility <> 'authority' and a.state <> 'filed' as shown
			from unnest(${spans.map((one) => one.territory)}::int[], ${spans.map((one) => one.month)}::date[],
				${spans.map((one) => one.since.toISOString())}::timestamptz[],
				${spans.map((one) => one.until.toISOString())}::timestamptz[], ${spans.map((one) => one.resolution)}::int[])
				as s (territory_id, month, since, until, resolution)
			join appeals.appeal a on a.territory_id = s.territory_id and a.filed_at >= s.since and a.filed_at < s.until
			where a.h3 is not null
		), ${points(db)}
		select f.territory_id as territory, f.month::text as month, f.category, geo.coarser(f.h3, f.resolution)::text as cell, count(*)::int as filed,
			(count(*) filter (where f.shown))::int as shown
		from filed f
		left join defaults d on d.territory_id = f.territory_id and d.month = f.month and d.lat = f.lat and d.lon = f.lon
		where not ${isMisplaced(db)}
		group by 1, 2, 3, 4`;
}

/** What the children have, as cells of the parent's resolution. */
export async function childCells(
	db: Db,
	children: readonly TerritoryId[],
	month: string,
	resolution: number,
): Promise<Cell[]> {
	if (children.length === 0) return [];
	return db<Cell[]>`
		select category, geo.coarser(cell, ${resolution})::text as cell, sum(filed)::int as filed, sum(shown)::int as shown
		from appeals.tally_of_cell
		where territory_id = any(${[...children]}) and grain = 'month' and starts_on = ${month}::date
		group by 1, 2`;
}

/** Puts the cells of a month in the place of what was there; answers how many rows differed. */
export async function putMonth(
	tx: Tx,
	territory: TerritoryId,
	month: string,
	rows: readonly Cell[],
): Promise<number> {
	return replace(
		tx,
		territory,
		'month',
		month,
		tx`select * from unnest(${rows.map((row) => row.category)}::text[], ${rows.map((row) => row.cell)}::bigint[],
			${rows.map((row) => row.filed)}::int[], ${rows.map((row) => row.shown)}::int[])`,
	);
}

/** The year from its months: by category, and all together. */
export async function putYear(tx: Tx, territory: TerritoryId, year: string): Promise<number> {
	const months = tx`
		from appeals.tally_of_cell where territory_id = ${territory} and grain = 'month'
			and starts_on >= ${`${year}-01-01`}::date and starts_on <= ${`${year}-12-01`}::date`;
	return replace(
		tx,
		territory,
		'year',
		`${year}-01-01`,
		tx`select category, cell, sum(filed)::int, sum(shown)::int ${months} group by category, cell
			union all select '', cell, sum(filed)::int, sum(shown)::int ${months} group by cell`,
	);
}

async function replace(
	tx: Tx,
	territory: TerritoryId,
	grain: 'month' | 'year',
	startsOn: string,
	fresh: ReturnType<Tx>,
): Promise<number> {
	const [row] = await tx<{ wrong: number }[]>`
		with fresh (category, cell, filed, shown) as materialized (${fresh}),
		dropped as (
			delete from appeals.tally_of_cell t
			where t.territory_id = ${territory} and t.grain = ${grain} and t.starts_on = ${startsOn}::date
				and not exists (select from fresh f where f.category = t.category and f.cell = t.cell)
			returning 1
		), put as (
			insert into appeals.tally_of_cell as t (territory_id, grain, starts_on, category, cell, filed, shown)
			select ${territory}::int, ${grain}, ${startsOn}::date, f.category, f.cell, f.filed, f.shown from fresh f
			on conflict (territory_id, grain, starts_on, category, cell) do update
				set filed = excluded.filed, shown = excluded.shown
				where (t.filed, t.shown) is distinct from (excluded.filed, excluded.shown)
			returning 1
		)
		select (select count(*) from dropped)::int + (select count(*) from put)::int as wrong`;
	return row?.wrong ?? 0;
}
