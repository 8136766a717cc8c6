import type { Area, Position, Ring } from './geometry.ts';
import { polygonsOf } from './geometry.ts';
import { earthRadius, ringArea } from './measure.ts';

const degree = (Math.PI / 180) * earthRadius;

/**
 * Fewer positions, borders off by at most `tolerance` metres. Given together, neighbours keep one common border: rings are
 * cut where three borders meet, and each piece is simplified once, the same for both sides (Douglas and Peucker 1973).
 * A part too small to be seen is dropped, but never an area as a whole.
 */
export function simplify<A extends Area>(areas: readonly A[], tolerance: number): A[] {
	const corners = cornersOf(areas);
	const pieces = new Map<string, Position[]>();
	const simple = (ring: Ring): Ring => {
		const out = cut(ring, corners).flatMap((piece) => simplifyPiece(piece, tolerance, pieces).slice(0, -1));
		const [first] = out;
		return first ? [...out, first] : [];
	};
	return areas.map((area) => {
		const whole = polygonsOf(area);
		const polygons: Ring[][] = [];
		for (const [outer, ...holes] of whole) {
			const kept = outer && simple(outer);
			if (!kept || kept.length < 4 || tiny(kept, tolerance)) continue;
			polygons.push([
				kept,
				...holes.map(simple).filter((hole) => hole.length >= 4 && !tiny(hole, tolerance)),
			]);
		}
		if (polygons.length === 0) {
			const largest = whole.toSorted((a, b) => sizeOf(b[0]) - sizeOf(a[0]))[0];
			polygons.push([...(largest ?? [])].slice(0, 1) as Ring[]);
		}
		return (
			area.type === 'Polygon' ? { ...area, coordinates: polygons[0] } : { ...area, coordinates: polygons }
		) as A;
	});
}

const sizeOf = (ring: Ring | undefined) => Math.abs(ringArea(ring ?? []));
const tiny = (ring: Ring, tolerance: number) => sizeOf(ring) < tolerance * tolerance;
const nameOf = (position: Position) => `${position[0]},${position[1]}`;

/** Positions where borders part: those with other than two different neighbours over all rings. */
function cornersOf(areas: readonly Area[]): Set<string> {
	const neighbours = new Map<string, [string, string]>();
	const corners = new Set<string>();
	for (const area of areas)
		for (const polygon of polygonsOf(area))
			for (const ring of polygon) {
				const names = ring.slice(0, -1).map(nameOf);
				names.forEach((name, i) => {
					const before = names[(i + names.length - 1) % names.length] as string;
					const after = names[(i + 1) % names.length] as string;
					const pair: [string, string] = before < after ? [before, after] : [after, before];
					const known = neighbours.get(name);
					if (!known) neighbours.set(name, pair);
					else if (known[0] !== pair[0] || known[1] !== pair[1]) corners.add(name);
				});
			}
	return corners;
}

/** Cuts a closed ring at corners; a ring without any is cut at two positions that do not depend on where it begins. */
function cut(ring: Ring, corners: ReadonlySet<string>): Position[][] {
	const open = ring.slice(0, -1);
	if (open.length < 3) return [];
	let at = open.flatMap((position, i) => (corners.has(nameOf(position)) ? [i] : []));
	if (at.length < 2) {
		const from = at[0] ?? indexOfLeast(open);
		const far = indexOfFarthest(open, from);
		at = [from, far].sort((a, b) => a - b);
	}
	return at.map((start, n) => {
		const end = at[(n + 1) % at.length] as number;
		const piece: Position[] = [];
		for (let i = start; ; i = (i + 1) % open.length) {
			piece.push(open[i] as Position);
			if (i === end && piece.length > 1) return piece;
		}
	});
}

function indexOfLeast(open: readonly Position[]): number {
	let least = 0;
	open.forEach(([lon, lat], i) => {
		const [x, y] = open[least] as Position;
		if (lon < x || (lon === x && lat < y)) least = i;
	});
	return least;
}

function indexOfFarthest(open: readonly Position[], from: number): number {
	const [x, y] = open[from] as Position;
	const k = Math.cos((y * Math.PI) / 180) ** 2;
	let [far, most] = [from, -1];
	open.forEach(([lon, lat], i) => {
		const away = (lon - x) ** 2 * k + (lat - y) ** 2;
		const [farLon, farLat] = open[far] as Position;
		// Among equals the same one whatever the direction of the ring.
		if (away > most || (away === most && (lon < farLon || (lon === farLon && lat < farLat))))
			[far, most] = [i, away];
	});
	return far;
}

/** Simplifies a piece in the direction that both neighbours agree on, once. */
function simplifyPiece(piece: Position[], tolerance: number, done: Map<string, Position[]>): Position[] {
	const first = nameOf(piece[0] as Position);
	const last = nameOf(piece.at(-1) as Position);
	const inner = (positions: readonly Position[]) => nameOf(positions[1] as Position);
	const reversed = piece.toReversed();
	const turned = first === last ? inner(piece) > inner(reversed) : first > last;
	const way = turned ? reversed : piece;
	const name = `${nameOf(way[0] as Position)} ${inner(way)} ${nameOf(way.at(-1) as Position)} ${piece.length}`;
	let simple = done.get(name);
	if (!simple) {
		simple = douglasPeucker(way, tolerance);
		done.set(name, simple);
	}
	return turned ? simple.toReversed() : simple;
}

/** Metres in a plane that is true near the piece are exact enough for a tolerance. */
function douglasPeucker(line: readonly Position[], tolerance: number): Position[] {
	const k = Math.cos(((line[0]?.[1] ?? 0) * Math.PI) / 180) * degree;
	const xs = line.map(([lon]) => lon * k);
	const ys = line.map(([, lat]) => lat * degree);
	const keep = new Uint8Array(line.length);
	keep[0] = keep[line.length - 1] = 1;
	const stack: [number, number][] = [[0, line.length - 1]];
	const limit = tolerance * tolerance;
	for (let range = stack.pop(); range; range = stack.pop()) {
		const [from, to] = range;
		let [most, at] = [limit, -1];
		for (let i = from + 1; i < to; i++) {
			const away = offLine(xs, ys, i, from, to);
			if (away > most) [most, at] = [away, i];
		}
		if (at < 0) continue;
		keep[at] = 1;
		stack.push([from, at], [at, to]);
	}
	return line.filter((_, i) => keep[i] === 1);
}

function offLine(xs: readonly number[], ys: readonly number[], i: number, from: number, to: number): number {
	const [x, y, ax, ay] = [xs[i] ?? 0, ys[i] ?? 0, xs[from] ?? 0, ys[from] ?? 0];
	const [dx, dy] = [(xs[to] ?? 0) - ax, (ys[to] ?? 0) - ay];
	const length = dx * dx + dy * dy;
	const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
	return (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2;
}
