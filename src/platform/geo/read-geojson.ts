import type { Problem } from '../errors/door.ts';
import { type Area, type Box, type Geometry, inBox, type Position, type Ring } from './geometry.ts';
import { ringArea } from './measure.ts';

/** More than any real boundary has; a larger one is a mistake or an attack. */
const mostPositions = 1_000_000;

export type ReadOptions = {
	/** Where the geometry must lie (a box of the parent): tells latitude before longitude from a place far away. */
	near?: Box;
	/** The name of the form's field or the row of the file, for the problems. */
	field?: string;
	/** Types that are taken; all by default. */
	types?: readonly Geometry['type'][];
};

export type ReadResult = { geometry: Geometry; problems: [] } | { geometry: null; problems: Problem[] };

/**
 * Checks a GeoJSON geometry (RFC 7946) that somebody sent, and gives it back clean: two numbers a position, outer rings
 * counter-clockwise, nothing but type and coordinates. Every fault is named once, with where it was found.
 */
export function readGeometry(value: unknown, options: ReadOptions = {}): ReadResult {
	const problems = new Map<string, Problem>();
	const fault = (code: string, facts: Problem['facts'] = {}) => {
		if (!problems.has(code)) problems.set(code, { field: options.field ?? '', code, facts });
	};
	const geometry = readShape(value, options, fault);
	if (geometry && problems.size === 0) checkPlace(geometry, options, fault);
	if (!geometry || problems.size > 0) {
		if (problems.size === 0) fault('geo.not-a-geometry');
		return { geometry: null, problems: [...problems.values()] };
	}
	return { geometry, problems: [] };
}

type Fault = (code: string, facts?: Problem['facts']) => void;
type Shape = { type: Geometry['type']; coordinates: unknown };

function readShape(value: unknown, options: ReadOptions, fault: Fault): Geometry | null {
	const shape = value as Shape | null;
	if (typeof shape !== 'object' || shape === null || !Array.isArray(shape.coordinates)) {
		fault('geo.not-a-geometry');
		return null;
	}
	const { type, coordinates } = shape;
	const wanted = options.types ?? ['Point', 'LineString', 'Polygon', 'MultiPolygon'];
	if (!wanted.includes(type)) {
		fault('geo.wrong-type', { type: String(type).slice(0, 40), wanted: wanted.join(', ') });
		return null;
	}
	const count = { left: mostPositions };
	const position = (one: unknown) => readPosition(one, count, fault);
	const line = (many: unknown): Position[] => {
		if (Array.isArray(many)) return many.map(position);
		fault('geo.not-a-geometry');
		return [];
	};
	const polygon = (rings: unknown) => {
		if (!Array.isArray(rings) || rings.length === 0) {
			fault('geo.empty');
			return [];
		}
		return rings.map((ring, i) => readRing(line(ring), i, fault));
	};
	// Rings without any area are left over from rounding; they go, unless nothing would remain.
	const kept = (rings: Ring[]) => (hasArea(rings[0]) ? rings.filter(hasArea) : []);
	if (type === 'Point') return { type, coordinates: position(coordinates) };
	if (type === 'LineString') {
		if (coordinates.length < 2) fault('geo.too-few-positions', { count: coordinates.length, least: 2 });
		return { type, coordinates: line(coordinates) };
	}
	if (coordinates.length === 0) fault('geo.empty');
	const polygons = type === 'Polygon' ? [polygon(coordinates)] : coordinates.map(polygon);
	const solid = polygons.map(kept).filter((rings) => rings.length > 0);
	if (solid.length === 0) fault('geo.no-area');
	return type === 'Polygon' ? { type, coordinates: solid[0] ?? [] } : { type, coordinates: solid };
}

const hasArea = (ring: Ring | undefined) => ring !== undefined && ringArea(ring) !== 0;

function readPosition(value: unknown, count: { left: number }, fault: Fault): Position {
	const nowhere: Position = [0, 0];
	if (--count.left < 0) {
		fault('geo.too-many-positions', { most: mostPositions });
		return nowhere;
	}
	const [lon, lat] = Array.isArray(value) ? (value as unknown[]) : [];
	if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat)) {
		fault('geo.not-a-number');
		return nowhere;
	}
	if (Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90) fault('geo.swapped', { lon, lat });
	else if (Math.abs(lon) > 180 || Math.abs(lat) > 90) fault('geo.out-of-range', { lon, lat });
	return [lon, lat];
}

function readRing(ring: Position[], index: number, fault: Fault): Ring {
	const [first, last] = [ring[0], ring.at(-1)];
	if (ring.length < 4) fault('geo.too-few-positions', { count: ring.length, least: 4 });
	else if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) fault('geo.not-closed', { ring: index + 1 });
	// The outer ring runs counter-clockwise, holes the other way (RFC 7946, 3.1.6).
	return ringArea(ring) > 0 === (index === 0) ? ring : ring.toReversed();
}

function checkPlace(geometry: Geometry, options: ReadOptions, fault: Fault): void {
	if (!options.near) return;
	const { near } = options;
	const sample: Position[] = [];
	const collect = (value: unknown): void => {
		if (!Array.isArray(value)) return;
		if (typeof value[0] === 'number') sample.push(value as unknown as Position);
		else for (const one of value) if (sample.length < 2000) collect(one);
	};
	collect(geometry.coordinates);
	if (sample.some((one) => inBox(near, one))) return;
	const [lon = 0, lat = 0] = sample[0] ?? [];
	const swapped = sample.some(([a, b]) => inBox(near, [b, a]));
	fault(swapped ? 'geo.swapped' : 'geo.far-away', { lon, lat });
}

/** Reads a surface. @throws nothing: problems come back as from `readGeometry`. */
export function readArea(value: unknown, options: Omit<ReadOptions, 'types'> = {}) {
	return readGeometry(value, { ...options, types: ['Polygon', 'MultiPolygon'] }) as
		| { geometry: Area; problems: [] }
		| { geometry: null; problems: Problem[] };
}
