import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DependentColumns, leastSquares } from './least-squares.ts';

const ones = (n: number) => new Float64Array(n).fill(1);
const close = (a: number, b: number) =>
	assert.ok(Math.abs(a - b) <= 1e-13 * Math.max(1, Math.abs(b)), `${a} is not ${b}`);

test('a line through four points, by hand', () => {
	const x = Float64Array.of(1, 2, 3, 4);
	const fit = leastSquares([ones(4), x], Float64Array.of(2, 3, 5, 6));
	close(fit.coefficients[0]!, 0.5);
	close(fit.coefficients[1]!, 1.4);
	close(fit.sumOfSquares, 0.2);
	// (X'X)⁻¹ of n = 4, Σx = 10, Σx² = 30
	close(fit.unscaledCovariance[0]![0]!, 1.5);
	close(fit.unscaledCovariance[0]![1]!, -0.5);
	close(fit.unscaledCovariance[1]![1]!, 0.2);
});

test('units change only units', () => {
	const x = Float64Array.of(1, 2, 3, 4, 7);
	const y = Float64Array.of(2, 3, 5, 6, 1);
	const plain = leastSquares([ones(5), x], y);
	const thousands = leastSquares([ones(5), x.map((one) => one * 1e9)], y);
	close(thousands.coefficients[1]! * 1e9, plain.coefficients[1]!);
	close(thousands.sumOfSquares, plain.sumOfSquares);
});

test('a column that repeats another is named', () => {
	const x = Float64Array.of(1, 2, 3, 4);
	const twice = x.map((one) => 2 * one + 1);
	assert.throws(
		() => leastSquares([ones(4), x, twice], Float64Array.of(2, 3, 5, 6)),
		(error) => error instanceof DependentColumns && error.columns.join() === '2',
	);
	assert.throws(() => leastSquares([ones(1), ones(1)], ones(1)), RangeError);
});
