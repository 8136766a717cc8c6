import type Postgres from 'postgres';
import { categories, cellResolution } from '#rooms/appeals/door.server.ts';
import type { Ground } from './ground.ts';

/** The cells of the heat map, counted in the database level by level: each territory from its rows and its children's cells. */
export async function countCells(sql: Postgres.Sql, ground: Ground): Promise<void> {
	const owners = ground.land.filter((one) => one.kind !== 'place');
	const all = await categories();
	const codes = await sql<{ code: string }[]>`select code from appeals.category`;
	await sql.begin(async (tx) => {
		// no index stands yet, and nobody has counted the rows of what is being filled
		await tx`select set_config('work_mem', '256MB', true), set_config('enable_nestloop', 'off', true)`;
		await tx`create temporary table land (id int primary key, parent int, depth int, zone text, resolution int) on commit drop`;
		await tx`
			insert into land select * from unnest(${owners.map((one) => one.id)}::int[], ${owners.map((one) => one.parent)}::int[],
				${owners.map((one) => one.depth)}::int[], ${owners.map((one) => one.zone)}::text[],
				${owners.map((one) => cellResolution(one.id as never))}::int[])`;
		await tx`create temporary table roots (code text primary key, root text) on commit drop`;
		await tx`
			insert into roots select * from unnest(${codes.map((one) => one.code)}::text[],
				${codes.map((one) => all.chain(one.code).at(-1)?.code ?? one.code)}::text[])`;
		await tx`analyze land`;
		for (let depth = Math.max(...owners.map((one) => one.depth)); depth >= 0; depth--)
			await tx`
				insert into appeals.tally_of_cell (territory_id, grain, starts_on, category, cell, filed, shown)
				select id, 'month', month, root, cell, sum(filed), sum(shown) from (
					select l.id, date_trunc('month', a.filed_at at time zone l.zone)::date as month, r.root,
						geo.coarser(a.h3, l.resolution) as cell, count(*) as filed,
						count(*) filter (where a.visibility <> 'authority' and a.state <> 'filed') as shown
					from land l join appeals.appeal a on a.territory_id = l.id join roots r on r.code = a.category
					where l.depth = ${depth} and a.h3 is not null
					group by 1, 2, 3, 4
					union all
					select p.id, t.starts_on, t.category, geo.coarser(t.cell, p.resolution), sum(t.filed), sum(t.shown)
					from land p join land l on l.parent = p.id
					join appeals.tally_of_cell t on t.territory_id = l.id and t.grain = 'month'
					where p.depth = ${depth}
					group by 1, 2, 3, 4
				) as parts
				group by 1, 2, 3, 4, 5`;
		await tx`
			insert into appeals.tally_of_cell (territory_id, grain, starts_on, category, cell, filed, shown)
			select territory_id, 'year', date_trunc('year', starts_on)::date, category, cell, sum(filed), sum(shown)
			from appeals.tally_of_cell where grain = 'month' group by 1, 3, 4, 5
			union all
			select territory_id, 'year', date_trunc('year', starts_on)::date, '', cell, sum(filed), sum(shown)
			from appeals.tally_of_cell where grain = 'month' group by 1, 3, 5`;
	});
}
