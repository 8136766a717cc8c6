import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seeded } from '../random/seeded.ts';
import type { Matrix } from './matrix.ts';
import { separate, squaresOf } from './separate.ts';

function matrixOf(rows: readonly (readonly number[])[]): Matrix {
	const columns = rows[0]?.length ?? 0;
	return {
		rows: rows.length,
		columns,
		start: Int32Array.from({ length: rows.length + 1 }, (_, i) => i * columns),
		index: Int32Array.from(rows.flatMap((row) => row.map((_, column) => column))),
		value: Float32Array.from(rows.flat()),
	};
}

/** What the machine minimises, written as it stands in the paper: half the squared length and the cost of mistakes. */
function loss(
	rows: readonly (readonly number[])[],
	signs: readonly number[],
	weights: readonly number[],
): number {
	const bias = weights.at(-1) ?? 0;
	return rows.reduce(
		(sum, row, i) => {
			const score = row.reduce((all, value, column) => all + value * (weights[column] ?? 0), bias);
			return sum + Math.max(0, 1 - (signs[i] ?? 1) * score) ** 2;
		},
		0.5 * weights.reduce((sum, one) => sum + one * one, 0),
	);
}

test('no step away from the found separator makes it better', () => {
	fc.assert(
		fc.property(
			fc.array(
				fc.record({
					row: fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: -5, max: 5 }))),
					mine: fc.boolean(),
				}),
				{ minLength: 3, maxLength: 25 },
			),
			fc.integer({ min: 1, max: 1000 }),
			(texts, seed) => {
				const rows = texts.map(({ row }) => row.map((one) => one / 5));
				const matrix = matrixOf(rows);
				const { weights, bias } = separate(
					matrix,
					squaresOf(matrix),
					Int32Array.from(texts.keys()),
					Int32Array.from(texts, ({ mine }) => (mine ? 1 : 0)),
					1,
					new Float64Array(texts.length).fill(1),
					{ tolerance: 1e-7, passes: 5_000, positive: 1, seed },
				);
				const signs = texts.map(({ mine }) => (mine ? 1 : -1));
				const found = [...weights, bias];
				const least = loss(rows, signs, found);
				const random = seeded(seed);
				for (let turn = 0; turn < 30; turn++) {
					const aside = found.map((one) => one + (random() - 0.5) * 0.1);
					assert.ok(loss(rows, signs, aside) >= least - 1e-5);
				}
			},
		),
		{ numRuns: 60 },
	);
});

test('a text that counts for three is as three texts', () => {
	const rows = [
		[1, 0],
		[0, 1],
		[1, 1],
	];
	const options = { tolerance: 1e-9, passes: 5_000, positive: 1 };
	const weighed = matrixOf(rows);
	const once = separate(
		weighed,
		squaresOf(weighed),
		Int32Array.of(0, 1, 2),
		Int32Array.of(1, 0, 0),
		1,
		Float64Array.of(3, 1, 1),
		options,
	);
	const repeated = matrixOf([
		[1, 0],
		[1, 0],
		[1, 0],
		[0, 1],
		[1, 1],
	]);
	const thrice = separate(
		repeated,
		squaresOf(repeated),
		Int32Array.of(0, 1, 2, 3, 4),
		Int32Array.of(1, 1, 1, 0, 0),
		1,
		new Float64Array(5).fill(1),
		options,
	);
	for (const [i, one] of once.weights.entries()) assert.ok(Math.abs(one - (thrice.weights[i] ?? 0)) < 1e-4);
});
