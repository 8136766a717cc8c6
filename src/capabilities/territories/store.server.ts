import { containing, type Db, type TerritoryId, type Tx } from '#platform/db/door.server.ts';
import type { Kind } from './kind.ts';
import type { TreeRow } from './tree.ts';

/** SQL of the tree: territories, names, closure, claims, counters. */

export type TerritoryRow = {
	id: TerritoryId;
	parent: TerritoryId | null;
	kind: Kind;
	code: string | null;
	shortCode: string | null;
	placeType: string | null;
	slug: string;
	path: string;
	zone: string | null;
	centreName: string | null;
	latitude: number | null;
	longitude: number | null;
	population: number | null;
	populationOn: string | null;
	populationSource: string | null;
	status: 'capital' | 'closed' | 'federal' | null;
	validFrom: string | null;
	validTo: string | null;
	demonstration: boolean;
	source: string;
};
export type NameRow = { lang: string; nominative: string; genitive: string; locative: string; full: string };

/** Takes numbers from a counter of this installation; none is ever given twice. */
export async function takeNumbers(tx: Tx, counter: string, howMany = 1): Promise<number> {
	const [row] = await tx<{ next: number }[]>`
		insert into territories.counter (name, next) values (${counter}, ${1 + howMany})
		on conflict (name) do update set next = territories.counter.next + ${howMany}
		returning next`;
	return (row as { next: number }).next - howMany;
}

export async function readVersion(db: Db): Promise<number> {
	const [row] = await db<{ next: number }[]>`select next from territories.counter where name = 'version'`;
	return row?.next ?? 0;
}

export async function readTree(db: Db): Promise<TreeRow[]> {
	const rows = await db<TreeRow[]>`
		select id, parent_id as parent, kind, path, zone, valid_to is null as "inForce", demonstration
		from territories.territory order by id`;
	const heirs = await db<{ of: number; ids: number[] }[]>`
		select predecessor_id as of, array_agg(successor_id order by share desc nulls last, successor_id) as ids
		from territories.succession where predecessor_id <> successor_id and kind in ('merge', 'split')
		group by predecessor_id`;
	const byId = new Map(heirs.map((heir) => [heir.of, heir.ids]));
	return rows.map((row) => (row.inForce ? row : { ...row, successors: byId.get(row.id) ?? [] }));
}

const columns = `id, parent_id as parent, kind, code, short_code as "shortCode", place_type as "placeType", slug, path, zone,
	centre_name as "centreName", latitude, longitude, population, population_on::text as "populationOn",
	population_source as "populationSource", status, valid_from::text as "validFrom", valid_to::text as "validTo",
	demonstration, source`;

export async function readMany(db: Db, ids: readonly TerritoryId[]): Promise<TerritoryRow[]> {
	if (ids.length === 0) return [];
	return db<TerritoryRow[]>`
		select ${db.unsafe(columns)} from territories.territory where id = any(${[...ids]}::int[])`;
}

export async function lock(tx: Tx, id: TerritoryId): Promise<TerritoryRow | undefined> {
	const [row] = await tx<TerritoryRow[]>`
		select ${tx.unsafe(columns)} from territories.territory where id = ${id} for update`;
	return row;
}

export async function readNames(
	db: Db,
	ids: readonly TerritoryId[],
): Promise<(NameRow & { id: TerritoryId; byHand: boolean })[]> {
	if (ids.length === 0) return [];
	return db`
		select territory_id as id, lang, nominative, genitive, locative, "full", by_hand as "byHand"
		from territories.name where territory_id = any(${[...ids]}::int[])`;
}

export async function insertTerritory(tx: Tx, row: TerritoryRow, at: Date): Promise<void> {
	await tx`
		insert into territories.territory ${tx({
			id: row.id,
			parent_id: row.parent,
			kind: row.kind,
			code: row.code,
			short_code: row.shortCode,
			place_type: row.placeType,
			slug: row.slug,
			path: row.path,
			zone: row.zone,
			centre_name: row.centreName,
			latitude: row.latitude,
			longitude: row.longitude,
			population: row.population,
			population_on: row.populationOn,
			population_source: row.populationSource,
			status: row.status,
			valid_from: row.validFrom,
			valid_to: row.validTo,
			demonstration: row.demonstration,
			source: row.source,
			made_at: at,
			changed_at: at,
		})}`;
}

export type TerritoryChange = Partial<{
	parent_id: TerritoryId | null;
	kind: Kind;
	code: string | null;
	slug: string;
	path: string;
	zone: string | null;
	centre_name: string | null;
	latitude: number | null;
	longitude: number | null;
	population: number | null;
	population_on: string | null;
	population_source: string | null;
	status: string | null;
	valid_from: string | null;
	valid_to: string | null;
}>;

