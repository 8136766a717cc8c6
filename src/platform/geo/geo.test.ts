import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cellToParent } from 'h3-js';
import {
	type Area,
	areaOf,
	around,
	boxesMeet,
	boxOf,
	cellAt,
	centroid,
	coarser,
	contains,
	distance,
	inBox,
	isCell,
	labelPoint,
	nameOfCell,
	outlineOfCell,
	type Polygon,
	type Position,
	polygonsOf,
	prepare,
	resolutionForZoom,
	simplify,
} from './door.ts';

const square = (west: number, south: number, east: number, north: number): Polygon => ({
	type: 'Polygon',
	coordinates: [
		[
			[west, south],
			[east, south],
			[east, north],
			[west, north],
			[west, south],
		],
	],
});
const near = (actual: number, expected: number, share: number) =>
	assert.ok(Math.abs(actual - expected) <= Math.abs(expected) * share, `${actual} is not near ${expected}`);

const lon = fc.double({ min: -179, max: 179, noNaN: true });
const lat = fc.double({ min: -80, max: 80, noNaN: true });
const position = fc.tuple(lon, lat) as fc.Arbitrary<[number, number]>;
/** A polygon whose border is seen whole from its middle. */
const star = fc
	.record({
		at: fc.tuple(
			fc.double({ min: -150, max: 150, noNaN: true }),
			fc.double({ min: -60, max: 70, noNaN: true }),
		),
		rays: fc.array(fc.double({ min: 0.2, max: 2, noNaN: true }), { minLength: 5, maxLength: 60 }),
	})
	.map(({ at, rays }) => {
		const ring: Position[] = rays.map((ray, i) => {
			const angle = (i / rays.length) * 2 * Math.PI;
			return [at[0] + ray * Math.cos(angle), at[1] + ray * Math.sin(angle)];
		});
		return { at, area: { type: 'Polygon', coordinates: [[...ring, ring[0] as Position]] } as Polygon };
	});

test('distances agree with known ones', () => {
	// Moscow – Vladivostok about 6,416 km; one degree of latitude 111.2 km
	near(distance([37.6173, 55.7558], [131.8855, 43.1155]), 6_416_000, 0.01);
	near(distance([56.95, 57.43], [56.95, 58.43]), 111_195, 0.001);
	assert.equal(distance([10, 10], [10, 10]), 0);
	near(distance([179.9, 0], [-179.9, 0]), 22_239, 0.001);
});

test('distance is the same both ways and never longer over a third place', () => {
	fc.assert(
		fc.property(position, position, position, (a, b, c) => {
			assert.ok(Math.abs(distance(a, b) - distance(b, a)) < 1e-6);
			assert.ok(distance(a, c) <= distance(a, b) + distance(b, c) + 1e-3);
		}),
	);
});

test('what lies within so many metres lies in the box around', () => {
	fc.assert(
		fc.property(
			position,
			fc.double({ min: 0, max: 359, noNaN: true }),
			fc.integer({ min: 1, max: 50_000 }),
			(at, way, metres) => {
				const step = (metres / 111_195) * 0.99;
				const other: Position = [
					at[0] + (step * Math.cos(way)) / Math.cos((at[1] * Math.PI) / 180),
					at[1] + step * Math.sin(way),
				];
				if (distance(at, other) <= metres) assert.ok(inBox(around(at, metres), other));
			},
		),
	);
});

test('the area of a box on the sphere is exact, holes are taken out', () => {
	const radians = Math.PI / 180;
	const exact = 6_371_008.8 ** 2 * radians * (Math.sin(58 * radians) - Math.sin(57 * radians));
	near(areaOf(square(56, 57, 57, 58)), exact, 0.0005);
	const holed: Area = {
		type: 'Polygon',
		coordinates: [...square(0, 0, 2, 2).coordinates, ...square(0.5, 0.5, 1.5, 1.5).coordinates],
	};
	near(areaOf(holed), areaOf(square(0, 0, 2, 2)) - areaOf(square(0.5, 0.5, 1.5, 1.5)), 1e-9);
});

test('a point lies in exactly one of the squares that tile a plane', () => {
	const tiles = [0, 1, 2].flatMap((x) => [0, 1, 2].map((y) => prepare(square(x, y, x + 1, y + 1))));
	const inner = fc.double({ min: 0.01, max: 2.99, noNaN: true });
	const onGrid = fc.integer({ min: 1, max: 29 }).map((n) => n / 10);
	fc.assert(
		fc.property(fc.oneof(inner, onGrid), fc.oneof(inner, onGrid), (x, y) => {
			assert.equal(tiles.filter((tile) => tile.contains([x, y])).length, 1);
		}),
	);
});

test('holes and other parts are seen', () => {
	const area: Area = {
		type: 'MultiPolygon',
		coordinates: [
			[...square(0, 0, 3, 3).coordinates, ...square(1, 1, 2, 2).coordinates],
			square(10, 10, 11, 11).coordinates,
		],
	};
	assert.equal(contains(area, [0.5, 0.5]), true);
	assert.equal(contains(area, [1.5, 1.5]), false);
	assert.equal(contains(area, [10.5, 10.5]), true);
	assert.equal(contains(area, [5, 5]), false);
});

