import { Temporal } from 'temporal-polyfill';

/** A week in a zone: from Monday to Monday. */
export type Week = { week: string; since: Date; until: Date };

const instant = (day: Temporal.PlainDate, zone: string) =>
	new Date(day.toZonedDateTime(zone).epochMilliseconds);

/** The week that begins on this Monday. */
export function weekAt(week: string, zone: string): Week {
	const monday = Temporal.PlainDate.from(week);
	return { week, since: instant(monday, zone), until: instant(monday.add({ days: 7 }), zone) };
}

/** The Monday of the week of a moment. */
export function mondayOf(at: Date, zone: string): string {
	const day = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
	return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

/** Mondays of the last weeks that are over, the newest first. */
export function lastWeeks(now: Date, zone: string, count: number): string[] {
	const monday = Temporal.PlainDate.from(mondayOf(now, zone));
	return Array.from({ length: count }, (_, i) => monday.subtract({ days: 7 * (i + 1) }).toString());
}
