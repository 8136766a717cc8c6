import { dayIn } from '#platform/calendar/door.ts';
import type { Answer, Appeal, Happening } from '../appeal.ts';
import { calendarFor } from '../calendar.server.ts';
import { type Way, wayOf } from './way.ts';

/** The way of an appeal by the working calendar of its territory. */
export async function wayFor(
	appeal: Appeal,
	parts: {
		history: readonly Happening[];
		answers: readonly Answer[];
		terms: readonly { kind: string; dueOn: string }[];
	},
	now: Date,
): Promise<Way> {
	const calendar = await calendarFor(appeal.territory);
	return wayOf(
		{
			...appeal,
			history: parts.history,
			answers: parts.answers,
			registerBy: parts.terms.find((one) => one.kind === 'register')?.dueOn ?? null,
		},
		{
			dayOf: (at) => dayIn(calendar.zone, at),
			workingDaysBetween: (from, to) => calendar.workingDaysBetween(from, to),
		},
		now,
	);
}
