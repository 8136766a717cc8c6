/**
 * Shapes of the Earth onto a drawing, for maps that are drawn on the server. Pure. A town or a region is drawn in
 * Mercator, as the moving map shows it; what is wider than 40° (the country) in Albers' equal-area cone, where
 * Yakutia is as large as it is. The 180th meridian does not tear Chukotka off.
 */
export type LonLat = readonly [lon: number, lat: number, ...rest: number[]];
export type Shape =
	| { type: 'Polygon'; coordinates: readonly (readonly LonLat[])[] }
	| { type: 'MultiPolygon'; coordinates: readonly (readonly (readonly LonLat[])[])[] };
/** West, south, east, north; west is greater than east where the 180th meridian is inside. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];
export type Spot = { x: number; y: number };
export type Projection = {
	(lon: number, lat: number): Spot;
	width: number;
	height: number;
	/** Kilometres in one unit of the drawing, at its middle. */
	kilometres: number;
};

const radians = Math.PI / 180;
const earth = 6371.0088;

export function polygonsOf(shape: Shape): readonly (readonly (readonly LonLat[])[])[] {
	return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
}

/** The narrowest bounds around shapes and points; across the 180th meridian where that is narrower. */
export function boundsOf(shapes: readonly Shape[], points: readonly LonLat[] = []): Bounds | null {
	let [west, east, west360, east360, south, north] = [
		Infinity,
		-Infinity,
		Infinity,
		-Infinity,
		Infinity,
		-Infinity,
	];
	const take = ([lon, lat]: LonLat) => {
		const round = lon < 0 ? lon + 360 : lon;
		west = Math.min(west, lon);
		east = Math.max(east, lon);
		west360 = Math.min(west360, round);
		east360 = Math.max(east360, round);
		south = Math.min(south, lat);
		north = Math.max(north, lat);
	};
	for (const shape of shapes)
		for (const polygon of polygonsOf(shape))
			for (const ring of polygon) for (const position of ring) take(position);
	for (const point of points) take(point);
	if (west > east) return null;
	return east - west > 180 && east360 - west360 < east - west
		? [west360, south, east360 - 360, north]
		: [west, south, east, north];
}

type Raw = (lon: number, lat: number) => readonly [x: number, y: number];

function mercator(): Raw {
	return (lon, lat) => {
		const held = Math.max(-85, Math.min(85, lat)) * radians;
		return [lon * radians, -Math.log(Math.tan(Math.PI / 4 + held / 2))];
	};
}

function albers(middle: number, south: number, north: number): Raw {
	const [one, two] = [south + (north - south) / 6, north - (north - south) / 6].map(
		(lat) => lat * radians,
	) as [number, number];
	const n = (Math.sin(one) + Math.sin(two)) / 2;
	const c = Math.cos(one) ** 2 + 2 * n * Math.sin(one);
	return (lon, lat) => {
		const r = Math.sqrt(Math.max(0, c - 2 * n * Math.sin(lat * radians))) / n;
		const angle = n * (lon - middle) * radians;
		return [r * Math.sin(angle), r * Math.cos(angle)];
	};
}

/** Fits bounds into a drawing of this width; the height follows within the limits. */
export function projectionFor(
	bounds: Bounds,
	size: { width: number; minHeight: number; maxHeight: number; padding?: number },
	/** What is drawn: a wide country does not fill the corners of its bounds, and is fitted by its own outline. */
	shapes: readonly Shape[] = [],
): Projection {
	const [west, south, , north] = bounds;
	const east = bounds[2] < west ? bounds[2] + 360 : bounds[2];
	// A single point still gets some ground around it: about two kilometres.
	const [halfLon, halfLat] = [Math.max((east - west) / 2, 0.015), Math.max((north - south) / 2, 0.01)];
	const [midLon, midLat] = [(west + east) / 2, (south + north) / 2];
	const wide = halfLon > 20 && midLat + halfLat < 89 && midLat - halfLat > 0;
	const raw = wide ? albers(midLon, midLat - halfLat, midLat + halfLat) : mercator();
	const turn = (lon: number) => (lon < midLon - 180 ? lon + 360 : lon > midLon + 180 ? lon - 360 : lon);

	let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
	const take = (lon: number, lat: number) => {
		const [x, y] = raw(turn(lon), lat);
		x0 = Math.min(x0, x);
		x1 = Math.max(x1, x);
		y0 = Math.min(y0, y);
		y1 = Math.max(y1, y);
	};
	if (wide)
		for (const shape of shapes)
			for (const polygon of polygonsOf(shape)) for (const [lon, lat] of polygon[0] ?? []) take(lon, lat);
	// The edge of the bounds is curved on a cone: walk along it.
	if (x0 > x1)
		for (let step = 0; step <= 24; step++)
			for (const [lon, lat] of [
				[midLon - halfLon + (step / 12) * halfLon, midLat - halfLat],
				[midLon - halfLon + (step / 12) * halfLon, midLat + halfLat],
				[midLon - halfLon, midLat - halfLat + (step / 12) * halfLat],
				[midLon + halfLon, midLat - halfLat + (step / 12) * halfLat],
			] as const)
				take(lon, lat);
	const padding = size.padding ?? 12;
	const inner = size.width - 2 * padding;
	const height = Math.round(
		Math.min(size.maxHeight, Math.max(size.minHeight, ((y1 - y0) / (x1 - x0)) * inner + 2 * padding)),
	);
	const scale = Math.min(inner / (x1 - x0), (height - 2 * padding) / (y1 - y0));
	const [dx, dy] = [(size.width - (x1 - x0) * scale) / 2, (height - (y1 - y0) * scale) / 2];
	const project = (lon: number, lat: number): Spot => {
		const [x, y] = raw(turn(lon), lat);
		return { x: (x - x0) * scale + dx, y: (y - y0) * scale + dy };
	};
	const kilometres = ((wide ? 1 : Math.cos(midLat * radians)) * earth) / scale;
	return Object.assign(project, { width: size.width, height, kilometres });
}

