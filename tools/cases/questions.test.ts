import assert from 'node:assert/strict';
import { test } from 'node:test';
import { questionOf } from './questions.ts';

test('what answers never sees what is expected, but what is asked there', () => {
	const asked = questionOf({
		id: 'x',
		kind: 'diagnostics',
		data: { expected: [1], y: [2] },
		expected: {
			chowBreak: { after: 8, statistic: 5.3 },
			linearHypothesis: { hypothesis: ['a = 0'], F: 1 },
			coefficients: [1, 2],
		},
		converged: 1,
	});
	assert.deepEqual(asked, {
		id: 'x',
		kind: 'diagnostics',
		data: { expected: [1], y: [2] },
		questions: { breakAfter: 8, hypothesis: ['a = 0'] },
	});
});

test('nor what is expected of its runs', () => {
	const run = { range: [1, 1, 2, 1], expected: { y: [1] }, trackingResiduals: { y: [0] } };
	const asked = questionOf({ id: 'x', kind: 'y', runs: { one: run }, scenarios: [run] });
	assert.deepEqual(asked, {
		id: 'x',
		kind: 'y',
		runs: { one: { range: [1, 1, 2, 1] } },
		scenarios: [{ range: [1, 1, 2, 1] }],
	});
	assert.deepEqual(questionOf({ id: 'x', kind: 'chow', expected: [{ equation: 'cn', fValue: 1 }] }), {
		id: 'x',
		kind: 'chow',
		questions: { chow: [{ equation: 'cn' }] },
	});
});
