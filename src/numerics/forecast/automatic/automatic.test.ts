import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalDraws } from '../../random/normal-draws.ts';
import { seeded } from '../../random/seeded.ts';
import { coverage, mase, msis, seasonalScale, smape } from '../accuracy.ts';
import { fillGaps } from '../fill-gaps.ts';
import { within } from '../limits.ts';
import type { Forecast } from '../series.ts';
import { automaticForecast, SeriesTooShort } from './automatic.ts';

const draw = normalDraws(seeded(5));
const walk = Float64Array.from({ length: 40 }, (_, t) => 50 + t + 3 * draw());

function isSound({ mean, bounds: [narrow, wide] }: Forecast): void {
	for (const [i, one] of mean.entries()) {
		const order = [wide!.lower[i]!, narrow!.lower[i]!, one, narrow!.upper[i]!, wide!.upper[i]!];
		for (const [j, value] of order.entries()) {
			assert.ok(Number.isFinite(value));
			assert.ok(j === 0 || value >= order[j - 1]!);
		}
	}
}

test('measures of accuracy by hand', () => {
	assert.equal(smape([100, 0], [50, 0]), (200 * 50) / 150 / 2);
	assert.equal(seasonalScale([1, 2, 4, 4], 2), 2.5);
	assert.equal(mase([1, 2], [2, 4], 0.5), 3);
	assert.equal(coverage([1, 2, 3], [0, 0, 4], [2, 2, 5]), 2 / 3);
	assert.ok(Math.abs(msis([1, 7], [0, 0], [2, 4], 2, 0.95) - (2 + 4 + 40 * 3) / 2 / 2) < 1e-9);
});

test('a line goes on exactly, a constant as it is', () => {
	const line = automaticForecast(
		{ values: Float64Array.from({ length: 12 }, (_, t) => 3 + 2 * t), frequency: 1 },
		3,
	);
	for (const [h, one] of line.forecast.mean.entries()) assert.ok(Math.abs(one - (27 + 2 * h)) < 1e-4);
	const constant = automaticForecast({ values: new Float64Array(20).fill(7), frequency: 12 }, 3);
	assert.equal(constant.fallback, 'constant');
	assert.deepEqual([...constant.forecast.mean], [7, 7, 7]);
});

test('gaps are filled, those at the end forecast, and too little is told', () => {
	const gappy = walk.slice();
	for (const t of [0, 7, 8, 38, 39]) gappy[t] = Number.NaN;
	const { forecast, filled } = automaticForecast({ values: gappy, frequency: 1 }, 4);
	assert.equal(filled, 2);
	assert.equal(forecast.mean.length, 4);
	isSound(forecast);
	const cut = automaticForecast({ values: gappy.subarray(1, 38), frequency: 1 }, 6);
	assert.deepEqual([...cut.forecast.mean.subarray(2)], [...forecast.mean]);
	assert.throws(() => automaticForecast({ values: Float64Array.of(1, 2), frequency: 1 }, 2), SeriesTooShort);
	assert.deepEqual(
		[...fillGaps(Float64Array.of(Number.NaN, 1, Number.NaN, 3, Number.NaN), 1)],
		[1, 1, 2, 3, 3],
	);
});

test('a gap in a season is filled with its season', () => {
	const months = Float64Array.from({ length: 48 }, (_, t) => 100 + 30 * Math.sin((t * Math.PI) / 6));
	const gappy = months.slice();
	gappy[27] = Number.NaN;
	assert.ok(Math.abs(fillGaps(gappy, 12)[27]! - months[27]!) < 3);
});

test('short, broken and wild series have finite bounds in order', () => {
	const wild: number[][] = [
		[1, 2, 3],
		[5, 5, 5, 9],
		[0, 0, 0, 0, 0, 0, 0, 1],
		[1e-9, 1e9, 1e-9, 1e9, 1e-9, 1e9],
		[1, 10, 100, 1000, 10_000, 100_000, 1e6, 1e7, 1e8],
		[1e12, 1e12 + 1, 1e12, 1e12 + 2, 1e12, 1e12 + 3, 1e12],
		[-1, 1, -1, 1, -1, 1, -1, 1, -1, 1],
		[0, 0, 0, 0, 0, 0, 100, 100, 100, 100, 100, 100],
		Array.from({ length: 30 }, (_, t) => (t === 20 ? 1e6 : (t % 12) + 1)),
		Array.from({ length: 25 }, (_, t) => (t % 4 === 0 ? 0 : 10)),
	];
	for (const values of wild)
		for (const frequency of [1, 4, 12])
			for (const limits of [{}, { lower: 0 }]) {
				if (limits.lower === 0 && values.some((one) => one < 0)) continue;
				const { forecast } = automaticForecast({ values: Float64Array.from(values), frequency }, 8, {
					limits,
				});
				isSound(forecast);
				if (limits.lower === 0) assert.ok(forecast.bounds.every((one) => one.lower.every((x) => x >= 0)));
			}
});

test('a season of weeks is followed too', () => {
	const wave = (t: number) => 100 + 30 * Math.sin((2 * Math.PI * t) / 52);
	const values = Float64Array.from({ length: 208 }, (_, t) => wave(t) + draw());
	values[100] = Number.POSITIVE_INFINITY;
	const { forecast, filled } = automaticForecast({ values, frequency: 52.18 }, 13);
	assert.equal(filled, 1);
	assert.ok(Math.abs(forecast.mean[12]! - wave(220)) < 4);
	isSound(forecast);
});

test('bounds within limits', () => {
	const forecast = {
		mean: Float64Array.of(0.5, 0.02, 1.4),
		bounds: [{ level: 0.95, lower: Float64Array.of(0.1, -0.5, 1), upper: Float64Array.of(0.9, 0.54, 1.8) }],
	};
	const share = within(forecast, { lower: 0, upper: 1 }).bounds[0]!;
	assert.ok(
		share.lower.every((one) => one >= 0 && one <= 1) && share.upper.every((one) => one >= 0 && one <= 1),
	);
	assert.ok(Math.abs(share.lower[0]! + share.upper[0]! - 1) < 1e-12);
	const above = within(forecast, { lower: 0 }).bounds[0]!;
	assert.ok(above.lower[1]! > 0 && above.upper[1]! <= 0.02 + 2 * 0.52 + 1e-12);
	const below = within({ ...forecast, mean: forecast.mean.map((x) => -x) }, { upper: 0 }).bounds[0]!;
	assert.ok(below.upper.every((one) => one < 0));
	assert.throws(() => within(forecast, { lower: 1, upper: 1 }), RangeError);
	assert.deepEqual(within(forecast, {}), forecast);
});

test('the unit does not matter', () => {
	const { forecast } = automaticForecast({ values: walk, frequency: 1 }, 4);
	const thousand = automaticForecast({ values: walk.map((one) => 1000 * one), frequency: 1 }, 4);
	for (const [h, one] of forecast.mean.entries())
		assert.ok(Math.abs(thousand.forecast.mean[h]! / one / 1000 - 1) < 5e-3);
});
