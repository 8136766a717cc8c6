import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chiSquareQuantile, fisherQuantile, normalQuantile, studentQuantile } from './quantiles.ts';
import { chiSquareAbove, fisherAbove, normalAbove, studentBeyond } from './tails.ts';

const close = (a: number, b: number, relative = 1e-12) =>
	assert.ok(Math.abs(a - b) <= relative * Math.abs(b), `${a} is not ${b}`);

// values in closed form: Cauchy is Student's t with 1, exp(-x/2) chi-square with 2, F(2, 2) is odds
test('tails where they are known in closed form', () => {
	for (const t of [0.001, 0.5, 1, 3, 1e3, 1e6]) {
		close(studentBeyond(t, 1), (2 / Math.PI) * Math.atan(1 / t));
		close(studentBeyond(-t, 1), (2 / Math.PI) * Math.atan(1 / t));
		close(chiSquareAbove(t, 2), Math.exp(-t / 2), 1e-11);
		close(fisherAbove(t, 2, 2), 1 / (1 + t));
	}
	close(normalAbove(0), 0.5);
	close(normalAbove(10), 7.619853024160525e-24);
	assert.equal(studentBeyond(Number.POSITIVE_INFINITY, 3), 0);
	assert.equal(chiSquareAbove(-1, 3), 1);
});

test('a quantile is what its tail says', () => {
	for (const p of [0.001, 0.025, 0.5, 0.95, 0.999]) {
		close(normalAbove(normalQuantile(1 - p)), p, 1e-9);
		close(chiSquareAbove(chiSquareQuantile(1 - p, 7), 7), p, 1e-9);
		close(fisherAbove(fisherQuantile(1 - p, 3, 17), 3, 17), p, 1e-9);
	}
	close(studentBeyond(studentQuantile(0.975, 17), 17), 0.05, 1e-9);
});
