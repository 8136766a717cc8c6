import { Temporal } from 'temporal-polyfill';
import type { Day } from './term.ts';

export type Clock = { tone: 'calm' | 'near' | 'today' | 'late'; days: number };

/** How near a term is, in calendar days: the office shows it by colour, shape and words. */
export function clockOf(due: Day, today: Day): Clock {
	const days = Temporal.PlainDate.from(today).until(Temporal.PlainDate.from(due)).days;
	if (days < 0) return { tone: 'late', days: -days };
	if (days === 0) return { tone: 'today', days: 0 };
	return { tone: days <= 3 ? 'near' : 'calm', days };
}
