/** Outlines: polygons in degrees, kept as differences of 1e-5° (about a metre) in numbers of variable length. */
export type Position = [longitude: number, latitude: number];
export type Ring = Position[];
/** Rings of a polygon: the outer one first. */
export type Shape = Ring[][];
export type Box = { west: number; south: number; east: number; north: number };

const precision = 1e5;

type GeoJsonGeometry = { type?: unknown; coordinates?: unknown } | null | undefined;

/** Polygon or MultiPolygon of GeoJSON; null when it is neither or has a fault (a ring of fewer than four points, a number out of range). */
export function shapeOf(geometry: GeoJsonGeometry): Shape | null {
	if (!geometry || !Array.isArray(geometry.coordinates)) return null;
	const polygons: unknown =
		geometry.type === 'Polygon'
			? [geometry.coordinates]
			: geometry.type === 'MultiPolygon'
				? geometry.coordinates
				: null;
	if (!Array.isArray(polygons) || polygons.length === 0) return null;
	const shape: Shape = [];
	for (const polygon of polygons) {
		if (!Array.isArray(polygon) || polygon.length === 0) return null;
		const rings: Ring[] = [];
		for (const ring of polygon) {
			if (!Array.isArray(ring) || ring.length < 4) return null;
			for (const point of ring) {
				const [x, y] = Array.isArray(point) ? point : [];
				if (!(typeof x === 'number' && typeof y === 'number' && Math.abs(x) <= 180.0001 && Math.abs(y) <= 90))
					return null;
			}
			rings.push(ring as Ring);
		}
		shape.push(rings);
	}
	return shape;
}

export function encodeShape(shape: Shape): Buffer {
	const bytes: number[] = [];
	const put = (value: number) => {
		let rest = value < 0 ? -value * 2 - 1 : value * 2;
		while (rest >= 128) {
			bytes.push((rest % 128) + 128);
			rest = Math.floor(rest / 128);
		}
		bytes.push(rest);
	};
	put(shape.length);
	let x = 0;
	let y = 0;
	for (const polygon of shape) {
		put(polygon.length);
		for (const ring of polygon) {
			const points: [number, number][] = [];
			for (const [longitude, latitude] of ring) {
				const point: [number, number] = [Math.round(longitude * precision), Math.round(latitude * precision)];
				const last = points.at(-1);
				if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
			}
			put(points.length);
			for (const [px, py] of points) {
				put(px - x);
				put(py - y);
				x = px;
				y = py;
			}
		}
	}
	return Buffer.from(bytes);
}

export function decodeShape(bytes: Uint8Array): Shape {
	let at = 0;
	const take = () => {
		let value = 0;
		let factor = 1;
		for (;;) {
			const byte = bytes[at++] as number;
			value += (byte & 127) * factor;
			if (byte < 128) break;
			factor *= 128;
		}
		return value % 2 ? -(value + 1) / 2 : value / 2;
	};
	let x = 0;
	let y = 0;
	return Array.from({ length: take() }, () =>
		Array.from({ length: take() }, () =>
			Array.from({ length: take() }, (): Position => {
				x += take();
				y += take();
				return [x / precision, y / precision];
			}),
		),
	);
}

export function boxOf(shape: Shape): Box {
	const box = { west: 180, south: 90, east: -180, north: -90 };
	for (const [outer] of shape)
		for (const [x, y] of outer ?? []) {
			if (x < box.west) box.west = x;
			if (x > box.east) box.east = x;
			if (y < box.south) box.south = y;
			if (y > box.north) box.north = y;
		}
	return box;
}

export function pointsIn(shape: Shape): number {
	let count = 0;
	for (const polygon of shape) for (const ring of polygon) count += ring.length;
	return count;
}

const radius = 6371.0088;
const rad = Math.PI / 180;

/** Square kilometres on the sphere (Chamberlain and Duquette, 2007). */
export function areaOf(shape: Shape): number {
	let sum = 0;
	for (const polygon of shape)
		for (const [i, ring] of polygon.entries()) {
			let part = 0;
			for (let k = 0; k < ring.length; k++) {
				const [x1, y1] = ring[k] as Position;
				const [x2, y2] = ring[(k + 1) % ring.length] as Position;
				part += (x2 - x1) * rad * (2 + Math.sin(y1 * rad) + Math.sin(y2 * rad));
			}
			const area = Math.abs((part * radius * radius) / 2);
			sum += i === 0 ? area : -area;
		}
	return sum;
}

export function contains(shape: Shape, longitude: number, latitude: number): boolean {
	let inside = false;
	for (const polygon of shape)
		for (const ring of polygon)
			for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
				const [xi, yi] = ring[i] as Position;
				const [xj, yj] = ring[j] as Position;
				if (yi > latitude !== yj > latitude && longitude < ((xj - xi) * (latitude - yi)) / (yj - yi) + xi)
					inside = !inside;
			}
	return inside;
}

/** Fewer points for drawing small: Douglas and Peucker with a tolerance in degrees; rings that vanish are left out. */
export function simplify(shape: Shape, tolerance: number): Shape {
	const thin = shape.flatMap((polygon) => {
		const rings = polygon.map((ring) => thinRing(ring, tolerance)).filter((ring) => ring.length >= 4);
		return rings[0] && polygon[0]?.length && rings.length > 0 && thinRing(polygon[0], tolerance).length >= 4
			? [rings]
			: [];
	});
	return thin.length > 0 ? thin : shape.slice(0, 1);
}

function thinRing(ring: Ring, tolerance: number): Ring {
	if (ring.length <= 4) return ring;
	const keep = new Uint8Array(ring.length);
	keep[0] = keep[ring.length - 1] = 1;
	// a ring begins where it ends: hold on to the point farthest from there as well
	let far = 0;
	let most = -1;
	const [x0, y0] = ring[0] as Position;
	for (const [i, [x, y]] of ring.entries()) {
		const d = (x - x0) ** 2 + (y - y0) ** 2;
		if (d > most) {
			most = d;
			far = i;
		}
	}
	keep[far] = 1;
	const stack: [number, number][] = [
		[0, far],
		[far, ring.length - 1],
	];
	while (stack.length > 0) {
		const [from, to] = stack.pop() as [number, number];
		let worst = 0;
		let index = -1;
		for (let i = from + 1; i < to; i++) {
			const d = distance(ring[i] as Position, ring[from] as Position, ring[to] as Position);
			if (d > worst) {
				worst = d;
				index = i;
			}
		}
		if (worst > tolerance && index > 0) {
			keep[index] = 1;
			stack.push([from, index], [index, to]);
		}
	}
	return ring.filter((_, i) => keep[i]);
}

function distance([x, y]: Position, [x1, y1]: Position, [x2, y2]: Position): number {
	const dx = x2 - x1;
	const dy = y2 - y1;
	const length = dx * dx + dy * dy;
	const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
	return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}

export function toGeometry(shape: Shape): { type: 'MultiPolygon' | 'Polygon'; coordinates: unknown } {
	return shape.length === 1
		? { type: 'Polygon', coordinates: shape[0] }
		: { type: 'MultiPolygon', coordinates: shape };
}
