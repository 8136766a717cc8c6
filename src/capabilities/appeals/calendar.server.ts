import { calendarOf, type WorkingCalendar } from '#platform/calendar/door.server.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { tree, view, zoneOf } from '#rooms/territories/door.server.ts';

/** The working days by which the terms of a territory are counted: those of its country, in its own zone. */
export async function calendarFor(territory: TerritoryId): Promise<WorkingCalendar> {
	const country = [territory, ...tree.ancestors(territory)].find((id) => tree.kindOf(id) === 'country');
	const code = country === undefined ? null : (await view(country))?.code;
	return calendarOf(code && /^[A-Z]{2}$/.test(code) ? code : 'RU', '', zoneOf(territory));
}
