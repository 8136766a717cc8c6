import { record } from '#platform/audit/door.server.ts';
import { database, type Id, newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { invalid } from '#platform/errors/door.ts';
import { fileAddress, storeUpload } from '#platform/files/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Arranged } from './blocks.ts';
import * as store from './page-store.server.ts';

/** What administrators and editors write on the page of a territory. Each change leaves a line in the audit. */

/** The text in the reader's language, or the nearest: Russian, English, whatever there is. */
export function nearest<T extends { lang: string }>(rows: readonly T[], lang: string): T | undefined {
	return (
		rows.find((row) => row.lang === lang) ??
		rows.find((row) => row.lang === 'ru') ??
		rows.find((row) => row.lang === 'en') ??
		rows[0]
	);
}

export async function textsOf(territory: TerritoryId): Promise<store.TextRow[]> {
	return store.readTexts(database(), territory);
}

export async function textIn(
	territory: TerritoryId,
	place: store.TextPlace,
	lang: string,
): Promise<store.TextRow | undefined> {
	const rows = await store.readTexts(database(), territory);
	return nearest(
		rows.filter((row) => row.place === place),
		lang,
	);
}

/** Writes a text; an empty one is taken away. */
export async function writeText(
	actor: Actor,
	territory: TerritoryId,
	text: { place: store.TextPlace; lang: string; body: string },
): Promise<void> {
	demand(actor, 'territories.write', { territory });
	const body = text.body.trim();
	if (!/^[a-z]{2,3}$/.test(text.lang)) invalid({ field: 'lang', code: 'territories.lang.unknown' });
	const most = text.place === 'lead' ? 400 : 20_000;
	if (body.length > most) invalid({ field: 'body', code: 'territories.text.too-long', facts: { most } });
	await transaction(async (tx) => {
		await store.putText(tx, territory, { ...text, body }, new Date());
		await record(tx, {
			actor,
			territory,
			action: 'territories.text-written',
			thing: { kind: 'territory-text', id: `${text.place}.${text.lang}` },
			payload: { body },
		});
	});
}

export async function arrangementOf(territory: TerritoryId): Promise<Arranged[]> {
	return store.readArrangement(database(), territory);
}

export async function arrangePage(
	actor: Actor,
	territory: TerritoryId,
	rows: readonly Arranged[],
): Promise<void> {
	demand(actor, 'territories.arrange', { territory });
	await transaction(async (tx) => {
		await store.replaceArrangement(tx, territory, rows);
		await record(tx, {
			actor,
			territory,
			action: 'territories.page-arranged',
			thing: { kind: 'territory', id: String(territory) },
			payload: { order: rows.map((row) => (row.shown ? row.block : `-${row.block}`)) },
		});
	});
}

export type Contact = {
	id: Id<'contact'>;
	kind: store.ContactKind;
	position: number;
	texts: { lang: string; label: string; value: string }[];
};
export async function contactsOf(territory: TerritoryId): Promise<Contact[]> {
	const rows = Map.groupBy(await store.readContacts(database(), territory), (row) => row.id);
	return [...rows.values()].map((texts) => {
		const [{ id, kind, position }] = texts as [store.ContactRow];
		return { id, kind, position, texts: texts.map(({ lang, label, value }) => ({ lang, label, value })) };
	});
}

const contactShape: Record<store.ContactKind, RegExp> = {
	phone: /^[+\d][\d\s().-]{3,40}(,? ?доб\.? ?\d{1,6})?$/,
	email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
	site: /^https?:\/\/[^\s]+$/,
	address: /\S/,
	hours: /\S/,
};

export async function keepContact(
	actor: Actor,
	territory: TerritoryId,
	input: {
		id?: Id<'contact'>;
		kind: store.ContactKind;
		position: number;
		texts: { lang: string; label: string; value: string }[];
	},
): Promise<void> {
	demand(actor, 'territories.arrange', { territory });
	const texts = input.texts.filter((text) => text.value.trim() !== '');
	if (texts.length === 0) invalid({ field: 'value', code: 'territories.contact.missing' });
	for (const text of texts)
		if (!contactShape[input.kind].test(text.value.trim()) || text.value.length > 500)
			invalid({ field: 'value', code: 'territories.contact.malformed' });
	const id = input.id ?? newId<Id<'contact'>>();
	await transaction(async (tx) => {
		await store.putContact(
			tx,
			territory,
			{ id, kind: input.kind, position: input.position },
			texts.map((text) => ({
				lang: text.lang,
				label: text.label.trim().slice(0, 200),
				value: text.value.trim(),
			})),
		);
		await record(tx, {
			actor,
			territory,
			action: 'territories.contact-kept',
			thing: { kind: 'territory-contact', id },
			payload: { kind: input.kind, texts },
		});
	});
}

export async function dropContact(actor: Actor, territory: TerritoryId, id: Id<'contact'>): Promise<void> {
	demand(actor, 'territories.arrange', { territory });
	await transaction(async (tx) => {
		await store.removeContact(tx, territory, id);
		await record(tx, {
			actor,
			territory,
			action: 'territories.contact-removed',
			thing: { kind: 'territory-contact', id },
		});
	});
}

export type Official = {
	id: Id<'official'>;
	position: number;
	photo: string | null;
	phone: string | null;
	email: string | null;
	texts: { lang: string; name: string; post: string; reception: string }[];
};
export async function officialsOf(territory: TerritoryId): Promise<Official[]> {
	const rows = Map.groupBy(await store.readOfficials(database(), territory), (row) => row.id);
	return [...rows.values()].map((texts) => {
		const [{ id, position, photo, phone, email }] = texts as [store.OfficialRow];
		return {
			id,
			position,
			photo,
			phone,
			email,
			texts: texts.map(({ lang, name, post, reception }) => ({ lang, name, post, reception })),
		};
	});
}

export async function keepOfficial(
	actor: Actor,
	territory: TerritoryId,
	input: Omit<Official, 'id'> & { id?: Id<'official'> },
): Promise<void> {
	demand(actor, 'territories.arrange', { territory });
	const texts = input.texts.filter((text) => text.name.trim() !== '');
	const [first] = texts;
	if (!first) invalid({ field: 'name', code: 'territories.official.name.missing' });
	if (first.post.trim() === '') invalid({ field: 'post', code: 'territories.official.post.missing' });
	if (input.email && !contactShape.email.test(input.email))
		invalid({ field: 'email', code: 'territories.contact.malformed' });
	if (input.phone && !contactShape.phone.test(input.phone))
		invalid({ field: 'phone', code: 'territories.contact.malformed' });
	const id = input.id ?? newId<Id<'official'>>();
	await transaction(async (tx) => {
		await store.putOfficial(
			tx,
			territory,
			{
				id,
				position: input.position,
				photo: input.photo,
				phone: input.phone || null,
				email: input.email || null,
			},
			texts.map((text) => ({
				lang: text.lang,
				name: text.name.trim().slice(0, 200),
				post: text.post.trim().slice(0, 300) || first.post.trim(),
				reception: text.reception.trim().slice(0, 1000),
			})),
		);
		await record(tx, {
			actor,
			territory,
			action: 'territories.official-kept',
			thing: { kind: 'territory-official', id },
			payload: { texts },
		});
	});
}

export async function dropOfficial(actor: Actor, territory: TerritoryId, id: Id<'official'>): Promise<void> {
	demand(actor, 'territories.arrange', { territory });
	await transaction(async (tx) => {
		await store.removeOfficial(tx, territory, id);
		await record(tx, {
			actor,
			territory,
			action: 'territories.official-removed',
			thing: { kind: 'territory-official', id },
		});
	});
}

export async function hasBasemap(territory: TerritoryId): Promise<boolean> {
	return store.readBasemap(database(), territory);
}

/** Puts the operator's basemap under the maps of the territory, or leaves its own outlines alone. */
export async function setBasemap(actor: Actor, territory: TerritoryId, basemap: boolean): Promise<void> {
	demand(actor, 'territories.arrange', { territory });
	await transaction(async (tx) => {
		await store.putBasemap(tx, territory, basemap, new Date());
		await record(tx, {
			actor,
			territory,
			action: 'territories.map-set',
			thing: { kind: 'territory', id: String(territory) },
			payload: { basemap },
		});
	});
}

/** Keeps a portrait and gives its address; null when none was sent. */
export async function keepPortrait(
	actor: Actor,
	territory: TerritoryId,
	upload: Parameters<typeof storeUpload>[1] | null,
): Promise<string | null> {
	if (!upload) return null;
	demand(actor, 'territories.arrange', { territory });
	const file = await transaction((tx) =>
		storeUpload(tx, upload, { territory, kind: 'image', by: actor.account, audience: 'public' }),
	);
	return fileAddress(file);
}
