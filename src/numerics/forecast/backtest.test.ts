import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalDraws } from '../random/normal-draws.ts';
import { seeded } from '../random/seeded.ts';
import { backtest, type Known } from './backtest.ts';
import { backtestedForecast, backtestWeights } from './backtested.ts';
import { adaptedLevel, conformalForecast, conformalQuantile } from './conformal.ts';
import type { Series } from './series.ts';

const series = (values: number[]): Series => ({ values: Float64Array.from(values), frequency: 1 });
const lastValue = ({ target, horizon }: Known) => new Float64Array(horizon).fill(target.values.at(-1)!);
const addOne = ({ target, horizon }: Known) =>
	Float64Array.from({ length: horizon }, (_, h) => target.values.at(-1)! + h + 1);

test('errors by hand', () => {
	const { origins, forecasts, errors } = backtest(series([1, 2, 4, 7, 11]), lastValue, {
		horizon: 2,
		origins: 2,
		least: 2,
	});
	assert.deepEqual(origins, [3, 4]);
	assert.deepEqual([...forecasts[0]!], [4, 4]);
	assert.deepEqual([...errors[0]!], [3, 7]);
	assert.deepEqual([...errors[1]!], [4, Number.NaN]);
	assert.throws(() => backtest(series([1, 2]), lastValue, { horizon: 1 }), RangeError);
});

test('a forecast sees nothing after its origin, of drivers neither', () => {
	const n = 12;
	const driver = series(Array.from({ length: n }, (_, t) => t));
	const seen: Known[] = [];
	backtest(
		driver,
		(known) => {
			seen.push(known);
			return lastValue(known);
		},
		{
			horizon: 3,
			origins: 4,
			drivers: { driver },
			forecastDriver: (one, h) => new Float64Array(h).fill(one.values.at(-1)!),
		},
	);
	for (const { target, drivers, driversAhead } of seen) {
		assert.equal(drivers.driver!.values.length, target.values.length);
		assert.equal(driversAhead.driver![2], target.values.length - 1);
	}
	const short = { driver: series([1, 2]) };
	assert.throws(() => backtest(driver, lastValue, { horizon: 1, drivers: short }), RangeError);
});

test('the method that was right has the weight, and unlike ones share', () => {
	const line = series(Array.from({ length: 20 }, (_, t) => t));
	const { weights, forecast, errors } = backtestedForecast(line, { lastValue, addOne }, { horizon: 3 });
	assert.ok(weights.addOne! > 0.9 && Math.abs(weights.addOne! + weights.lastValue! - 1) < 1e-12);
	assert.ok(forecast.mean[2]! > 21.5 && forecast.mean[2]! <= 22);
	assert.equal(errors.length, 16);
	const same = [[Float64Array.of(1, 2)], [Float64Array.of(1, 2)]];
	assert.deepEqual([...backtestWeights(same)], [0.5, 0.5]);
});

test('bounds hold what they say on random walks, and never end in the infinite', () => {
	const draw = normalDraws(seeded(4));
	let held = 0;
	let all = 0;
	for (let round = 0; round < 150; round++) {
		const values = [0];
		for (let t = 1; t < 66; t++) values.push(values[t - 1]! + draw());
		const known = series(values.slice(0, 60));
		const { errors } = backtest(known, lastValue, { horizon: 6, origins: 40 });
		const { bounds } = conformalForecast(new Float64Array(6).fill(values[59]!), errors, [0.9]);
		for (let h = 0; h < 6; h++, all++)
			if (values[60 + h]! >= bounds[0]!.lower[h]! && values[60 + h]! <= bounds[0]!.upper[h]!) held++;
	}
	assert.ok(held / all > 0.83 && held / all < 0.95, `${held / all}`);
	const few = conformalForecast(Float64Array.of(1, 2), [Float64Array.of(0.5, Number.NaN)], [0.8, 0.95]);
	assert.ok(few.bounds.every((one) => one.upper.every(Number.isFinite)));
	assert.ok(few.bounds[1]!.upper[1]! > few.bounds[0]!.upper[1]!);
	assert.throws(() => conformalForecast(Float64Array.of(1), [], [0.8]), RangeError);
});

test('ranks of conformal prediction, and a level that follows a change', () => {
	const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];
	assert.equal(conformalQuantile(nine, 0.8), 8);
	assert.equal(conformalQuantile(nine, 0.9), 9);
	assert.ok(conformalQuantile(nine, 0.95) > 9);
	const draw = normalDraws(seeded(2));
	const calm = Array.from({ length: 40 }, () => Math.abs(draw()));
	const wild = calm.map((one, t) => (t < 20 ? one : 4 * one));
	assert.ok(adaptedLevel(wild, 0.8) > adaptedLevel(calm, 0.8));
});
