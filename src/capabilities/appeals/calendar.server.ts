import { calendarOf, type WorkingCalendar } from '#platform/calendar/door.server.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { isoPlaceOf, zoneOf } from '#rooms/territories/door.server.ts';

/** The working days by which the terms of a territory are counted: those of its country and region, in its own zone. */
export async function calendarFor(territory: TerritoryId): Promise<WorkingCalendar> {
	const { country, region } = await isoPlaceOf(territory);
	return calendarOf(country, region, zoneOf(territory));
}
