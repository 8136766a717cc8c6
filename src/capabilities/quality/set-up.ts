import { z } from 'zod';
import { record } from '#platform/audit/door.server.ts';
import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, installation } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { nearest, type Rubric } from './rubric.ts';
import * as store from './settings-store.server.ts';
import { drawsOf } from './store.server.ts';

const number = (least: number, most: number, code: string) =>
	z
		.string({ error: code })
		.regex(/^\d{1,3}$/, code)
		.transform(Number)
		.refine((value) => value >= least && value <= most, code);

export const planInput = z.object({
	perBody: number(0, 50, 'quality.plan.per-body.range'),
	percent: number(0, 100, 'quality.plan.percent.range'),
	twice: number(0, 100, 'quality.plan.percent.range'),
});

/** How many answers of each body are drawn in a week, from the next draw on. */
export async function setPlan(
	actor: Actor,
	holdsIn: TerritoryId,
	input: z.output<typeof planInput>,
): Promise<void> {
	demand(actor, 'quality.set', { territory: holdsIn });
	await transaction(async (tx) => {
		const version = ((await store.planHistory(tx, holdsIn, 1))[0]?.version ?? 0) + 1;
		const made = { holdsIn, version, inherits: false, madeAt: new Date(), madeBy: actor.account };
		await store.insertPlan(tx, { ...input, ...made });
		await record(tx, {
			actor,
			territory: holdsIn,
			action: 'quality.plan-changed',
			thing: { kind: 'quality.plan', id: String(holdsIn) },
			payload: { version, ...input },
		});
	});
}

/** One line of the form; a line without any name is no criterion. */
export type CriterionInput = { ru: string; en: string; hint: string; weight: string; code: string };
export const mostCriteria = 10;

/** What answers are scored by from now on; what was scored keeps its own edition. */
export async function setRubric(
	actor: Actor,
	holdsIn: TerritoryId,
	lines: readonly CriterionInput[],
): Promise<void> {
	demand(actor, 'quality.set', { territory: holdsIn });
	const problems: Problem[] = [];
	const criteria: Rubric['criteria'] = [];
	for (const [i, line] of lines.entries()) {
		if (!line.ru && !line.en && !line.hint) continue;
		if (!line.ru) problems.push({ field: `ru-${i}`, code: 'quality.rubric.name.missing' });
		if (line.ru.length > 120 || line.en.length > 120)
			problems.push({
				field: line.ru.length > 120 ? `ru-${i}` : `en-${i}`,
				code: 'quality.rubric.name.long',
			});
		if (line.hint.length > 300) problems.push({ field: `hint-${i}`, code: 'quality.rubric.hint.long' });
		const weight = /^\d{1,2}$/.test(line.weight) ? Number(line.weight) : 0;
		if (weight < 1 || weight > 10)
			problems.push({ field: `weight-${i}`, code: 'quality.rubric.weight.range' });
		const known = /^[a-z]+(-[a-z]+)*$/.test(line.code) && !criteria.some((one) => one.code === line.code);
		criteria.push({
			code: known ? line.code : `own-${String.fromCharCode(97 + i)}`,
			position: i,
			weight,
			texts: [
				{ lang: 'ru', name: line.ru, hint: line.hint },
				...(line.en ? [{ lang: 'en', name: line.en, hint: '' }] : []),
			],
		});
	}
	if (criteria.length === 0) problems.push({ field: 'ru-0', code: 'quality.rubric.empty' });
	if (problems.length) invalid(...problems);
	await writeRubric(actor, holdsIn, { inherits: false, criteria });
}

/** What holds above holds here again. */
export async function inheritRubric(actor: Actor, holdsIn: TerritoryId): Promise<void> {
	demand(actor, 'quality.set', { territory: holdsIn });
	const [now] = await store.rubricHistory(database(), holdsIn, 1);
	if (holdsIn === installation || !now || now.inherits) refuse('quality.rubric.none-of-own');
	await writeRubric(actor, holdsIn, { inherits: true, criteria: [] });
}

async function writeRubric(
	actor: Actor,
	holdsIn: TerritoryId,
	content: Pick<Rubric, 'inherits' | 'criteria'>,
): Promise<void> {
	await transaction(async (tx) => {
		const version = ((await store.rubricHistory(tx, holdsIn, 1))[0]?.version ?? 0) + 1;
		const made = { holdsIn, version, madeAt: new Date(), madeBy: actor.account };
		await store.insertRubric(tx, { ...content, ...made });
		await record(tx, {
			actor,
			territory: holdsIn,
			action: 'quality.rubric-changed',
			thing: { kind: 'quality.rubric', id: String(holdsIn) },
			payload: { version, inherits: content.inherits, codes: content.criteria.map((one) => one.code) },
		});
	});
}

/** What holds in a place, how it was changed, and what was drawn by it. */
export async function viewSetUp(holdsIn: TerritoryId) {
	const areas = holdsIn === installation ? [] : [holdsIn, ...tree.ancestors(holdsIn)];
	const db = database();
	const [plans, rubrics, history, draws] = await Promise.all([
		store.newestPlans(db),
		store.newestRubrics(db),
		store.rubricHistory(db, holdsIn),
		holdsIn === installation ? [] : drawsOf(db, holdsIn, 13),
	]);
	const plan = nearest(plans, areas);
	const rubric = nearest(rubrics, areas);
	return { plan, rubric, own: rubric?.holdsIn === holdsIn, history, draws };
}
