import { database } from '../db/door.server.ts';
import { calendarOf } from './read-calendar.server.ts';
import * as store from './store.server.ts';

export type { HoursEdition } from './hours-store.server.ts';
export { calendarAt, calendarOf } from './read-calendar.server.ts';
export { hoursAt, hoursOf, hoursSetBy } from './read-hours.server.ts';
export type { AnyDay, Day, DayKind } from './working-calendar.ts';
export { dayKinds, dayOf, isZone, WorkingCalendar } from './working-calendar.ts';
export { type Shift, usualWeek, type WeekOfWork, WorkingHours } from './working-hours.ts';
export { correctDay, importDays } from './write-calendar.server.ts';
export {
	setHours,
	takeHoursBack,
	undoHours,
	viewHours,
	type WeekInWords,
	weekdays,
} from './write-hours.server.ts';

/** What the office sees of one year: its days, where they came from, and who changed them. */
export async function viewYear(country: string, region: string, year: number) {
	const [calendar, history, regions, countries] = await Promise.all([
		calendarOf(country, region),
		store.historyOf(database(), country, region, year),
		store.regionsOf(database(), country),
		store.countries(database()),
	]);
	const written = calendar.year(year);
	return {
		calendar,
		year,
		certain: written.certain,
		source: written.source,
		days: written.days,
		workingDays: calendar.workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`),
		history,
		regions,
		countries,
	};
}
