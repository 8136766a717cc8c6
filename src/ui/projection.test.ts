import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundsOf, gather, gatherNear, pathOf, projectionFor, type Shape, scaleBar } from '#ui/projection.ts';

const box = (west: number, south: number, east: number, north: number): Shape => ({
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
const size = { width: 640, minHeight: 200, maxHeight: 500 };
const inside = (spot: { x: number; y: number }, map: { width: number; height: number }) =>
	spot.x >= 0 && spot.x <= map.width && spot.y >= 0 && spot.y <= map.height;

test('north is up, east is right, everything lies inside the drawing', () => {
	for (const bounds of [
		[56.8, 57.3, 57.2, 57.6],
		[19.6, 41.2, -169, 81.9],
		[37.6, 55.7, 37.6, 55.7],
	] as const) {
		const map = projectionFor(bounds, size);
		const east = bounds[2] < bounds[0] ? bounds[2] + 360 : bounds[2];
		const [lon, lat] = [(bounds[0] + east) / 2, (bounds[1] + bounds[3]) / 2];
		assert.ok(map(lon + 0.01, lat).x > map(lon, lat).x);
		assert.ok(map(lon, lat + 0.01).y < map(lon, lat).y);
		for (const [x, y] of [
			[bounds[0], bounds[1]],
			[bounds[0], bounds[3]],
			[bounds[2], bounds[1]],
			[bounds[2], bounds[3]],
		] as const)
			assert.ok(inside(map(x, y), { width: 640.5, height: map.height + 0.5 }), `${bounds}: ${x} ${y}`);
		assert.ok(map.height >= 200 && map.height <= 500);
	}
});

test('the 180th meridian does not tear a country apart', () => {
	const bounds = boundsOf([box(27, 42, 180, 77), box(-180, 62, -169, 71)]);
	assert.deepEqual(bounds, [27, 42, -169, 77]);
	const map = projectionFor(bounds ?? [0, 0, 0, 0], size);
	const [before, after] = [map(179.9, 66), map(-179.9, 66)];
	assert.ok(Math.abs(before.x - after.x) < 3 && Math.abs(before.y - after.y) < 3);
});

test('an equal-area cone keeps areas: a degree cell shrinks with the cosine of latitude', () => {
	const map = projectionFor([27, 42, -169, 77], size);
	const area = (lon: number, lat: number) => {
		const [a, b, d] = [map(lon, lat), map(lon + 1, lat), map(lon, lat + 1)];
		return Math.abs((b.x - a.x) * (d.y - a.y) - (b.y - a.y) * (d.x - a.x));
	};
	const exact = (lat: number) => Math.sin(((lat + 1) * Math.PI) / 180) - Math.sin((lat * Math.PI) / 180);
	const ratio = area(60, 50) / exact(50);
	for (const [lon, lat] of [
		[40, 60],
		[130, 70],
		[160, 62],
	] as const)
		assert.ok(Math.abs(area(lon, lat) / exact(lat) / ratio - 1) < 0.02, `${lon} ${lat}`);
});

test('a path is closed and short; what is smaller than a dot has none', () => {
	const map = projectionFor([27, 42, -169, 77], size);
	assert.match(pathOf(box(60, 55, 70, 60), map), /^M[\d. ]+l[-\d. ]+z$/);
	const many: Shape = {
		type: 'Polygon',
		coordinates: [
			Array.from({ length: 4000 }, (_, i) => {
				const angle = (i / 3999) * 2 * Math.PI;
				return [60 + 5 * Math.cos(angle), 55 + 3 * Math.sin(angle)] as const;
			}),
		],
	};
	assert.ok(pathOf(many, map).length < 1500, 'points nearer than a pixel are left out');
	assert.equal(pathOf(box(60, 55, 60.01, 55.01), map), '');
});

test('points on one another are gathered, none is lost', () => {
	const map = projectionFor([37, 55, 38, 56], size);
	const points = Array.from({ length: 500 }, (_, i) => ({
		lon: 37 + (i % 25) / 25,
		lat: 55 + (i % 20) / 20,
	}));
	const spots = gather(points, map, 40);
	assert.equal(
		spots.reduce((sum, spot) => sum + spot.points.length, 0),
		500,
	);
	assert.ok(spots.length < 260);
});

test('numbered points stand apart: the near ones share a spot, in their order', () => {
	const map = projectionFor([37, 55, 38, 56], size);
	const points = [
		{ mark: '1', lon: 37.2, lat: 55.5 },
		{ mark: '2', lon: 37.8, lat: 55.5 },
		{ mark: '3', lon: 37.201, lat: 55.501 },
	];
	const spots = gatherNear(points, map, 30);
	assert.deepEqual(
		spots.map((spot) => spot.points.map(({ mark }) => mark)),
		[['1', '3'], ['2']],
	);
});

test('the scale bar is a round length: Moscow to Saint Petersburg is 634 km', () => {
	const map = projectionFor([30.3, 55.7, 37.6, 59.9], size);
	const [a, b] = [map(37.6, 55.75), map(30.3, 59.94)];
	const measured = Math.hypot(a.x - b.x, a.y - b.y) * map.kilometres;
	assert.ok(Math.abs(measured - 634) < 25, String(measured));
	const bar = scaleBar(map);
	assert.ok([1, 2, 5].includes(Number(String(bar.kilometres)[0])) && bar.length <= 110);
});
