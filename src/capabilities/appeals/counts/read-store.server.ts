import type { Db, Id, TerritoryId } from '#platform/db/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import { type Measure, measures } from './counts.ts';

const sums = measures.map((measure) => `sum(${measure})::int as ${measure}`).join(', ');
type Sums = Record<Measure, number>;

export type TerritorySums = Sums & { territory: TerritoryId; category: string };

/** Months added up, for several territories side by side, by root of the categories and all together (''). */
export async function sumsOfTerritories(
	db: Db,
	territories: readonly TerritoryId[],
	span: { from: string; to: string },
	categories: readonly string[],
): Promise<TerritorySums[]> {
	return db<TerritorySums[]>`
		select territory_id as territory, category, ${db.unsafe(sums)} from appeals.tally
		where territory_id = any(${[...territories]}) and grain = 'month' and starts_on >= ${span.from}::date
			and starts_on <= ${span.to}::date and category = any(${[...categories]})
		group by 1, 2`;
}

export type Histograms = { inDays: number[]; inHours: number[] };

export async function histogramsOfTerritories(
	db: Db,
	territories: readonly TerritoryId[],
	span: { from: string; to: string },
	category: string,
): Promise<(Histograms & { territory: TerritoryId })[]> {
	return db<(Histograms & { territory: TerritoryId })[]>`
		select territory_id as territory, in_days as "inDays", in_hours as "inHours" from appeals.tally
		where territory_id = any(${[...territories]}) and grain = 'month' and starts_on >= ${span.from}::date
			and starts_on <= ${span.to}::date and category = ${category}`;
}

export type BodySums = Sums & { body: BodyRef; category: string };

/** Months added up, by body and root, of the bodies that a territory tells of. */
export async function sumsOfBodies(
	db: Db,
	territory: TerritoryId,
	span: { from: string; to: string },
): Promise<BodySums[]> {
	const rows = await db<(Sums & { bodyTerritory: TerritoryId; bodyId: Id<'body'>; category: string })[]>`
		select body_territory_id as "bodyTerritory", body_id as "bodyId", category, ${db.unsafe(sums)}
		from appeals.tally_of_body
		where territory_id = ${territory} and starts_on >= ${span.from}::date and starts_on <= ${span.to}::date
		group by 1, 2, 3`;
	return rows.map(({ bodyTerritory, bodyId, ...row }) => ({
		...row,
		body: { territory: bodyTerritory, id: bodyId },
	}));
}

export async function histogramsOfBodies(
	db: Db,
	territory: TerritoryId,
	span: { from: string; to: string },
	bodies: readonly BodyRef[],
): Promise<(Histograms & { body: BodyRef })[]> {
	const rows = await db<(Histograms & { bodyTerritory: TerritoryId; bodyId: Id<'body'> })[]>`
		select body_territory_id as "bodyTerritory", body_id as "bodyId", in_days as "inDays", in_hours as "inHours"
		from appeals.tally_of_body
		where territory_id = ${territory} and starts_on >= ${span.from}::date and starts_on <= ${span.to}::date
			and body_id = any(${bodies.map((one) => one.id)})`;
	return rows.map(({ bodyTerritory, bodyId, ...row }) => ({
		...row,
		body: { territory: bodyTerritory, id: bodyId },
	}));
}

/** Cells of one month or year; `category` '': all together. Cells in which nothing is to be shown are left out. */
export async function cells(
	db: Db,
	territory: TerritoryId,
	asked: { grain: 'month' | 'year'; startsOn: string; category: string; hidden: boolean },
): Promise<{ cell: string; count: number }[]> {
	const column = asked.hidden ? db`filed` : db`shown`;
	// months hold no rows for all together: adding up a month is short
	const whole = asked.grain === 'month' && asked.category === '';
	return db<{ cell: string; count: number }[]>`
		select cell::text as cell, sum(${column})::int as count from appeals.tally_of_cell
		where territory_id = ${territory} and grain = ${asked.grain} and starts_on = ${asked.startsOn}::date
			${whole ? db`` : db`and category = ${asked.category}`} and ${column} > 0
		group by 1`;
}

/** Months that have anything, oldest first: the span of the time slider. */
export async function monthsFiled(
	db: Db,
	territory: TerritoryId,
	category: string,
): Promise<{ month: string; filed: number }[]> {
	return db<{ month: string; filed: number }[]>`
		select starts_on::text as month, filed from appeals.tally
		where territory_id = ${territory} and grain = 'month' and category = ${category} and filed > 0
		order by starts_on desc limit 36`;
}

/** Who waits beyond the promised day, and who waits at all: whole months before this one, and the days of it. */
export async function waiting(
	db: Db,
	territory: TerritoryId,
	today: string,
	category: string,
): Promise<{ overdue: number; waiting: number }> {
	const month = `${today.slice(0, 7)}-01`;
	const [row] = await db<{ overdue: number; waiting: number }[]>`
		select coalesce(sum(waiting) filter (where starts_on < ${today}::date), 0)::int as overdue,
			coalesce(sum(waiting), 0)::int as waiting
		from appeals.tally
		where territory_id = ${territory} and category = ${category} and (
			(grain = 'month' and starts_on <> ${month}::date)
			or (grain = 'day' and starts_on >= ${month}::date and starts_on < (${month}::date + interval '1 month')))`;
	return row ?? { overdue: 0, waiting: 0 };
}

export type Flow = {
	at: string;
	filed: number;
	answered: number;
	due: number;
	met: number;
	replies: number;
	returned: number;
};

/** Day by day or month by month, without histograms: a year of days is read in a moment. */
export async function flow(
	db: Db,
	territory: TerritoryId,
	grain: 'day' | 'month',
	span: { from: string; to: string },
	category: string,
): Promise<Flow[]> {
	return db<Flow[]>`
		select starts_on::text as at, filed, answered, due, met, replies, returned from appeals.tally
		where territory_id = ${territory} and grain = ${grain} and category = ${category}
			and starts_on >= ${span.from}::date and starts_on <= ${span.to}::date
		order by starts_on`;
}

/** The first day on which anything was filed in a territory, as its roll-ups know it. */
export async function firstFiled(db: Db, territory: TerritoryId): Promise<string | null> {
	const [row] = await db<{ at: string | null }[]>`
		select min(starts_on)::text as at from appeals.tally
		where territory_id = ${territory} and grain = 'day' and category = '' and filed > 0`;
	return row?.at ?? null;
}

/** What the places of these cells are called most often; the cells are those of an owner. */
export async function wordsOfCells(
	db: Db,
	territory: TerritoryId,
	ranges: readonly { cell: string; low: string; high: string }[],
	span: { from: string; to: string },
): Promise<{ cell: string; words: string }[]> {
	return db<{ cell: string; words: string }[]>`
		select r.cell, mode() within group (order by a.place_words) as words
		from unnest(${ranges.map((one) => one.cell)}::text[], ${ranges.map((one) => one.low)}::bigint[],
			${ranges.map((one) => one.high)}::bigint[]) as r (cell, low, high)
		join appeals.appeal a on a.territory_id = ${territory} and a.h3 between r.low and r.high
		where a.visibility <> 'authority' and a.state <> 'filed' and a.place_words <> ''
			and a.filed_at >= ${span.from}::date and a.filed_at < ${span.to}::date + 2
		group by 1`;
}
