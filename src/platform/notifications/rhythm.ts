import { Temporal } from 'temporal-polyfill';
import { clockIn } from '../calendar/door.ts';

/** When a person may be written to. Hours are of the person's own clock. */
export type Rhythm = { zone: string; digestHour: number; quiet: { from: number; to: number } | null };

export const usualRhythm = (zone: string): Rhythm => ({ zone, digestHour: 18, quiet: { from: 22, to: 8 } });

const clock = (at: Date, zone: string) =>
	Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
const atHour = (day: Temporal.PlainDate, hour: number, zone: string) =>
	new Date(day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds);

/** Asked for every step of the ladder of every term. */
const hourIn = (zone: string, at: Date): number => new Date(clockIn(zone).wallOf(at)).getUTCHours();

/** The first moment from `at` on that is not in the quiet hours. */
export function afterQuiet(at: Date, { zone, quiet }: Pick<Rhythm, 'zone' | 'quiet'>): Date {
	if (!quiet || quiet.from === quiet.to) return at;
	const hour = hourIn(zone, at);
	const { from, to } = quiet;
	const isQuiet = from < to ? hour >= from && hour < to : hour >= from || hour < to;
	if (!isQuiet) return at;
	const here = clock(at, zone);
	const tomorrow = from > to && hour >= from;
	return atHour(here.toPlainDate().add({ days: tomorrow ? 1 : 0 }), to, zone);
}

/** When the digest that gathers this news leaves: the next digest hour. */
export function nextDigest(at: Date, { zone, digestHour }: Rhythm): Date {
	const here = clock(at, zone);
	const today = atHour(here.toPlainDate(), digestHour, zone);
	return today > at ? today : atHour(here.toPlainDate().add({ days: 1 }), digestHour, zone);
}
