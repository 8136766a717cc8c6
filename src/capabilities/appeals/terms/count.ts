import { clockIn, dayIn } from '#platform/calendar/door.ts';
import type { Day, Days, Due, TermFacts, TermRule, Wait } from './term.ts';

const midnight = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const far = (day: Day, days: number): Day =>
	new Date(midnight(day) + days * 86_400_000).toISOString().slice(0, 10);
/** How many days later the second one is. */
export const daysBetween = (from: Day, to: Day): number => (midnight(to) - midnight(from)) / 86_400_000;

/** The day after each day that was asked for. */
const following = new Map<Day, Day>();
/** The day so many days later. Terms go day by day: the next one is looked up. */
export function step(day: Day, days: number): Day {
	if (days !== 1) return far(day, days);
	let next = following.get(day);
	if (next === undefined) {
		next = far(day, 1);
		if (following.size > 20_000) following.clear();
		following.set(day, next);
	}
	return next;
}

/** The first instant of a day in a zone; there are days that do not begin at midnight. */
export const startOf = (day: Day, zone: string): Date => clockIn(zone).instant(midnight(day));

/** The instant at which a term that ends on this day is over. */
export const endOf = (day: Day, zone: string): Date => startOf(step(day, 1), zone);

/** Longer than any term of law with any wait; beyond it a mistake in the calendar is more likely than a term. */
const mostDays = 4_000;

/**
 * When a term ends. The first day is the one after the event (Civil Code, art. 191); a day at the end of which the clock stood
 * does not count; a day off at the end is moved as the rule says. Working hours count from the event itself.
 */
export function dueOf(rule: TermRule, facts: TermFacts, days: Days): Due {
	const waits = facts.waits.filter((wait) => rule.stopsFor.includes(wait.reason) && wait.to > wait.from);
	const due =
		rule.unit === 'working-hours'
			? dueInHours(rule, facts.startedAt, waits, days)
			: dueInDays(rule, facts.startedAt, waits, days);
	if (!rule.prolonged || facts.prolongedTo === null || facts.prolongedTo <= due.dueOn) return due;
	return { dueOn: facts.prolongedTo, dueAt: endOf(facts.prolongedTo, days.zone) };
}

function dueInDays(rule: TermRule, startedAt: Date, waits: readonly Wait[], days: Days): Due {
	const { zone } = days;
	const started = dayIn(zone, startedAt);
	const stood = waits.map(({ from, to }) => [dayIn(zone, from), dayIn(zone, to)] as const);
	const works = (day: Day) => days.works(day, rule.week);
	let day = started;
	let left = rule.amount;
	for (let i = 0; left > 0; i++) {
		if (i > mostDays) throw new RangeError(`no end of ${rule.rule} within ${mostDays} days of ${started}`);
		day = step(day, 1);
		if (rule.unit === 'working-days' && !works(day)) continue;
		if (!stood.some(([from, to]) => from <= day && day < to)) left--;
	}
	const dueOn = rule.unit === 'working-days' ? day : offDayOff(day, started, rule.dayOff, works);
	return { dueOn, dueAt: endOf(dueOn, zone) };
}

/** A term in calendar days that would end on a day off. */
function offDayOff(last: Day, started: Day, to: 'before' | 'after', works: (day: Day) => boolean): Day {
	let day = last;
	if (to === 'before') while (day > started && !works(day)) day = step(day, -1);
	if (day > started && works(day)) return day;
	// it lies wholly in days off, or is meant to end after them
	day = last;
	for (let i = 0; !works(day); i++) {
		if (i > mostDays) throw new RangeError(`no working day within ${mostDays} days of ${last}`);
		day = step(day, 1);
	}
	return day;
}

function dueInHours(rule: TermRule, startedAt: Date, waits: readonly Wait[], days: Days): Due {
	let left = rule.amount * 3_600_000;
	let day = dayIn(days.zone, startedAt);
	for (let i = 0; i <= mostDays; i++, day = step(day, 1))
		for (const [from, to] of days.shifts(day, rule.week))
			for (const [a, b] of without(Math.max(from, startedAt.getTime()), to, waits)) {
				if (b - a >= left) {
					const dueAt = new Date(a + left);
					// midnight belongs to the day that it ends
					return { dueAt, dueOn: dayIn(days.zone, new Date(dueAt.getTime() - 1)) };
				}
				left -= b - a;
			}
	throw new RangeError(`no end of ${rule.rule} within ${mostDays} days of ${startedAt.toISOString()}`);
}

/** What is left of a stretch of time when the waits are taken out, in order. */
export function without(from: number, to: number, waits: readonly Wait[]): [number, number][] {
	if (from >= to) return [];
	let parts: [number, number][] = [[from, to]];
	for (const wait of waits) {
		const [a, b] = [wait.from.getTime(), wait.to.getTime()];
		parts = parts.flatMap(([x, y]): [number, number][] => {
			if (b <= x || a >= y) return [[x, y]];
			const around: [number, number][] = [
				[x, Math.min(a, y)],
				[Math.max(b, x), y],
			];
			return around.filter(([p, q]) => p < q);
		});
	}
	return parts;
}