export async function updateTerritory(
	tx: Tx,
	id: TerritoryId,
	change: TerritoryChange,
	at: Date,
): Promise<void> {
	await tx`
		update territories.territory set ${tx({ ...change, changed_at: at } as unknown as Record<string, never>)} where id = ${id}`;
}

export async function putName(tx: Tx, id: TerritoryId, name: NameRow, byHand: boolean): Promise<void> {
	await tx`
		insert into territories.name (territory_id, lang, nominative, genitive, locative, "full", by_hand)
		values (${id}, ${name.lang}, ${name.nominative}, ${name.genitive}, ${name.locative}, ${name.full}, ${byHand})
		on conflict (territory_id, lang) do update set nominative = excluded.nominative, genitive = excluded.genitive,
			locative = excluded.locative, "full" = excluded."full", by_hand = excluded.by_hand`;
}

export async function removeName(tx: Tx, id: TerritoryId, lang: string): Promise<void> {
	await tx`delete from territories.name where territory_id = ${id} and lang = ${lang}`;
}

/** A new leaf: one row for each ancestor of the parent, and itself. */
export async function growClosure(tx: Tx, id: TerritoryId, parent: TerritoryId | null): Promise<void> {
	await tx`insert into territories.closure (ancestor_id, descendant_id, depth) values (${id}, ${id}, 0)`;
	if (parent)
		await tx`
			insert into territories.closure (ancestor_id, descendant_id, depth)
			select ancestor_id, ${id}, depth + 1 from territories.closure where descendant_id = ${parent}`;
}

/**
 * Brings the closure to what it should be, writing only what differs: an import of some towns among 65,000 territories
 * touches some thousand of 300,000 rows.
 */
export async function replaceClosure(
	tx: Tx,
	pairs: Iterable<[ancestor: number, descendant: number, depth: number]>,
): Promise<void> {
	const room = 2 ** 26;
	const there = new Map<number, number>();
	const stored = tx<{ a: number; d: number; n: number }[]>`
		select ancestor_id as a, descendant_id as d, depth as n from territories.closure`;
	await stored.cursor(20_000, (rows) => {
		for (const row of rows) there.set(row.a * room + row.d, row.n);
	});
	const fresh: [number, number, number][] = [];
	for (const [ancestor, descendant, depth] of pairs) {
		const key = ancestor * room + descendant;
		if (there.get(key) !== depth) fresh.push([ancestor, descendant, depth]);
		there.delete(key);
	}
	const gone = [...there.keys()];
	const step = 20_000;
	for (let from = 0; from < gone.length; from += step) {
		const part = gone.slice(from, from + step);
		await tx`
			delete from territories.closure c
			using unnest(${part.map((key) => Math.floor(key / room))}::int[], ${part.map((key) => key % room)}::int[])
				as g (ancestor, descendant)
			where c.ancestor_id = g.ancestor and c.descendant_id = g.descendant`;
	}
	for (let from = 0; from < fresh.length; from += step) {
		const part = fresh.slice(from, from + step);
		await tx`
			insert into territories.closure (ancestor_id, descendant_id, depth)
			select * from unnest(${part.map((one) => one[0])}::int[], ${part.map((one) => one[1])}::int[],
				${part.map((one) => one[2])}::smallint[])
			on conflict (ancestor_id, descendant_id) do update set depth = excluded.depth`;
	}
}

export type ClaimKind = 'path' | 'host' | 'short-code';

/** True when the value now belongs to the territory (taken now or its own before). */
export async function claim(
	tx: Tx,
	kind: ClaimKind,
	value: string,
	territory: TerritoryId,
	at: Date,
): Promise<boolean> {
	await tx`
		insert into territories.claim (value, kind, territory_id, current, claimed_at)
		values (${value}, ${kind}, ${territory}, true, ${at}) on conflict (value, kind) do nothing`;
	const [row] = await tx<{ owner: TerritoryId }[]>`
		select territory_id as owner from territories.claim where value = ${value} and kind = ${kind}`;
	return row?.owner === territory;
}

export async function retireClaim(tx: Tx, kind: ClaimKind, value: string): Promise<void> {
	await tx`update territories.claim set current = false where value = ${value} and kind = ${kind}`;
}
export async function reviveClaim(
	tx: Tx,
	kind: ClaimKind,
	value: string,
	territory: TerritoryId,
): Promise<void> {
	await tx`
		update territories.claim set current = true
		where value = ${value} and kind = ${kind} and territory_id = ${territory}`;
}
/** Hosts may pass to another territory; addresses and codes never do. */
export async function releaseHost(tx: Tx, host: string, territory: TerritoryId): Promise<void> {
	await tx`delete from territories.claim where value = ${host} and kind = 'host' and territory_id = ${territory}`;
}

