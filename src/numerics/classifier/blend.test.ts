import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../random/seeded.ts';
import { blended, fitBlend } from './blend.ts';
import { fitCurve, onCurve, straightened } from './curve.ts';

/** Texts whose right class is drawn from the chances that these weights give: the fit must find the weights again. */
function drawn(weights: readonly number[], texts: number, classes: number) {
	const random = seeded(5);
	const given = weights.map(() => Float32Array.from({ length: texts * classes }, () => random() * 2 - 1));
	const truth = Int32Array.from({ length: texts }, (_, row) => {
		const chances = blended(
			given.map((one) => one.subarray(row * classes, (row + 1) * classes)),
			weights,
			new Float64Array(classes),
		);
		let left = random();
		let at = 0;
		while (at < classes - 1 && left >= (chances[at] as number)) left -= chances[at++] as number;
		return at;
	});
	return { given, classes, truth, worth: new Float64Array(texts).fill(1) };
}

test('the weights under which labels were drawn are found again', () => {
	const found = fitBlend(drawn([3, 1], 8_000, 5), [1, 1], [0, 0], 1);
	assert.ok(Math.abs((found[0] as number) - 3) < 0.15, String(found));
	assert.ok(Math.abs((found[1] as number) - 1) < 0.15, String(found));
});

test('an opinion that knows nothing gets no weight, and never a weight below its least', () => {
	const found = fitBlend(drawn([2, 0], 8_000, 4), [1, 1], [0, 0.25], 1);
	assert.equal(found[1], 0.25);
});

test('without texts what was expected holds', () => {
	assert.deepEqual(
		fitBlend(
			{ given: [new Float32Array(0)], classes: 3, truth: new Int32Array(0), worth: new Float64Array(0) },
			[4],
			[0],
		),
		[4],
	);
});

test('a model that is too sure of itself is brought to what it is worth, and the order of labels stays', () => {
	const random = seeded(3);
	const sure = Float64Array.from({ length: 4_000 }, () => 0.5 + random() / 2);
	const right = Uint8Array.from(sure, (one) => (random() < one - 0.2 ? 1 : 0));
	const curve = fitCurve(sure, right, new Float64Array(sure.length).fill(1));
	for (const at of [0.6, 0.75, 0.9]) assert.ok(Math.abs(onCurve(curve, at) - (at - 0.2)) < 0.08, `at ${at}`);
	for (let i = 1; i < 100; i++) assert.ok(onCurve(curve, i / 100) >= onCurve(curve, (i - 1) / 100));
	const [a, b, c] = straightened(Float64Array.of(0.9, 0.07, 0.03), curve) as unknown as [
		number,
		number,
		number,
	];
	assert.ok(a > b && b > c);
	assert.ok(Math.abs(a + b + c - 1) < 1e-9);
});

test('a handful of texts does not bend the line', () => {
	const curve = fitCurve(Float64Array.of(0.9, 0.8), Uint8Array.of(0, 0), Float64Array.of(1, 1));
	assert.equal(onCurve(curve, 0.7), 0.7);
});
