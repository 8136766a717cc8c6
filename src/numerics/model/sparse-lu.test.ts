import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../random/seeded.ts';
import { stronglyConnected } from './components.ts';
import { feedbackNodes } from './feedback.ts';
import { analysePattern, eliminate, pivotsAreSafe, substitute } from './sparse-lu.ts';

test('components come after what they lead to', () => {
	// 0 ⇄ 1, both need 2; 3 needs 1; 4 needs itself
	const found = stronglyConnected([[1, 2], [0], [], [1], [4]]);
	assert.deepEqual(found, [[2], [0, 1], [3], [4]]);
});

test('without the feedback nodes nothing leads back to itself', () => {
	const random = seeded(5);
	for (let round = 0; round < 50; round++) {
		const n = 12;
		const leadsTo = Array.from({ length: n }, () =>
			Array.from({ length: n }, (_, j) => j).filter(() => random() < 0.15),
		);
		const feedback = new Set(feedbackNodes(leadsTo));
		const rest = leadsTo.map((to, i) => (feedback.has(i) ? [] : to.filter((j) => !feedback.has(j))));
		assert.ok(stronglyConnected(rest).every((one) => one.length === 1));
		assert.ok(rest.every((to, i) => !to.includes(i)));
	}
	// a ring needs one
	assert.equal(feedbackNodes([[1], [2], [3], [0]]).length, 1);
});

test('sparse systems, several side by side, are solved', () => {
	const random = seeded(7);
	const n = 30;
	const lanes = 3;
	const pattern = Array.from({ length: n }, (_, i) =>
		Array.from({ length: n }, (_, j) => j).filter((j) => j !== i && random() < 0.1),
	);
	const lu = analysePattern(pattern, [4, 2, 0]);
	assert.deepEqual([...lu.order.slice(0, 3)], [4, 2, 0]);
	const numbers = new Float64Array(lu.places * lanes);
	const x = Float64Array.from({ length: n * lanes }, () => random() - 0.5);
	const b = new Float64Array(n * lanes);
	for (let i = 0; i < n; i++)
		for (const j of [i, ...pattern[i]!])
			for (let l = 0; l < lanes; l++) {
				const value = i === j ? 2 + random() : random() - 0.5;
				numbers[lu.placeOf[i]!.get(j)! * lanes + l] = value;
				b[i * lanes + l]! += value * x[j * lanes + l]!;
			}
	eliminate(lu, numbers, lanes);
	substitute(lu, numbers, b, lanes);
	for (let i = 0; i < n * lanes; i++) assert.ok(Math.abs(b[i]! - x[i]!) < 1e-13);
});

test('a pivot that is not safe is seen', () => {
	const lu = analysePattern([[1], [0]]);
	const numbers = new Float64Array(lu.places);
	for (const [i, j, value] of [
		[0, 0, 1],
		[0, 1, 1],
		[1, 0, 1],
		[1, 1, 1],
	] as const)
		numbers[lu.placeOf[i]!.get(j)!] = value;
	eliminate(lu, numbers, 1);
	assert.equal(pivotsAreSafe(lu, numbers, Float64Array.of(1, 1)), false);
});