test('a box across the 180th meridian stays narrow', () => {
	const chukotka: Area = {
		type: 'MultiPolygon',
		coordinates: [square(170, 62, 180, 69).coordinates, square(-180, 64, -170, 68).coordinates],
	};
	assert.deepEqual(boxOf(chukotka), [170, 62, -170, 69]);
	assert.equal(inBox(boxOf(chukotka), [-175, 65]), true);
	assert.equal(inBox(boxOf(chukotka), [0, 65]), false);
	assert.equal(contains(chukotka, [-175, 65]), true);
	assert.equal(boxesMeet([170, 62, -170, 69], [-176, 60, -174, 66]), true);
	assert.equal(boxesMeet([170, 62, -170, 69], [100, 60, 110, 66]), false);
});

test('the middle of a star lies in it, its label point too and at least as far from the border', () => {
	fc.assert(
		fc.property(star, ({ at, area }) => {
			assert.ok(contains(area, at));
			const label = labelPoint(area);
			assert.ok(contains(area, label), `${label}`);
			assert.ok(inBox(boxOf(area), centroid(area)));
		}),
		{ numRuns: 60 },
	);
});

test('a simplified border stays within its tolerance and keeps no more positions', () => {
	fc.assert(
		fc.property(star, fc.integer({ min: 100, max: 20_000 }), ({ area }, tolerance) => {
			const [simple] = simplify([area], tolerance);
			const ring = simple?.coordinates[0] ?? [];
			const whole = area.coordinates[0] ?? [];
			assert.ok(ring.length >= 4 && ring.length <= whole.length);
			assert.deepEqual(ring[0], ring.at(-1));
			for (const position of ring)
				assert.ok(whole.some((one) => one[0] === position[0] && one[1] === position[1]));
		}),
	);
});

test('neighbours keep one common border after they are simplified together', () => {
	// A wavy border between two districts, met by a third from the north.
	const wave: Position[] = Array.from({ length: 101 }, (_, i) => [
		10 + Math.sin(i * 1.3) * 0.01,
		50 + i / 100,
	]);
	const west: Polygon = { type: 'Polygon', coordinates: [[...wave, [9, 51], [9, 50], wave[0] as Position]] };
	const east: Polygon = {
		type: 'Polygon',
		coordinates: [[[11, 50], [11, 51], ...wave.toReversed(), [11, 50]]],
	};
	const [a, b] = simplify([west, east], 3_000);
	const names = (area: Polygon | undefined) => new Set(area?.coordinates[0]?.map(String));
	const common = [...names(a)].filter((name) => names(b).has(name));
	const wavy = (area: Polygon | undefined) =>
		[...names(area)].filter((name) => wave.some((one) => String(one) === name));
	assert.deepEqual(new Set(wavy(a)), new Set(wavy(b)));
	assert.ok(common.length < 40, 'it was simplified');
	near(areaOf(a as Polygon) + areaOf(b as Polygon), areaOf(square(9, 50, 11, 51)), 0.001);
});

test('islands too small to be seen go, an area as a whole never does', () => {
	const archipelago: Area = {
		type: 'MultiPolygon',
		coordinates: [square(0, 0, 1, 1).coordinates, square(5, 5, 5.001, 5.001).coordinates],
	};
	const [large] = simplify([archipelago], 2_000);
	assert.equal(polygonsOf(large as Area).length, 1);
	const [small] = simplify([square(5, 5, 5.001, 5.001)], 100_000);
	assert.equal(areaOf(small as Area) > 0, true);
});

test('coarser cells by bits are those of the H3 library', () => {
	fc.assert(
		fc.property(position, fc.integer({ min: 0, max: 9 }), (at, resolution) => {
			const cell = cellAt(at);
			assert.ok(cell > 0n && cell < 2n ** 63n);
			assert.equal(nameOfCell(coarser(cell, resolution)), cellToParent(nameOfCell(cell), resolution));
			assert.ok(isCell(coarser(cell, resolution)));
		}),
	);
	assert.throws(() => coarser(cellAt([56, 57], 5), 6));
});

test('hexagons of a map are wide enough for a figure and narrow enough to tell places apart, at every zoom and latitude', () => {
	for (const latitude of [0, 45, 61, 69])
		for (let zoom = 2.5; zoom <= 11; zoom += 0.5) {
			const resolution = resolutionForZoom(zoom, latitude);
			const ring = outlineOfCell(cellAt([60, latitude], resolution));
			const lons = ring.map(([lon]) => lon);
			const wide = ((Math.max(...lons) - Math.min(...lons)) / 360) * 512 * 2 ** zoom;
			assert.ok(wide > 18 && wide < 90, `${wide} pixels at zoom ${zoom}, latitude ${latitude}`);
		}
});
