import { Temporal } from 'temporal-polyfill';
import type { CalendarYear, DayKind } from './working-calendar.ts';

/** Labour Code of the Russian Federation, art. 112: month and day. */
const russian: readonly (readonly [month: number, day: number])[] = [
	...[1, 2, 3, 4, 5, 6, 7, 8].map((day) => [1, day] as const),
	[2, 23],
	[3, 8],
	[5, 1],
	[5, 9],
	[6, 12],
	[11, 4],
];

/**
 * What the law alone says of a year, before the Government moves days off: the holidays; a holiday on a weekend moves the
 * day off to the next working day (not those of January, which the Government moves itself); the working day before a
 * holiday is short (art. 95). Other countries have only their week until somebody enters their days.
 */
export function yearByLaw(country: string, year: number): CalendarYear {
	const days = new Map<string, DayKind>();
	if (country === 'RU') {
		const holidays = russian.map(([month, day]) => Temporal.PlainDate.from({ year, month, day }));
		for (const day of holidays) days.set(day.toString(), 'holiday');
		for (const day of holidays) {
			if (day.month === 1 || day.dayOfWeek < 6) continue;
			let to = day.add({ days: 1 });
			while (to.dayOfWeek > 5 || days.has(to.toString())) to = to.add({ days: 1 });
			days.set(to.toString(), 'moved');
		}
		for (const day of holidays) {
			const eve = day.subtract({ days: 1 });
			if (eve.year === year && eve.dayOfWeek < 6 && !days.has(eve.toString()))
				days.set(eve.toString(), 'short');
		}
		// The last day of the year is the eve of the first of January.
		const last = Temporal.PlainDate.from({ year, month: 12, day: 31 });
		if (last.dayOfWeek < 6) days.set(last.toString(), 'short');
	}
	return { year, days, certain: false, source: country === 'RU' ? 'ТК РФ, ст. 95, 112' : '' };
}
