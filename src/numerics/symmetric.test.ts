import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { symmetricEigen } from './symmetric.ts';

const near = (a: number, b: number, within = 1e-10) =>
	assert.ok(Math.abs(a - b) <= within, `${a} is not ${b}`);

// By hand: the second difference of three points has 2 + √2, 2, 2 − √2 (Golub and Van Loan, 4.8.3).
test('eigenvalues come from the largest to the smallest', () => {
	const { values } = symmetricEigen(Float64Array.of(2, -1, 0, -1, 2, -1, 0, -1, 2), 3);
	near(values[0]!, 2 + Math.SQRT2);
	near(values[1]!, 2);
	near(values[2]!, 2 - Math.SQRT2);
});

test('every symmetric matrix is put together again from its eigenvectors', () => {
	fc.assert(
		fc.property(
			fc
				.integer({ min: 1, max: 7 })
				.chain((size) =>
					fc.tuple(
						fc.constant(size),
						fc.array(fc.integer({ min: -9, max: 9 }), { minLength: size * size, maxLength: size * size }),
					),
				),
			([size, drawn]) => {
				const matrix = Float64Array.from(drawn, (_, at) => {
					const [i, j] = [Math.floor(at / size), at % size];
					return drawn[i * size + j]! + drawn[j * size + i]!;
				});
				const { values, vectors } = symmetricEigen(matrix, size);
				for (let i = 0; i < size; i++)
					for (let j = 0; j < size; j++) {
						let sum = 0;
						for (let r = 0; r < size; r++)
							sum += values[r]! * vectors[r * size + i]! * vectors[r * size + j]!;
						near(sum, matrix[i * size + j]!, 1e-9);
					}
			},
		),
	);
});
