import type { AccountId, Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { Body, BodyRef, BodyText, Contacts, Staff, StaffRole, Unit, UnitId } from './body.ts';
import type { Responsibility } from './responsibility.ts';

type BodyRow = Omit<Body, 'texts' | 'serves'>;

/** Bodies with their texts and areas, in three queries whatever their number. */
async function withTexts(db: Db, territories: TerritoryId[], rows: BodyRow[]): Promise<Body[]> {
	if (rows.length === 0) return [];
	const ids = rows.map((row) => row.id);
	const [texts, areas] = await Promise.all([
		db<(BodyText & { territory: TerritoryId; body: string })[]>`
			select territory_id as territory, body_id as body, lang, name, short_name as "shortName", about
			from organisations.body_text
			where territory_id = any(${territories}) and body_id = any(${ids}) order by lang`,
		db<{ territory: TerritoryId; body: string; area: TerritoryId }[]>`
			select territory_id as territory, body_id as body, area_id as area
			from organisations.service_area
			where territory_id = any(${territories}) and body_id = any(${ids}) order by area_id`,
	]);
	const textsOf = Map.groupBy(texts, (text) => `${text.territory}/${text.body}`);
	const areasOf = Map.groupBy(areas, (area) => `${area.territory}/${area.body}`);
	return rows.map((row) => ({
		...row,
		texts: (textsOf.get(`${row.territory}/${row.id}`) ?? []).map(({ lang, name, shortName, about }) => ({
			lang,
			name,
			shortName,
			about,
		})),
		serves: (areasOf.get(`${row.territory}/${row.id}`) ?? []).map(({ area }) => area),
	}));
}

const bodyColumns = (db: Db) => db`
	territory_id as territory, id, kind, slug, parent_id as parent, position, phone, email, site, address, hours,
	lat, lon, closed_on::text as "closedOn", successor_id as successor`;

export async function bodiesOf(db: Db, territory: TerritoryId): Promise<Body[]> {
	const rows = await db<BodyRow[]>`
		select ${bodyColumns(db)} from organisations.body
		where territory_id = ${territory} order by (closed_on is not null), position, id`;
	return withTexts(db, [territory], [...rows]);
}

export async function bodies(db: Db, refs: readonly BodyRef[]): Promise<Body[]> {
	if (refs.length === 0) return [];
	const territories = [...new Set(refs.map((ref) => ref.territory))];
	const rows = await db<BodyRow[]>`
		select ${bodyColumns(db)} from organisations.body
		where territory_id = any(${territories}) and id = any(${refs.map((ref) => ref.id)})`;
	return withTexts(db, territories, [...rows]);
}

export async function bodyBySlug(db: Db, territory: TerritoryId, slug: string): Promise<Body | undefined> {
	const rows = await db<BodyRow[]>`
		select ${bodyColumns(db)} from organisations.body where territory_id = ${territory} and slug = ${slug}`;
	return (await withTexts(db, [territory], [...rows]))[0];
}

export async function lockBody(tx: Tx, ref: BodyRef): Promise<Body | undefined> {
	const rows = await tx<BodyRow[]>`
		select ${bodyColumns(tx)} from organisations.body
		where territory_id = ${ref.territory} and id = ${ref.id} for update`;
	return (await withTexts(tx, [ref.territory], [...rows]))[0];
}

export async function slugsLike(db: Db, territory: TerritoryId, slug: string): Promise<string[]> {
	const rows = await db<{ slug: string }[]>`
		select slug from organisations.body where territory_id = ${territory} and starts_with(slug, ${slug})`;
	return rows.map((row) => row.slug);
}

type BodyWrite = Contacts & {
	territory: TerritoryId;
	id: Id<'body'>;
	kind: string;
	parent: Id<'body'> | null;
	position: number;
};

export async function insertBody(tx: Tx, body: BodyWrite & { slug: string; at: Date }): Promise<void> {
	await tx`
		insert into organisations.body (territory_id, id, kind, parent_id, slug, position, phone, email, site, address,
			hours, lat, lon, created_at, updated_at)
		values (${body.territory}, ${body.id}, ${body.kind}, ${body.parent}, ${body.slug}, ${body.position}, ${body.phone},
			${body.email}, ${body.site}, ${body.address}, ${body.hours}, ${body.lat}, ${body.lon}, ${body.at}, ${body.at})`;
}

export async function updateBody(tx: Tx, body: BodyWrite & { at: Date }): Promise<void> {
	await tx`
		update organisations.body set kind = ${body.kind}, parent_id = ${body.parent}, position = ${body.position},
			phone = ${body.phone}, email = ${body.email}, site = ${body.site}, address = ${body.address},
			hours = ${body.hours}, lat = ${body.lat}, lon = ${body.lon}, updated_at = ${body.at}
		where territory_id = ${body.territory} and id = ${body.id}`;
}

export async function closeBody(
	tx: Tx,
	ref: BodyRef,
	on: string,
	successor: Id<'body'> | null,
	at: Date,
): Promise<void> {
	await tx`
		update organisations.body set closed_on = ${on}, successor_id = ${successor}, updated_at = ${at}
		where territory_id = ${ref.territory} and id = ${ref.id}`;
}

export async function saveBodyTexts(tx: Tx, ref: BodyRef, texts: readonly BodyText[]): Promise<void> {
	await tx`delete from organisations.body_text where territory_id = ${ref.territory} and body_id = ${ref.id}`;
	for (const text of texts)
		await tx`
			insert into organisations.body_text (territory_id, body_id, lang, name, short_name, about)
			values (${ref.territory}, ${ref.id}, ${text.lang}, ${text.name}, ${text.shortName}, ${text.about})`;
}

export async function saveServiceAreas(tx: Tx, ref: BodyRef, areas: readonly TerritoryId[]): Promise<void> {
	await tx`delete from organisations.service_area where territory_id = ${ref.territory} and body_id = ${ref.id}`;
	if (areas.length)
		await tx`
			insert into organisations.service_area (territory_id, body_id, area_id)
			select ${ref.territory}, ${ref.id}, area from unnest(${[...areas]}::int[]) as area`;
}

/** Units of many bodies of some territories, for lists to choose from. */
export async function unitsIn(db: Db, territories: readonly TerritoryId[]): Promise<Unit[]> {
	const rows = await db<(Omit<Unit, 'names'> & { lang: string; name: string })[]>`
		select u.territory_id as territory, u.id, u.body_id as body, u.parent_id as parent, u.position, u.phone, t.lang, t.name
		from organisations.unit u
		join organisations.unit_text t on t.territory_id = u.territory_id and t.unit_id = u.id
		where u.territory_id = any(${[...territories]}) and u.closed_on is null
		order by u.position, u.id, t.lang`;
	return [...Map.groupBy(rows, (row) => row.id).values()].flatMap((texts) => {
		const [first] = texts;
		if (!first) return [];
		const { lang: _, name: __, ...unit } = first;
		return [{ ...unit, names: texts.map(({ lang, name }) => ({ lang, name })) }];
	});
}

export async function unitsOf(db: Db, ref: BodyRef): Promise<Unit[]> {
	const rows = await db<Omit<Unit, 'names'>[]>`
		select territory_id as territory, id, body_id as body, parent_id as parent, position, phone
		from organisations.unit
		where territory_id = ${ref.territory} and body_id = ${ref.id} and closed_on is null
		order by position, id`;
	if (rows.length === 0) return [];
	const names = await db<{ unit: string; lang: string; name: string }[]>`
		select unit_id as unit, lang, name from organisations.unit_text
		where territory_id = ${ref.territory} and unit_id = any(${rows.map((row) => row.id)}) order by lang`;
	const namesOf = Map.groupBy(names, (name) => name.unit);
	return rows.map((row) => ({
		...row,
		names: (namesOf.get(row.id) ?? []).map(({ lang, name }) => ({ lang, name })),
	}));
}

export async function saveUnit(
	tx: Tx,
	unit: Omit<Unit, 'parent'> & { parent: UnitId | null },
): Promise<void> {
	await tx`
		insert into organisations.unit (territory_id, id, body_id, parent_id, position, phone)
		values (${unit.territory}, ${unit.id}, ${unit.body}, ${unit.parent}, ${unit.position}, ${unit.phone})
		on conflict (territory_id, id) do update set parent_id = excluded.parent_id, position = excluded.position,
			phone = excluded.phone`;
	await tx`delete from organisations.unit_text where territory_id = ${unit.territory} and unit_id = ${unit.id}`;
	for (const { lang, name } of unit.names)
		await tx`
			insert into organisations.unit_text (territory_id, unit_id, lang, name)
			values (${unit.territory}, ${unit.id}, ${lang}, ${name})`;
}

export async function closeUnit(tx: Tx, territory: TerritoryId, unit: UnitId, on: string): Promise<void> {
	await tx`
		update organisations.unit set closed_on = ${on}
		where territory_id = ${territory} and id = ${unit} and closed_on is null`;
}

const staffColumns = (db: Db) => db`
	territory_id as territory, id, body_id as body, unit_id as unit, account_id as account, role, post,
	public_name as "publicName", since::text as since`;

export async function staffOf(db: Db, ref: BodyRef): Promise<Staff[]> {
	return db<Staff[]>`
		select ${staffColumns(db)} from organisations.staff
		where territory_id = ${ref.territory} and body_id = ${ref.id} and until is null
		order by array_position(array['head', 'controller', 'executor', 'official'], role), since, id`;
}

export async function staffOfMany(db: Db, refs: readonly BodyRef[]): Promise<Staff[]> {
	if (refs.length === 0) return [];
	return db<Staff[]>`
		select ${staffColumns(db)} from organisations.staff
		where territory_id = any(${[...new Set(refs.map((ref) => ref.territory))]}::int[])
			and body_id = any(${[...new Set(refs.map((ref) => ref.id))]}::uuid[]) and until is null
		order by array_position(array['head', 'controller', 'executor', 'official'], role), since, id`;
}

export async function staffMember(
	db: Db,
	territory: TerritoryId,
	id: Id<'staff'>,
): Promise<Staff | undefined> {
	const [row] = await db<Staff[]>`
		select ${staffColumns(db)} from organisations.staff
		where territory_id = ${territory} and id = ${id} and until is null`;
	return row;
}

/** False when the person already works there in that role. */
export async function insertStaff(
	tx: Tx,
	member: {
		territory: TerritoryId;
		id: Id<'staff'>;
		body: Id<'body'>;
		unit: UnitId | null;
		account: AccountId;
		role: StaffRole;
		post: string;
		publicName: string | null;
		since: string;
	},
): Promise<boolean> {
	const rows = await tx`
		insert into organisations.staff (territory_id, id, body_id, unit_id, account_id, role, post, public, public_name, since)
		select ${member.territory}, ${member.id}, ${member.body}, ${member.unit}, ${member.account}, ${member.role},
			${member.post}, ${member.publicName !== null}, ${member.publicName}, ${member.since}
		where not exists (select 1 from organisations.staff
			where territory_id = ${member.territory} and body_id = ${member.body} and account_id = ${member.account}
				and role = ${member.role} and until is null)
		returning 1`;
	return rows.length > 0;
}

export async function endStaff(tx: Tx, territory: TerritoryId, id: Id<'staff'>, on: string): Promise<void> {
	await tx`
		update organisations.staff set until = greatest(since, ${on}::date)
		where territory_id = ${territory} and id = ${id} and until is null`;
}

export async function workOf(
	db: Db,
	account: AccountId,
	territories: readonly TerritoryId[],
): Promise<(Staff & { kind: string })[]> {
	return db<(Staff & { kind: string })[]>`
		select s.territory_id as territory, s.id, s.body_id as body, s.unit_id as unit, s.account_id as account, s.role,
			s.post, s.public_name as "publicName", s.since::text as since, b.kind
		from organisations.staff s
		join organisations.body b on b.territory_id = s.territory_id and b.id = s.body_id
		where s.territory_id = any(${[...territories]}) and s.account_id = ${account} and s.until is null`;
}

export async function kinds(
	db: Db,
): Promise<{ code: string; executes: boolean; lang: string; name: string }[]> {
	return db<{ code: string; executes: boolean; lang: string; name: string }[]>`
		select k.code, k.executes, t.lang, t.name from organisations.kind k
		join organisations.kind_text t on t.kind = k.code order by k.position, k.code, t.lang`;
}

export async function saveKind(
	tx: Tx,
	kind: { code: string; position: number; executes: boolean; names: Record<string, string> },
): Promise<void> {
	await tx`
		insert into organisations.kind (code, position, executes) values (${kind.code}, ${kind.position}, ${kind.executes})
		on conflict (code) do nothing`;
	for (const [lang, name] of Object.entries(kind.names))
		await tx`
			insert into organisations.kind_text (kind, lang, name) values (${kind.code}, ${lang}, ${name})
			on conflict (kind, lang) do nothing`;
}

export async function placeKinds(db: Db): Promise<{ code: string; lang: string; name: string }[]> {
	return db<{ code: string; lang: string; name: string }[]>`
		select k.code, t.lang, t.name from organisations.place_kind k
		join organisations.place_kind_text t on t.place_kind = k.code order by k.position, k.code, t.lang`;
}

export async function savePlaceKind(
	tx: Tx,
	kind: { code: string; position: number; names: Record<string, string> },
): Promise<void> {
	await tx`
		insert into organisations.place_kind (code, position) values (${kind.code}, ${kind.position})
		on conflict (code) do nothing`;
	for (const [lang, name] of Object.entries(kind.names))
		await tx`
			insert into organisations.place_kind_text (place_kind, lang, name) values (${kind.code}, ${lang}, ${name})
			on conflict (place_kind, lang) do nothing`;
}

const ruleColumns = (db: Db) => db`
	territory_id as territory, id, category, area_id as area, place_kind as "placeKind",
	body_territory_id as "bodyTerritory", body_id as body, unit_id as unit, position`;

type RuleRow = Omit<Responsibility, 'body'> & { bodyTerritory: TerritoryId; body: Id<'body'> };
const asRule = ({ bodyTerritory, body, ...row }: RuleRow): Responsibility => ({
	...row,
	body: { territory: bodyTerritory, id: body },
});

export async function rulesOf(db: Db, territories: readonly TerritoryId[]): Promise<Responsibility[]> {
	const rows = await db<RuleRow[]>`
		select ${ruleColumns(db)} from organisations.responsibility
		where territory_id = any(${[...territories]}) order by category nulls last, area_id, position, id`;
	return rows.map(asRule);
}

/** False when the territory already has a rule for just this. */
export async function insertRule(
	tx: Tx,
	rule: Responsibility & { by: AccountId; at: Date },
): Promise<boolean> {
	const rows = await tx`
		insert into organisations.responsibility (territory_id, id, category, area_id, place_kind, body_territory_id,
			body_id, unit_id, position, created_by, created_at)
		select ${rule.territory}, ${rule.id}, ${rule.category}, ${rule.area}, ${rule.placeKind}, ${rule.body.territory},
			${rule.body.id}, ${rule.unit}, ${rule.position}, ${rule.by}, ${rule.at}
		where not exists (select 1 from organisations.responsibility
			where territory_id = ${rule.territory} and category is not distinct from ${rule.category}
				and area_id = ${rule.area} and place_kind is not distinct from ${rule.placeKind}
				and position = ${rule.position})
		returning 1`;
	return rows.length > 0;
}

/** Takes away what a territory says for just this and gives it back; other places in line too. */
export async function takeRules(
	tx: Tx,
	territory: TerritoryId,
	of: Pick<Responsibility, 'category' | 'area' | 'placeKind'>,
): Promise<Responsibility[]> {
	const rows = await tx<RuleRow[]>`
		delete from organisations.responsibility
		where territory_id = ${territory} and category is not distinct from ${of.category} and area_id = ${of.area}
			and place_kind is not distinct from ${of.placeKind}
		returning ${ruleColumns(tx)}`;
	return rows.map(asRule);
}

export async function deleteRule(tx: Tx, territory: TerritoryId, id: Id<'responsibility'>): Promise<boolean> {
	const rows = await tx`
		delete from organisations.responsibility where territory_id = ${territory} and id = ${id} returning 1`;
	return rows.length > 0;
}
