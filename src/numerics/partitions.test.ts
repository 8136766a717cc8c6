import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adjustedRand } from './partitions.ts';

// Reference: the examples of sklearn.metrics.adjusted_rand_score (scikit-learn 1.5), the last by hand.
const cases: [first: number[], second: number[], likeness: number][] = [
	[[0, 0, 1, 1], [0, 0, 1, 1], 1],
	[[0, 0, 1, 1], [1, 1, 0, 0], 1],
	[[0, 0, 1, 2], [0, 0, 1, 1], 4 / 7],
	[[0, 0, 0, 0], [0, 1, 2, 3], 0],
	[[0, 0, 1, 1], [0, 1, 0, 1], -0.5],
	[[0, 0, 0], [2, 2, 2], 1],
	[[], [], 1],
];
for (const [first, second, likeness] of cases)
	test(`${first} and ${second} are alike to ${likeness.toFixed(2)}`, () => {
		assert.ok(Math.abs(adjustedRand(Int32Array.from(first), Int32Array.from(second)) - likeness) < 1e-12);
	});
