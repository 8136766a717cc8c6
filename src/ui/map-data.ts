import { type Bounds, boundsOf, type Shape } from '#ui/projection.ts';

/** What a map of the kit is given: few, simplified shapes and points for the drawing; addresses for the moving map. */
export type MapShape = {
	id: string | number;
	name: string;
	shape: Shape;
	href?: string;
	/** own: the place itself; part: places inside it; near: around it. 1-7: step of the ordered palette. */
	tone?: 'own' | 'part' | 'near' | 1 | 2 | 3 | 4 | 5 | 6 | 7;
	/** Told with the name: «37 421 житель». */
	note?: string;
};
export type MapPoint = {
	id: string | number;
	lon: number;
	lat: number;
	title: string;
	href?: string;
	tone?: 'accent' | 'waits' | 'info' | 'good' | 'warn' | 'bad';
	note?: string;
	/** Its number in the list beside the map, written in the point. */
	mark?: string;
};

/** A hexagon of a heat map: its outline, its step of the ordered palette, what is told of it. */
export type MapCell = {
	id: string;
	outline: readonly (readonly [lon: number, lat: number])[];
	step: 1 | 2 | 3 | 4 | 5 | 6 | 7;
	note?: string;
};

/** A layer of the moving map. Addresses are of this server; GeoJSON, or vector tiles `/tiles/<name>/{z}/{x}/{y}`. */
export type MapLayer = {
	id: string;
	/**
	 * shapes: areas with `name`, `href`, `tone`; points: with `title`, `href`, `tone`, gathered into circles while far;
	 * hexagons: cells with `count` and `step` 1-7, asked anew for what is seen: `{z}` and `{box}` in the address.
	 */
	kind: 'shapes' | 'points' | 'hexagons';
	geojson?: string;
	/** What stands for `{time}` in the address until a TimeStrip says otherwise. */
	time?: string;
	tiles?: string;
	minZoom?: number;
	maxZoom?: number;
};
export type Basemap = {
	kind: 'raster' | 'vector';
	tiles: string;
	minzoom: number;
	maxzoom: number;
	attribution: string;
	layers: string[];
};
export type MapView = { bounds: Bounds } | { centre: readonly [lon: number, lat: number]; zoom: number };

/** What a map shows when it is not told: where its many points lie; else the own shape, all shapes, the few points. */
export function extentOf(shapes: readonly MapShape[], points: readonly MapPoint[]): Bounds | null {
	const own = shapes.filter((one) => one.tone === 'own');
	if (points.length >= 10) return crowdOf(points);
	return boundsOf(
		(own.length ? own : shapes).map((one) => one.shape),
		shapes.length ? [] : points.map((one) => [one.lon, one.lat] as const),
	);
}

/** Around most of many points: two of a hundred may lie outside, so that one stray mark does not shrink all others. */
function crowdOf(points: readonly MapPoint[]): Bounds {
	const edges = (values: number[]): [number, number] => {
		values.sort((a, b) => a - b);
		const cut = Math.floor(values.length * 0.02);
		const [low, high] = [values[cut] ?? 0, values[values.length - 1 - cut] ?? 0];
		const air = Math.max((high - low) * 0.08, 0.004);
		return [low - air, high + air];
	};
	const [west, east] = edges(points.map((one) => one.lon));
	const [south, north] = edges(points.map((one) => one.lat));
	return [west, south, east, north];
}