/**
 * The `d` of a path: relative steps in tenths of a unit, points nearer than `grain` left out. Parts too
 * small to be seen are left out; '' when nothing is left: then a dot is drawn, so that the smallest village has a mark.
 */
export function pathOf(shape: Shape, project: Projection, grain = 0.8): string {
	let d = '';
	for (const polygon of polygonsOf(shape))
		for (const [order, ring] of polygon.entries()) {
			const spots: Spot[] = [];
			let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
			for (const [lon, lat] of ring) {
				const spot = project(lon, lat);
				left = Math.min(left, spot.x);
				right = Math.max(right, spot.x);
				top = Math.min(top, spot.y);
				bottom = Math.max(bottom, spot.y);
				const last = spots.at(-1);
				if (!last || Math.hypot(spot.x - last.x, spot.y - last.y) >= grain) spots.push(spot);
			}
			const size = Math.max(right - left, bottom - top);
			if (spots.length >= 3 && size >= (order > 0 ? 2 : 1.2)) d += stepsOf(spots);
		}
	return d;
}

const tenths = (value: number) => Math.round(value * 10);
/** 123 → «12.3», −5 → «-.5». */
const short = (tenths: number) => {
	const text = (tenths / 10).toString();
	if (tenths >= 10 || tenths <= -10 || tenths === 0) return text;
	return tenths > 0 ? text.slice(1) : `-${text.slice(2)}`;
};

function stepsOf(spots: readonly Spot[]): string {
	const first = spots[0] as Spot;
	let [x, y] = [tenths(first.x), tenths(first.y)];
	let d = `M${short(x)} ${short(y)}l`;
	let glue = '';
	for (const spot of spots.slice(1)) {
		const [nextX, nextY] = [tenths(spot.x), tenths(spot.y)];
		const [dx, dy] = [nextX - x, nextY - y];
		if (dx === 0 && dy === 0) continue;
		d += `${dx < 0 ? '' : glue}${short(dx)}${dy < 0 ? '' : ' '}${short(dy)}`;
		glue = ' ';
		[x, y] = [nextX, nextY];
	}
	return `${d}z`;
}

/** Points that would lie on one another become one with a count; the order of cells is stable. */
export function gather<P extends { lon: number; lat: number }>(
	points: readonly P[],
	project: Projection,
	cell: number,
): { x: number; y: number; points: P[] }[] {
	const cells = new Map<string, { x: number; y: number; points: P[] }>();
	for (const point of points) {
		const { x, y } = project(point.lon, point.lat);
		// Rows are shifted by half a cell: a honeycomb reads as a crowd, a square grid as a table.
		const row = Math.floor(y / (cell * 0.87));
		const key = `${Math.floor(x / cell + (row % 2) / 2)} ${row}`;
		const found = cells.get(key);
		if (found) {
			const count = found.points.length;
			found.x = (found.x * count + x) / (count + 1);
			found.y = (found.y * count + y) / (count + 1);
			found.points.push(point);
		} else cells.set(key, { x, y, points: [point] });
	}
	return [...cells.values()];
}

/** Points nearer than `distance` to one another as one spot: for few points, where none may cover another. */
export function gatherNear<P extends { lon: number; lat: number }>(
	points: readonly P[],
	project: Projection,
	distance: number,
): { x: number; y: number; points: P[] }[] {
	const spots: { x: number; y: number; points: P[] }[] = [];
	for (const point of points) {
		const { x, y } = project(point.lon, point.lat);
		const near = spots.find((spot) => Math.hypot(spot.x - x, spot.y - y) < distance);
		if (near) near.points.push(point);
		else spots.push({ x, y, points: [point] });
	}
	return spots;
}

/** A round length for the scale bar, at most `most` units long: 1, 2 or 5 times a power of ten. */
export function scaleBar(project: Projection, most = 110): { kilometres: number; length: number } {
	const longest = project.kilometres * most;
	const power = 10 ** Math.floor(Math.log10(longest));
	const kilometres = ([5, 2, 1].find((step) => step * power <= longest) ?? 1) * power;
	return { kilometres, length: kilometres / project.kilometres };
}
