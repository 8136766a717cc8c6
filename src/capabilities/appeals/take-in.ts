import { record } from '#platform/audit/door.server.ts';
import { newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Appeal, AppealRef } from './appeal.ts';
import { categories } from './categories.server.ts';
import { type Decision, decide } from './classifier/decide.ts';
import { guesserFor } from './classifier/guess.ts';
import { classify, traceOf } from './classify-appeal.ts';
import { register } from './register-appeal.ts';
import { route } from './route-appeal.ts';
import { executorFor } from './sort-appeal.ts';
import * as store from './store.server.ts';

/** What the house does by itself, by a rule that somebody set: no account stands behind it. */
export const house: Actor = {
	account: null,
	name: '',
	grants: [],
	lang: 'ru',
	request: '',
	signIn: null,
	residence: null,
};

/**
 * Right after the filing: registers the appeal, says what it is about where the author did not, and gives it to the body that
 * answers for its category and place. Where the classifier is not sure, or no rule says who, it waits in the registry for a
 * person. Runs as a job, so twice does no harm. Answers the appeal as it was filed.
 */
export async function takeIn(ref: AppealRef, at = new Date()): Promise<Appeal | undefined> {
	const [all, guess] = await Promise.all([categories(), guesserFor(ref.territory, at)]);
	const rules = {
		routeAt: (category: string) => all.routeAt(category),
		isDanger: (category: string) => all.emergency(category) !== null,
	};
	return transaction(async (tx) => {
		const appeal = await store.lock(tx, ref);
		if (appeal?.state !== 'filed') return appeal;
		await register(tx, ref, null, at);
		const decision = decide(appeal, guess(appeal.text), rules);
		const now: Appeal = { ...appeal, state: 'registered' };
		if (decision.kind === 'take') {
			const { best } = decision;
			await classify(tx, now, best.category, { by: house, at, guessed: best });
			now.category = best.category;
		}
		if (decision.kind === 'wait') await doubt(tx, ref, decision, at);
		const found = decision.kind === 'wait' ? undefined : await executorFor(tx, all, now);
		if (found) {
			await route(tx, now, { body: found.body, unit: found.unit, by: null }, at);
			await announce(tx, 'appeals.routed', { territory: ref.territory, appeal: ref.id, was: null });
		} else await announce(tx, 'appeals.registered', { territory: ref.territory, appeal: ref.id });
		await record(tx, {
			actor: house,
			territory: ref.territory,
			action: found ? 'appeals.routed' : 'appeals.registered',
			thing: { kind: 'appeal', id: ref.id },
			payload: found ? { rule: found.rule.id, body: found.body.id, bodyTerritory: found.body.territory } : {},
		});
		return appeal;
	});
}

/** Why a person is asked: the timeline of the office says what the text looks like. */
async function doubt(
	tx: Tx,
	ref: AppealRef,
	{ because, best }: Extract<Decision, { kind: 'wait' }>,
	at: Date,
): Promise<void> {
	await store.happened(tx, ref, at, {
		id: newId(at.getTime() + 2),
		kind: because,
		audience: 'office',
		facts: best ? { to: best.category, ...traceOf(best) } : {},
	});
}
