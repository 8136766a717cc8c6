import type { Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';

export type PhoneText = { lang: string; label: string; hours: string };
export type PhoneRow = {
	territory: TerritoryId;
	id: Id<'duty-phone'>;
	position: number;
	phone: string;
	texts: PhoneText[];
};

export async function phonesOf(db: Db, territories: readonly TerritoryId[]): Promise<PhoneRow[]> {
	const rows = await db<(Omit<PhoneRow, 'texts'> & PhoneText)[]>`
		select p.territory_id as territory, p.id, p.position, p.phone, t.lang, t.name as label, t.hours
		from appeals.duty_phone p
		join appeals.duty_phone_text t on t.territory_id = p.territory_id and t.duty_phone_id = p.id
		where p.territory_id = any(${[...territories]}) order by p.position, p.id, t.lang`;
	return [...Map.groupBy(rows, (row) => row.id).values()].map((texts) => {
		const [{ territory, id, position, phone }] = texts as [(typeof rows)[number]];
		return {
			territory,
			id,
			position,
			phone,
			texts: texts.map(({ lang, label, hours }) => ({ lang, label, hours })),
		};
	});
}

export async function insertPhone(
	tx: Tx,
	territory: TerritoryId,
	phone: Omit<PhoneRow, 'territory'> & { at: Date },
): Promise<void> {
	await tx`
		insert into appeals.duty_phone (territory_id, id, position, phone, created_at)
		values (${territory}, ${phone.id}, ${phone.position}, ${phone.phone}, ${phone.at})`;
	for (const text of phone.texts)
		await tx`
			insert into appeals.duty_phone_text (territory_id, duty_phone_id, lang, name, hours)
			values (${territory}, ${phone.id}, ${text.lang}, ${text.label}, ${text.hours})`;
}

export async function deletePhone(tx: Tx, territory: TerritoryId, id: string): Promise<boolean> {
	const rows = await tx`
		delete from appeals.duty_phone where territory_id = ${territory} and id = ${id} returning 1`;
	return rows.length > 0;
}
