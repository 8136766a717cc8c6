import { dayIn } from '#platform/calendar/door.ts';
import type { AccountId } from '#platform/db/ids.ts';
import { dueOf } from './count.ts';
import type {
	Because,
	Counted,
	Days,
	Due,
	Term,
	TermChange,
	TermFacts,
	TermKind,
	TermRule,
	Wait,
} from './term.ts';

/** What is counted from the filing; `verdict` begins with each answer. */
export const fromFiling = (rule: Pick<TermRule, 'kind'>): boolean => rule.kind !== 'verdict';

/** Counts a term of each rule. The same facts give the same terms, in whatever order they became known. */
export function countTerms(rules: readonly TermRule[], facts: TermFacts, days: Days, now: Date): Counted[] {
	const startedOn = dayIn(days.zone, facts.startedAt);
	return rules.map((rule) => ({
		kind: rule.kind,
		rule: rule.rule,
		startedAt: facts.startedAt,
		startedOn,
		amount: rule.amount,
		unit: rule.unit,
		week: rule.week,
		zone: days.zone,
		calendarVersion: days.version,
		...dueOf(rule, facts, days),
		waits: standing(rule, facts.waits, now),
	}));
}

/** The wait for which the clock of a rule stands at a moment; of several the one that lasts longest. */
function standing(rule: TermRule, waits: readonly Wait[], now: Date): Wait | null {
	return waits
		.filter((wait) => rule.stopsFor.includes(wait.reason) && wait.from <= now && now < wait.to)
		.reduce<Wait | null>((a, b) => (a && a.to >= b.to ? a : b), null);
}

/** The end, if it is in the past and the thing was not done before it. */
export function missed(due: Due, metAt: Date | null, now: Date): Date | null {
	return (metAt ?? now) >= due.dueAt ? due.dueAt : null;
}

export const begun = (counted: Counted, now: Date): Term => ({
	...counted,
	metAt: null,
	missedAt: missed(counted, null, now),
	nextAt: null,
});

export type Cause = {
	because: Because;
	account: AccountId | null;
	reason: string | null;
};

/** When the thing that a term is about was done. */
export type Done = Partial<Record<TermKind, Date | null>>;

/**
 * What was done before this moment is settled: no calendar, wait or change of category moves it any more, nor is it
 * asked of an appeal that had done it before it was asked.
 */
const isSettled = (metAt: Date | null, now: Date) => metAt !== null && metAt < now;

const sameDue = (a: Due, b: Due) => a.dueAt.getTime() === b.dueAt.getTime() && a.dueOn === b.dueOn;
const dueIn = ({ dueOn, dueAt }: Due): Due => ({ dueOn, dueAt });

/**
 * Puts newly counted terms in the place of those that were: what was met stays met, and every end that moved leaves a line that
 * says why.
 */
export function settle(
	old: readonly Term[],
	fresh: readonly Counted[],
	cause: Cause,
	now: Date,
	/** What was already done when a term first comes: an appeal that was taken up owes no first reaction. */
	done: Done = {},
): { terms: Term[]; changes: TermChange[] } {
	const was = new Map(old.map((term) => [term.kind, term]));
	const changes: TermChange[] = [];
	const change = (kind: TermKind, from: Due | null, to: Due | null) =>
		changes.push({
			kind,
			because: cause.because,
			from,
			to,
			metAt: null,
			account: cause.account,
			reason: cause.reason,
		});
	const terms = fresh.flatMap((counted): Term[] => {
		const before = was.get(counted.kind);
		was.delete(counted.kind);
		if (!before) {
			const metAt = done[counted.kind] ?? null;
			if (isSettled(metAt, now)) return [];
			change(counted.kind, null, dueIn(counted));
			return [{ ...begun(counted, now), metAt, missedAt: missed(counted, metAt, now) }];
		}
		if (isSettled(before.metAt, now)) return [before];
		if (!sameDue(before, counted)) change(counted.kind, dueIn(before), dueIn(counted));
		const { metAt, nextAt } = before;
		return [{ ...counted, metAt, missedAt: missed(counted, metAt, now), nextAt }];
	});
	for (const gone of was.values()) {
		if (gone.kind === 'verdict' || isSettled(gone.metAt, now)) terms.push(gone);
		else change(gone.kind, dueIn(gone), null);
	}
	return { terms, changes };
}

/** What the resident is told: the nearest of the law's and the category's. */
export function dueOfAnswer(terms: readonly (Due & { kind: TermKind })[]): Due {
	const told = terms.filter(({ kind }) => kind === 'answer' || kind === 'promise');
	return dueIn(told.reduce((a, b) => (b.dueAt < a.dueAt ? b : a)));
}
