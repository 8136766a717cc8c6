import { afterQuiet } from '#platform/notifications/door.ts';
import { step as dayAfter, startOf } from './count.ts';
import type { Day, Days, Due, Term, TermKind, Week } from './term.ts';

export const whoms = ['executor', 'head', 'controller', 'head-of-administration'] as const;
/** Who is told: of those who work on it, the head of their body, the controller and the head of the territory. */
export type Whom = (typeof whoms)[number];

export const sides = ['before', 'after', 'share'] as const;
export const stepUnits = ['working-days', 'working-hours', 'percent'] as const;
/** Terms that somebody else is told of; the author's own is not among them. */
export const toldKinds = ['register', 'redirect', 'reaction', 'promise', 'answer'] as const;

export type LadderStep = {
	kind: (typeof toldKinds)[number];
	side: (typeof sides)[number];
	amount: number;
	unit: (typeof stepUnits)[number];
	whom: Whom;
};

/** Hours of the clock on the wall between which nobody is told. */
export type Quiet = { from: number; to: number };

export type Ladder = { steps: readonly LadderStep[]; quiet: Quiet | null };

/** Names a step wherever it stands: the same step of a changed ladder is not told twice. */
export const nameOf = (step: Omit<LadderStep, 'kind'>): string =>
	`${step.side} ${step.amount} ${step.unit} ${step.whom}`;

/** The part of a term that its steps are placed by. */
export type Placed = Due & {
	kind: TermKind;
	startedAt: Date;
	startedOn: Day;
	week: Week;
	unit: Term['unit'];
};

export type Planned = { step: LadderStep; name: string; at: Date };

/** Longer than any ladder reaches. */
const mostDays = 800;

/**
 * When each step of a term is to be told, in order. Whole days are told at the beginning of work; what would fall into the
 * quiet hours waits for the morning, but for those who work round the clock. A warning that would come before the term began
 * is left out.
 */
export function planOf(term: Placed, ladder: Ladder, days: Days): Planned[] {
	const quiet = term.week === 'every-day' ? null : ladder.quiet;
	return ladder.steps
		.filter((step) => step.kind === term.kind)
		.flatMap((step): Planned[] => {
			const exact = momentOf(step, term, days);
			if (step.side !== 'after' && exact <= beginning(term, days)) return [];
			return [{ step, name: nameOf(step), at: afterQuiet(exact, { zone: days.zone, quiet }) }];
		})
		.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Terms in days begin with the day after the event. */
const beginning = (term: Placed, days: Days): Date =>
	term.unit === 'working-hours' ? term.startedAt : startOf(dayAfter(term.startedOn, 1), days.zone);

function momentOf(step: LadderStep, term: Placed, days: Days): Date {
	const due = term.dueAt.getTime();
	if (step.side === 'share') {
		const part = step.amount / 100;
		if (term.unit === 'working-hours') return new Date(partOfHours(part, term, days));
		const from = beginning(term, days).getTime();
		return new Date(from + (due - from) * part);
	}
	const sign = step.side === 'before' ? -1 : 1;
	if (step.unit === 'working-hours') return new Date(hoursFrom(due, sign, step.amount, term, days));
	if (step.side === 'after' && step.amount === 0) return term.dueAt;
	let day = term.dueOn;
	for (let left = step.amount, i = 0; left > 0 && i < mostDays; i++) {
		day = dayAfter(day, sign);
		if (days.works(day, term.week)) left--;
	}
	// a term in hours is told at its own hour, not at the beginning of the day on which it ends
	if (term.unit === 'working-hours' && step.amount === 0) return term.startedAt;
	const opening = days.shifts(day, term.week)[0]?.[0];
	return opening === undefined ? startOf(day, days.zone) : new Date(opening);
}

/** When a part of the working time between the beginning and the end has passed. */
function partOfHours(part: number, term: Placed, days: Days): number {
	const [begun, due] = [term.startedAt.getTime(), term.dueAt.getTime()];
	const work: [number, number][] = [];
	for (let day = term.startedOn, i = 0; day <= term.dueOn && i < mostDays; i++, day = dayAfter(day, 1))
		for (const [from, to] of days.shifts(day, term.week))
			if (Math.max(from, begun) < Math.min(to, due)) work.push([Math.max(from, begun), Math.min(to, due)]);
	let left = work.reduce((sum, [from, to]) => sum + to - from, 0) * part;
	for (const [from, to] of work) {
		if (to - from >= left) return from + left;
		left -= to - from;
	}
	return due;
}

/** The instant from which on, or until which, so many hours of work lie between it and the end. */
function hoursFrom(due: number, sign: 1 | -1, hours: number, term: Placed, days: Days): number {
	let left = hours * 3_600_000;
	let day = term.dueOn;
	for (let i = 0; i < mostDays; i++, day = dayAfter(day, sign)) {
		const shifts = days.shifts(day, term.week);
		for (const [from, to] of sign < 0 ? shifts.toReversed() : shifts) {
			const [a, b] = sign < 0 ? [from, Math.min(to, due)] : [Math.max(from, due), to];
			if (a >= b) continue;
			if (b - a >= left) return sign < 0 ? b - left : a + left;
			left -= b - a;
		}
	}
	return due;
}

/**
 * The next moment when something of a term is to be told or written: a step, the end itself, the end of a wait. While its clock
 * stands nothing is told of it.
 * @param told names of the steps that were told of this end
 */
export function nextOf(
	term: Pick<Term, 'dueAt' | 'metAt' | 'missedAt' | 'waits' | 'kind'>,
	plan: readonly Planned[],
	told: ReadonlySet<string>,
): Date | null {
	if (term.metAt) return null;
	if (term.waits) return term.waits.to;
	const moments = plan.filter(({ name }) => !told.has(name)).map(({ at }) => at);
	// the author's term ends by closing the appeal, whatever was told
	if (!term.missedAt || term.kind === 'verdict') moments.push(term.dueAt);
	return moments.length ? new Date(Math.min(...moments.map((at) => at.getTime()))) : null;
}

/** What a step may come too late for. */
export type Behind = {
	dueAt: Date;
	/** When the ladder was last changed. */
	since: Date;
	/** The moment for which the term was to be looked at: whatever its ladder had left to tell until then lies no earlier. */
	nextAt: Date | null;
};

/**
 * What is to be told now: of the steps that have come, to each whom only the last. The others have had their time and are passed
 * over, so that nobody gets five letters after a machine was off for a week. So are warnings of an end that is missed, and steps
 * that a change of the ladder put before the change: otherwise a new step would tell everybody of all that is long overdue.
 */
export function comeOf(
	plan: readonly Planned[],
	told: ReadonlySet<string>,
	now: Date,
	{ dueAt, since, nextAt }: Behind,
): { tell: Planned[]; pass: Planned[] } {
	const come = plan.filter(({ name, at }) => at <= now && !told.has(name));
	const inTime = come.filter(({ step, at }) => {
		if (step.side !== 'after' && now >= dueAt) return false;
		return at >= since || (nextAt !== null && at >= nextAt);
	});
	const last = new Map(inTime.map((one) => [one.step.whom, one]));
	const tell = inTime.filter((one) => last.get(one.step.whom) === one);
	return { tell, pass: come.filter((one) => !tell.includes(one)) };
}
