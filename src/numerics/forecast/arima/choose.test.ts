import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../../random/seeded.ts';
import { chooseArima } from './choose.ts';
import { bridged, ordinaryDifferences, seasonalDifferences, seasonalStrength } from './differencing.ts';
import { forecastArima } from './forecast.ts';
import { arimaName } from './name.ts';

const random = seeded(21);
const normal = () => {
	let sum = -6;
	for (let i = 0; i < 12; i++) sum += random();
	return sum;
};
const noise = (length: number) => Float64Array.from({ length }, normal);
const walk = (length: number) => {
	let level = 0;
	return Float64Array.from({ length }, () => (level += normal()));
};
const figure = [9, -4, 2, -7];

test('a level is not differenced, a walk once, a walk of walks twice, a strong season once', () => {
	assert.equal(ordinaryDifferences(noise(150)), 0);
	assert.equal(ordinaryDifferences(walk(150)), 1);
	let level = 0;
	assert.equal(ordinaryDifferences(walk(150).map((one) => (level += one))), 2);
	assert.equal(seasonalDifferences(noise(80), 4), 0);
	const seasonal = noise(80).map((one, t) => one + figure[t % 4]!);
	assert.equal(seasonalDifferences(seasonal, 4), 1);
	assert.ok(seasonalStrength(seasonal, 4) > 0.9);
	assert.equal(seasonalStrength(seasonal.slice(0, 8), 4), 0);
});

test('gaps are bridged along the season', () => {
	const y = Float64Array.from({ length: 40 }, (_, t) => t + figure[t % 4]!);
	const gappy = y.slice();
	gappy[0] = gappy[17] = gappy[18] = Number.NaN;
	for (const [t, one] of bridged(gappy, 4).entries()) assert.ok(Math.abs(one - y[t]!) < 2.5, String(t));
	assert.deepEqual([...bridged(Float64Array.of(1, Number.NaN, 3, Number.NaN), 1)], [1, 2, 3, 3]);
});

test('the process that made a series is found', () => {
	let before = 0;
	const autoregressive = Float64Array.from({ length: 300 }, () => (before = 0.4 * before + normal()));
	const model = chooseArima(
		autoregressive.map((one) => one + 50),
		{ period: 1 },
	);
	assert.equal(model.order.d, 0);
	const far = forecastArima(model, 60).mean[59]!;
	assert.ok(Math.abs(far - 50) < 1, String(far));
	const drifting = chooseArima(
		walk(120).map((one, t) => one + 2 * t),
		{ period: 1 },
	);
	assert.equal(arimaName(drifting), 'ARIMA(0,1,0) with drift');
});

test('regressors are part of the choice; one that repeats another is named', () => {
	const income = walk(80);
	const y = income.map((one) => 10 + 2 * one + normal());
	const model = chooseArima(y, { period: 1, regressors: [{ name: 'income', values: income }] });
	assert.match(arimaName(model), /^Regression with ARIMA\(\d,0,\d\) errors$/);
	assert.ok(Math.abs(model.coefficients.at(-1)!.value - 2) < 0.2);
	const twice = { name: 'twice', values: income.map((one) => 2 * one) };
	assert.throws(
		() => chooseArima(y, { period: 1, regressors: [{ name: 'income', values: income }, twice] }),
		/twice/,
	);
});

test('a gap, a constant, a line, a jump, a few values: always finite', () => {
	const gappy = noise(30).map((one, t) => (t % 7 === 3 ? Number.NaN : one + figure[t % 4]! + t / 5));
	const jump = Float64Array.from({ length: 40 }, (_, t) => (t < 20 ? 1 : 1e6));
	const intermittent = Float64Array.from({ length: 36 }, (_, t) => (t % 9 === 0 ? 5 : 0));
	const spike = new Float64Array(30);
	spike[17] = 1e9;
	const series = [
		gappy,
		jump,
		intermittent,
		spike,
		new Float64Array(20).fill(3),
		Float64Array.from({ length: 24 }, (_, t) => 5 + 2 * t),
		Float64Array.from({ length: 24 }, (_, t) => figure[t % 4]!),
		Float64Array.from({ length: 24 }, (_, t) => t + figure[t % 4]!),
		Float64Array.of(7),
		Float64Array.of(7, 8),
		Float64Array.of(7, 9, 8),
		Float64Array.of(7, Number.NaN, 8, 3),
		Float64Array.of(1, 2, 4, 8, 16, 32),
		Float64Array.of(Number.NaN, Number.NaN, 4, 5, 4, 5, 4, 6, Number.NaN),
		walk(30).map((one) => one * 1e-9),
		walk(30).map((one) => one * 1e12),
	];
	for (const [i, y] of series.entries())
		for (const period of [1, 4, 12]) {
			const { mean, bounds } = forecastArima(chooseArima(y, { period }), 6);
			for (const all of [mean, ...bounds.flatMap((one) => [one.lower, one.upper])])
				assert.ok(all.every(Number.isFinite), `series ${i}, period ${period}`);
		}
	assert.throws(() => chooseArima(Float64Array.of(Number.NaN), { period: 1 }), RangeError);
});
