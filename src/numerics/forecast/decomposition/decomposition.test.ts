import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../../random/seeded.ts';
import { classicalDecomposition } from './classical.ts';
import { hodrickPrescott } from './hodrick-prescott.ts';
import { stl } from './stl.ts';

const close = (a: number, b: number, within = 1e-9) =>
	assert.ok(Math.abs(a - b) <= within * Math.max(1, Math.abs(b)), `${a} is not ${b}`);

const season = [3, -1, 0, -2];
const made = (length: number, trend: (t: number) => number) =>
	Float64Array.from({ length }, (_, t) => trend(t) + season[t % 4]!);

test('a straight line with a fixed season is taken apart by both, by the classical way exactly', () => {
	const y = made(40, (t) => 10 + t / 2);
	const byStl = stl(y, 4, { seasonWindow: 'periodic' });
	const classical = classicalDecomposition(y, 4, 'additive');
	for (let t = 0; t < 40; t++) {
		close(byStl.seasonal[t]!, season[t % 4]!, 0.1);
		close(byStl.trend[t]!, 10 + t / 2, 0.1);
		close(classical.seasonal[t]!, season[t % 4]!);
		if (t >= 2 && t < 38) close(classical.trend[t]!, 10 + t / 2);
		else assert.ok(Number.isNaN(classical.trend[t]!));
	}
});

test('parts add up, or multiply, to the whole; figures have mean 0 or 1', () => {
	const random = seeded(3);
	const y = made(50, (t) => 20 + t * random());
	for (const options of [
		{ seasonWindow: 7 },
		{ seasonWindow: 11, robust: true },
		{ seasonWindow: 'periodic' as const },
	]) {
		const { seasonal, trend, remainder } = stl(y, 4, options);
		for (const [t, one] of y.entries()) close(seasonal[t]! + trend[t]! + remainder[t]!, one);
	}
	const { figure, trend, seasonal, random: left } = classicalDecomposition(y, 4, 'multiplicative');
	close(figure.reduce((sum, one) => sum + one, 0) / 4, 1);
	for (let t = 2; t < 48; t++) close(trend[t]! * seasonal[t]! * left[t]!, y[t]!);
});

test('an outlier moves a robust trend little', () => {
	const random = seeded(5);
	const clean = made(120, (t) => t + random() - 0.5);
	const broken = clean.slice();
	broken[61]! += 100;
	const off = (robust: boolean) => {
		const plain = stl(clean, 4, { seasonWindow: 'periodic', robust, trendWindow: 21 }).trend;
		const other = stl(broken, 4, { seasonWindow: 'periodic', robust, trendWindow: 21 }).trend;
		return Math.abs(plain[61]! - other[61]!);
	};
	assert.ok(off(false) > 5 && off(true) < 1, `${off(false)}, ${off(true)}`);
});

test('Hodrick and Prescott: a line is its own trend, λ = 0 gives the series, the equation holds, gaps are bridged', () => {
	const line = Float64Array.from({ length: 30 }, (_, t) => 5 + 3 * t);
	for (const one of hodrickPrescott(line, 1600).cycle) close(one, 0);
	const random = seeded(9);
	const y = line.map((one) => one + random());
	for (const [t, one] of hodrickPrescott(y, 0).trend.entries()) close(one, y[t]!);
	const { trend, cycle } = hodrickPrescott(y, 100);
	const bend = (t: number) => trend[t]! - 2 * trend[t + 1]! + trend[t + 2]!;
	for (let t = 2; t < 28; t++) close(cycle[t]!, 100 * (bend(t) - 2 * bend(t - 1) + bend(t - 2)), 1e-8);
	y[4] = y[5] = Number.NaN;
	assert.ok(hodrickPrescott(y, 100).trend.every(Number.isFinite));
	assert.throws(() => hodrickPrescott(Float64Array.of(1, Number.NaN), 1), RangeError);
	assert.throws(() => hodrickPrescott(y, -1), RangeError);
});

test('less than two seasons are refused', () => {
	assert.throws(() => stl(new Float64Array(8), 4, { seasonWindow: 7 }), RangeError);
	assert.throws(() => classicalDecomposition(new Float64Array(7), 4, 'additive'), RangeError);
});
