import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelled, namePeriod, periodsOf, spread, ticksOf, valueRange, yearOf } from '#ui/chart-data.ts';

test('periods of any kind lie on one line of time', () => {
	assert.ok(yearOf('2024-Q2') > yearOf('2024-03') && yearOf('2024-Q2') < yearOf('2024-05'));
	assert.deepEqual(
		periodsOf([
			{ name: 'a', points: [{ at: '2024', value: 1 }] },
			{
				name: 'b',
				points: [
					{ at: '2023', value: 1 },
					{ at: '2024', value: null },
				],
			},
		]),
		['2023', '2024'],
	);
	assert.equal(namePeriod('2024-Q1', 'ru'), '1 кв. 2024');
	assert.equal(namePeriod('2024', 'ru'), '2024');
});

test('zero is on the axis when it is near, and always for bars', () => {
	const series = (...values: number[]) => [
		{ name: '', points: values.map((value, i) => ({ at: String(2000 + i), value })) },
	];
	assert.deepEqual(valueRange(series(2, 9), false), [0, 10]);
	assert.equal(valueRange(series(95, 99), false)[0] > 0, true);
	assert.equal(valueRange(series(95, 99), true)[0], 0);
	assert.deepEqual(valueRange([], false), [0, 1]);
	assert.deepEqual(valueRange(series(0, 0), false), [0, 1]);
	assert.deepEqual(ticksOf([0, 0.2, 0.4, 0.6, 0.8, 1], 0), [0, 1]);
	assert.deepEqual(ticksOf([0, 0.2, 0.4], 1), [0, 0.2, 0.4]);
	const [low, high] = valueRange(series(5, 5), false);
	assert.ok(low < 5 && high > 5, 'a flat line has room');
});

test('labels at the ends of lines do not lie on one another', () => {
	const placed = spread([50, 51, 52, 10], 14, 0, 100);
	const sorted = [...placed].sort((a, b) => a - b);
	for (let i = 1; i < sorted.length; i++) assert.ok((sorted[i] ?? 0) - (sorted[i - 1] ?? 0) >= 14);
	assert.ok(Math.max(...spread([99, 100], 14, 0, 100)) <= 100);
});

test('the last period always has its label', () => {
	for (const count of [1, 5, 12, 37])
		assert.ok(labelled(count, 6).has(count - 1) && labelled(count, 6).size <= 6);
});
