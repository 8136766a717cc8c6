import type { Random } from './random.ts';
import { randomOf } from './random.ts';

/** Longitude, latitude; WGS 84. */
export type Point = readonly [number, number];
export type Ring = Point[];
export type Cell = { site: Point; corners: Point[] };
export type Polygon = { type: 'Polygon'; coordinates: Ring[] };

/** A degree of longitude in degrees of latitude, at the latitude of the demonstration. */
const squeeze = 0.5;
export function distance(a: Point, b: Point): number {
	return Math.hypot((a[0] - b[0]) * squeeze, a[1] - b[1]);
}

/** Points over a rectangle, about `step` degrees apart, shaken so that no rows are seen. */
export function scatter(
	box: { west: number; south: number; east: number; north: number },
	step: number,
	random: Random,
): Point[] {
	const points: Point[] = [];
	let row = 0;
	for (let y = box.south; y <= box.north; y += step * 0.87, row++)
		for (let x = box.west + (row % 2 ? step / squeeze / 2 : 0); x <= box.east; x += step / squeeze)
			points.push([x + (random.bell() * step * 0.7) / squeeze, y + random.bell() * step * 0.7]);
	return points;
}

/** Each point's part of the plane: what lies nearer to it than to any other. */
export function cells(sites: readonly Point[]): Cell[] {
	return sites.map((site) => {
		let corners: Point[] = [
			[site[0] - 40, site[1] - 20],
			[site[0] + 40, site[1] - 20],
			[site[0] + 40, site[1] + 20],
			[site[0] - 40, site[1] + 20],
		];
		const others = sites
			.filter((other) => other !== site)
			.sort((a, b) => distance(a, site) - distance(b, site));
		for (const other of others.slice(0, 40)) corners = nearerHalf(corners, site, other);
		return { site, corners: corners.map(snapped) };
	});
}

/** What of the polygon is nearer to `site` than to `other`. */
function nearerHalf(corners: Point[], site: Point, other: Point): Point[] {
	const side = (p: Point) => distance(p, other) ** 2 - distance(p, site) ** 2;
	const kept: Point[] = [];
	for (let i = 0; i < corners.length; i++) {
		const from = corners[i]!;
		const to = corners[(i + 1) % corners.length]!;
		const a = side(from);
		const b = side(to);
		if (a >= 0) kept.push(from);
		if (a >= 0 !== b >= 0) {
			const t = a / (a - b);
			kept.push([from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t]);
		}
	}
	return kept;
}

// Corners shared by three cells are computed three times: rounding makes them one.
function snapped([x, y]: Point): Point {
	return [Math.round(x * 2000) / 2000, Math.round(y * 2000) / 2000];
}

const name = (p: Point) => `${p[0]} ${p[1]}`;

/** The outer border of a group of cells, winding as rivers and watersheds do. Neighbours get the very same line. */
export function outlineOf(group: readonly Cell[]): Polygon {
	const edges = new Map<string, { from: Point; to: Point }>();
	for (const { corners } of group)
		for (let i = 0; i < corners.length; i++) {
			const from = corners[i]!;
			const to = corners[(i + 1) % corners.length]!;
			if (name(from) === name(to)) continue;
			// an edge that runs both ways lies inside the group
			if (!edges.delete(`${name(to)}>${name(from)}`)) edges.set(`${name(from)}>${name(to)}`, { from, to });
		}
	const next = new Map<string, { from: Point; to: Point }[]>();
	for (const edge of edges.values()) next.set(name(edge.from), [...(next.get(name(edge.from)) ?? []), edge]);
	const rings: Ring[] = [];
	for (const list of next.values())
		for (let edge = list.pop(); edge; edge = list.pop()) {
			const start = name(edge.from);
			const ring: Ring = [];
			for (let on: typeof edge | undefined = edge; on; on = next.get(name(on.to))?.pop()) {
				ring.push(...winding(on.from, on.to));
				if (name(on.to) === start) break;
			}
			ring.push(ring[0]!);
			rings.push(ring);
		}
	rings.sort((a, b) => Math.abs(area(b)) - Math.abs(area(a)));
	return {
		type: 'Polygon',
		coordinates: rings.map((ring, i) => (area(ring) > 0 === (i === 0) ? ring : ring.reverse())),
	};
}

/** From one corner to the next, the last point left out. Drawn from the smaller corner, so that both sides agree. */
function winding(from: Point, to: Point): Point[] {
	const turned = name(from) > name(to);
	const [a, b] = turned ? [to, from] : [from, to];
	const random = randomOf(`${name(a)} ${name(b)}`);
	const line: Point[] = [a];
	const bend = (p: Point, q: Point, depth: number) => {
		const length = distance(p, q);
		if (depth === 0 || length < 0.012) {
			line.push(q);
			return;
		}
		const t = 0.5 + random.bell() * 0.1;
		const away = random.bell() * 0.28;
		const middle: Point = [
			p[0] + (q[0] - p[0]) * t - ((q[1] - p[1]) * away) / squeeze,
			p[1] + (q[1] - p[1]) * t + (q[0] - p[0]) * away * squeeze,
		];
		bend(p, middle, depth - 1);
		bend(middle, q, depth - 1);
	};
	bend(a, b, 5);
	const rounded = line.map(([x, y]): Point => [Math.round(x * 1e5) / 1e5, Math.round(y * 1e5) / 1e5]);
	return (turned ? rounded.reverse() : rounded).slice(0, -1);
}

/** Signed, in square degrees: positive when the ring runs counter-clockwise. */
export function area(ring: readonly Point[]): number {
	let sum = 0;
	for (let i = 0; i + 1 < ring.length; i++)
		sum += ring[i]![0] * ring[i + 1]![1] - ring[i + 1]![0] * ring[i]![1];
	return sum / 2;
}

export function contains(polygon: Polygon, point: Point): boolean {
	let inside = false;
	for (const ring of polygon.coordinates)
		for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
			const a = ring[i]!;
			const b = ring[j]!;
			if (
				a[1] > point[1] !== b[1] > point[1] &&
				point[0] < ((b[0] - a[0]) * (point[1] - a[1])) / (b[1] - a[1]) + a[0]
			)
				inside = !inside;
		}
	return inside;
}
