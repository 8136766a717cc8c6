import type { AccountId, Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { Criterion, Rubric } from './rubric.ts';
import type { Plan } from './sample.ts';

export type PlanEdition = Plan & {
	holdsIn: TerritoryId;
	version: number;
	inherits: boolean;
	madeAt: Date;
	madeBy: AccountId | null;
};

/** The newest edition of every plan. */
export async function newestPlans(db: Db): Promise<PlanEdition[]> {
	return db<PlanEdition[]>`
		select distinct on (holds_in) holds_in as "holdsIn", version, inherits, per_body as "perBody", percent, twice,
			made_at as "madeAt", made_by as "madeBy"
		from quality.plan order by holds_in, version desc`;
}

export async function planHistory(db: Db, holdsIn: TerritoryId, limit = 20): Promise<PlanEdition[]> {
	return db<PlanEdition[]>`
		select holds_in as "holdsIn", version, inherits, per_body as "perBody", percent, twice, made_at as "madeAt",
			made_by as "madeBy"
		from quality.plan where holds_in = ${holdsIn} order by version desc limit ${limit}`;
}

export async function insertPlan(tx: Tx, plan: PlanEdition): Promise<void> {
	await tx`
		insert into quality.plan (holds_in, version, inherits, per_body, percent, twice, made_at, made_by)
		values (${plan.holdsIn}, ${plan.version}, ${plan.inherits}, ${plan.perBody}, ${plan.percent}, ${plan.twice},
			${plan.madeAt}, ${plan.madeBy})`;
}

type RubricRow = Omit<Rubric, 'criteria'>;

/** The newest edition of every rubric. */
export async function newestRubrics(db: Db): Promise<Rubric[]> {
	const rows = await db<RubricRow[]>`
		select distinct on (holds_in) holds_in as "holdsIn", version, inherits, made_at as "madeAt", made_by as "madeBy"
		from quality.rubric order by holds_in, version desc`;
	return withCriteria(db, rows);
}

export async function rubricHistory(db: Db, holdsIn: TerritoryId, limit = 20): Promise<Rubric[]> {
	const rows = await db<RubricRow[]>`
		select holds_in as "holdsIn", version, inherits, made_at as "madeAt", made_by as "madeBy"
		from quality.rubric where holds_in = ${holdsIn} order by version desc limit ${limit}`;
	return withCriteria(db, rows);
}

async function withCriteria(db: Db, rows: readonly RubricRow[]): Promise<Rubric[]> {
	if (rows.length === 0) return [];
	const criteria = await db<(Criterion & Pick<Rubric, 'holdsIn' | 'version'>)[]>`
		select c.holds_in as "holdsIn", c.version, c.code, c.position, c.weight,
			coalesce(jsonb_agg(jsonb_build_object('lang', t.lang, 'name', t.name, 'hint', t.hint)) filter (where t.lang is not null), '[]')
				as texts
		from unnest(${rows.map((row) => row.holdsIn)}::int[], ${rows.map((row) => row.version)}::int[]) e (holds_in, version)
		join quality.criterion c on c.holds_in = e.holds_in and c.version = e.version
		left join quality.criterion_text t on t.holds_in = c.holds_in and t.version = c.version and t.code = c.code
		group by c.holds_in, c.version, c.code, c.position, c.weight
		order by c.position, c.code`;
	return rows.map((row) => ({
		...row,
		criteria: criteria
			.filter((one) => one.holdsIn === row.holdsIn && one.version === row.version)
			.map(({ code, position, weight, texts }) => ({ code, position, weight, texts })),
	}));
}

export async function insertRubric(tx: Tx, rubric: Rubric): Promise<void> {
	const { holdsIn, version, inherits, madeAt, madeBy, criteria } = rubric;
	await tx`
		insert into quality.rubric (holds_in, version, inherits, made_at, made_by)
		values (${holdsIn}, ${version}, ${inherits}, ${madeAt}, ${madeBy})`;
	for (const { code, position, weight, texts } of criteria) {
		await tx`
			insert into quality.criterion (holds_in, version, code, position, weight)
			values (${holdsIn}, ${version}, ${code}, ${position}, ${weight})`;
		for (const { lang, name, hint } of texts)
			await tx`
				insert into quality.criterion_text (holds_in, version, code, lang, name, hint)
				values (${holdsIn}, ${version}, ${code}, ${lang}, ${name}, ${hint})`;
	}
}
