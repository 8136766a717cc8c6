import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Position, readArea, readGeometry, ringArea } from './door.ts';

const ring = (...positions: Position[]) => ({ type: 'Polygon', coordinates: [positions] });
const codes = (value: unknown, options = {}) =>
	readGeometry(value, options).problems.map((problem) => problem.code);

test('a right polygon comes back clean, its outer ring counter-clockwise', () => {
	const clockwise = ring([0, 0], [0, 1, 200], [1, 1], [1, 0], [0, 0]);
	const { geometry } = readArea({ ...clockwise, extra: 'x' });
	assert.ok(geometry?.type === 'Polygon');
	const [outer = []] = geometry.coordinates;
	assert.ok(ringArea(outer) > 0);
	assert.deepEqual(Object.keys(geometry), ['type', 'coordinates']);
	assert.ok(outer.every((position) => position.length === 2));
});

test('each fault is named', () => {
	const cases: [unknown, string][] = [
		[null, 'geo.not-a-geometry'],
		[{ type: 'Polygon' }, 'geo.not-a-geometry'],
		[{ type: 'GeometryCollection', coordinates: [] }, 'geo.wrong-type'],
		[{ type: 'Polygon', coordinates: [] }, 'geo.empty'],
		[{ type: 'Point', coordinates: ['56', '57'] }, 'geo.not-a-number'],
		[{ type: 'Point', coordinates: [Number.NaN, 57] }, 'geo.not-a-number'],
		[{ type: 'Point', coordinates: [200, 57] }, 'geo.out-of-range'],
		[{ type: 'Point', coordinates: [57, 156] }, 'geo.swapped'],
		[ring([0, 0], [1, 0], [1, 1], [0, 1]), 'geo.not-closed'],
		[ring([0, 0], [1, 0], [0, 0]), 'geo.too-few-positions'],
		[ring([0, 0], [1, 0], [2, 0], [0, 0]), 'geo.no-area'],
	];
	for (const [value, code] of cases)
		assert.ok(codes(value).includes(code), `${JSON.stringify(value)}: ${codes(value)}`);
});

test('latitude before longitude is seen where the place is known', () => {
	const near = [51, 56, 60, 62] as const;
	assert.deepEqual(codes({ type: 'Point', coordinates: [57.43, 56.95] }, { near }), []);
	const swapped = ring([58, 52], [59, 52], [59, 53], [58, 53], [58, 52]);
	assert.deepEqual(codes(swapped, { near }), ['geo.swapped']);
	assert.deepEqual(codes({ type: 'Point', coordinates: [0, 0] }, { near }), ['geo.far-away']);
});

test('deep or endless input ends with a problem', () => {
	const deep = JSON.parse(`{"type":"Polygon","coordinates":${'['.repeat(500)}${']'.repeat(500)}}`);
	assert.ok(codes(deep).length > 0);
	const long = { type: 'LineString', coordinates: Array.from({ length: 1_000_001 }, () => [1, 1]) };
	assert.deepEqual(codes(long), ['geo.too-many-positions']);
});
