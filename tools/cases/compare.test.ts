import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerRuns, expectedRuns } from './case.ts';
import { differences, digits, within } from './compare.ts';

test('everything expected must stand in the answer, as closely as allowed', () => {
	const expected = { a: [1, 2], b: { c: 'x', d: null } };
	assert.deepEqual(differences({ a: [1, 2 + 1e-9], b: { c: 'x' }, more: 1 }, expected, within(1e-8)), []);
	const found = differences({ a: [1, 2.1], b: { c: 'y', d: 0 } }, expected, within(1e-8));
	assert.deepEqual(
		found.map((one) => one.path),
		['a.1', 'b.c', 'b.d'],
	);
	assert.equal(differences({ a: [1] }, { a: [1, 2] }, within(1)).length, 1);
	assert.equal(differences(null, expected, within(1)).length, 1);
	assert.equal(differences({ a: null }, { a: 1 }, within(1)).length, 1);
});

test('digits that agree', () => {
	assert.equal(digits(1, 1), 15);
	assert.equal(Math.round(digits(1.001, 1)), 3);
	assert.equal(digits(Number.NaN, 1), 0);
});

test('runs are answered by name and under their field', () => {
	assert.deepEqual(answerRuns('runs', { one: 1 }), { one: 1, runs: { one: 1 } });
	assert.deepEqual(answerRuns('runs', [5]), { 0: 5, runs: [5] });
	const input = { id: 'x', kind: 'y', runs: { one: { expected: 1 }, two: {} } };
	assert.deepEqual(expectedRuns(input, 'runs'), { one: 1, two: null });
});
