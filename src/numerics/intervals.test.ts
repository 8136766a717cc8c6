import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gammaQuantile, gammaShare, logGamma, normalQuantile } from './gamma.ts';
import { poisson, quantileRanks, wilson } from './intervals.ts';
import { standardise } from './standardise.ts';

/** Equal to so many significant digits. */
const near = (got: number, wanted: number, digits = 10) =>
	assert.ok(
		Math.abs(got - wanted) <= Math.max(Math.abs(wanted), 1e-12) * 10 ** -digits,
		`${got} is not ${wanted}`,
	);

test('gamma and normal functions give the values of scipy 1.17', () => {
	for (const [x, value] of [
		[0.5, 0.5723649429247],
		[3.7, 1.428072326665388],
		[10, 12.801827480081469],
		[1000, 5905.220423209181],
	] as const)
		near(logGamma(x), value);
	for (const [a, x, value] of [
		[0.5, 0.1, 0.34527915398142317],
		[1, 1, 0.6321205588285577],
		[5, 3, 0.18473675547622787],
		[10, 20, 0.9950045876916924],
		[100, 90, 0.15822098918643007],
		[1e4, 1.01e4, 0.8413487504471796],
	] as const)
		near(gammaShare(a, x), value, 9);
	for (const [a, p, value] of [
		[1, 0.5, 0.6931471805599455],
		[5, 0.025, 1.6234863901184207],
		[11, 0.975, 18.39035604201778],
		[0.3, 0.01, 1.5022226552360407e-7],
		[5000, 0.005, 4819.739991096871],
	] as const)
		near(gammaQuantile(a, p), value, 9);
	for (const [p, value] of [
		[0.9, 1.2815515655446004],
		[0.975, 1.959963984540054],
		[0.995, 2.5758293035489004],
		[1e-9, -5.9978070150076865],
	] as const)
		near(normalQuantile(p), value);
});

test("Wilson's interval is that of scipy.stats.binomtest(...).proportion_ci(method='wilson')", () => {
	for (const [s, n, low, high] of [
		[0, 10, 0, 0.27753279986288926],
		[8, 10, 0.4901624715366418, 0.9433178485456248],
		[81, 263, 0.2552885198782742, 0.36620957698280004],
		[10, 10, 0.7224672001371109, 1],
		[1, 1, 0.20654931437723745, 1],
	] as const) {
		const interval = wilson(s, n);
		near(interval.low, low);
		near(interval.high, high);
	}
	near(wilson(81, 263, 0.99).low, 0.24013690268760768);
	near(wilson(81, 263, 0.99).high, 0.3852825023182298);
	assert.deepEqual(wilson(0, 0), { low: 0, high: 1 }, 'nothing seen, nothing known');
});

test('the interval of a count is that of poisson.test in R 4 (exact)', () => {
	for (const [k, low, high] of [
		[0, 0, 3.6888794541139354],
		[3, 0.6186721228956014, 8.767273069742323],
		[10, 4.7953886961324335, 18.39035604201778],
		[100, 81.36399125092314, 121.62679379242638],
	] as const) {
		near(poisson(k).low, low, 9);
		near(poisson(k).high, high, 9);
	}
});

test('ranks around a median', () => {
	// Conover's example of 5 % is by exact binomial tables; the normal ranks of n = 100 are 40 and 60 (half-width 9.8)
	assert.deepEqual(quantileRanks(0.5, 100), { low: 40, high: 60 });
	assert.deepEqual(quantileRanks(0.9, 3), { low: 1, high: 3 });
});

test('with one kind of case the standardised ratio is the share by the usual share, its interval is that of Wilson', () => {
	const { ratio, interval } = standardise(81, [{ of: 263, usual: 0.2 }]);
	near(ratio ?? 0, 81 / 263 / 0.2);
	near(interval?.low ?? 0, 0.2552885198782742 / 0.2);
	near(interval?.high ?? 0, 0.36620957698280004 / 0.2);
});

test('with rare events it comes near the Poisson score interval', () => {
	// score interval of a mean with 10 seen: (20 + z² ± √((20 + z²)² − 400)) / 2 = 5.431986, 18.409473
	const { interval } = standardise(10, [{ of: 1e7, usual: 1e-6 }]);
	near((interval?.low ?? 0) * 10, 5.431986105614364, 5);
	near((interval?.high ?? 0) * 10, 18.40947271507976, 5);
});

test('what is usual among few elsewhere widens the interval: two samples of one share are told apart as seldom as promised', () => {
	// delta method for the ratio of two proportions (Katz 1978): 480/4000 against 40/401
	const known = standardise(480, [{ of: 4000, usual: 40 / 401 }], 0.99);
	const seen = standardise(480, [{ of: 4000, usual: 40 / 401, among: 401 }], 0.99);
	assert.ok((known.interval?.low ?? 0) > 1);
	assert.ok((seen.interval?.low ?? 2) < 1 && (seen.interval?.high ?? 0) > (known.interval?.high ?? 9));
	// log ratio ± z √(1/480 − 1/4000 + 1/41 − 1/403): the upper end by hand, 0.99
	near(
		seen.interval?.high ?? 0,
		1.203 * Math.exp(2.5758 * Math.sqrt(1 / 480 - 1 / 4000 + 1 / 41 - 1 / 403)),
		1.5,
	);
	const none = standardise(0, [{ of: 100, usual: 0.1, among: 60 }]);
	assert.equal(none.interval?.low, 0);
	assert.ok((none.interval?.high ?? 0) > (standardise(0, [{ of: 100, usual: 0.1 }]).interval?.high ?? 9));
});

test('the mix of cases is taken out: two places alike kind by kind come out alike', () => {
	const usual = { easy: 0.05, hard: 0.5 };
	const one = standardise(0.05 * 900 + 0.5 * 100, [
		{ of: 900, usual: usual.easy },
		{ of: 100, usual: usual.hard },
	]);
	const other = standardise(0.05 * 100 + 0.5 * 900, [
		{ of: 100, usual: usual.easy },
		{ of: 900, usual: usual.hard },
	]);
	near(one.ratio ?? 0, 1);
	near(other.ratio ?? 0, 1);
	assert.equal(standardise(0, []).ratio, null);
	assert.equal(standardise(0, [{ of: 1, usual: 0.2 }]).interval?.low, 0);
});
