import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellAt, resolutionOf } from '#platform/geo/door.ts';
import { classesFor, coarsened, forDrawing, hexagon, stepOf } from './cells.ts';

const many = Array.from({ length: 2500 }, (_, i) => ({
	cell: cellAt([56 + (i % 50) * 0.01, 57 + Math.floor(i / 50) * 0.01]),
	count: 1 + (i % 7),
}));
const sum = (cells: readonly { count: number }[]) => cells.reduce((all, one) => all + one.count, 0);

test('coarser cells hold the same appeals', () => {
	const rough = coarsened(many, 6);
	assert.ok(rough.length < many.length);
	assert.equal(sum(rough), sum(many));
	assert.ok(rough.every(({ cell }) => resolutionOf(cell) === 6));
	assert.deepEqual(coarsened(rough, 9), rough, 'what is coarse does not become fine');
	const drawn = forDrawing(many);
	assert.ok(drawn.length <= 900 && sum(drawn) === sum(many));
});

test('classes are round, rise, begin with one and end with the darkest', () => {
	for (const most of [1, 2, 5, 12, 60, 999, 12_345, 250_000]) {
		const classes = classesFor([{ count: most }, { count: 1 }]);
		assert.equal(classes[0], 1);
		assert.ok(classes.length <= 7 && (classes.at(-1) ?? 0) <= most, `${classes}`);
		assert.deepEqual(
			classes,
			classes.toSorted((a, b) => a - b),
		);
		assert.equal(stepOf(most, classes), 7);
		if (most > 1) assert.equal(stepOf(1, classes), 1);
	}
});

test('a hexagon is closed', () => {
	const { outline, id } = hexagon({ cell: cellAt([56.1, 57.1]), count: 3 });
	assert.equal(outline.length, 7);
	assert.deepEqual(outline[0], outline[6]);
	assert.match(id, /^89[0-9a-f]{13}$/);
});
