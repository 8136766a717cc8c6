import type { Problem } from '#platform/errors/door.ts';
import { cellAt } from '#platform/geo/door.ts';
import type { Point } from './appeal.ts';

/** The H3 cell that is stored with every place, in text for the driver (a 64-bit number). */
export function cellOf(point: Point): string {
	return cellAt([point.lon, point.lat]).toString();
}

/** Reads degrees as people and machines write them: a comma for a point, a degree sign, spaces. */
export function readDegrees(text: string): number | undefined {
	const clean = text.trim().replace(',', '.').replace('°', '').trim();
	if (!/^[+-]?\d{1,3}(\.\d+)?$/.test(clean)) return undefined;
	return Number(clean);
}

export type Inside = (point: Point) => boolean | Promise<boolean>;

/**
 * What is wrong with a point, if anything. Zero degrees come from devices that know nothing; latitude and longitude
 * are swapped by hand so often that the mistake is named.
 */
export async function problemWithPoint(point: Point, isInside: Inside): Promise<Problem | undefined> {
	const { lat, lon } = point;
	if (!Number.isFinite(lat) || !Number.isFinite(lon))
		return { field: 'lat', code: 'appeals.place.not-a-point' };
	if (Math.abs(lat) < 0.01 && Math.abs(lon) < 0.01) return { field: 'lat', code: 'appeals.place.zero' };
	if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (await isInside(point))) return undefined;
	const swapped = { lat: lon, lon: lat };
	if (Math.abs(swapped.lat) <= 90 && Math.abs(swapped.lon) <= 180 && (await isInside(swapped)))
		return { field: 'lat', code: 'appeals.place.swapped' };
	if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return { field: 'lat', code: 'appeals.place.not-a-point' };
	return { field: 'lat', code: 'appeals.place.outside' };
}
