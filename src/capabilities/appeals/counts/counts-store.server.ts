import type { Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import { type Counts, measures, trimmed } from './counts.ts';

export type Grain = 'day' | 'month';
export type TallyRow = Counts & { territory: TerritoryId; grain: Grain; startsOn: string; category: string };
export type BodyRow = Counts & {
	territory: TerritoryId;
	startsOn: string;
	bodyTerritory: TerritoryId;
	body: Id<'body'>;
	category: string;
};
export type TallyKey = Pick<TallyRow, 'grain' | 'startsOn' | 'category'>;
export type BodyKey = Pick<BodyRow, 'startsOn' | 'bodyTerritory' | 'body' | 'category'>;

/** The measures are columns of the same names; they are ours, never a visitor's. */
const plain = measures.join(', ');
const figures = (db: Db) => db`${db.unsafe(plain)}, in_days as "inDays", in_hours as "inHours"`;
const setting = [...measures, 'in_days', 'in_hours'].map((name) => `${name} = excluded.${name}`).join(', ');
const typed = `${measures.map((name) => `${name} int`).join(', ')}, in_days int[], in_hours int[]`;
const written = (counts: Counts) => ({
	...Object.fromEntries(measures.map((measure) => [measure, counts[measure]])),
	in_days: trimmed(counts.inDays),
	in_hours: trimmed(counts.inHours),
});

export type TerritoryMonth = { territory: TerritoryId; month: string };

const monthsOf = (db: Db, asked: readonly TerritoryMonth[]) => db`
	unnest(${asked.map((one) => one.territory)}::int[], ${asked.map((one) => one.month)}::date[]) as m (territory_id, month)`;

/** All rows of several months of territories, days and months. */
export async function talliesOf(
	db: Db,
	asked: readonly TerritoryMonth[],
): Promise<(TallyRow & TerritoryMonth)[]> {
	return db<(TallyRow & TerritoryMonth)[]>`
		/* background: roll-ups of many territories, by the key territory_id */
		select t.territory_id as territory, m.month::text as month, grain, starts_on::text as "startsOn", category, ${figures(db)}
		from ${monthsOf(db, asked)}
		join appeals.tally t on t.territory_id = m.territory_id and t.starts_on >= m.month
			and t.starts_on < (m.month + interval '1 month')::date`;
}

export async function bodyTalliesOf(db: Db, asked: readonly TerritoryMonth[]): Promise<BodyRow[]> {
	return db<BodyRow[]>`
		/* background: roll-ups of many territories, by the key territory_id */
		select t.territory_id as territory, starts_on::text as "startsOn", body_territory_id as "bodyTerritory", body_id as body,
			category, ${figures(db)}
		from ${monthsOf(db, asked)}
		join appeals.tally_of_body t on t.territory_id = m.territory_id and t.starts_on = m.month`;
}

const piece = 2_000;
function* pieces<T>(rows: readonly T[]): Generator<T[]> {
	for (let from = 0; from < rows.length; from += piece) yield rows.slice(from, from + piece);
}

export async function putTallies(
	tx: Tx,
	territory: TerritoryId,
	rows: readonly (TallyKey & { counts: Counts })[],
): Promise<void> {
	for (const part of pieces(rows)) {
		const json = part.map(({ grain, startsOn, category, counts }) => ({
			grain,
			starts_on: startsOn,
			category,
			...written(counts),
		}));
		await tx`
			insert into appeals.tally (territory_id, grain, starts_on, category, ${tx.unsafe(plain)}, in_days, in_hours)
			select ${territory}::int, r.* from jsonb_to_recordset(${JSON.stringify(json)}::text::jsonb)
				as r (grain text, starts_on date, category text, ${tx.unsafe(typed)})
			on conflict (territory_id, grain, starts_on, category) do update set ${tx.unsafe(setting)}`;
	}
}

export async function dropTallies(tx: Tx, territory: TerritoryId, keys: readonly TallyKey[]): Promise<void> {
	if (keys.length === 0) return;
	await tx`
		delete from appeals.tally t
		using unnest(${keys.map((key) => key.grain)}::text[], ${keys.map((key) => key.startsOn)}::date[],
			${keys.map((key) => key.category)}::text[]) as k (grain, starts_on, category)
		where t.territory_id = ${territory} and t.grain = k.grain and t.starts_on = k.starts_on and t.category = k.category`;
}

export async function putBodyTallies(
	tx: Tx,
	territory: TerritoryId,
	rows: readonly (BodyKey & { counts: Counts })[],
): Promise<void> {
	for (const part of pieces(rows)) {
		const json = part.map(({ startsOn, bodyTerritory, body, category, counts }) => ({
			starts_on: startsOn,
			body_territory_id: bodyTerritory,
			body_id: body,
			category,
			...written(counts),
		}));
		await tx`
			insert into appeals.tally_of_body (territory_id, starts_on, body_territory_id, body_id, category, ${tx.unsafe(plain)},
				in_days, in_hours)
			select ${territory}::int, r.* from jsonb_to_recordset(${JSON.stringify(json)}::text::jsonb)
				as r (starts_on date, body_territory_id int, body_id uuid, category text, ${tx.unsafe(typed)})
			on conflict (territory_id, starts_on, body_territory_id, body_id, category) do update set ${tx.unsafe(setting)}`;
	}
}

export async function dropBodyTallies(
	tx: Tx,
	territory: TerritoryId,
	keys: readonly BodyKey[],
): Promise<void> {
	if (keys.length === 0) return;
	await tx`
		delete from appeals.tally_of_body t
		using unnest(${keys.map((key) => key.startsOn)}::date[], ${keys.map((key) => key.bodyTerritory)}::int[],
			${keys.map((key) => key.body)}::uuid[], ${keys.map((key) => key.category)}::text[])
			as k (starts_on, body_territory_id, body_id, category)
		where t.territory_id = ${territory} and t.starts_on = k.starts_on and t.body_territory_id = k.body_territory_id
			and t.body_id = k.body_id and t.category = k.category`;
}

/** Months of territories in which something happened or of which figures are kept. */
export async function monthsWithRows(
	db: Db,
	territories: readonly TerritoryId[],
	zones: readonly string[],
): Promise<TerritoryMonth[]> {
	return db<TerritoryMonth[]>`
		/* background: many territories at once, by the key territory_id */
		with asked as (select * from unnest(${[...territories]}::int[], ${[...zones]}::text[]) as a (territory_id, zone))
		select territory, month::date::text as month from (
			select a.territory_id as territory, date_trunc('month', p.filed_at at time zone a.zone) as month
				from asked a join appeals.appeal p on p.territory_id = a.territory_id
			union select a.territory_id, date_trunc('month', p.due_on::timestamp)
				from asked a join appeals.appeal p on p.territory_id = a.territory_id
			union select a.territory_id, date_trunc('month', n.answered_at at time zone a.zone)
				from asked a join appeals.answer n on n.territory_id = a.territory_id
			union select a.territory_id, date_trunc('month', n.verdict_at at time zone a.zone)
				from asked a join appeals.answer n on n.territory_id = a.territory_id where n.verdict_at is not null
			union select t.territory_id, t.starts_on::timestamp
				from asked a join appeals.tally t on t.territory_id = a.territory_id and t.grain = 'month' and t.category = ''
		) as months
		order by 1, 2`;
}

/** Rows of one territory, of its days or its months; `categories` null: every one that is there. */
export async function readTallies(
	db: Db,
	territory: TerritoryId,
	asked: { grain: Grain; from: string; to: string; categories?: readonly string[] | null },
): Promise<TallyRow[]> {
	return db<TallyRow[]>`
		select territory_id as territory, grain, starts_on::text as "startsOn", category, ${figures(db)} from appeals.tally
		where territory_id = ${territory} and grain = ${asked.grain}
			and starts_on >= ${asked.from}::date and starts_on <= ${asked.to}::date
			${asked.categories ? db`and category = any(${[...asked.categories]})` : db``}
		order by starts_on`;
}
