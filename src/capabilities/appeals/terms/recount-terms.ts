import { dayIn } from '#platform/calendar/door.ts';
import { type AccountId, newId, type Tx } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Appeal, AppealRef } from '../appeal.ts';
import * as appeals from '../store.server.ts';
import { type Ground, groundOf } from './ground.server.ts';
import { nextOf, planOf } from './ladder.ts';
import { type Cause, countTerms, type Done, dueOfAnswer, fromFiling, settle } from './ledger.ts';
import * as store from './store.server.ts';
import type { Because, Due, Term, TermChange, TermRule, Wait } from './term.ts';

export type By = {
	/** Null: the house, by a rule. */
	account: AccountId | null;
	/** In a person's words; it stands in the history of the term and on the timeline. */
	reason?: string | null;
	at?: Date;
};

const toldHere: readonly Because[] = ['category', 'calendar', 'rule'];

export type Recounted = { terms: Term[]; changes: TermChange[]; from: Due; to: Due };

/**
 * Counts all terms of an appeal anew from what is known of it now and writes down every end that moved. The caller has locked the
 * appeal and already changed what the terms depend on. When the day that the resident was told moves, the public
 * timeline says from which day to which and why, and `appeals.terms-changed` is announced.
 */
export async function recountTerms(tx: Tx, ref: AppealRef, because: Because, by: By): Promise<Recounted> {
	const ground = await groundOf(ref.territory);
	const appeal = await appeals.read(tx, ref);
	if (!appeal) throw new Error('the appeal whose terms are counted is not there');
	return recountOf(tx, appeal, ground, because, by);
}

/** The same for an appeal that was just read. */
export async function recountOf(
	tx: Tx,
	appeal: Appeal,
	ground: Ground,
	because: Because,
	by: By,
): Promise<Recounted> {
	const at = by.at ?? new Date();
	const [old, waits] = [await store.termsOf(tx, appeal), await store.waitsOf(tx, appeal)];
	const { terms, changes } = countedAnew(appeal, ground, old, waits, at, {
		because,
		account: by.account,
		reason: by.reason ?? null,
	});
	await store.writeTerms(tx, appeal, terms);
	await store.writeChanges(tx, appeal, changes, at);
	const from: Due = { dueOn: appeal.dueOn, dueAt: appeal.dueAt };
	const to = dueOfAnswer(terms);
	if (to.dueAt.getTime() !== from.dueAt.getTime() || to.dueOn !== from.dueOn) {
		await appeals.change(tx, appeal, { due: to }, at);
		// waits and prolongations tell of themselves
		if (toldHere.includes(because))
			await appeals.happened(tx, appeal, at, {
				// after what the caller tells of the same moment
				id: newId(at.getTime() + 5),
				kind: 'term-changed',
				audience: 'public',
				account: by.account,
				text: by.reason ?? null,
				facts: { from: from.dueOn, to: to.dueOn, because },
			});
		await announce(tx, 'appeals.terms-changed', { territory: appeal.territory, appeal: appeal.id });
	}
	return { terms, changes, from, to };
}

/** The rules that hold for an appeal. */
export const rulesOf = (appeal: Pick<Appeal, 'category' | 'filedAt'>, ground: Ground): TermRule[] =>
	ground.rules(appeal.category, dayIn(ground.zone, appeal.filedAt));

/** Terms with the next moment when something is to be told of them, as if nothing had been told yet. */
export function planned(terms: readonly Term[], category: string, ground: Ground): Term[] {
	const ladder = ground.ladder(category);
	return terms.map((term) => ({
		...term,
		nextAt: nextOf(term, planOf(term, ladder, ground.days), new Set()),
	}));
}

/** A term whose end or clock changed is looked at anew: what its ladder says of the new end comes first. */
function withNext(terms: readonly Term[], old: readonly Term[], category: string, ground: Ground): Term[] {
	const anew = planned(terms, category, ground);
	return terms.map((term, i) => {
		const was = old.find(({ kind }) => kind === term.kind);
		const same =
			was?.nextAt !== null && was?.dueAt.getTime() === term.dueAt.getTime() && !was.waits && !term.waits;
		if (same || term.metAt) return term;
		return anew[i] ?? term;
	});
}

/** What of the terms' subjects was done, and when, as the appeal's own row tells it. */
function doneOf(appeal: Parameters<typeof countAnew>[0]): Done {
	const answered = ['answered', 'accepted', 'closed'].includes(appeal.state)
		? (appeal.answeredAt ?? appeal.closedAt)
		: null;
	return {
		register: appeal.registeredAt,
		redirect: appeal.routedAt,
		reaction: appeal.takenUpAt ?? appeal.answeredAt ?? answered,
		answer: answered,
		promise: answered,
	};
}

/** As `countAnew`, with the next moments of what moved: as the terms are written. */
export function countedAnew(
	appeal: Parameters<typeof countAnew>[0],
	ground: Ground,
	old: readonly Term[],
	waits: readonly Wait[],
	at: Date,
	cause: Cause,
): { terms: Term[]; changes: TermChange[] } {
	const { terms, changes } = countAnew(appeal, ground, old, waits, at, cause);
	return { terms: withNext(terms, old, appeal.category, ground), changes };
}

/** Pure but for its arguments: what the terms of an appeal are by the ground of now. */
export function countAnew(
	appeal: Pick<
		Appeal,
		| 'category'
		| 'filedAt'
		| 'prolongedTo'
		| 'state'
		| 'registeredAt'
		| 'routedAt'
		| 'takenUpAt'
		| 'answeredAt'
		| 'closedAt'
	>,
	ground: Ground,
	old: readonly Term[],
	waits: readonly Wait[],
	at: Date,
	cause: Cause,
): { terms: Term[]; changes: TermChange[] } {
	const { prolongedTo } = appeal;
	const rules = rulesOf(appeal, ground);
	const fresh = countTerms(
		rules.filter(fromFiling),
		{ startedAt: appeal.filedAt, waits, prolongedTo },
		ground.days,
		at,
	);
	const verdict = old.find((term) => term.kind === 'verdict');
	if (verdict)
		fresh.push(
			...countTerms(
				rules.filter((rule) => rule.kind === 'verdict'),
				{ startedAt: verdict.startedAt, waits: [], prolongedTo: null },
				ground.days,
				at,
			),
		);
	return settle(old, fresh, cause, at, doneOf(appeal));
}
