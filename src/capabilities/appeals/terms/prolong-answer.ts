import { record } from '#platform/audit/door.server.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { type AccountId, newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Appeal, AppealRef } from '../appeal.ts';
import { reach } from '../reach.ts';
import * as appeals from '../store.server.ts';
import { step } from './count.ts';
import { type Ground, groundOf } from './ground.server.ts';
import { type Recounted, recountTerms } from './recount-terms.ts';
import { rulesIn } from './rules.ts';
import * as store from './store.server.ts';
import type { Day, Term } from './term.ts';

/** Why the answer may not be prolonged; null: it may, up to the day. */
export type Prolongable = { most: Day; not: null } | { most: null; not: NotProlonged };
export type NotProlonged = 'no-rule' | 'once' | 'over' | 'met';

/** No office rests longer; a calendar without working days must not be searched for ever. */
const mostDaysOff = 40;

/** Whether the rule of the answer lets it be prolonged now: once, before its day is over, by no more than the rule says. */
export function prolongable(
	appeal: Pick<Appeal, 'filedAt' | 'prolongedTo'>,
	terms: readonly Term[],
	ground: Ground,
	now: Date,
): Prolongable {
	const answer = terms.find((term) => term.kind === 'answer');
	const rule = rulesIn(ground.book, ground.where, dayIn(ground.zone, appeal.filedAt)).get('answer');
	if (!answer || !rule?.prolongDays) return { most: null, not: 'no-rule' };
	if (answer.metAt) return { most: null, not: 'met' };
	if (appeal.prolongedTo) return { most: null, not: 'once' };
	if (now >= answer.dueAt) return { most: null, not: 'over' };
	return { most: workingDay(step(answer.dueOn, rule.prolongDays), -1, ground), not: null };
}

/** The day itself, or the nearest before (-1) or after (1) it on which the office works. */
function workingDay(day: Day, way: 1 | -1, ground: Ground): Day {
	let found = day;
	for (let i = 0; i < mostDaysOff && !ground.days.works(found, 'office'); i++) found = step(found, way);
	return found;
}

/**
 * Prolongs the term of the answer, once, for a reason, no further than the law allows (59-FZ, art. 12, part 2: by 30 days at
 * most, and the author is told). The promise of the category goes along where its rule says so.
 * @param input.until the new day of the answer; a day off gives way to the working day before it
 * @throws Invalid when the day is not later than now is told, or later than the rule allows
 */
export async function prolongAnswer(
	actor: Actor,
	ref: AppealRef,
	input: { until: Day; reason: string },
	at = new Date(),
): Promise<Day> {
	const ground = await groundOf(ref.territory);
	return transaction(async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.prolong');
		const { until, was } = await checkDay(tx, appeal, ground, input.until, at);
		const { from, to } = await prolong(tx, ref, { ...input, until, was, account: actor.account }, at);
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.prolonged',
			thing: { kind: 'appeal', id: ref.id },
			payload: { until, reason: input.reason, from: from.dueOn, to: to.dueOn },
		});
		return until;
	});
}

async function prolong(
	tx: Tx,
	ref: AppealRef,
	to: { until: Day; was: Day; reason: string; account: AccountId | null },
	at: Date,
): Promise<Recounted> {
	const { account, reason } = to;
	await appeals.change(tx, ref, { prolongedTo: to.until }, at);
	const recounted = await recountTerms(tx, ref, 'prolonged', { account, reason, at });
	await appeals.happened(tx, ref, at, {
		id: newId(at.getTime()),
		kind: 'term-prolonged',
		audience: 'public',
		account,
		text: reason,
		facts: { from: to.was, to: to.until },
	});
	await announce(tx, 'appeals.prolonged', { territory: ref.territory, appeal: ref.id });
	return recounted;
}

/**
 * The work that an appeal shares with another was prolonged: its own term is too, as far as the law lets it, and its author is
 * told. Where the law does not, its term stays. The caller has locked the appeal.
 */
export async function prolongBeside(
	tx: Tx,
	appeal: Appeal,
	input: { until: Day; reason: string },
	at: Date,
): Promise<void> {
	const ground = await groundOf(appeal.territory);
	const { most } = prolongable(appeal, await store.termsOf(tx, appeal), ground, at);
	const was = (await store.termsOf(tx, appeal)).find((term) => term.kind === 'answer')?.dueOn;
	if (most === null || was === undefined) return;
	const until = workingDay(input.until < most ? input.until : most, -1, ground);
	if (until > was) await prolong(tx, appeal, { until, was, reason: input.reason, account: null }, at);
}

async function checkDay(
	tx: Tx,
	appeal: Appeal,
	ground: Ground,
	asked: Day,
	at: Date,
): Promise<{ until: Day; was: Day }> {
	const terms = await store.termsOf(tx, appeal);
	const { most, not } = prolongable(appeal, terms, ground, at);
	if (not !== null) refuse(`appeals.prolong.not-${not}`);
	const was = terms.find((term) => term.kind === 'answer')?.dueOn ?? dayIn(ground.zone, at);
	const until = workingDay(asked, -1, ground);
	if (until <= was || until > most) {
		const least = workingDay(step(was, 1), 1, ground);
		invalid({ field: 'until', code: 'appeals.prolong.until', facts: { least, most } });
	}
	return { until, was };
}
