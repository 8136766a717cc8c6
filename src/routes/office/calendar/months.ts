import type { DayKind, WorkingCalendar } from '#platform/calendar/door.ts';
import { dayOf } from '#platform/calendar/door.ts';

export type DayCell = { day: number; kind: DayKind | null; works: boolean } | null;
export type Month = { name: string; weeks: DayCell[][]; workingDays: number };

/** The year as twelve tables of weeks; weeks begin on Monday, days of other months are empty cells. */
export function monthsOf(calendar: WorkingCalendar, year: number, lang: string): Month[] {
	const format = new Intl.DateTimeFormat(lang, { month: 'long', timeZone: 'UTC' });
	return Array.from({ length: 12 }, (_, i) => {
		const first = dayOf(`${year}-${String(i + 1).padStart(2, '0')}-01`);
		const cells: DayCell[] = Array.from({ length: first.dayOfWeek - 1 }, () => null);
		for (let day = first; day.month === first.month; day = day.add({ days: 1 }))
			cells.push({ day: day.day, kind: calendar.kindOf(day), works: calendar.isWorkingDay(day) });
		while (cells.length % 7) cells.push(null);
		return {
			name: format.format(new Date(Date.UTC(year, i, 1))),
			weeks: Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7)),
			workingDays: cells.filter((cell) => cell?.works).length,
		};
	});
}

/** Short names of the days of the week, from Monday. */
export function weekdayNames(lang: string): { short: string; long: string }[] {
	const name = (style: 'short' | 'long', day: number) =>
		new Intl.DateTimeFormat(lang, { weekday: style, timeZone: 'UTC' }).format(
			new Date(Date.UTC(2024, 0, 1 + day)),
		);
	return Array.from({ length: 7 }, (_, day) => ({ short: name('short', day), long: name('long', day) }));
}
