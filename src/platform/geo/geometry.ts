/** Longitude and latitude in degrees (WGS 84), in this order, as in GeoJSON (RFC 7946). */
export type Position = readonly [lon: number, lat: number, ...rest: number[]];
export type Ring = readonly Position[];
export type Point = { type: 'Point'; coordinates: Position };
export type LineString = { type: 'LineString'; coordinates: readonly Position[] };
export type Polygon = { type: 'Polygon'; coordinates: readonly Ring[] };
export type MultiPolygon = { type: 'MultiPolygon'; coordinates: readonly (readonly Ring[])[] };
/** A surface: a boundary of a territory, a zone of work. */
export type Area = Polygon | MultiPolygon;
export type Geometry = Point | LineString | Area;

/** West, south, east, north. West is greater than east where the box crosses the 180th meridian (RFC 7946, 5.2). */
export type Box = readonly [west: number, south: number, east: number, north: number];

export type Feature<G extends Geometry = Geometry, P = Record<string, unknown>> = {
	type: 'Feature';
	id?: string | number;
	geometry: G;
	properties: P;
};

/** Where a geometry came from. It travels with it to maps and exports. */
export type Attribution = { source: string; licence: string; link?: string };

export function polygonsOf(area: Area): readonly (readonly Ring[])[] {
	return area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
}

export function* positionsOf(geometry: Geometry): Generator<Position> {
	if (geometry.type === 'Point') yield geometry.coordinates;
	else if (geometry.type === 'LineString') yield* geometry.coordinates;
	else for (const polygon of polygonsOf(geometry)) for (const ring of polygon) yield* ring;
}

/** The narrowest box around a geometry; one that crosses the 180th meridian where that is narrower (Chukotka). */
export function boxOf(geometry: Geometry): Box {
	let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
	let [westShifted, eastShifted] = [Infinity, -Infinity];
	for (const [lon, lat] of positionsOf(geometry)) {
		west = Math.min(west, lon);
		east = Math.max(east, lon);
		south = Math.min(south, lat);
		north = Math.max(north, lat);
		const shifted = lon < 0 ? lon + 360 : lon;
		westShifted = Math.min(westShifted, shifted);
		eastShifted = Math.max(eastShifted, shifted);
	}
	if (west > east) throw new RangeError('a geometry without positions');
	const crosses = east - west > 180 && eastShifted - westShifted < east - west;
	return crosses ? [westShifted, south, eastShifted - 360, north] : [west, south, east, north];
}

export function inBox(box: Box, [lon, lat]: Position): boolean {
	const [west, south, east, north] = box;
	if (lat < south || lat > north) return false;
	return west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
}

export function boxesMeet(a: Box, b: Box): boolean {
	if (a[1] > b[3] || a[3] < b[1]) return false;
	const spans = ([west, , east]: Box) =>
		west <= east
			? [[west, east]]
			: [
					[west, 180],
					[-180, east],
				];
	return spans(a).some(([w = 0, e = 0]) => spans(b).some(([w2 = 0, e2 = 0]) => w <= e2 && e >= w2));
}

/** A box a little larger, in degrees. */
export function widen([west, south, east, north]: Box, by: number): Box {
	return [west - by, Math.max(-90, south - by), east + by, Math.min(90, north + by)];
}
