import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byRate, rateOf } from './heard-order.ts';

const place = (name: string, people: number | null, population: number | null) => ({
	name,
	people,
	population,
});

test('the least heard places come first, and among the silent ones the largest', () => {
	const order = byRate([
		place('loud', 60, 1_000),
		place('unknown', 10, null),
		place('few', null, 1_000),
		place('silent village', 0, 500),
		place('silent town', 0, 5_000),
	]).map(({ name }) => name);
	assert.deepEqual(order, ['silent town', 'silent village', 'few', 'loud', 'unknown']);
});

test('a rate is of a thousand residents, and none without their number', () => {
	assert.equal(rateOf(place('a', 15, 3_000)), 5);
	assert.equal(rateOf(place('a', 15, null)), null);
});
