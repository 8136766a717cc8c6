import type { Db, Id, TerritoryId } from '#platform/db/door.server.ts';
import { isReturned } from '../closing/returned.server.ts';

/** A month of a territory in its own zone: days and the instants between which it lies. */
export type Span = {
	territory: TerritoryId;
	/** First day of the month and of the next one, ISO. */
	month: string;
	next: string;
	since: Date;
	until: Date;
	zone: string;
};

type Where = {
	territory: TerritoryId;
	month: string;
	day: string;
	category: string;
	bodyTerritory: TerritoryId | null;
	body: Id<'body'> | null;
};
export type FiledRow = Where & {
	dayBin: number | null;
	hourBin: number | null;
	filed: number;
	people: number;
	gone: number;
	placed: number;
	misplaced: number;
};
export type AnswerRow = Where & { answered: number; replies: number };
export type VerdictRow = Where & { returned: number; accepted: number };
export type DueRow = Where & { due: number; met: number; waiting: number };

const spansOf = (db: Db, spans: readonly Span[]) => db`
	unnest(${spans.map((one) => one.territory)}::int[], ${spans.map((one) => one.month)}::date[],
		${spans.map((one) => one.next)}::date[], ${spans.map((one) => one.since.toISOString())}::timestamptz[],
		${spans.map((one) => one.until.toISOString())}::timestamptz[], ${spans.map((one) => one.zone)}::text[])
		as s (territory_id, month, next, since, until, zone)`;

/** Closed without any answer. */
const isGone = (db: Db) => db`(a.state = 'closed' and n.answered_at is null)`;

/**
 * A point where things are put that could not be placed: given to whole hundredths of a degree, or shared within a month by
 * many appeals whose places are told in different words. On a heat map it would be a hot spot where nothing is.
 */
export const points = (db: Db) => db`
	defaults as (
		select territory_id, month, lat, lon from filed where shown and lat is not null
		group by territory_id, month, lat, lon having count(*) >= 8 and count(distinct place_words) * 2 > count(*)
	)`;
export const isMisplaced = (db: Db) => db`
	(d.lat is not null or (round(f.lat::numeric, 2) = f.lat::numeric and round(f.lon::numeric, 2) = f.lon::numeric))`;

export async function filedIn(
	db: Db,
	spans: readonly Span[],
	edges: { days: readonly number[]; hours: readonly number[] },
): Promise<FiledRow[]> {
	return db<FiledRow[]>`
		/* background: many territories at once, by the key territory_id */
		with filed as materialized (
			select s.territory_id, s.month, (a.filed_at at time zone s.zone)::date as day, a.category, a.body_territory_id, a.body_id,
				width_bucket((n.answered_at at time zone s.zone)::date - (a.filed_at at time zone s.zone)::date, ${[...edges.days]}::int[])
					as day_bin,
				width_bucket((extract(epoch from a.taken_up_at - a.filed_at) / 3600)::float8, ${[...edges.hours]}::float8[]) as hour_bin,
				${isGone(db)} as gone, a.joined, a.lat, a.lon, a.place_words,
				a.visibility <> 'authority' and a.state <> 'filed' as shown
			from ${spansOf(db, spans)}
			join appeals.appeal a on a.territory_id = s.territory_id and a.filed_at >= s.since and a.filed_at < s.until
			left join appeals.answer n on n.territory_id = a.territory_id and n.appeal_id = a.id and n.round = 1
		), ${points(db)}
		select f.territory_id as territory, f.month::text as month, f.day::text as day, f.category,
			f.body_territory_id as "bodyTerritory", f.body_id as body, f.day_bin as "dayBin", f.hour_bin as "hourBin",
			count(*)::int as filed, sum(1 + f.joined)::int as people, (count(*) filter (where f.gone))::int as gone,
			(count(*) filter (where f.shown and f.lat is not null and not ${isMisplaced(db)}))::int as placed,
			(count(*) filter (where f.shown and f.lat is not null and ${isMisplaced(db)}))::int as misplaced
		from filed f
		left join defaults d on d.territory_id = f.territory_id and d.month = f.month and d.lat = f.lat and d.lon = f.lon
		group by 1, 2, 3, 4, 5, 6, 7, 8`;
}

export async function answersIn(db: Db, spans: readonly Span[]): Promise<AnswerRow[]> {
	return db<AnswerRow[]>`
		/* background: many territories at once, by the key territory_id */
		select s.territory_id as territory, s.month::text as month, (n.answered_at at time zone s.zone)::date::text as day, a.category,
			n.body_territory_id as "bodyTerritory", n.body_id as body,
			(count(*) filter (where n.round = 1))::int as answered, count(*)::int as replies
		from ${spansOf(db, spans)}
		join appeals.answer n on n.territory_id = s.territory_id and n.answered_at >= s.since and n.answered_at < s.until
		join appeals.appeal a on a.territory_id = n.territory_id and a.id = n.appeal_id
		group by 1, 2, 3, 4, 5, 6`;
}

export async function verdictsIn(db: Db, spans: readonly Span[]): Promise<VerdictRow[]> {
	return db<VerdictRow[]>`
		/* background: many territories at once, by the key territory_id */
		select s.territory_id as territory, s.month::text as month, (n.verdict_at at time zone s.zone)::date::text as day, a.category,
			n.body_territory_id as "bodyTerritory", n.body_id as body,
			(count(*) filter (where ${isReturned(db)}))::int as returned,
			(count(*) filter (where n.verdict = 'accepted'))::int as accepted
		from ${spansOf(db, spans)}
		join appeals.answer n on n.territory_id = s.territory_id and n.verdict_at >= s.since and n.verdict_at < s.until
		join appeals.appeal a on a.territory_id = n.territory_id and a.id = n.appeal_id
		group by 1, 2, 3, 4, 5, 6`;
}

/** By the promised day. Met: the first answer came on that day or before it. What was closed without an answer was not due. */
export async function dueIn(db: Db, spans: readonly Span[]): Promise<DueRow[]> {
	return db<DueRow[]>`
		/* background: many territories at once, by the key territory_id */
		select s.territory_id as territory, s.month::text as month, a.due_on::text as day, a.category,
			a.body_territory_id as "bodyTerritory", a.body_id as body, (count(*) filter (where not ${isGone(db)}))::int as due,
			(count(*) filter (where (n.answered_at at time zone s.zone)::date <= a.due_on))::int as met,
			(count(*) filter (where a.state not in ('answered', 'accepted', 'closed')))::int as waiting
		from ${spansOf(db, spans)}
		join appeals.appeal a on a.territory_id = s.territory_id and a.due_on >= s.month and a.due_on < s.next
		left join appeals.answer n on n.territory_id = a.territory_id and n.appeal_id = a.id and n.round = 1
		group by 1, 2, 3, 4, 5, 6`;
}