export async function readClaim(
	db: Db,
	kind: ClaimKind,
	value: string,
): Promise<{ territory: TerritoryId; current: boolean } | undefined> {
	const [row] = await db<{ territory: TerritoryId; current: boolean }[]>`
		select territory_id as territory, current from territories.claim where value = ${value} and kind = ${kind}`;
	return row;
}
export async function readHosts(db: Db): Promise<{ host: string; territory: TerritoryId }[]> {
	return db`select value as host, territory_id as territory from territories.claim where kind = 'host'`;
}
export async function readAllClaims(
	db: Db,
	kind: ClaimKind,
): Promise<{ value: string; territory: TerritoryId }[]> {
	return db`select value, territory_id as territory from territories.claim where kind = ${kind}`;
}

export type ChildRow = {
	id: TerritoryId;
	kind: Kind;
	path: string;
	name: string;
	population: number | null;
	placeType: string | null;
};

/** Children in force, by name; keyset by (name, id). `text` is matched against the beginning of any word of the name. */
export async function readChildren(
	db: Db,
	query: {
		parent: TerritoryId | null;
		lang: string;
		text?: string | undefined;
		kinds?: readonly Kind[] | undefined;
		after?: { name: string; id: number } | undefined;
		limit: number;
	},
): Promise<ChildRow[]> {
	const like = query.text ? containing(query.text.replace(/ё/gi, 'е')) : null;
	return db<ChildRow[]>`
		select t.id, t.kind, t.path, coalesce(n.nominative, r.nominative) as name, t.population, t.place_type as "placeType"
		from territories.territory t
		left join territories.name r on r.territory_id = t.id and r.lang = 'ru'
		left join territories.name n on n.territory_id = t.id and n.lang = ${query.lang}
		where t.valid_to is null
			and ${query.parent === null ? db`t.parent_id is null` : db`t.parent_id = ${query.parent}`}
			${query.kinds?.length ? db`and t.kind = any(${query.kinds as string[]})` : db``}
			${like ? db`and (replace(lower(coalesce(n.nominative, '')), 'ё', 'е') like lower(${like}) or replace(lower(r.nominative || ' ' || r."full"), 'ё', 'е') like lower(${like}))` : db``}
			${query.after ? db`and (coalesce(n.nominative, r.nominative) collate "und-x-icu", t.id) > (${query.after.name}::text collate "und-x-icu", ${query.after.id}::int)` : db``}
		order by coalesce(n.nominative, r.nominative) collate "und-x-icu", t.id
		limit ${query.limit}`;
}

export async function countChildren(db: Db, parent: TerritoryId): Promise<{ kind: Kind; count: number }[]> {
	return db`
		select kind, count(*)::int as count from territories.territory
		where parent_id = ${parent} and valid_to is null group by kind`;
}

export async function readIdByCode(db: Db, code: string): Promise<TerritoryId | undefined> {
	const [row] = await db<{ id: TerritoryId }[]>`
		select id from territories.territory where code = ${code} and not demonstration
		order by valid_to is null desc, id limit 1`;
	return row?.id;
}

export async function seedKinds(
	tx: Tx,
	rows: { code: string; rank: number; municipal: boolean; owns: boolean }[],
): Promise<void> {
	for (const row of rows)
		await tx`
			insert into territories.kind (code, rank, municipal, owns)
			values (${row.code}, ${row.rank}, ${row.municipal}, ${row.owns})
			on conflict (code) do update set rank = excluded.rank, municipal = excluded.municipal, owns = excluded.owns`;
}

export async function readHeirs(
	db: Db,
	id: TerritoryId,
): Promise<{ successor: TerritoryId; share: number | null; kind: string; day: string }[]> {
	return db`
		select successor_id as successor, share::float8 as share, kind, on_day::text as day
		from territories.succession
		where predecessor_id = ${id} and successor_id <> predecessor_id and kind in ('merge', 'split')
		order by on_day desc, share desc nulls last, successor_id`;
}

export async function readChildIds(db: Db, parent: TerritoryId): Promise<TerritoryId[]> {
	const rows = await db<{ id: TerritoryId }[]>`
		select id from territories.territory where parent_id = ${parent} and valid_to is null order by id`;
	return rows.map((row) => row.id);
}

/** Territories whose name holds the text, among those below an ancestor (itself included): choosers of the office. */
export async function findByName(
	db: Db,
	query: { within: TerritoryId | null; text: string; limit: number },
): Promise<{ id: TerritoryId; path: string; kind: Kind; name: string }[]> {
	const like = containing(query.text.replace(/ё/gi, 'е'));
	return db`
		select t.id, t.path, t.kind, n.nominative as name
		from territories.territory t join territories.name n on n.territory_id = t.id and n.lang = 'ru'
		where t.valid_to is null and replace(lower(n.nominative || ' ' || n."full"), 'ё', 'е') like lower(${like})
			${query.within === null ? db`` : db`and exists (select 1 from territories.closure c where c.ancestor_id = ${query.within} and c.descendant_id = t.id)`}
		order by length(n.nominative), n.nominative collate "und-x-icu", t.id limit ${query.limit}`;
}
