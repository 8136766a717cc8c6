import { record } from '#platform/audit/door.server.ts';
import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { mayReturnSampled, returnSampled, type SentBack, sentBackOf } from '#rooms/appeals/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { bodiesOfActor, scoringTerritories } from './reach-case.ts';
import { recountWeeks } from './recount-week.ts';
import { nearest, type Rubric, textOf, totalOf } from './rubric.ts';
import { newestRubrics } from './settings-store.server.ts';
import * as store from './store.server.ts';

export type CaseKey = { territory: TerritoryId; id: string };

/** What holds where the answer was drawn. */
export async function rubricIn(territory: TerritoryId): Promise<Rubric> {
	const rubric = nearest(await newestRubrics(database()), [territory, ...tree.ancestors(territory)]);
	if (!rubric) throw new Error('the starter rubric is always there');
	return rubric;
}

/** Gives this person the next answer to read, chosen by chance and not by them; null where none waits. */
export async function takeNext(actor: Actor, at = new Date()): Promise<CaseKey | null> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const territories = scoringTerritories(actor);
	const [open] = await store.ofPerson(database(), account, territories);
	if (open && !open.scoredAt) return { territory: open.territory, id: open.id };
	const asked = { territories, account, bodies: bodiesOfActor(actor), now: at };
	for (const { territory, id } of await store.nextWaiting(database(), asked)) {
		demand(actor, 'quality.score', { territory });
		if (await transaction((tx) => store.take(tx, territory, id, account, at))) return { territory, id };
	}
	return null;
}

/** "I know whose it is": the answer goes to somebody else. */
export async function giveBack(actor: Actor, key: CaseKey): Promise<void> {
	await transaction(async (tx) => {
		const scoring = await reach(tx, actor, key);
		if (scoring.scoredAt) refuse('quality.already-scored');
		await store.release(tx, key.territory, key.id);
		await record(tx, {
			actor,
			territory: key.territory,
			action: 'quality.given-back',
			thing: { kind: 'quality.scoring', id: key.id },
		});
	});
}

/** "Send it back for a check": why, in words. */
export type SendBack = { reason: string };
export const reasonLength = { least: 20, most: 2000 } as const;

/** Only with the mark "formal", in words that a controller can follow, and where it can be sent back at all. */
async function problemsOfSendBack(
	actor: Actor,
	key: CaseKey,
	input: { formal: boolean; sendBack?: SendBack | null },
	at: Date,
): Promise<Problem[]> {
	if (!input.sendBack) return [];
	const { length } = input.sendBack.reason.trim();
	if (!input.formal) return [{ field: 'send-back', code: 'quality.send-back.only-formal' }];
	if (length < reasonLength.least) return [{ field: 'reason', code: 'quality.send-back.reason.short' }];
	if (length > reasonLength.most) return [{ field: 'reason', code: 'appeals.form.text.long' }];
	const scoring = await store.readScoring(database(), key.territory, key.id);
	if (!scoring || scoring.scorer === null || scoring.scorer !== actor.account) refuse('platform.not-found');
	if (await sentBack(scoring)) return [];
	const why = await mayReturnSampled(actor, scoring, at);
	return why ? [{ field: 'send-back', code: why }] : [];
}

/** What the scorer of a reading sent back, and what was decided. */
export async function sentBack(scoring: store.Scoring): Promise<SentBack | null> {
	if (scoring.scorer === null) return null;
	return (await sentBackOf(scoring.scorer, [scoring])).get(scoring.answer) ?? null;
}

/**
 * Points for every criterion, the mark "formal", a note to oneself; a formal reply may be sent back for a controller's check. What was
 * scored may be scored anew by the same person.
 */
export async function scoreCase(
	actor: Actor,
	key: CaseKey,
	input: { points: ReadonlyMap<string, number>; formal: boolean; note: string; sendBack?: SendBack | null },
	at = new Date(),
): Promise<void> {
	const rubric = await rubricIn(key.territory);
	const problems = rubric.criteria
		.filter(({ code }) => ![0, 1, 2].includes(input.points.get(code) ?? -1))
		.map(
			(one): Problem => ({
				field: `points-${one.code}`,
				code: 'quality.points.missing',
				facts: { name: textOf(one, actor.lang)?.name ?? one.code },
			}),
		);
	problems.push(...(await problemsOfSendBack(actor, key, input, at)));
	if (problems.length) invalid(...problems);
	const given = new Map(rubric.criteria.map(({ code }) => [code, input.points.get(code) ?? 0]));
	const week = await transaction(async (tx) => {
		const scoring = await reach(tx, actor, key);
		const total = totalOf(rubric.criteria, given);
		const { formal } = input;
		await store.writeScore(tx, scoring, {
			at,
			rubric,
			total,
			formal,
			note: input.note || null,
			points: given,
		});
		await record(tx, {
			actor,
			territory: key.territory,
			action: 'quality.scored',
			thing: { kind: 'quality.scoring', id: key.id },
			payload: { total, formal, points: Object.fromEntries(given) },
		});
		if (input.sendBack) {
			await returnSampled(tx, actor, scoring, input.sendBack.reason.trim(), at);
			await record(tx, {
				actor,
				territory: key.territory,
				action: 'quality.sent-back',
				thing: { kind: 'quality.scoring', id: key.id },
			});
		}
		return scoring.week;
	});
	await recountWeeks(key.territory, [week]);
}

/** Only whoever took it; to all others it is not there. */
async function reach(tx: Parameters<typeof store.lockScoring>[0], actor: Actor, key: CaseKey) {
	const scoring = (await store.lockScoring(tx, key.territory, key.id)) ?? refuse('platform.not-found');
	demand(actor, 'quality.score', { territory: key.territory });
	if (scoring.scorer === null || scoring.scorer !== actor.account) refuse('platform.not-found');
	return scoring;
}
