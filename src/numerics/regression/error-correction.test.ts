import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalQuantile } from '../distributions/quantiles.ts';
import { seeded } from '../random/seeded.ts';
import { errorCorrection } from './error-correction.ts';
import { UnfitSample } from './estimate.ts';

test('what draws y back to its long run is found', () => {
	const random = seeded(5);
	const rows = 400;
	const x = new Float64Array(rows);
	const y = new Float64Array(rows);
	for (let t = 1; t < rows; t++) {
		x[t] = x[t - 1]! + 0.2 + normalQuantile(random());
		const away = y[t - 1]! - 3 - 2 * x[t - 1]!;
		y[t] = y[t - 1]! + 0.8 * (x[t]! - x[t - 1]!) - 0.4 * away + 0.3 * normalQuantile(random());
	}
	const { longRun, shortRun, adjustment, halfLife } = errorCorrection(y, [x], ['x'], 1);
	assert.ok(Math.abs(longRun.coefficients[1]! - 2) < 0.05);
	assert.deepEqual(shortRun.coefficientNames, ['constant', 'Δx', 'Δy(-1)', 'Δx(-1)', 'u(-1)']);
	assert.equal(shortRun.observations, rows - 2);
	assert.ok(Math.abs(adjustment + 0.4) < 0.05);
	assert.ok(Math.abs(shortRun.coefficients[1]! - 0.8) < 0.05);
	assert.ok(Math.abs(halfLife! - Math.log(0.5) / Math.log(0.6)) < 0.3);
	// without lags: Δy on Δx and the residual before, by hand
	const plain = errorCorrection(y, [x], ['x']);
	assert.equal(plain.shortRun.observations, rows - 1);
	assert.equal(plain.shortRun.coefficientNames.length, 3);
});

test('too short a sample is refused', () => {
	const short = Float64Array.of(1, 2, 4);
	assert.throws(() => errorCorrection(short, [Float64Array.of(1, 3, 2)], ['x'], 2), UnfitSample);
	assert.throws(() => errorCorrection(short, [Float64Array.of(1, 3, 2)], ['x']), UnfitSample);
});
