import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hullOf, layMap, nearestOf, shapeOf, sizesShown } from './map-layout.ts';

const cell = (x: number, y: number, group: number | null, people: number) => ({ x, y, group, people });

test('the hull goes around all points and leaves out those inside', () => {
	const square = [
		{ x: 0, y: 0 },
		{ x: 2, y: 0 },
		{ x: 2, y: 2 },
		{ x: 0, y: 2 },
	];
	const hull = hullOf([...square, { x: 1, y: 1 }, { x: 1, y: 0 }]);
	assert.equal(hull.length, 4);
	for (const corner of square) assert.ok(hull.some(({ x, y }) => x === corner.x && y === corner.y));
	assert.deepEqual(hullOf([{ x: 1, y: 1 }]), [{ x: 1, y: 1 }]);
});

test('everything stands inside the drawing, and both directions have one measure', () => {
	const cells = [cell(-1, -0.5, 0, 40), cell(-0.8, -0.5, 0, 3), cell(1, 0.5, 1, 9), cell(0, 0, null, 5)];
	for (const width of [340, 680]) {
		const map = layMap(cells, { x: 0.2, y: -0.9 }, width);
		for (const { x, y, r } of map.dots) {
			assert.ok(x - r >= 0 && x + r <= width, `${x} of ${width}`);
			assert.ok(y - r >= 0 && y + r <= map.height, `${y} of ${map.height}`);
		}
		const [a, b] = [
			map.dots.find(({ people }) => people === 40),
			map.dots.find(({ people }) => people === 9),
		];
		assert.ok(a && b);
		assert.ok(Math.abs((b.x - a.x) / 2 - (a.y - b.y) / 1) < 0.01);
	}
});

test('the area of a dot is as its people, and a higher place is drawn higher', () => {
	const map = layMap([cell(-1, 0, 0, 36), cell(1, 0, 0, 9), cell(0, 0.4, 1, 9)], null, 680);
	assert.ok(Math.abs(map.radius(36) / map.radius(9) - 2) < 1e-9);
	const [up, level] = [map.dots.find(({ group }) => group === 1), map.dots[0]];
	assert.ok(up && level && up.y < level.y);
});

test('two groups in one cell stand side by side', () => {
	const { dots } = layMap([cell(0, 0, 0, 5), cell(0, 0, 1, 5), cell(1, 1, 0, 5)], null, 340);
	const [a, b] = [dots.find(({ group }) => group === 1), dots.find(({ group, x }) => group === 0 && x < 170)];
	assert.ok(a && b);
	assert.ok(Math.abs(a.x - b.x) >= a.r + b.r - 0.01);
});

test('a map of one cell, or of people all of one mind, can be drawn', () => {
	const map = layMap([cell(0, 0, null, 25)], null, 340);
	assert.ok(map.height > 100);
	assert.ok(Number.isFinite(map.dots[0]?.x));
	assert.deepEqual(map.grounds, []);
});

test('of three groups the nearest is told, of two there is nothing to tell', () => {
	const cells = [cell(-1, 0, 0, 9), cell(-0.5, 0, 1, 9), cell(1, 0, 2, 9)];
	assert.deepEqual(nearestOf(cells, 3), [1, 0, 1]);
	assert.deepEqual(nearestOf(cells.slice(0, 2), 2), [null, null]);
});

test('shapes of groups differ, and the key of sizes holds each size once', () => {
	assert.equal(new Set([0, 1, 2, 3, 4].map((group) => shapeOf(group, 0, 0, 5))).size, 5);
	assert.deepEqual(sizesShown([cell(0, 0, 0, 4), cell(0, 1, 0, 16)]), [4, 9, 16]);
	assert.deepEqual(sizesShown([cell(0, 0, 0, 4)]), [4]);
	assert.deepEqual(sizesShown([]), []);
});
