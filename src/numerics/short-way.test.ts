import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lengthOfWay, shortWay } from './short-way.ts';

type Place = readonly [x: number, y: number];
const by = (places: readonly Place[], start: Place = [0, 0]) => {
	const away = (a: Place, b: Place) => Math.hypot(a[0] - b[0], a[1] - b[1]);
	return {
		between: (a: number, b: number) => away(places[a]!, places[b]!),
		fromStart: (a: number) => away(start, places[a]!),
	};
};

test('places on a line are walked through in order from the start', () => {
	const { between, fromStart } = by([
		[5, 0],
		[1, 0],
		[3, 0],
		[2, 0],
		[4, 0],
	]);
	assert.deepEqual(shortWay(5, between, fromStart), [1, 3, 2, 4, 0]);
});

test('no place is no way, one place is one', () => {
	assert.deepEqual(
		shortWay(0, () => 0),
		[],
	);
	assert.deepEqual(
		shortWay(1, () => 0),
		[0],
	);
});

test('a way of seven places is at most a quarter longer than the shortest of all', () => {
	let seed = 7;
	const draw = () => {
		seed = (seed * 16_807) % 2_147_483_647;
		return seed / 2_147_483_647;
	};
	for (let round = 0; round < 20; round++) {
		const places = Array.from({ length: 7 }, (): Place => [draw() * 10, draw() * 10]);
		const { between, fromStart } = by(places, [5, 5]);
		let best = Number.POSITIVE_INFINITY;
		const walk = (way: number[]) => {
			if (way.length === places.length) best = Math.min(best, lengthOfWay(way, between, fromStart));
			for (let i = 0; i < places.length; i++) if (!way.includes(i)) walk([...way, i]);
		};
		walk([]);
		const way = shortWay(places.length, between, fromStart);
		assert.deepEqual([...way].sort(), [0, 1, 2, 3, 4, 5, 6]);
		assert.ok(lengthOfWay(way, between, fromStart) <= best * 1.25, `round ${round}`);
	}
});

test('without a start the first place stays the first', () => {
	const { between } = by([
		[0, 0],
		[9, 0],
		[1, 0],
	]);
	assert.deepEqual(shortWay(3, between), [0, 2, 1]);
});
