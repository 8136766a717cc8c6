import type { Db, TerritoryId } from '#platform/db/door.server.ts';
import type { AppealRef } from '../appeal.ts';

export async function rememberStreet(
	db: Db,
	ref: AppealRef,
	street: { name: string; key: string },
): Promise<void> {
	await db`
		insert into appeals.street (territory_id, name, key, named, last_appeal_id)
		values (${ref.territory}, ${street.name}, ${street.key}, 1, ${ref.id})
		on conflict (territory_id, name) do update set
			named = street.named + 1, last_appeal_id = excluded.last_appeal_id
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
