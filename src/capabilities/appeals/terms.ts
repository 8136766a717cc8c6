import { Temporal } from 'temporal-polyfill';

/** A day in the zone of the territory, ISO: 2026-11-22. */
export type Day = string;

/** What the terms need of a working calendar (platform/calendar). */
export type Calendar = {
	version: string;
	isWorkingDay(day: Day): boolean;
};

export const termKinds = ['register', 'redirect', 'reaction', 'answer', 'promise'] as const;
export type TermKind = (typeof termKinds)[number];

export type TermRule = {
	kind: TermKind;
	/** Where it is written: an article of the law or a category. */
	rule: string;
	days: number;
	daysAre: 'working' | 'calendar';
	/** Where a calendar term ends on a day off: the working day before it, or after it. */
	dayOff: 'before' | 'after';
};

export type Term = {
	kind: TermKind;
	rule: string;
	startedOn: Day;
	days: number;
	daysAre: 'working' | 'calendar';
	dueOn: Day;
	zone: string;
	calendarVersion: string;
	metAt: Date | null;
};

/**
 * The terms of 59-FZ. Registration: 3 days, and on the working day after days off (art. 8, parts 2). Redirection: 7 days
 * (art. 8, part 3). Answer: 30 days (art. 12). An answer that falls due on a day off is due on the working day before:
 * the resident never waits longer than the law says.
 */
export const law: readonly TermRule[] = [
	{ kind: 'register', rule: '59-fz-8-2', days: 3, daysAre: 'calendar', dayOff: 'after' },
	{ kind: 'redirect', rule: '59-fz-8-3', days: 7, daysAre: 'calendar', dayOff: 'before' },
	{ kind: 'answer', rule: '59-fz-12', days: 30, daysAre: 'calendar', dayOff: 'before' },
];

/** The day that it is in a zone at an instant. */
export function dayIn(zone: string, at: Date): Day {
	return Temporal.Instant.fromEpochMilliseconds(at.getTime())
		.toZonedDateTimeISO(zone)
		.toPlainDate()
		.toString();
}

const step = (day: Day, days: number): Day => Temporal.PlainDate.from(day).add({ days }).toString();

/** The first day of a term is the one after the event (Civil Code, art. 191). */
export function dueOn(
	started: Day,
	rule: Pick<TermRule, 'days' | 'daysAre' | 'dayOff'>,
	calendar: Calendar,
): Day {
	let day = started;
	if (rule.daysAre === 'working') {
		for (let left = rule.days; left > 0; ) {
			day = step(day, 1);
			if (calendar.isWorkingDay(day)) left--;
		}
		return day;
	}
	const last = step(started, rule.days);
	day = last;
	if (rule.dayOff === 'before') while (day > started && !calendar.isWorkingDay(day)) day = step(day, -1);
	if (day > started && calendar.isWorkingDay(day)) return day;
	// it lies wholly in days off, or is meant to end after them
	for (day = last; !calendar.isWorkingDay(day); ) day = step(day, 1);
	return day;
}

/** What a category promises. */
export type Promised = {
	category: string;
	answerDays: number | null;
	reactionDays: number | null;
	daysAre: 'working' | 'calendar';
};

/**
 * All terms of an appeal, counted from the day of filing and not from that of registration or routing: neither a slow
 * registry nor passing an appeal on ever buys time (59-FZ counts from registration, which is never earlier).
 */
export function termsOf(filed: Day, promised: Promised, calendar: Calendar, zone: string): Term[] {
	const rules: TermRule[] = [...law];
	const own = { rule: `category:${promised.category}`, daysAre: promised.daysAre, dayOff: 'before' } as const;
	if (promised.reactionDays) rules.push({ kind: 'reaction', days: promised.reactionDays, ...own });
	if (promised.answerDays) rules.push({ kind: 'promise', days: promised.answerDays, ...own });
	return rules.map((rule) => ({
		kind: rule.kind,
		rule: rule.rule,
		startedOn: filed,
		days: rule.days,
		daysAre: rule.daysAre,
		dueOn: dueOn(filed, rule, calendar),
		zone,
		calendarVersion: calendar.version,
		metAt: null,
	}));
}

/** The day the resident is told: the nearest of the law's and the category's. */
export function dueOfAnswer(terms: readonly Pick<Term, 'kind' | 'dueOn'>[]): Day {
	const days = terms.filter(({ kind }) => kind === 'answer' || kind === 'promise').map((term) => term.dueOn);
	return days.reduce((a, b) => (a < b ? a : b));
}

export type Clock = { tone: 'calm' | 'near' | 'today' | 'late'; days: number };

/** How near a term is, in calendar days: the office shows it by colour, shape and words. */
export function clockOf(due: Day, today: Day): Clock {
	const days = Temporal.PlainDate.from(today).until(Temporal.PlainDate.from(due)).days;
	if (days < 0) return { tone: 'late', days: -days };
	if (days === 0) return { tone: 'today', days: 0 };
	return { tone: days <= 3 ? 'near' : 'calm', days };
}
