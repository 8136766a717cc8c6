import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../../random/seeded.ts';
import { augmentedDickeyFuller } from './dickey-fuller.ts';
import { kpss } from './kpss.ts';
import { longRunVariance } from './long-run-variance.ts';
import { phillipsPerron } from './phillips-perron.ts';

const random = seeded(2);
const noise = Float64Array.from({ length: 300 }, () => random() - 0.5);
let level = 0;
const walk = noise.map((one) => (level += one));
const close = (a: number, b: number) =>
	assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)), `${a} is not ${b}`);

test('noise has no unit root, a random walk has one, and all tests say so', () => {
	for (const type of ['none', 'drift', 'trend'] as const) {
		const [ofNoise] = augmentedDickeyFuller(noise, type, 2);
		assert.ok(ofNoise!.statistic < ofNoise!.criticalValues[0]!);
		const [ofWalk] = augmentedDickeyFuller(walk, type, 2);
		assert.ok(ofWalk!.statistic > ofWalk!.criticalValues[1]!);
	}
	for (const type of ['mu', 'tau'] as const) {
		assert.ok(kpss(noise, type, 5).statistic < kpss(noise, type, 5).criticalValues[0]!);
		assert.ok(kpss(walk, type, 5).statistic > kpss(walk, type, 5).criticalValues[3]!);
	}
	for (const model of ['constant', 'trend'] as const) {
		const ofNoise = phillipsPerron(noise, model, 4);
		assert.ok(ofNoise.statistic < ofNoise.criticalValues[0]!);
		const ofWalk = phillipsPerron(walk, model, 4);
		assert.ok(ofWalk.statistic > ofWalk.criticalValues[1]!);
	}
});

test('units and level of the series change no statistic that allows for a level', () => {
	const other = walk.map((one) => 1000 * one + 5e4);
	for (const [i, one] of augmentedDickeyFuller(walk, 'trend', 3).entries())
		close(augmentedDickeyFuller(other, 'trend', 3)[i]!.statistic, one.statistic);
	close(kpss(other, 'mu', 4).statistic, kpss(walk, 'mu', 4).statistic);
	close(phillipsPerron(other, 'trend', 4).statistic, phillipsPerron(walk, 'trend', 4).statistic);
});

test('without lags Z-tau is the t of Dickey and Fuller', () => {
	const [tau] = augmentedDickeyFuller(walk, 'drift', 0);
	close(phillipsPerron(walk, 'constant', 0).statistic, tau!.statistic);

	// by hand: 1 + 1 + 1 + 1 over 4, and products −1 three times at half weight
	close(longRunVariance(Float64Array.of(1, -1, 1, -1), 1), (4 - 3) / 4);
});

test('too few observations are refused in words', () => {
	const few = Float64Array.of(1, 2, 1);
	assert.throws(() => augmentedDickeyFuller(few, 'trend', 4), /too few/);
	assert.throws(() => kpss(few.slice(0, 1), 'mu', 4), /too few/);
	assert.throws(() => phillipsPerron(few, 'constant', 4), /too few/);
});
