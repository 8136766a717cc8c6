import type { Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { SuccessionRow } from '../succession-store.server.ts';
import type { FlatRow } from './world.server.ts';
import type { Node, OtherCode, Past, Succession } from './world.ts';

/** SQL of imports: many rows at a time, by arrays (one plan, no limit of parameters). */

export async function readNodes(db: Db): Promise<Node[]> {
	type Flat = Omit<Node, 'name'> & {
		nominative: string | null;
		genitive: string | null;
		locative: string | null;
		full: string | null;
		placeType: string | null;
	};
	const rows = await db<Flat[]>`
		select t.id, t.parent_id as parent, t.kind, t.code, t.place_type as "placeType", t.zone, t.centre_name as "centreName",
			t.latitude, t.longitude, t.population, t.population_on::text as "populationOn",
			t.population_source as "populationSource", t.status, t.valid_from::text as "validFrom",
			t.valid_to::text as "validTo", n.nominative, n.genitive, n.locative, n."full", coalesce(n.by_hand, false) as "byHand"
		from territories.territory t
		left join territories.name n on n.territory_id = t.id and n.lang = 'ru'
		where not t.demonstration order by t.id`;
	return rows.map(({ nominative, genitive, locative, full, placeType, ...rest }) => ({
		...rest,
		name: {
			nominative: nominative ?? '',
			of: genitive ?? '',
			in: locative ?? '',
			full: full ?? '',
			placeType,
		},
	}));
}

export async function readPast(db: Db): Promise<Past[]> {
	return db`
		select territory_id as id, valid_from::text as "validFrom", valid_to::text as "validTo", kind, code,
			parent_id as parent, "full" from territories.past order by valid_to`;
}

export async function readSuccession(db: Db): Promise<Succession[]> {
	return db`
		select predecessor_id as predecessor, successor_id as successor, on_day::text as day, kind, share::float8 as share,
			basis, note from territories.succession`;
}

export async function readPaths(db: Db): Promise<{ id: TerritoryId; path: string }[]> {
	return db`select id, path from territories.territory where kind not in ('place', 'between-settlements')`;
}

/** The values that now belong to those who asked for them. */
export async function claimMany(
	tx: Tx,
	kind: string,
	wanted: readonly { value: string; territory: number }[],
	at: Date,
): Promise<string[]> {
	const rows = await tx<{ value: string }[]>`
		insert into territories.claim (value, kind, territory_id, current, claimed_at)
		select w.value, ${kind}, w.territory, true, ${at}
		from unnest(${wanted.map((w) => w.value)}::text[], ${wanted.map((w) => w.territory)}::int[]) as w (value, territory)
		on conflict (value, kind) do nothing returning value`;
	return rows.map((row) => row.value);
}

type NewRow = FlatRow & { slug: string; path: string; shortCode: string | null };

export async function insertTerritories(
	tx: Tx,
	rows: readonly NewRow[],
	source: string,
	at: Date,
): Promise<void> {
	if (rows.length === 0) return;
	const list = <K extends keyof NewRow>(key: K) => rows.map((row) => row[key] ?? null) as never;
	await tx`
		insert into territories.territory (id, parent_id, kind, code, short_code, place_type, slug, path, zone, centre_name,
			latitude, longitude, population, population_on, population_source, status, valid_from, valid_to, source, made_at,
			changed_at)
		select u.*, ${source}, ${at}, ${at} from unnest(${list('id')}::int[], ${list('parent')}::int[], ${list('kind')}::text[],
			${list('code')}::text[], ${list('shortCode')}::text[], ${list('placeType')}::text[], ${list('slug')}::text[],
			${list('path')}::text[], ${list('zone')}::text[], ${list('centreName')}::text[], ${list('latitude')}::float8[],
			${list('longitude')}::float8[], ${list('population')}::int[], ${list('populationOn')}::date[],
			${list('populationSource')}::text[], ${list('status')}::text[], ${list('validFrom')}::date[],
			${list('validTo')}::date[]) as u`;
}

export async function freeCodes(tx: Tx, ids: readonly number[]): Promise<void> {
	if (ids.length > 0)
		await tx`update territories.territory set code = null where id = any(${[...ids]}::int[])`;
}

export async function updateTerritories(tx: Tx, rows: readonly FlatRow[], at: Date): Promise<void> {
	if (rows.length === 0) return;
	// the ended ones first: a code in force is unique at every moment
	for (const part of [rows.filter((r) => r.validTo !== null), rows.filter((r) => r.validTo === null)]) {
		if (part.length === 0) continue;
		const list = <K extends keyof FlatRow>(key: K) => part.map((row) => row[key] ?? null) as never;
		await tx`
			update territories.territory t set parent_id = u.parent, kind = u.kind, code = u.code, place_type = u.place_type,
				zone = u.zone, centre_name = u.centre_name, latitude = u.latitude, longitude = u.longitude,
				population = u.population, population_on = u.population_on, population_source = u.population_source,
				status = u.status, valid_from = u.valid_from, valid_to = u.valid_to, changed_at = ${at}
			from unnest(${list('id')}::int[], ${list('parent')}::int[], ${list('kind')}::text[], ${list('code')}::text[],
				${list('placeType')}::text[], ${list('zone')}::text[], ${list('centreName')}::text[],
				${list('latitude')}::float8[], ${list('longitude')}::float8[], ${list('population')}::int[],
				${list('populationOn')}::date[], ${list('populationSource')}::text[], ${list('status')}::text[],
				${list('validFrom')}::date[], ${list('validTo')}::date[])
				as u (id, parent, kind, code, place_type, zone, centre_name, latitude, longitude, population, population_on,
					population_source, status, valid_from, valid_to)
			where t.id = u.id`;
	}
}

export type BulkName = {
	id: number;
	lang: string;
	nominative: string;
	genitive: string;
	locative: string;
	full: string;
};
export async function putNames(tx: Tx, rows: readonly BulkName[]): Promise<void> {
	if (rows.length === 0) return;
	const list = <K extends keyof BulkName>(key: K) => rows.map((row) => row[key]) as never;
	await tx`
		insert into territories.name (territory_id, lang, nominative, genitive, locative, "full")
		select * from unnest(${list('id')}::int[], ${list('lang')}::text[], ${list('nominative')}::text[],
			${list('genitive')}::text[], ${list('locative')}::text[], ${list('full')}::text[])
		on conflict (territory_id, lang) do update set nominative = excluded.nominative, genitive = excluded.genitive,
			locative = excluded.locative, "full" = excluded."full"
		where not territories.name.by_hand`;
}

export async function insertPast(tx: Tx, rows: readonly Past[], source: string): Promise<void> {
	if (rows.length === 0) return;
	const list = <K extends keyof Past>(key: K) => rows.map((row) => row[key] ?? null) as never;
	await tx`
		insert into territories.past (territory_id, valid_to, valid_from, kind, code, parent_id, "full", source)
		select u.*, ${source} from unnest(${list('id')}::int[], ${list('validTo')}::date[], ${list('validFrom')}::date[],
			${list('kind')}::text[], ${list('code')}::text[], ${list('parent')}::int[], ${list('full')}::text[]) as u
		on conflict (territory_id, valid_to) do nothing`;
}

export async function insertSuccession(tx: Tx, rows: readonly SuccessionRow[]): Promise<void> {
	if (rows.length === 0) return;
	const list = <K extends keyof SuccessionRow>(key: K) => rows.map((row) => row[key] ?? null) as never;
	await tx`
		insert into territories.succession (predecessor_id, successor_id, on_day, kind, share, basis, note, source)
		select * from unnest(${list('predecessor')}::int[], ${list('successor')}::int[], ${list('day')}::date[],
			${list('kind')}::text[], ${list('share')}::numeric[], ${list('basis')}::text[], ${list('note')}::text[],
			${list('source')}::text[])
		on conflict (predecessor_id, successor_id, on_day, kind) do nothing`;
}

export async function readOtherCodes(db: Db): Promise<OtherCode[]> {
	return db`select system, code, territory_id as territory from territories.other_code`;
}
export async function insertOtherCodes(tx: Tx, rows: readonly OtherCode[]): Promise<void> {
	if (rows.length === 0) return;
	await tx`
		insert into territories.other_code (system, code, territory_id)
		select * from unnest(${rows.map((row) => row.system)}::text[], ${rows.map((row) => row.code)}::text[],
			${rows.map((row) => row.territory)}::int[])
		on conflict (system, code) do nothing`;
}
