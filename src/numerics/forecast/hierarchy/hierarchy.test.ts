import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../../random/seeded.ts';
import { diagonalCovariance, sampleCovariance, shrunkCovariance } from './error-covariance.ts';
import { nonNegativeLeastSquares } from './non-negative.ts';
import { addUp, bottomUp, NotPositive, reconcile, structuralVariances, topDown } from './reconcile.ts';

const summing = [
	[1, 1, 1],
	[1, 1, 0],
	[1, 0, 0],
	[0, 1, 0],
	[0, 0, 1],
];
const random = seeded(8);
const residuals = Array.from({ length: 30 }, () => {
	const b = [random() - 0.5, random() - 0.5, random() - 0.5];
	return [...addUp(summing, b)].map((one) => one + 0.3 * (random() - 0.5));
});

test('what adds up stays as it is, by every method', () => {
	const base = addUp(summing, [4, 5, 6]);
	const { covariance, intensity } = shrunkCovariance(residuals);
	assert.ok(intensity > 0 && intensity < 1);
	const answers = [
		bottomUp(summing, base),
		topDown(summing, base, [8, 10, 12]),
		reconcile(summing, base, diagonalCovariance(structuralVariances(summing))),
		reconcile(summing, base, sampleCovariance(residuals)),
		reconcile(summing, base, covariance),
		reconcile(summing, base, covariance, { nonNegative: true }),
	];
	for (const answer of answers)
		for (const [i, one] of answer.entries()) assert.ok(Math.abs(one - base[i]!) < 1e-10);
});

test('two and their sum by hand: the gap is shared equally', () => {
	const two = [
		[1, 1],
		[1, 0],
		[0, 1],
	];
	const answer = reconcile(two, [10, 3, 4], diagonalCovariance([1, 1, 1]));
	for (const [i, one] of [9, 4, 5].entries()) assert.ok(Math.abs(answer[i]! - one) < 1e-12);
});

test('sums hold and nothing falls below zero', () => {
	for (let round = 0; round < 40; round++) {
		const base = Array.from({ length: 5 }, () => 4 * (random() - 0.4));
		const { covariance } = shrunkCovariance(residuals);
		const answer = reconcile(summing, base, covariance, { nonNegative: true });
		assert.ok(answer.every((one) => one >= 0));
		assert.ok(Math.abs(answer[0]! - answer[1]! - answer[4]!) < 1e-12);
		const free = reconcile(summing, base, covariance);
		if (free.slice(2).every((one) => one >= 0))
			for (const [i, one] of free.entries()) assert.ok(Math.abs(one - answer[i]!) < 1e-9);
	}
});

test('at the least squares without negative numbers no allowed step helps', () => {
	for (let round = 0; round < 30; round++) {
		const columns = Array.from({ length: 4 }, () => Float64Array.from({ length: 9 }, () => random() - 0.3));
		const y = Float64Array.from({ length: 9 }, () => random() - 0.5);
		const b = nonNegativeLeastSquares(columns, y);
		const rest = y.map((one, t) => one - columns.reduce((sum, column, j) => sum + column[t]! * b[j]!, 0));
		for (const [j, column] of columns.entries()) {
			const slope = column.reduce((sum, one, t) => sum + one * rest[t]!, 0);
			assert.ok(b[j]! > 0 ? Math.abs(slope) < 1e-9 : slope < 1e-9);
		}
	}
});

test('a covariance that weighs nothing is refused', () => {
	assert.throws(
		() => reconcile(summing, [1, 1, 1, 1, 1], sampleCovariance(residuals.slice(0, 3))),
		NotPositive,
	);
	assert.throws(() => bottomUp(summing.slice(0, 4), [1, 2, 3, 4]), RangeError);
	assert.throws(() => topDown(summing.slice(1), [1, 2, 3, 4], [1, 1, 1]), RangeError);
});
