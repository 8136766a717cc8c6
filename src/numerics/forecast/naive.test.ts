import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drift, mean, naive, seasonalNaive } from './naive.ts';
import type { Series } from './series.ts';

const series = (values: number[], frequency = 1): Series => ({
	values: Float64Array.from(values),
	frequency,
});

test('the last value, the last season, the mean change, the mean', () => {
	const year = series([1, 2, 3, 4, 3, 4, 5, 6], 4);
	assert.deepEqual([...naive(year, 2).mean], [6, 6]);
	assert.deepEqual([...seasonalNaive(year, 5).mean], [3, 4, 5, 6, 3]);
	assert.deepEqual([...drift(series([1, 3, 4, 7]), 2).mean], [9, 11]);
	assert.deepEqual([...mean(year, 1).mean], [3.5]);
	// all changes over a season are 2: σ² = 4, two seasons ahead 8
	const { lower, upper } = seasonalNaive(year, 5, [0.95]).bounds[0]!;
	assert.ok(Math.abs(upper[4]! - lower[4]! - 2 * 1.959963984540054 * Math.sqrt(8)) < 1e-12);
});

test('gaps, one value and a constant have finite bounds; nothing is refused in words', () => {
	for (const values of [[5], [5, 5, 5], [Number.NaN, 1, Number.NaN], [1, 2, Number.NaN, 4, 5]])
		for (const method of [naive, seasonalNaive, drift, mean]) {
			const { mean: middle, bounds } = method(series(values, 4), 6);
			for (const all of [middle, ...bounds.flatMap((one) => [one.lower, one.upper])])
				assert.ok(all.every(Number.isFinite), `${method.name} of ${values}`);
		}
	assert.throws(() => naive(series([Number.NaN]), 1), RangeError);
	assert.throws(() => mean(series([]), 1), RangeError);
});
