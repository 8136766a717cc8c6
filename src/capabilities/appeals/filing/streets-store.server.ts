import type { Db, TerritoryId } from '#platform/db/door.server.ts';
import type { AppealRef } from '../appeal.ts';

/** A street as the newest appeals named it: how often, and which of them was the last. */
export type NamedStreet = {
	territory: TerritoryId;
	name: string;
	key: string;
	named: number;
	last: AppealRef['id'];
};

export async function rememberStreets(db: Db, streets: readonly NamedStreet[]): Promise<void> {
	if (streets.length === 0) return;
	await db`
		insert into appeals.street (territory_id, name, key, named, last_appeal_id)
		select * from unnest(${streets.map((one) => one.territory)}::int[], ${streets.map((one) => one.name)}::text[],
			${streets.map((one) => one.key)}::text[], ${streets.map((one) => one.named)}::int[], ${streets.map((one) => one.last)}::uuid[])
		on conflict (territory_id, name) do update set
			named = street.named + excluded.named, last_appeal_id = excluded.last_appeal_id
		where street.last_appeal_id <> excluded.last_appeal_id`;
}

/** A municipality has some hundreds of them: all are looked at. What one person alone has named is not told to others. */
export async function knownStreets(
	db: Db,
	territory: TerritoryId,
	key: string,
	limit: number,
): Promise<string[]> {
	const begins = `${key.replace(/[\\%_]/g, '\\$&')}%`;
	const rows = await db<{ name: string }[]>`
		select name from appeals.street
		where territory_id = ${territory} and named > 1 and (key like ${begins} or key like ${`% ${begins}`})
		order by (key like ${begins}) desc, named desc, name collate "C" limit ${limit}`;
	return rows.map((row) => row.name);
}

/** Newest public places around a point, by the cells around it. */
export async function placesNear(
	db: Db,
	territory: TerritoryId,
	cells: readonly string[],
): Promise<{ placeWords: string; lat: number; lon: number }[]> {
	return db<{ placeWords: string; lat: number; lon: number }[]>`
		select place_words as "placeWords", lat, lon from appeals.appeal
		where territory_id = ${territory} and h3 = any(${[...cells]}::bigint[]) and visibility <> 'authority'
			and place_words <> ''
		order by filed_at desc limit 100`;
}
