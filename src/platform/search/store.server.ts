import type { Db, TerritoryId } from '../db/door.server.ts';
import { type ItemRow, placeKind } from './item.ts';

export async function put(db: Db, rows: readonly ItemRow[], now: Date): Promise<void> {
	// One statement may not write a row twice: of equal keys the last one given counts.
	const last = [
		...new Map(rows.map((row) => [`${row.territory} ${row.kind} ${row.id} ${row.lang}`, row])).values(),
	];
	const places = last.filter((row) => row.kind === placeKind);
	const items = last.filter((row) => row.kind !== placeKind);
	if (places.length) await putPlaces(db, places, now);
	if (items.length) await putItems(db, items, now);
}

async function putItems(db: Db, rows: readonly ItemRow[], now: Date): Promise<void> {
	await db`
		insert into search.item (territory_id, kind, id, lang, url, title, names, body, weight, audience, at, changed_at, sum)
		select territory_id, kind, id, lang, url, title, names, body, weight, audience, at, ${now}, decode(sum, 'hex')
		from unnest(
			${rows.map((row) => row.territory)}::int[], ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.id)}::text[],
			${rows.map((row) => row.lang)}::text[], ${rows.map((row) => row.url)}::text[], ${rows.map((row) => row.title)}::text[],
			${rows.map((row) => row.names)}::text[], ${rows.map((row) => row.body)}::text[], ${rows.map((row) => row.weight)}::real[],
			${rows.map((row) => row.audience)}::text[], ${rows.map((row) => row.at.toISOString())}::timestamptz[],
			${rows.map((row) => row.sum.toString('hex'))}::text[]
		) as given(territory_id, kind, id, lang, url, title, names, body, weight, audience, at, sum)
		on conflict (territory_id, kind, id, lang) do update set url = excluded.url, title = excluded.title,
			names = excluded.names, body = excluded.body, weight = excluded.weight, audience = excluded.audience,
			at = excluded.at, changed_at = excluded.changed_at, sum = excluded.sum
		where item.sum <> excluded.sum`;
}

async function putPlaces(db: Db, rows: readonly ItemRow[], now: Date): Promise<void> {
	await db`
		insert into search.place (territory, lang, kind, url, title, names, weight, changed_at, sum)
		select territory, lang, ${placeKind}, url, title, names, weight, ${now}, decode(sum, 'hex')
		from unnest(
			${rows.map((row) => row.territory)}::int[], ${rows.map((row) => row.lang)}::text[], ${rows.map((row) => row.url)}::text[],
			${rows.map((row) => row.title)}::text[], ${rows.map((row) => row.names)}::text[], ${rows.map((row) => row.weight)}::real[],
			${rows.map((row) => row.sum.toString('hex'))}::text[]
		) as given(territory, lang, url, title, names, weight, sum)
		on conflict (territory, lang) do update set url = excluded.url, title = excluded.title, names = excluded.names,
			weight = excluded.weight, changed_at = excluded.changed_at, sum = excluded.sum
		where place.sum <> excluded.sum`;
}

export async function remove(
	db: Db,
	thing: { territory: TerritoryId; kind: string; id: string },
): Promise<void> {
	if (thing.kind === placeKind) await db`delete from search.place where territory = ${thing.territory}`;
	else
		await db`
			delete from search.item
			where territory_id = ${thing.territory} and kind = ${thing.kind} and id = ${thing.id}`;
}

export async function removeMany(
	db: Db,
	kind: string,
	things: readonly { territory: TerritoryId; id: string }[],
): Promise<void> {
	await db`
		delete from search.item
		where kind = ${kind} and (territory_id, id) in (select * from unnest(
			${things.map((one) => one.territory)}::int[], ${things.map((one) => one.id)}::text[]))`;
}

/** Keys and sums of all rows of a kind; a background read over all territories. */
export async function sumsOf(db: Db, kind: string): Promise<Map<string, string>> {
	const rows =
		kind === placeKind
			? await db<
					{ key: string; sum: Buffer }[]
				>`select territory || ' ' || territory || ' ' || lang as key, sum from search.place`
			: await db<{ key: string; sum: Buffer }[]>`
					select territory_id || ' ' || id || ' ' || lang as key, sum from search.item where kind = ${kind}`;
	return new Map(rows.map((row) => [row.key, row.sum.toString('hex')]));
}

export async function removeOne(
	db: Db,
	kind: string,
	territory: number,
	id: string,
	lang: string,
): Promise<void> {
	if (kind === placeKind)
		await db`delete from search.place where territory = ${territory} and lang = ${lang}`;
	else
		await db`
			delete from search.item
			where territory_id = ${territory} and kind = ${kind} and id = ${id} and lang = ${lang}`;
}
