import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extentOf, type MapPoint, type MapShape } from '#ui/map-data.ts';

const own: MapShape = {
	id: 1,
	name: 'own',
	tone: 'own',
	shape: {
		type: 'Polygon',
		coordinates: [
			[
				[50, 50],
				[60, 50],
				[60, 60],
				[50, 60],
				[50, 50],
			],
		],
	},
};
const points = (count: number): MapPoint[] =>
	Array.from({ length: count }, (_, i) => ({
		id: i,
		lon: 54 + (i % 10) / 10,
		lat: 54 + (i % 7) / 10,
		title: '',
	}));

test('a few points are seen within their place, many are what the map is about', () => {
	assert.deepEqual(extentOf([own], points(3)), [50, 50, 60, 60]);
	const [west, south, east, north] = extentOf([own], points(200)) ?? [0, 0, 0, 0];
	assert.ok(west > 53 && east < 56 && south > 53 && north < 56);
});

test('one stray point among many does not shrink the others', () => {
	const [west] = extentOf([own], [...points(200), { id: 'x', lon: -170, lat: 0, title: '' }]) ?? [0];
	assert.ok((west ?? 0) > 50);
});
