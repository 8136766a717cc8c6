import { dayIn } from '#platform/calendar/door.ts';
import type { TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import * as appeals from '../store.server.ts';
import { groundOf } from './ground.server.ts';
import { begun, countTerms } from './ledger.ts';
import { resumeTerms } from './pause-terms.ts';
import { type By, recountTerms } from './recount-terms.ts';
import * as store from './store.server.ts';
import type { Term, TermChange } from './term.ts';

/** The author's term to accept an answer of this moment or to return it, by the rule that holds for the category in the territory. */
export async function verdictFor(
	territory: TerritoryId,
	answeredAt: Date,
	category = '',
): Promise<Term | null> {
	const { rules, days, zone } = await groundOf(territory);
	const own = rules(category, dayIn(zone, answeredAt)).filter((rule) => rule.kind === 'verdict');
	const facts = { startedAt: answeredAt, waits: [], prolongedTo: null };
	const [counted] = countTerms(own, facts, days, answeredAt);
	// at its end the appeal is closed
	return counted ? { ...begun(counted, answeredAt), nextAt: counted.dueAt } : null;
}

/**
 * An answer was given: what the authority owed is met, and the author's own term begins, in which the answer is accepted or
 * returned. The caller has locked the appeal.
 */
export async function answerTerms(tx: Tx, ref: AppealRef, by: By): Promise<void> {
	const at = by.at ?? new Date();
	const category = (await appeals.read(tx, ref))?.category;
	const verdict = await verdictFor(ref.territory, at, category);
	await resumeTerms(tx, ref, { by: by.account, at, quiet: true });
	await store.meet(tx, ref, ['answer', 'promise', 'reaction'], at);
	if (!verdict) return;
	const old = await store.termsOf(tx, ref);
	const before = old.find((term) => term.kind === 'verdict');
	await store.writeTerms(tx, ref, [...old.filter((term) => term !== before), verdict]);
	if (before)
		await store.writeChanges(
			tx,
			ref,
			[
				{
					kind: 'verdict',
					because: 'answered',
					from: { dueOn: before.dueOn, dueAt: before.dueAt },
					to: { dueOn: verdict.dueOn, dueAt: verdict.dueAt },
					metAt: before.metAt,
					account: by.account,
					reason: null,
				},
			],
			at,
		);
}

/**
 * The author returned the answer: what the authority owed is owed again, by its first day, so that a formal reply buys no
 * time. The caller has locked the appeal.
 */
export async function reopenTerms(tx: Tx, ref: AppealRef, by: By): Promise<void> {
	const at = by.at ?? new Date();
	await store.meet(tx, ref, ['verdict'], at);
	const opened = await store.reopen(tx, ref, ['answer', 'promise']);
	// that it was met once stays in its history
	const changes = opened.map(({ kind, metAt, dueOn, dueAt }): TermChange => {
		const due = { dueOn, dueAt };
		return { kind, because: 'returned', from: due, to: due, metAt, account: by.account, reason: null };
	});
	await store.writeChanges(tx, ref, changes, at);
	await recountTerms(tx, ref, 'returned', { account: by.account, at });
}

/**
 * A controller found the returned answer true: what the return had opened was met when the answer came, as before. The caller
 * has locked the appeal.
 */
export async function answerStands(tx: Tx, ref: AppealRef, answeredAt: Date, by: By): Promise<void> {
	const opened = (await store.termsOf(tx, ref)).filter(
		(term) => !term.metAt && (term.kind === 'answer' || term.kind === 'promise'),
	);
	await store.meet(tx, ref, ['answer', 'promise'], answeredAt);
	const changes = opened.map(({ kind, dueOn, dueAt }): TermChange => {
		const due = { dueOn, dueAt };
		return { kind, because: 'answered', from: due, to: due, metAt: null, account: by.account, reason: null };
	});
	await store.writeChanges(tx, ref, changes, by.at ?? new Date());
}
