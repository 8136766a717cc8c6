import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../../random/seeded.ts';
import { difference } from './differences.ts';
import { type ArimaSpec, fitArima, standardErrors } from './fit.ts';
import { forecastArima } from './forecast.ts';
import { objectiveOf } from './likelihood.ts';
import { type ArimaOrder, constrain, release, rootsBeyond } from './polynomials.ts';
import { filter, stateSpaceOf } from './state-space.ts';

const none = { p: 0, d: 0, q: 0, P: 0, D: 0, Q: 0, period: 1 };
const close = (a: number, b: number, within = 1e-9) =>
	assert.ok(Math.abs(a - b) <= within * Math.max(1, Math.abs(b)), `${a} is not ${b}`);

/** Sums of twelve uniforms: normal enough. */
function noise(length: number, seed: number): Float64Array {
	const random = seeded(seed);
	return Float64Array.from({ length }, () => {
		let sum = -6;
		for (let i = 0; i < 12; i++) sum += random();
		return sum;
	});
}

function walk(length: number, seed: number): Float64Array {
	let level = 0;
	return noise(length, seed).map((one) => (level += one));
}

const orders: ArimaOrder[] = [
	{ ...none, p: 2 },
	{ ...none, q: 2 },
	{ ...none, p: 1, q: 1 },
	{ ...none, p: 3, q: 1, P: 1, Q: 1, period: 4 },
	{ ...none, p: 1, q: 2, Q: 2, period: 12 },
	{ ...none, P: 2, q: 1, period: 6 },
];

test('the band and the filter give one likelihood', () => {
	const y = noise(60, 1);
	for (const order of orders) {
		const size = order.p + order.q + order.P + order.Q;
		const params = new Float64Array(size);
		constrain(
			noise(size, 7).map((one) => one / 2),
			order,
			params,
		);
		const { sumOfSquares, logVariances, counted } = filter(stateSpaceOf(order, params), y);
		const whole = 0.5 * (Math.log(sumOfSquares / counted) + logVariances / counted);
		close(objectiveOf('ML', y, [], order).value(params), whole);
	}
});

test('a missing value is passed over as the filter passes over it', () => {
	const y = noise(50, 2);
	y[0] = y[7] = y[8] = y[30] = y[49] = Number.NaN;
	for (const order of orders) {
		const params = new Float64Array(order.p + order.q + order.P + order.Q).fill(0.2);
		const { sumOfSquares, logVariances, counted } = filter(stateSpaceOf(order, params), y);
		assert.equal(counted, 45);
		const whole = 0.5 * (Math.log(sumOfSquares / counted) + logVariances / counted);
		close(objectiveOf('ML', y, [], order).value(params), whole);
	}
});

test('an autoregression of order one by hand: φ of the sums, forecasts that fall to the mean', () => {
	const y = Float64Array.of(1, -0.5, 0.25, 2, 1.5, 1, -1, -2, 0, 1);
	const model = fitArima(y, { order: { ...none, p: 1 } }, 'CSS');
	let top = 0;
	let bottom = 0;
	for (let t = 1; t < y.length; t++) {
		top += y[t]! * y[t - 1]!;
		bottom += y[t - 1]! ** 2;
	}
	close(model.params[0]!, top / bottom, 1e-6);
	const { mean } = forecastArima(model, 3);
	close(mean[2]!, model.params[0]! ** 3 * 1, 1e-9);
});

test('a random walk with drift: its mean change, its variance, both known in closed form', () => {
	const y = walk(40, 3).map((one, t) => one + t / 2);
	const model = fitArima(y, { order: { ...none, d: 1 }, drift: true });
	const change = (y[39]! - y[0]!) / 39;
	close(model.coefficients[0]!.value, change);
	const { mean, bounds } = forecastArima(model, 2);
	close(mean[1]!, y[39]! + 2 * change, 1e-6);
	const half = (bounds[1]!.upper[1]! - bounds[1]!.lower[1]!) / 2;
	close(half, 1.959963984540054 * Math.sqrt(2 * model.sigma2), 1e-5);
});

test('units and a shift of the level change units and level only', () => {
	const y = walk(80, 4);
	const spec: ArimaSpec = { order: { ...none, p: 1, d: 0, q: 1 }, mean: true };
	const plain = fitArima(y, spec);
	const other = fitArima(
		y.map((one) => 1e6 * one + 5e7),
		spec,
	);
	for (const i of [0, 1]) close(other.params[i]!, plain.params[i]!, 1e-4);
	close(other.logLik, plain.logLik - 80 * Math.log(1e6), 1e-8);
	const errors = standardErrors(y, spec, plain);
	assert.ok(errors.every((one) => one > 0 && one < 10));
});

test('coefficients of regressors are those of the equation that made the series', () => {
	const x = noise(200, 5);
	const e = noise(200, 6);
	const y = x.map((one, t) => 3 + 2 * one + e[t]! + 0.5 * (e[t - 1] ?? 0));
	y[20] = Number.NaN;
	const spec = { order: { ...none, q: 1 }, mean: true, regressors: [{ name: 'доходы', values: x }] };
	const model = fitArima(y, spec);
	const found = Object.fromEntries(model.coefficients.map((one) => [one.name, one.value]));
	close(found.доходы!, 2, 0.05);
	close(found.intercept!, 3, 0.1);
	close(found.ma1!, 0.5, 0.3);
	assert.throws(() => forecastArima(model, 1), RangeError);
	assert.ok(Number.isFinite(forecastArima(model, 1, { доходы: Float64Array.of(1) }).mean[0]!));
});

test('free numbers and parameters are two sides of one thing; roots are seen', () => {
	const order = { ...none, p: 4, q: 3, P: 2, Q: 1, period: 4 };
	const free = noise(10, 8).map((one) => one / 2);
	const params = new Float64Array(10);
	constrain(free, order, params);
	for (const [i, one] of release(params, order).entries()) close(one, free[i]!, 1e-9);
	assert.ok(rootsBeyond([0.5], 1.9));
	assert.ok(!rootsBeyond([0.5], 2.1));
	assert.ok(!rootsBeyond([0.3, 0.7], 1));
});

test('short, constant and broken series: an answer that is finite, or words', () => {
	for (const y of [
		[1, 1, 1, 1],
		[5, 7, 6],
		[1, Number.NaN, 3, 4, Number.NaN, 6],
		[1, 2, 3, 4, 5, 6, 7],
	]) {
		const model = fitArima(Float64Array.from(y), { order: { ...none, p: 1, d: 1 } });
		const { mean, bounds } = forecastArima(model, 4);
		for (const all of [mean, ...bounds.flatMap((one) => [one.lower, one.upper])])
			assert.ok(all.every(Number.isFinite), String(y));
	}
	assert.throws(() => fitArima(Float64Array.of(1, 2), { order: { ...none, d: 2 } }), RangeError);
	const line = { name: 'line', values: Float64Array.of(1, 2, 3, 4, 5) };
	assert.throws(
		() => fitArima(Float64Array.of(1, 3, 2, 4, 1), { order: { ...none, d: 2 }, regressors: [line] }),
		/line/,
	);
	assert.deepEqual([...difference(Float64Array.of(1, 4, 9, 16), 1, 2)], [2, 2]);
});
