import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../random/seeded.ts';
import { symmetricEigen } from '../symmetric.ts';
import { axesOf } from './axes.ts';
import type { Multiply } from './covariance.ts';

function dense(c: Float64Array, size: number): Multiply {
	return (block, many, into) => {
		into.fill(0);
		for (let a = 0; a < size; a++)
			for (let b = 0; b < size; b++)
				for (let r = 0; r < many; r++) into[a * many + r]! += c[a * size + b]! * block[b * many + r]!;
	};
}

/** XᵀX of a drawn X with a spectrum that falls slowly. */
function drawn(size: number, seed: number): Float64Array {
	const random = seeded(seed);
	const x = Float64Array.from({ length: 3 * size * size }, () => random() - 0.5);
	const c = new Float64Array(size * size);
	for (let i = 0; i < 3 * size; i++)
		for (let a = 0; a < size; a++)
			for (let b = 0; b < size; b++) c[a * size + b]! += x[i * size + a]! * x[i * size + b]!;
	return c;
}

const furthest = (a: Float64Array, b: Float64Array) => Math.max(...a.map((one, k) => Math.abs(one - b[k]!)));

test('the axes are the two leading eigenvectors, whatever the seed', () => {
	const size = 40;
	const c = drawn(size, 3);
	const { vectors } = symmetricEigen(c, size);
	for (const seed of [1, 2]) {
		const axes = axesOf(dense(c, size), size, seed);
		for (const r of [0, 1] as const) {
			const known = vectors.subarray(r * size, (r + 1) * size);
			const side = axes[r].reduce((sum, one, k) => sum + one * known[k]!, 0);
			assert.ok(
				furthest(
					axes[r],
					known.map((one) => one * Math.sign(side)),
				) < 1e-5,
			);
		}
	}
});

test('going on from the axes of before gives the same as from nothing, and keeps their direction', () => {
	const size = 40;
	const [c, near] = [drawn(size, 3), drawn(size, 3)];
	for (let k = 0; k < size; k++) near[k * size + k]! += 0.05 * Math.sin(k);
	const before = axesOf(dense(c, size), size, 1).map((axis) => axis.map((one) => -one)) as [
		Float64Array,
		Float64Array,
	];
	const anew = axesOf(dense(near, size), size, 5);
	const warm = axesOf(dense(near, size), size, 5, before);
	for (const r of [0, 1] as const) {
		assert.ok(warm[r].reduce((sum, one, k) => sum + one * before[r][k]!, 0) > 0);
		assert.ok(
			furthest(
				warm[r],
				anew[r].map((one) => -one),
			) < 1e-5,
		);
	}
});

test('where nothing differs along an axis it is all zeros', () => {
	const none = axesOf(dense(new Float64Array(9), 3), 3, 1);
	assert.deepEqual([...none[0], ...none[1]], [0, 0, 0, 0, 0, 0]);
	const one = axesOf(dense(Float64Array.of(1, 2, 2, 4), 2), 2, 1);
	assert.ok(Math.abs(one[0][1]! - 2 / Math.sqrt(5)) < 1e-9);
	assert.deepEqual([...one[1]], [0, 0]);
	assert.deepEqual(
		axesOf(dense(new Float64Array(0), 0), 0, 1).map((axis) => axis.length),
		[0, 0],
	);
});
