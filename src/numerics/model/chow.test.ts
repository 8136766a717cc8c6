import assert from 'node:assert/strict';
import { test } from 'node:test';
import { predictiveTest } from './chow.ts';

const close = (a: number, b: number) =>
	assert.ok(Math.abs(a - b) < 1e-12 * Math.max(1, Math.abs(b)), `${a} ${b}`);

test('of a mean: closed forms', () => {
	// base 1, 2, 3, 4: mean 2.5, RSS 5, s² 5/3; then 7, 1
	const y = Float64Array.of(99, 1, 2, 3, 4, 7, 1);
	const equation = { y, columns: [new Float64Array(7).fill(1)], names: ['a'], before: 1 };
	const found = predictiveTest(equation, 4);
	assert.deepEqual([...found.predict], [2.5, 2.5]);
	assert.deepEqual([...found.error], [4.5, -1.5]);
	for (const one of found.standardError) close(one, Math.sqrt((5 / 3) * (1 + 1 / 4)));
	close(found.tStatistic[0]!, 4.5 / Math.sqrt(25 / 12));
	// all: mean 3, RSS 26
	close(found.fValue, (26 - 5) / 2 / (5 / 3));
	assert.deepEqual(found.df, [2, 3]);
	const peer = predictiveTest(equation, 4, 'bimets');
	close(peer.fValue, (26 - 5) / 2 / (5 / 5));
	assert.deepEqual(peer.df, [2, 5]);
});

test('polynomial lags are written out; what cannot be tested is refused', () => {
	const x = Float64Array.from({ length: 14 }, (_, t) => Math.sin(t * t));
	const y = x.map((one, t) => 1 + 2 * one + (x[t - 1] ?? 0) + 0.1 * Math.cos(3 * t));
	const columns = [new Float64Array(14).fill(1), x];
	const almon = [{ coefficient: 'b', degree: 1, lags: 2 }];
	const found = predictiveTest({ y, columns, names: ['a', 'b'], before: 1, almon }, 10);
	const lagged = Float64Array.from({ length: 13 }, (_, t) => x[t]!);
	const free = predictiveTest(
		{ y: y.subarray(1), columns: [columns[0]!.subarray(1), x.subarray(1), lagged], names: ['a', 'b', 'c'] },
		10,
	);
	close(found.fValue, free.fValue);
	for (const [t, one] of free.standardError.entries()) close(found.standardError[t]!, one);
	assert.throws(() => predictiveTest({ y, columns, names: ['a', 'b'] }, 14), RangeError);
	assert.throws(
		() => predictiveTest({ y, columns, names: ['a', 'b'], before: 1, autoOrder: 1 }, 10),
		RangeError,
	);
});
