import type { Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { SuccessionLink } from './figures.ts';

/** SQL of succession and of past states. */

export type SuccessionKind = 'merge' | 'split' | 'kind-change' | 'transfer' | 'rename';
export type SuccessionRow = {
	predecessor: TerritoryId;
	successor: TerritoryId;
	day: string;
	kind: SuccessionKind;
	share: number | null;
	basis: 'whole' | 'population' | 'area' | 'given' | 'unknown';
	note: string | null;
	source: string;
};
export type PastRow = {
	id: TerritoryId;
	validFrom: string | null;
	validTo: string;
	kind: string;
	code: string | null;
	parent: TerritoryId | null;
	full: string;
	source: string;
};

/** All links through which the territory got what it has, however far back. */
export async function readLineage(db: Db, id: TerritoryId): Promise<SuccessionLink[]> {
	return db`
		with recursive lineage as (
			select s.* from territories.succession s where s.successor_id = ${id} or s.predecessor_id = ${id}
			union
			select s.* from territories.succession s join lineage l
				on s.successor_id = l.predecessor_id or (s.predecessor_id = l.predecessor_id and l.predecessor_id <> l.successor_id)
		)
		select predecessor_id as predecessor, successor_id as successor, on_day::text as day, kind, share::float8 as share
		from lineage order by on_day, predecessor_id, successor_id`;
}

export async function readSuccession(db: Db, id: TerritoryId): Promise<SuccessionRow[]> {
	return db`
		select predecessor_id as predecessor, successor_id as successor, on_day::text as day, kind, share::float8 as share,
			basis, note, source
		from territories.succession where predecessor_id = ${id} or successor_id = ${id}
		order by on_day desc, kind, predecessor_id, successor_id`;
}

export async function insertSuccession(tx: Tx, row: SuccessionRow): Promise<void> {
	await tx`
		insert into territories.succession (predecessor_id, successor_id, on_day, kind, share, basis, note, source)
		values (${row.predecessor}, ${row.successor}, ${row.day}, ${row.kind}, ${row.share}, ${row.basis}, ${row.note},
			${row.source})
		on conflict (predecessor_id, successor_id, on_day, kind) do update
			set share = excluded.share, basis = excluded.basis, note = excluded.note, source = excluded.source`;
}

export async function readPast(db: Db, id: TerritoryId): Promise<PastRow[]> {
	return db`
		select territory_id as id, valid_from::text as "validFrom", valid_to::text as "validTo", kind, code,
			parent_id as parent, "full", source
		from territories.past where territory_id = ${id} order by valid_to desc`;
}

export async function insertPast(tx: Tx, row: PastRow): Promise<void> {
	await tx`
		insert into territories.past (territory_id, valid_to, valid_from, kind, code, parent_id, "full", source)
		values (${row.id}, ${row.validTo}, ${row.validFrom}, ${row.kind}, ${row.code}, ${row.parent}, ${row.full},
			${row.source})
		on conflict (territory_id, valid_to) do nothing`;
}
