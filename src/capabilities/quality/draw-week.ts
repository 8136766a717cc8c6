import { randomBytes } from 'node:crypto';
import { record } from '#platform/audit/door.server.ts';
import { database, type Id, newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { log } from '#platform/log/door.server.ts';
import { answersOfDays, territoriesAnswering } from '#rooms/appeals/door.server.ts';
import { bodyKey } from '#rooms/organisations/door.ts';
import { tree, zoneOf } from '#rooms/territories/door.server.ts';
import { recountWeeks } from './recount-week.ts';
import { nearest } from './rubric.ts';
import { pickSample } from './sample.ts';
import { newestPlans } from './settings-store.server.ts';
import * as store from './store.server.ts';
import { lastWeeks, weekAt } from './week.ts';

const day = 86_400_000;

/**
 * Draws the sample of a week that is over, once. The seed is made now, when nobody can answer in that week any more, and kept,
 * so that anyone can draw the same again.
 * @returns how many were drawn; null where it was drawn before
 */
export async function drawWeek(
	territory: TerritoryId,
	week: string,
	options: { seed?: string; at?: Date } = {},
): Promise<number | null> {
	const at = options.at ?? new Date();
	const seed = options.seed ?? randomBytes(16).toString('hex');
	const { since, until } = weekAt(week, zoneOf(territory));
	const [answers, plans] = await Promise.all([
		answersOfDays(territory, since, until),
		newestPlans(database()),
	]);
	const plan = nearest(plans, [territory, ...tree.ancestors(territory)]) ?? {
		perBody: 0,
		percent: 0,
		twice: 0,
	};
	const drawable = answers.map((one) => ({
		...one,
		// the body of another room's row: only told apart here
		body: bodyKey({ territory: one.bodyTerritory, id: one.body }),
		bodyId: one.body,
	}));
	const picked = pickSample(drawable, plan, seed);
	const rows = picked.map(
		(one): store.Sampled => ({
			id: newId<Id<'sampled'>>(at.getTime()),
			week,
			appeal: one.appeal,
			answer: one.id,
			bodyTerritory: one.bodyTerritory,
			body: one.bodyId,
			account: one.account,
			position: one.position,
			twice: one.twice,
		}),
	);
	const scorings = rows.flatMap((row) =>
		(row.twice ? [1, 2] : [1]).map((slot) => ({
			id: newId(at.getTime()),
			sampled: row.id,
			slot,
			week,
			position: row.position,
		})),
	);
	const drawn = await transaction(async (tx) => {
		const { perBody, percent, twice } = plan;
		const draw = { territory, week, seed, perBody, percent, twice };
		const isNew = await store.insertDraw(tx, {
			...draw,
			answers: answers.length,
			drawn: rows.length,
			drawnAt: at,
		});
		if (!isNew) return null;
		await store.insertSampled(tx, territory, rows, scorings);
		await record(tx, {
			actor: null,
			territory,
			action: 'quality.drawn',
			thing: { kind: 'quality.draw', id: `${territory} ${week}` },
			payload: { ...draw, answers: answers.length, drawn: rows.length },
		});
		return rows.length;
	});
	await recountWeeks(territory, [week]);
	return drawn;
}

/** Draws the last two weeks that are over wherever anything was answered; what was drawn stays. */
export async function drawWeeks(now = new Date(), signal?: AbortSignal): Promise<number> {
	let drawn = 0;
	const territories = await territoriesAnswering(new Date(now.getTime() - 22 * day), now);
	for (const territory of territories) {
		if (signal?.aborted) return drawn;
		for (const week of lastWeeks(now, zoneOf(territory), 2))
			try {
				drawn += (await drawWeek(territory, week, { at: now })) ?? 0;
			} catch (cause) {
				log().error({ cause, territory, week }, 'quality: a week could not be drawn');
			}
	}
	return drawn;
}
