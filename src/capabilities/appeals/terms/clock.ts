import { dayIn } from '#platform/calendar/door.ts';
import { daysBetween } from './count.ts';
import type { Day, Due } from './term.ts';
import { isExact } from './term-lines.ts';

/** `hours` are told beside the days where the term ends at an hour that is near. */
export type Clock = { tone: 'calm' | 'near' | 'today' | 'late'; days: number; hours?: number };

/** How near a term is, in calendar days: the office shows it by colour, shape and words. */
export function clockOf(due: Day, today: Day): Clock {
	const days = daysBetween(today, due);
	if (days < 0) return { tone: 'late', days: -days };
	if (days === 0) return { tone: 'today', days: 0 };
	return { tone: days <= 3 ? 'near' : 'calm', days };
}

/** The same for a term whose hour may matter: it is late from that hour on, and within a day the hours are told. */
export function clockAt(due: Due, zone: string, now: Date): Clock {
	const clock = clockOf(due.dueOn, dayIn(zone, now));
	if (!isExact({ ...due, zone })) return clock;
	const left = (due.dueAt.getTime() - now.getTime()) / 3_600_000;
	if (left <= 0 && left > -24) return { tone: 'late', days: 0, hours: Math.floor(-left) };
	if (left > 0 && left < 24) return { tone: 'today', days: 0, hours: Math.ceil(left) };
	return clock;
}
