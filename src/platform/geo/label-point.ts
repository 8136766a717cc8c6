import { type Area, type Position, polygonsOf, type Ring } from './geometry.ts';
import { ringArea } from './measure.ts';

const radians = Math.PI / 180;

/** Centre of mass of the largest part. It may lie outside a curved area: for a label take `labelPoint`. */
export function centroid(area: Area): Position {
	const [outer = []] = largest(area);
	let [x, y, weight] = [0, 0, 0];
	const [x0 = 0, y0 = 0] = outer[0] ?? [];
	for (let i = 0, j = outer.length - 1; i < outer.length; j = i++) {
		const [ax, ay] = outer[j] as Position;
		const [bx, by] = outer[i] as Position;
		const cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
		x += (ax + bx - 2 * x0) * cross;
		y += (ay + by - 2 * y0) * cross;
		weight += 3 * cross;
	}
	return weight === 0 ? [x0, y0] : [x0 + x / weight, y0 + y / weight];
}

/**
 * A point well inside the area, the farthest from its border to within 2 %: where a name or a mark stands
 * (quadrant search after Agafonkin's polylabel).
 */
export function labelPoint(area: Area): Position {
	const rings = largest(area);
	const outer = rings[0] ?? [];
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [lon, lat] of outer) {
		west = Math.min(west, lon);
		east = Math.max(east, lon);
		south = Math.min(south, lat);
		north = Math.max(north, lat);
	}
	// Degrees of longitude shrink to the north: without it points of a northern region lean to a side.
	const k = Math.max(0.01, Math.cos(((south + north) / 2) * radians));
	const flat = rings.map((ring) => ring.map(([lon, lat]) => [lon * k, lat] as const));
	const size = Math.min((east - west) * k, north - south);
	if (!(size > 0)) return outer[0] ?? [0, 0];
	const cell = (x: number, y: number, half: number) => {
		const away = signedDistance(flat, x, y);
		return { x, y, half, away, most: away + half * Math.SQRT2 };
	};
	const [cx, cy] = centroid(area);
	let best = cell(cx * k, cy, 0);
	const queue: (typeof best)[] = [];
	const half = size / 2;
	for (let x = west * k; x < east * k; x += size)
		for (let y = south; y < north; y += size) queue.push(cell(x + half, y + half, half));
	for (let steps = 0; queue.length > 0 && steps < 2_000; steps++) {
		let top = 0;
		for (let i = 1; i < queue.length; i++) if ((queue[i]?.most ?? 0) > (queue[top]?.most ?? 0)) top = i;
		const [one] = queue.splice(top, 1);
		if (!one) break;
		if (one.away > best.away) best = one;
		if (one.most - best.away <= size * 0.02) break;
		const h = one.half / 2;
		for (const [dx, dy] of [
			[-h, -h],
			[h, -h],
			[-h, h],
			[h, h],
		] as const)
			queue.push(cell(one.x + dx, one.y + dy, h));
	}
	return [best.x / k, best.y];
}

function largest(area: Area): readonly Ring[] {
	let found: readonly Ring[] = [];
	let most = -1;
	for (const polygon of polygonsOf(area)) {
		const size = Math.abs(ringArea(polygon[0] ?? []));
		if (size > most) [found, most] = [polygon, size];
	}
	return found;
}

/** To the nearest border; negative outside. */
function signedDistance(rings: readonly (readonly (readonly [number, number])[])[], x: number, y: number) {
	let inside = false;
	let nearest = Infinity;
	for (const ring of rings) {
		for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
			const [ax, ay] = ring[i] as readonly [number, number];
			const [bx, by] = ring[j] as readonly [number, number];
			if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
			nearest = Math.min(nearest, toSegment(x, y, ax, ay, bx, by));
		}
	}
	return (inside ? 1 : -1) * Math.sqrt(nearest);
}

function toSegment(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
	const [dx, dy] = [bx - ax, by - ay];
	const length = dx * dx + dy * dy;
	const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
	return (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2;
}
