import { placeOf } from '#pages/office-place.ts';
import { clockIn } from '#platform/calendar/door.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';

/** What a field of day and hour shows of a moment, by the clocks of the territory. */
export const wallText = (locals: App.Locals, at: Date | null): string =>
	at ? new Date(clockIn(zoneOf(placeOf(locals))).wallOf(at)).toISOString().slice(0, 16) : '';

/** The moment that a field of day and hour names; null: empty or none. */
export function momentIn(locals: App.Locals, text: string): Date | null {
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return null;
	const wall = Date.parse(`${text}Z`);
	return Number.isNaN(wall) ? null : clockIn(zoneOf(placeOf(locals))).instant(wall);
}
