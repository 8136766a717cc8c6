import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measure } from './measure.ts';

const labels = ['0', '1', '2'];
/** Chances in which `taken` is the likeliest, with this confidence. */
const sure = (taken: number, confidence = 0.8) =>
	labels.map((_, i) => (i === taken ? confidence : (1 - confidence) / 2));

test('F1 is that of the example in the documentation of scikit-learn (sklearn.metrics.f1_score)', () => {
	const found = measure(
		labels,
		['0', '1', '2', '0', '1', '2'],
		[0, 2, 1, 0, 0, 1].map((one) => sure(one)),
	);
	assert.equal(found.macroF1.toFixed(4), '0.2667');
	assert.equal(found.weightedF1.toFixed(4), '0.2667');
	assert.equal(found.right.toFixed(4), '0.3333');
});

test('a label that the classifier does not know counts as missed', () => {
	const found = measure(labels, ['0', 'new'], [sure(0), sure(1)]);
	assert.equal(found.right, 0.5);
	assert.equal(found.weightedF1, 0.5);
	// over '0', '1' and 'new'
	assert.equal(found.macroF1.toFixed(4), '0.3333');
	assert.deepEqual(found.confused, [{ truth: 'new', taken: '1', count: 1 }]);
});

test('the calibration error is the distance between confidence and being right, bin by bin', () => {
	const found = measure(
		labels,
		['0', '0', '0', '1'],
		[sure(0, 0.9), sure(0, 0.9), sure(0, 0.5), sure(0, 0.5)],
	);
	// two of two right at 0.9: off by 0.1; one of two right at 0.5: off by nothing
	assert.equal(found.calibrationError.toFixed(4), '0.0500');
	assert.equal(found.bins[9]?.texts, 2);
});

test('the three likeliest are looked at, no more', () => {
	const five = ['a', 'b', 'c', 'd', 'e'];
	const chances = [0.3, 0.25, 0.2, 0.15, 0.1];
	const found = measure(five, ['a', 'c', 'd', 'e'], [chances, chances, chances, chances]);
	assert.equal(found.amongThree, 0.5);
});
