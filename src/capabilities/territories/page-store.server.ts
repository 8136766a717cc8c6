import type { Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { Arranged } from './blocks.ts';

/** SQL of the page of a territory: arrangement, texts, contacts, people in charge, map. */

export async function readArrangement(db: Db, territory: TerritoryId): Promise<Arranged[]> {
	return db`
		select block, position, shown from territories.block where territory_id = ${territory} order by position`;
}
export async function replaceArrangement(
	tx: Tx,
	territory: TerritoryId,
	rows: readonly Arranged[],
): Promise<void> {
	await tx`delete from territories.block where territory_id = ${territory}`;
	for (const row of rows)
		await tx`
			insert into territories.block (territory_id, block, position, shown)
			values (${territory}, ${row.block}, ${row.position}, ${row.shown})`;
}

export type TextPlace = 'lead' | 'about';
export type TextRow = { place: TextPlace; lang: string; body: string };
export async function readTexts(db: Db, territory: TerritoryId): Promise<TextRow[]> {
	return db`select place, lang, body from territories.text where territory_id = ${territory} order by place, lang`;
}
export async function putText(tx: Tx, territory: TerritoryId, row: TextRow, at: Date): Promise<void> {
	if (row.body === '')
		await tx`
			delete from territories.text
			where territory_id = ${territory} and place = ${row.place} and lang = ${row.lang}`;
	else
		await tx`
			insert into territories.text (territory_id, place, lang, body, changed_at)
			values (${territory}, ${row.place}, ${row.lang}, ${row.body}, ${at})
			on conflict (territory_id, place, lang) do update
				set body = excluded.body, changed_at = excluded.changed_at`;
}

export type ContactKind = 'phone' | 'email' | 'address' | 'site' | 'hours';
export type ContactRow = {
	id: Id<'contact'>;
	kind: ContactKind;
	position: number;
	lang: string;
	label: string;
	value: string;
};
/** A row for each language of each contact. */
export async function readContacts(db: Db, territory: TerritoryId): Promise<ContactRow[]> {
	return db`
		select c.id, c.kind, c.position, x.lang, x.label, x.value
		from territories.contact c
		join territories.contact_text x on x.territory_id = c.territory_id and x.contact_id = c.id
		where c.territory_id = ${territory} order by c.position, c.id, x.lang`;
}
export async function putContact(
	tx: Tx,
	territory: TerritoryId,
	contact: { id: Id<'contact'>; kind: ContactKind; position: number },
	texts: readonly { lang: string; label: string; value: string }[],
): Promise<void> {
	await tx`
		insert into territories.contact (territory_id, id, kind, position)
		values (${territory}, ${contact.id}, ${contact.kind}, ${contact.position})
		on conflict (territory_id, id) do update set kind = excluded.kind, position = excluded.position`;
	await tx`
		delete from territories.contact_text where territory_id = ${territory} and contact_id = ${contact.id}`;
	for (const text of texts)
		await tx`
			insert into territories.contact_text (territory_id, contact_id, lang, label, value)
			values (${territory}, ${contact.id}, ${text.lang}, ${text.label}, ${text.value})`;
}
export async function removeContact(tx: Tx, territory: TerritoryId, id: Id<'contact'>): Promise<void> {
	await tx`delete from territories.contact where territory_id = ${territory} and id = ${id}`;
}

export type OfficialRow = {
	id: Id<'official'>;
	position: number;
	photo: string | null;
	phone: string | null;
	email: string | null;
	lang: string;
	name: string;
	post: string;
	reception: string;
};
export async function readOfficials(db: Db, territory: TerritoryId): Promise<OfficialRow[]> {
	return db`
		select o.id, o.position, o.photo, o.phone, o.email, x.lang, x.name, x.post, x.reception
		from territories.official o
		join territories.official_text x on x.territory_id = o.territory_id and x.official_id = o.id
		where o.territory_id = ${territory} order by o.position, o.id, x.lang`;
}
export async function putOfficial(
	tx: Tx,
	territory: TerritoryId,
	official: {
		id: Id<'official'>;
		position: number;
		photo: string | null;
		phone: string | null;
		email: string | null;
	},
	texts: readonly { lang: string; name: string; post: string; reception: string }[],
): Promise<void> {
	await tx`
		insert into territories.official (territory_id, id, position, photo, phone, email)
		values (${territory}, ${official.id}, ${official.position}, ${official.photo}, ${official.phone}, ${official.email})
		on conflict (territory_id, id) do update set position = excluded.position, photo = excluded.photo,
			phone = excluded.phone, email = excluded.email`;
	await tx`
		delete from territories.official_text where territory_id = ${territory} and official_id = ${official.id}`;
	for (const text of texts)
		await tx`
			insert into territories.official_text (territory_id, official_id, lang, name, post, reception)
			values (${territory}, ${official.id}, ${text.lang}, ${text.name}, ${text.post}, ${text.reception})`;
}
export async function removeOfficial(tx: Tx, territory: TerritoryId, id: Id<'official'>): Promise<void> {
	await tx`delete from territories.official where territory_id = ${territory} and id = ${id}`;
}

/** Whether the operator's basemap lies under the maps of the territory; it does until someone says otherwise. */
export async function readBasemap(db: Db, territory: TerritoryId): Promise<boolean> {
	const [row] = await db<{ basemap: boolean }[]>`
		select basemap from territories.page where territory_id = ${territory}`;
	return row?.basemap ?? true;
}
export async function putBasemap(tx: Tx, territory: TerritoryId, basemap: boolean, at: Date): Promise<void> {
	await tx`
		insert into territories.page (territory_id, basemap, changed_at) values (${territory}, ${basemap}, ${at})
		on conflict (territory_id) do update set basemap = excluded.basemap, changed_at = excluded.changed_at`;
}
