import { type Area, type Position, polygonsOf, type Ring } from './geometry.ts';

/** Mean radius of the Earth, metres (IUGG). Distances are on the sphere: within 0.5 % of the ellipsoid. */
export const earthRadius = 6_371_008.8;
const radians = Math.PI / 180;

/** Metres between two points along the great circle (haversine: exact also for small distances). */
export function distance([lonA, latA]: Position, [lonB, latB]: Position): number {
	const dLat = (latB - latA) * radians;
	const dLon = (lonB - lonA) * radians;
	const h =
		Math.sin(dLat / 2) ** 2 + Math.cos(latA * radians) * Math.cos(latB * radians) * Math.sin(dLon / 2) ** 2;
	return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Square metres of an area on the sphere (Chamberlain and Duquette 2007), holes taken out. */
export function areaOf(area: Area): number {
	let sum = 0;
	for (const [outer, ...holes] of polygonsOf(area)) {
		if (!outer) continue;
		sum += Math.abs(ringArea(outer));
		for (const hole of holes) sum -= Math.abs(ringArea(hole));
	}
	return Math.max(0, sum);
}

/** Positive for a ring that runs counter-clockwise. */
export function ringArea(ring: Ring): number {
	let sum = 0;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [lonA, latA] = ring[j] as Position;
		const [lonB, latB] = ring[i] as Position;
		sum += (lonB - lonA) * radians * (2 + Math.sin(latA * radians) + Math.sin(latB * radians));
	}
	return (-sum * earthRadius ** 2) / 2;
}

/** The box that holds every point within so many metres. */
export function around([lon, lat]: Position, metres: number): readonly [number, number, number, number] {
	const dLat = metres / earthRadius / radians;
	const dLon = Math.min(180, dLat / Math.max(0.01, Math.cos((Math.abs(lat) + dLat) * radians)));
	return [lon - dLon, Math.max(-90, lat - dLat), lon + dLon, Math.min(90, lat + dLat)];
}
