import { invalid } from '#platform/errors/door.ts';
import type { BodyInput } from './input.ts';

export type BodyPoint = { lat: number | null; lon: number | null };

/** Degrees as people write them: a comma for a point, a degree sign. */
const degrees = (text: string): number | null =>
	/^[+-]?\d{1,3}([.,]\d+)?°?$/.test(text.trim())
		? Number(text.trim().replace(',', '.').replace('°', ''))
		: null;

const near = (a: number | null, b: number | null) => a !== null && b !== null && Math.abs(a - b) < 1e-6;

/**
 * Where a body stands, from its form: a mark that was moved on the map, else what was typed; empty takes the place away. What says
 * nothing of a place leaves it as it is.
 */
export function pointFrom(input: BodyInput, now: BodyPoint): BodyPoint {
	const { lat: typedLat, lon: typedLon, markLat, markLon } = input;
	if (typedLat === undefined && typedLon === undefined && markLat === undefined) return now;
	const mark = { lat: degrees(markLat ?? ''), lon: degrees(markLon ?? '') };
	const isMoved =
		mark.lat !== null && mark.lon !== null && !(near(mark.lat, now.lat) && near(mark.lon, now.lon));
	if (!isMoved && !typedLat && !typedLon) return { lat: null, lon: null };
	const { lat, lon } = isMoved ? mark : { lat: degrees(typedLat ?? ''), lon: degrees(typedLon ?? '') };
	if (lat === null) invalid({ field: 'lat', code: 'organisations.form.point.wrong' });
	if (lon === null) invalid({ field: 'lon', code: 'organisations.form.point.wrong' });
	if (Math.abs(lat) > 90 || Math.abs(lon) > 180 || (Math.abs(lat) < 0.01 && Math.abs(lon) < 0.01))
		invalid({ field: 'lat', code: 'organisations.form.point.nowhere' });
	return { lat, lon };
}
