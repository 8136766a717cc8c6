import type { Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';

export type BodyWeek = {
	owner: TerritoryId;
	week: string;
	bodyTerritory: TerritoryId;
	body: Id<'body'>;
	answers: number;
	returned: number;
	disputed: number;
	sampled: number;
	scored: number;
	formal: number;
	points: number;
};

/** What was scored in a week, by body: of two readings of one answer the mean counts. */
export async function scoredIn(
	db: Db,
	territory: TerritoryId,
	week: string,
): Promise<Pick<BodyWeek, 'bodyTerritory' | 'body' | 'sampled' | 'scored' | 'formal' | 'points'>[]> {
	return db`
		select s.body_territory_id as "bodyTerritory", s.body_id as body, count(*)::int as sampled,
			(count(r.total))::int as scored, coalesce(sum(r.formal), 0)::float as formal, coalesce(sum(r.total), 0)::float as points
		from quality.sampled s
		left join (select territory_id, sampled_id, avg(total) as total, avg(case when formal then 1 else 0 end) as formal
			from quality.scoring where territory_id = ${territory} and week = ${week}::date and scored_at is not null
			group by 1, 2) r on r.territory_id = s.territory_id and r.sampled_id = s.id
		where s.territory_id = ${territory} and s.week = ${week}::date
		group by 1, 2`;
}

export type Twice = { twice: number; bothFormal: number; differed: number };

/** Of a week, what two people scored. */
export async function scoredTwice(db: Db, territory: TerritoryId, week: string): Promise<Twice> {
	const [row] = await db<Twice[]>`
		select count(*)::int as twice, (count(*) filter (where formal = 2))::int as "bothFormal",
			(count(*) filter (where formal = 1))::int as differed
		from (select sampled_id, count(*) filter (where formal) as formal from quality.scoring
			where territory_id = ${territory} and week = ${week}::date and scored_at is not null
			group by sampled_id having count(*) = 2) as pairs`;
	return row ?? { twice: 0, bothFormal: 0, differed: 0 };
}

/** Writes the rows of one owner's week where they belong; the territory is the owner's or that of the bodies. */
export async function putBodyWeeks(
	tx: Tx,
	territory: TerritoryId,
	of: { owner: TerritoryId; week: string },
	rows: readonly BodyWeek[],
): Promise<void> {
	await tx`
		delete from quality.week_of_body
		where territory_id = ${territory} and week = ${of.week}::date and owner_id = ${of.owner}`;
	for (const row of rows)
		await tx`
			insert into quality.week_of_body (territory_id, week, owner_id, body_territory_id, body_id, answers, returned, disputed,
				sampled, scored, formal, points)
			values (${territory}, ${of.week}::date, ${of.owner}, ${row.bodyTerritory}, ${row.body}, ${row.answers}, ${row.returned},
				${row.disputed}, ${row.sampled}, ${row.scored}, ${row.formal}, ${row.points})`;
}

export const sums = [
	'answers',
	'returned',
	'disputed',
	'sampled',
	'scored',
	'formal',
	'points',
	'stratumAnswers',
	'stratumFormal',
	'stratumSpread',
	'twice',
	'bothFormal',
	'differed',
] as const;
export type Sums = Record<(typeof sums)[number], number>;
export const noSums = (): Sums => Object.fromEntries(sums.map((one) => [one, 0])) as Sums;

const columns = (db: Db) => db`
	answers, returned, disputed, sampled, scored, formal::float as formal, points::float as points,
	stratum_answers as "stratumAnswers", stratum_formal::float as "stratumFormal", stratum_spread::float as "stratumSpread", twice,
	both_formal as "bothFormal", differed`;

export async function talliesOf(db: Db, territories: readonly TerritoryId[], week: string): Promise<Sums[]> {
	return db<Sums[]>`
		select ${columns(db)} from quality.tally
		where territory_id = any(${[...territories]}) and week = ${week}::date order by territory_id`;
}

/** A territory's weeks, the newest first. */
export async function weeksOf(
	db: Db,
	territory: TerritoryId,
	from: string,
): Promise<(Sums & { week: string })[]> {
	return db<(Sums & { week: string })[]>`
		select week::text as week, ${columns(db)} from quality.tally
		where territory_id = ${territory} and week >= ${from}::date order by week desc`;
}

export async function putTally(tx: Tx, territory: TerritoryId, week: string, of: Sums): Promise<void> {
	await tx`
		insert into quality.tally (territory_id, week, answers, returned, disputed, sampled, scored, formal, points, stratum_answers,
			stratum_formal, stratum_spread, twice, both_formal, differed)
		values (${territory}, ${week}::date, ${of.answers}, ${of.returned}, ${of.disputed}, ${of.sampled}, ${of.scored}, ${of.formal},
			${of.points}, ${of.stratumAnswers}, ${of.stratumFormal}, ${of.stratumSpread}, ${of.twice}, ${of.bothFormal},
			${of.differed})
		on conflict (territory_id, week) do update set answers = excluded.answers, returned = excluded.returned,
			disputed = excluded.disputed, sampled = excluded.sampled, scored = excluded.scored, formal = excluded.formal,
			points = excluded.points, stratum_answers = excluded.stratum_answers, stratum_formal = excluded.stratum_formal,
			stratum_spread = excluded.stratum_spread, twice = excluded.twice, both_formal = excluded.both_formal,
			differed = excluded.differed`;
}

export type BodySums = Omit<BodyWeek, 'week' | 'owner'>;

/** Bodies side by side since a week: those that answer in a territory. */
export async function bodiesIn(db: Db, territory: TerritoryId, from: string): Promise<BodySums[]> {
	return db<BodySums[]>`
		select body_territory_id as "bodyTerritory", body_id as body, sum(answers)::int as answers, sum(returned)::int as returned,
			sum(disputed)::int as disputed, sum(sampled)::int as sampled, sum(scored)::int as scored, sum(formal)::float as formal,
			sum(points)::float as points
		from quality.week_of_body
		where territory_id = ${territory} and owner_id = ${territory} and week >= ${from}::date
		group by 1, 2 order by sum(answers) desc, body_id limit 200`;
}

/** One body over all territories that it answers in. */
export async function bodySums(
	db: Db,
	body: { territory: TerritoryId; id: string },
	from: string,
): Promise<BodySums | undefined> {
	const [row] = await db<BodySums[]>`
		select body_territory_id as "bodyTerritory", body_id as body, sum(answers)::int as answers, sum(returned)::int as returned,
			sum(disputed)::int as disputed, sum(sampled)::int as sampled, sum(scored)::int as scored, sum(formal)::float as formal,
			sum(points)::float as points
		from quality.week_of_body
		where territory_id = ${body.territory} and body_id = ${body.id} and body_territory_id = ${body.territory}
			and week >= ${from}::date
		group by 1, 2`;
	return row;
}
