import { database, type TerritoryId } from '../db/door.server.ts';
import { refuse } from '../errors/door.ts';
import { installation } from '../permissions/door.ts';
import { type HoursEdition, hoursEdition, newestHours } from './hours-store.server.ts';
import { calendarAt } from './read-calendar.server.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { WorkingHours } from './working-hours.ts';

/** Another process may have written hours: the newest are asked for again after so many milliseconds. */
const freshFor = 20_000;
let newest: { editions: Promise<Map<TerritoryId, HoursEdition>>; at: number } | undefined;
/** What was worked out for a calendar and hours: many territories share both. */
const known = new Map<string, WorkingHours>();

async function editions(): Promise<Map<TerritoryId, HoursEdition>> {
	if (!newest || Date.now() - newest.at > freshFor) {
		const reading = newestHours(database()).then((all) => new Map(all.map((one) => [one.territory, one])));
		newest = { editions: reading, at: Date.now() };
		reading.catch(() => forgetHours());
	}
	return newest.editions;
}

/** After a change in this process. */
export function forgetHours(): void {
	newest = undefined;
}

/**
 * The hours of work of a place on the days of its calendar: its own, else those of the nearest above that has any, else those of
 * the installation, else forty hours a week. Keep `version` beside each term that you count.
 * @param areas the territory and those above it, nearest first
 */
export async function hoursOf(
	calendar: WorkingCalendar,
	areas: readonly TerritoryId[],
): Promise<WorkingHours> {
	const all = await editions();
	const by = [...areas, installation].find((area) => all.get(area)?.inherits === false);
	return workedOut(calendar, by === undefined ? undefined : all.get(by));
}

/** Whose hours those are that hold in a place; null: nobody's, the usual ones. */
export async function hoursSetBy(areas: readonly TerritoryId[]): Promise<TerritoryId | null> {
	const all = await editions();
	return [...areas, installation].find((area) => all.get(area)?.inherits === false) ?? null;
}

/** The calendar with its hours as they were at a version: what a term was counted by. */
export async function hoursAt(version: string, zone?: string): Promise<WorkingHours> {
	const [days = '', hours] = version.split('@');
	const calendar = await calendarAt(days, zone);
	if (hours === undefined) return workedOut(calendar, undefined);
	const match = /^(\d{1,9})\.(\d{1,9})$/.exec(hours) ?? refuse('calendar.version-not-found', { version });
	const edition = await hoursEdition(database(), Number(match[1]) as TerritoryId, Number(match[2]));
	return workedOut(calendar, edition ?? refuse('calendar.version-not-found', { version }));
}

function workedOut(calendar: WorkingCalendar, edition: HoursEdition | undefined): WorkingHours {
	const own = edition ? `${edition.territory}.${edition.version}` : '';
	const key = `${calendar.version} ${calendar.zone} ${own}`;
	let found = known.get(key);
	if (!found) {
		found = new WorkingHours(calendar, edition?.week, own);
		if (known.size >= 500) known.clear();
		known.set(key, found);
	}
	return found;
}
