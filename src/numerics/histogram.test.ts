import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addCounts, quantileOf, totalOf, withinOf } from './histogram.ts';

const edges = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

test('the share is reached at the least edge, whatever is beyond it', () => {
	// numpy 2.1: np.quantile([0,0,1,3,3,3,8], q, method="inverted_cdf") = 3, 8, 0 for q = 0.5, 0.9, 0.2
	const counts = [2, 1, 0, 3, 0, 0, 0, 0, 1];
	assert.equal(withinOf(counts, edges, 0.5), 4);
	assert.equal(withinOf(counts, edges, 0.9), 9);
	assert.equal(withinOf(counts, edges, 0.2), 1);
});

test('who still waits counts as longer than all', () => {
	assert.equal(withinOf([5], edges, 0.5, 10), 1);
	assert.equal(withinOf([5], edges, 0.5, 11), null);
	assert.equal(withinOf([0, 0], edges, 0.5), null);
	assert.equal(withinOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4], edges, 0.5), null, 'the last bin has no edge');
});

test('a quantile of hours lies within its bin by the share of it', () => {
	// by hand: 10 values below 1 h, 10 in [1, 2), 20 in [2, 4): half of 40 is reached at the end of the second bin
	assert.equal(quantileOf([10, 10, 20], [1, 2, 4], 0.5), 2);
	assert.equal(quantileOf([10, 10, 20], [1, 2, 4], 0.75), 3);
	assert.equal(quantileOf([10, 10, 20], [1, 2, 4], 0.125), 0.5);
});

test('histograms of parts add up to the histogram of the whole, medians included', () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 }), {
				minLength: 1,
				maxLength: 6,
			}),
			fc.double({ min: 0.01, max: 0.99, noNaN: true }),
			(parts, share) => {
				const count = (values: readonly number[]) => {
					const counts: number[] = [];
					for (const value of values) addCounts(counts, [...Array(Math.min(value, 10)).fill(0), 1]);
					return counts;
				};
				const sum: number[] = [];
				for (const part of parts) addCounts(sum, count(part));
				const all = parts.flat().sort((a, b) => a - b);
				assert.equal(totalOf(sum), all.length);
				const at = all[Math.max(0, Math.ceil(share * all.length - 1e-9) - 1)] as number;
				assert.equal(withinOf(sum, edges, share), at >= 10 ? null : at + 1);
			},
		),
	);
});
