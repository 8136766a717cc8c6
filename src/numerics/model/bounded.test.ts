import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../random/seeded.ts';
import { boundedLeastSquares } from './bounded.ts';
import { solveDense } from './dense.ts';

const infinite = (n: number, sign: number) => new Float64Array(n).fill(sign * Number.POSITIVE_INFINITY);

test('within wide limits it is least squares, beyond narrow ones the nearest point', () => {
	const columns = [Float64Array.of(1, 0, 0), Float64Array.of(0, 2, 0)];
	const b = Float64Array.of(3, 8, 1);
	assert.deepEqual(
		[...boundedLeastSquares(columns, b, infinite(2, -1), infinite(2, 1))].map(Math.round),
		[3, 4],
	);
	assert.deepEqual(
		[...boundedLeastSquares(columns, b, Float64Array.of(5, -9), Float64Array.of(6, 1))],
		[5, 1],
	);
});

test('no other point within the limits is better', () => {
	const random = seeded(11);
	for (let round = 0; round < 40; round++) {
		const k = 4;
		const columns = Array.from({ length: k }, () => Float64Array.from({ length: 6 }, () => random() - 0.5));
		const b = Float64Array.from({ length: 6 }, () => 4 * (random() - 0.5));
		const lower = Float64Array.from({ length: k }, () => -random());
		const upper = Float64Array.from({ length: k }, () => random());
		const squares = (x: ArrayLike<number>) =>
			b.reduce(
				(sum, one, i) => sum + (one - columns.reduce((fit, column, j) => fit + column[i]! * x[j]!, 0)) ** 2,
				0,
			);
		const best = boundedLeastSquares(columns, b, lower, upper);
		const least = squares(best);
		for (const [j, value] of best.entries()) assert.ok(value >= lower[j]! && value <= upper[j]!);
		for (let attempt = 0; attempt < 300; attempt++) {
			const near = best.map((value, j) => {
				const moved = value + (random() - 0.5) * (attempt % 2 ? 1 : 0.01);
				return Math.min(Math.max(moved, lower[j]!), upper[j]!);
			});
			assert.ok(squares(near) >= least - 1e-12);
		}
	}
});

test('columns that say the same do not stop it', () => {
	const one = Float64Array.of(1, 2, 3);
	const x = boundedLeastSquares([one, one], Float64Array.of(2, 4, 6), infinite(2, -1), infinite(2, 1));
	assert.ok(Math.abs(x[0]! + x[1]! - 2) < 1e-12);
});

test('a full system is solved with exchanged rows; a singular one is told', () => {
	const right = Float64Array.of(5, 4);
	assert.ok(solveDense(Float64Array.of(0, 1, 2, 0), right, 2));
	assert.deepEqual([...right], [2, 5]);
	assert.equal(solveDense(Float64Array.of(1, 2, 2, 4), Float64Array.of(1, 1), 2), false);
});
