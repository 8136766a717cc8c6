import type { AccountId, Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { Plan } from './sample.ts';

export type DrawRow = Plan & {
	territory: TerritoryId;
	/** The Monday, ISO. */
	week: string;
	seed: string;
	answers: number;
	drawn: number;
	drawnAt: Date;
};

/** False where the week was drawn before. */
export async function insertDraw(tx: Tx, draw: DrawRow): Promise<boolean> {
	const rows = await tx`
		insert into quality.draw (territory_id, week, seed, per_body, percent, twice, answers, drawn, drawn_at)
		values (${draw.territory}, ${draw.week}::date, ${draw.seed}, ${draw.perBody}, ${draw.percent}, ${draw.twice},
			${draw.answers}, ${draw.drawn}, ${draw.drawnAt})
		on conflict (territory_id, week) do nothing returning 1`;
	return rows.length > 0;
}

/** The draws of a territory, the newest first. */
export async function drawsOf(db: Db, territory: TerritoryId, limit: number): Promise<DrawRow[]> {
	return db<DrawRow[]>`
		select territory_id as territory, week::text as week, seed, per_body as "perBody", percent, twice, answers, drawn,
			drawn_at as "drawnAt"
		from quality.draw where territory_id = ${territory} order by week desc limit ${limit}`;
}

export type Sampled = {
	id: Id<'sampled'>;
	week: string;
	appeal: Id<'appeal'>;
	answer: Id<'answer'>;
	bodyTerritory: TerritoryId;
	body: Id<'body'>;
	account: AccountId | null;
	position: number;
	twice: boolean;
};

export async function insertSampled(
	tx: Tx,
	territory: TerritoryId,
	rows: readonly Sampled[],
	scorings: readonly { id: string; sampled: string; slot: number; week: string; position: number }[],
): Promise<void> {
	if (rows.length === 0) return;
	await tx`
		insert into quality.sampled (territory_id, id, week, appeal_id, answer_id, body_territory_id, body_id, account_id, position,
			twice)
		select ${territory}, t.* from unnest(${rows.map((one) => one.id)}::uuid[], ${rows.map((one) => one.week)}::date[],
			${rows.map((one) => one.appeal)}::uuid[], ${rows.map((one) => one.answer)}::uuid[],
			${rows.map((one) => one.bodyTerritory)}::int[], ${rows.map((one) => one.body)}::uuid[],
			${rows.map((one) => one.account)}::uuid[], ${rows.map((one) => one.position)}::int[],
			${rows.map((one) => String(one.twice))}::text[]::boolean[]) as t`;
	await tx`
		insert into quality.scoring (territory_id, id, sampled_id, slot, week, position)
		select ${territory}, t.* from unnest(${scorings.map((one) => one.id)}::uuid[],
			${scorings.map((one) => one.sampled)}::uuid[], ${scorings.map((one) => one.slot)}::smallint[],
			${scorings.map((one) => one.week)}::date[], ${scorings.map((one) => one.position)}::int[]) as t`;
}

export type Scoring = {
	territory: TerritoryId;
	id: Id<'scoring'>;
	sampled: Id<'sampled'>;
	slot: number;
	week: string;
	scorer: AccountId | null;
	takenAt: Date | null;
	scoredAt: Date | null;
	rubricHoldsIn: TerritoryId | null;
	rubricVersion: number | null;
	total: number | null;
	formal: boolean | null;
	note: string | null;
	answer: Id<'answer'>;
	account: AccountId | null;
};

const scoringColumns = (db: Db) => db`
	c.territory_id as territory, c.id, c.sampled_id as sampled, c.slot, c.week::text as week, c.scorer_id as scorer,
	c.taken_at as "takenAt", c.scored_at as "scoredAt", c.rubric_holds_in as "rubricHoldsIn", c.rubric_version as "rubricVersion",
	c.total::float as total, c.formal, c.note, s.answer_id as answer, s.account_id as account`;

export async function lockScoring(tx: Tx, territory: TerritoryId, id: string): Promise<Scoring | undefined> {
	const [row] = await tx<Scoring[]>`
		select ${scoringColumns(tx)} from quality.scoring c
		join quality.sampled s on s.territory_id = c.territory_id and s.id = c.sampled_id
		where c.territory_id = ${territory} and c.id = ${id} for update of c`;
	return row;
}

export async function readScoring(db: Db, territory: TerritoryId, id: string): Promise<Scoring | undefined> {
	const [row] = await db<Scoring[]>`
		select ${scoringColumns(db)} from quality.scoring c
		join quality.sampled s on s.territory_id = c.territory_id and s.id = c.sampled_id
		where c.territory_id = ${territory} and c.id = ${id}`;
	return row;
}

export async function pointsOf(
	db: Db,
	territory: TerritoryId,
	scoring: string,
): Promise<Map<string, number>> {
	const rows = await db<{ code: string; points: number }[]>`
		select code, points from quality.point where territory_id = ${territory} and scoring_id = ${scoring}`;
	return new Map(rows.map((row) => [row.code, row.points]));
}

/** How long what somebody took is kept for them. */
export const leaseDays = 7;

/** What waits for this person: free or long forgotten, not their own answers or those of bodies they work in, nor read by them before. */
const waitingFor = (
	db: Db,
	asked: { territories: readonly TerritoryId[]; account: AccountId; bodies: readonly string[]; now: Date },
) => db`
	from quality.scoring c join quality.sampled s on s.territory_id = c.territory_id and s.id = c.sampled_id
	where c.territory_id = any(${[...asked.territories]}) and c.scored_at is null
		and (c.scorer_id is null or c.taken_at < ${new Date(asked.now.getTime() - leaseDays * 86_400_000)})
		and (s.account_id is null or s.account_id <> ${asked.account}) and s.body_id <> all(${[...asked.bodies]}::uuid[])
		and not exists (select 1 from quality.scoring o where o.territory_id = c.territory_id and o.sampled_id = c.sampled_id
			and o.scorer_id = ${asked.account})`;

/** Answers, not readings: what waits for two waits for this person once. */
export async function countWaiting(db: Db, asked: Parameters<typeof waitingFor>[1]): Promise<number> {
	const [row] = await db<{ count: number }[]>`
		select count(distinct c.sampled_id)::int as count ${waitingFor(db, asked)}`;
	return row?.count ?? 0;
}

/** The same with the newest of them and where that was drawn; nothing waits: no newest. */
export async function waitingNow(
	db: Db,
	asked: Parameters<typeof waitingFor>[1],
): Promise<{ count: number; newest: string | null; territory: TerritoryId | null }> {
	const rows = await db<{ newest: string; territory: TerritoryId; count: number }[]>`
		with waiting as (select c.territory_id, c.id, c.sampled_id ${waitingFor(db, asked)})
		select w.id::text as newest, w.territory_id as territory, (select count(distinct sampled_id)::int from waiting) as count
		from waiting w order by w.id desc limit 1`;
	return rows[0] ?? { count: 0, newest: null, territory: null };
}

/** Where anything waits to be read. Background. */
export async function territoriesWaiting(db: Db, now: Date): Promise<TerritoryId[]> {
	const rows = await db<{ territory: TerritoryId }[]>`
		/* background: once a day over all territories */
		select distinct territory_id as territory from quality.scoring
		where scored_at is null and (scorer_id is null or taken_at < ${new Date(now.getTime() - leaseDays * 86_400_000)})`;
	return rows.map((row) => row.territory);
}

/** The next few to read, the oldest week first. */
export async function nextWaiting(
	db: Db,
	asked: Parameters<typeof waitingFor>[1],
): Promise<{ territory: TerritoryId; id: Id<'scoring'> }[]> {
	return db<{ territory: TerritoryId; id: Id<'scoring'> }[]>`
		select c.territory_id as territory, c.id ${waitingFor(db, asked)} order by c.week, c.slot, c.position, c.id limit 20`;
}

/** Takes it for the person, where nobody was quicker. */
export async function take(
	tx: Tx,
	territory: TerritoryId,
	id: string,
	account: AccountId,
	at: Date,
): Promise<boolean> {
	const rows = await tx`
		update quality.scoring set scorer_id = ${account}, taken_at = ${at}
		where territory_id = ${territory} and id = ${id} and scored_at is null
			and (scorer_id is null or taken_at < ${new Date(at.getTime() - leaseDays * 86_400_000)}) returning 1`;
	return rows.length > 0;
}

/** "I know this one": somebody else reads it. */
export async function release(tx: Tx, territory: TerritoryId, id: string): Promise<void> {
	await tx`
		update quality.scoring set scorer_id = null, taken_at = null
		where territory_id = ${territory} and id = ${id} and scored_at is null`;
}

/** What the person took and has not scored; what they scored last. */
export async function ofPerson(
	db: Db,
	account: AccountId,
	territories: readonly TerritoryId[],
): Promise<Scoring[]> {
	return db<Scoring[]>`
		select ${scoringColumns(db)} from quality.scoring c
		join quality.sampled s on s.territory_id = c.territory_id and s.id = c.sampled_id
		where c.territory_id = any(${[...territories]}) and c.scorer_id = ${account}
		order by c.scored_at desc nulls first, c.taken_at desc limit 20`;
}

export async function writeScore(
	tx: Tx,
	scoring: Pick<Scoring, 'territory' | 'id'>,
	score: {
		at: Date;
		rubric: { holdsIn: TerritoryId; version: number };
		total: number;
		formal: boolean;
		note: string | null;
		points: ReadonlyMap<string, number>;
	},
): Promise<void> {
	await tx`
		update quality.scoring set scored_at = ${score.at}, rubric_holds_in = ${score.rubric.holdsIn},
			rubric_version = ${score.rubric.version}, total = ${score.total.toFixed(4)}, formal = ${score.formal}, note = ${score.note}
		where territory_id = ${scoring.territory} and id = ${scoring.id}`;
	await tx`
		delete from quality.point where territory_id = ${scoring.territory} and scoring_id = ${scoring.id}`;
	await tx`
		insert into quality.point (territory_id, scoring_id, code, points)
		select ${scoring.territory}, ${scoring.id}, t.* from unnest(${[...score.points.keys()]}::text[],
			${[...score.points.values()]}::smallint[]) as t`;
}

/** What the person scored, over all territories. */
export async function scoredBy(
	db: Db,
	account: AccountId,
): Promise<{ week: string; scoredAt: Date; total: number; formal: boolean; note: string | null }[]> {
	return db`
		/* background: the export of a person looks over all territories */
		select week::text as week, scored_at as "scoredAt", total::float as total, formal, note from quality.scoring
		where scorer_id = ${account} and scored_at is not null order by scored_at`;
}

/** Who scored goes out of it; the scores stay, and what was taken is free again. */
export async function forgetScorer(tx: Tx, account: AccountId): Promise<void> {
	await tx`
		/* background: erasing a person looks over all territories */
		update quality.scoring set scorer_id = null where scorer_id = ${account}`;
}
