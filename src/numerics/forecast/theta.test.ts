import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalDraws } from '../random/normal-draws.ts';
import { seeded } from '../random/seeded.ts';
import { optimisedTheta } from './optimised-theta.ts';
import { hasSeason, putSeason, takeSeason } from './season-test.ts';
import { simpleSmoothing, theta } from './theta.ts';

const draw = normalDraws(seeded(11));
const walk = Float64Array.from({ length: 50 }, (_, t) => 200 + 2 * t + 6 * draw());
const seasonal = Float64Array.from({ length: 60 }, (_, t) => (100 + t) * [1.2, 0.9, 0.7, 1.2][t % 4]!);

test('a season is seen where there is one, and taken out and put back', () => {
	assert.ok(hasSeason(seasonal, 4));
	assert.ok(
		!hasSeason(
			walk.map((one, t) => one - 2 * t),
			4,
		),
	);
	assert.ok(!hasSeason(seasonal.subarray(0, 8), 4));
	assert.ok(!hasSeason(new Float64Array(40).fill(3), 4));
	for (const shift of [0, -130]) {
		const y = seasonal.map((one) => one + shift);
		const season = takeSeason(y, 4);
		assert.equal(season.type, shift === 0 ? 'multiplicative' : 'additive');
		for (const [t, one] of putSeason(season.adjusted, season, 0).entries())
			assert.ok(Math.abs(one - y[t]!) < 1e-9);
	}
});

test('Theta drifts by half the slope and knows no unit', () => {
	const { forecast, drift } = theta({ values: walk, frequency: 1 }, 5);
	assert.ok(Math.abs(drift - 1) < 0.2);
	for (let h = 1; h < 5; h++) assert.ok(Math.abs(forecast.mean[h]! - forecast.mean[h - 1]! - drift) < 1e-9);
	const thousand = theta({ values: walk.map((one) => one * 1000), frequency: 1 }, 5);
	for (const [h, one] of thousand.forecast.mean.entries())
		assert.ok(Math.abs(one / forecast.mean[h]! / 1000 - 1) < 1e-4);
});

test('what cannot be smoothed goes on as it is', () => {
	assert.equal(simpleSmoothing(Float64Array.of(5, 5, 5, 5, 5)).last.level, 5);
	assert.equal(theta({ values: Float64Array.of(4), frequency: 12 }, 3).forecast.mean[2], 4);
});

test('the optimised model follows its own equations and finds no less than its neighbours', () => {
	const { alpha, fitted, mean, theta: line } = optimisedTheta(walk, 4);
	assert.ok(alpha >= 0.1 && alpha <= 0.99 && line >= 1);
	const squares = (of: Float64Array) =>
		of.reduce((sum, one, t) => (t < 2 ? sum : sum + (walk[t]! - one) ** 2), 0);
	const flat = simpleSmoothing(walk);
	assert.ok(squares(fitted) <= squares(flat.fitted) * 1.001);
	assert.ok(mean[3]! > mean[0]!);
	assert.throws(() => optimisedTheta(Float64Array.of(1, 2, 3), 2), RangeError);
});

test('a shift or a unit moves the optimised forecasts and nothing else', () => {
	const { mean } = optimisedTheta(walk, 4);
	for (const [h, one] of optimisedTheta(
		walk.map((y) => 10 * y + 1000),
		4,
	).mean.entries())
		assert.ok(Math.abs(one - 10 * mean[h]! - 1000) < 1e-6 * one);
});
