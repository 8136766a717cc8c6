import { database } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { blindAnswer, blindNote, mayReturnSampled, sentBackOf } from '#rooms/appeals/door.server.ts';
import { bodiesOfActor, scoringTerritories } from './reach-case.ts';
import { textOf } from './rubric.ts';
import { type CaseKey, rubricIn, sentBack } from './score-case.ts';
import * as store from './store.server.ts';

/** One answer for whoever took it: the words of both sides without their names, and what to score them by. */
export async function readCase(actor: Actor, key: CaseKey) {
	const scoring = await store.readScoring(database(), key.territory, key.id);
	if (!scoring || scoring.scorer === null || scoring.scorer !== actor.account) refuse('platform.not-found');
	demand(actor, 'quality.score', { territory: key.territory });
	const [blind, rubric, points, back] = await Promise.all([
		blindAnswer(key.territory, scoring.answer, actor.lang),
		rubricIn(key.territory),
		store.pointsOf(database(), key.territory, key.id),
		sentBack(scoring),
	]);
	if (!blind) refuse('platform.not-found');
	const whyNot = back ? null : await mayReturnSampled(actor, scoring);
	return {
		...blind,
		criteria: rubric.criteria.map(({ code, weight, texts }) => {
			const text = textOf({ texts }, actor.lang);
			return {
				code,
				weight,
				name: text?.name ?? code,
				hint: text?.hint ?? '',
				points: points.get(code) ?? null,
			};
		}),
		formal: scoring.formal,
		note: scoring.note,
		scoredAt: scoring.scoredAt,
		sendBack: {
			/** A code of words; null: it may be sent back, or was. */
			whyNot,
			sent: back && {
				at: back.at,
				decision: back.decision,
				decidedAt: back.decidedAt,
				dueOn: back.dueOn,
				note: await blindNote(back),
			},
		},
	};
}

/** How much waits for this person, what they took, what they scored last. */
export async function myQueue(actor: Actor, now = new Date()) {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const territories = scoringTerritories(actor);
	const asked = { territories, account, bodies: bodiesOfActor(actor), now };
	const [waiting, mine] = await Promise.all([
		store.countWaiting(database(), asked),
		store.ofPerson(database(), account, territories),
	]);
	const scored = mine.filter((one) => one.scoredAt).slice(0, 8);
	const back = await sentBackOf(account, scored);
	return {
		waiting,
		taken: mine
			.filter((one) => !one.scoredAt)
			.map(({ territory, id, takenAt }) => ({ territory, id, takenAt })),
		scored: scored.map(({ territory, id, scoredAt, total, formal, answer }) => {
			const sent = back.get(answer);
			return { territory, id, scoredAt, total, formal, sent: sent ? (sent.decision ?? 'waiting') : null };
		}),
		scores: territories.length > 0,
	};
}
