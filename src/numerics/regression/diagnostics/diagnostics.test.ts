import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalQuantile } from '../../distributions/quantiles.ts';
import { seeded } from '../../random/seeded.ts';
import { influence } from '../influence.ts';
import { confidenceIntervals, predict } from '../predict.ts';
import { type Regression, regress } from '../regression.ts';
import {
	autocorrelationCovariance,
	heteroskedasticCovariance,
	neweyWestLag,
	standardErrorsOf,
} from '../robust-covariance.ts';
import { archTest } from './arch.ts';
import { breuschGodfrey } from './breusch-godfrey.ts';
import { breuschPagan, breuschPaganKoenker } from './breusch-pagan.ts';
import { chowBreak } from './chow.ts';
import { conditionNumber, varianceInflation } from './collinearity.ts';
import { cusum } from './cusum.ts';
import { durbinWatsonTest } from './durbin-watson.ts';
import { goldfeldQuandt } from './goldfeld-quandt.ts';
import { jarqueBera } from './jarque-bera.ts';
import { linearHypothesis } from './linear-hypothesis.ts';
import { portmanteau } from './portmanteau.ts';
import { rainbow } from './rainbow.ts';
import { reset } from './reset.ts';
import { shapiroWilk } from './shapiro-wilk.ts';
import { white } from './white.ts';

const close = (a: number, b: number, relative = 1e-9) =>
	assert.ok(Math.abs(a - b) <= relative * Math.max(Math.abs(b), 1e-6), `${a} is not ${b}`);

/** y = 1 + 2x − z + error, the error made by the caller from a normal draw. */
function sample(seed: number, rows: number, error = (z: number, _x: number, _t: number) => z): Regression {
	const random = seeded(seed);
	const x = Float64Array.from({ length: rows }, () => 3 * random());
	const z = Float64Array.from({ length: rows }, () => random());
	const y = x.map((one, t) => 1 + 2 * one - z[t]! + error(normalQuantile(random()), one, t));
	return regress([new Float64Array(rows).fill(1), x, z], y);
}

test('each test stays quiet when nothing is wrong, and says so when its own thing is', () => {
	const good = sample(1, 80);
	const quiet = [
		durbinWatsonTest(good),
		durbinWatsonTest(good, 'normal'),
		breuschGodfrey(good, 4),
		breuschPagan(good),
		breuschPaganKoenker(good),
		white(good),
		goldfeldQuandt(good),
		goldfeldQuandt(good, 0.2),
		reset(good),
		rainbow(good),
		jarqueBera(good.residuals),
		shapiroWilk(good.residuals),
		portmanteau(good.residuals, 4, 'ljung-box'),
		archTest(good.residuals, 4),
		chowBreak(good, 40),
		cusum(good),
	];
	for (const [i, { p }] of quiet.entries()) assert.ok(p > 0.02 && p <= 1, `${i}: ${p}`);
	let u = 0;
	const correlated = sample(2, 80, (z) => {
		u = 0.8 * u + z;
		return u;
	});
	for (const { p } of [
		durbinWatsonTest(correlated),
		durbinWatsonTest(correlated, 'normal'),
		breuschGodfrey(correlated, 1),
		portmanteau(correlated.residuals, 4, 'box-pierce'),
	])
		assert.ok(p < 1e-4, `${p}`);
	const uneven = sample(3, 200, (z, x) => z * x * x);
	for (const { p } of [breuschPagan(uneven), breuschPaganKoenker(uneven), white(uneven)]) assert.ok(p < 1e-4);
	assert.ok(goldfeldQuandt(sample(4, 100, (z, _, t) => z * (1 + t / 20))).p < 1e-6);
	const bent = sample(5, 80, (z, x) => z / 3 + x * x);
	assert.ok(reset(bent).p < 1e-6);
	const shifted = sample(6, 80, (z, x, t) => z + (t < 40 ? 0 : 2 * x));
	assert.ok(chowBreak(shifted, 40).p < 1e-6);
	assert.ok(cusum(shifted).p < 0.01);
	const skewed = sample(7, 80, (z) => z * z * z);
	assert.ok(jarqueBera(skewed.residuals).p < 1e-6);
	assert.ok(shapiroWilk(skewed.residuals).p < 1e-6);
});

test('the distribution of Durbin and Watson is that of draws', () => {
	const rows = 12;
	const random = seeded(8);
	const columns = [new Float64Array(rows).fill(1), Float64Array.from({ length: rows }, (_, t) => t)];
	const draw = () => Float64Array.from({ length: rows }, () => normalQuantile(random()));
	const { statistic, p } = durbinWatsonTest(regress(columns, draw()));
	let below = 0;
	const draws = 4000;
	for (let i = 0; i < draws; i++) {
		const { residuals: e } = regress(columns, draw());
		let steps = 0;
		let square = 0;
		for (let t = 0; t < rows; t++) {
			square += e[t]! ** 2;
			if (t > 0) steps += (e[t]! - e[t - 1]!) ** 2;
		}
		if (steps / square <= statistic) below++;
	}
	assert.ok(
		Math.abs(below / draws - p) < 4 * Math.sqrt((p * (1 - p)) / draws),
		`${below / draws} is not ${p}`,
	);
});

test('normality of three and of few values, by hand', () => {
	// of three W is ¾ at the least, and 1 when they stand evenly
	close(shapiroWilk(Float64Array.of(1, 2, 3)).statistic, 1);
	close(shapiroWilk(Float64Array.of(1, 1, 4)).statistic, 0.75);
	close(shapiroWilk(Float64Array.of(1, 1, 4)).p, 0, 1e-5);
	const even = shapiroWilk(Float64Array.of(1, 2, 3, 4, 5, 6, 7));
	assert.ok(even.p > 0.9 && even.statistic < 1);
	assert.throws(() => shapiroWilk(Float64Array.of(1, 2)), RangeError);
	assert.throws(() => shapiroWilk(Float64Array.of(2, 2, 2, 2)), RangeError);
});

test('robust covariances come to the plain one where they must', () => {
	const { columns, y } = sample(9, 60);
	const regression = regress(columns, y);
	const variance = regression.sumOfSquares / regression.df;
	const even = { ...regression, residuals: new Float64Array(60).fill(Math.sqrt(variance)) };
	const plain = regression.unscaledCovariance.map((row, j) => Math.sqrt(variance * row[j]!));
	const hc0 = standardErrorsOf(heteroskedasticCovariance(even, 'hc0'));
	for (let j = 0; j < 3; j++) close(hc0[j]!, plain[j]!);
	// weights of hc2, hc3 and hc4 all rise with the leverage
	const [two, three, four] = (['hc2', 'hc3', 'hc4'] as const).map((kind) =>
		standardErrorsOf(heteroskedasticCovariance(regression, kind)),
	);
	assert.ok(three![1]! > two![1]! && four![1]! > 0);
	const without = standardErrorsOf(autocorrelationCovariance(regression, 0));
	const white0 = standardErrorsOf(heteroskedasticCovariance(regression, 'hc0'));
	for (let j = 0; j < 3; j++) close(without[j]!, white0[j]!);
	for (const kernel of ['parzen', 'quadratic-spectral'] as const)
		assert.ok(standardErrorsOf(autocorrelationCovariance(regression, 3, { kernel })).every((one) => one > 0));
	const adjusted = standardErrorsOf(autocorrelationCovariance(regression, 3, { adjusted: true }));
	close(
		adjusted[0]! / standardErrorsOf(autocorrelationCovariance(regression, 3))[0]!,
		Math.sqrt(60 / regression.df),
	);
	assert.equal(neweyWestLag(100), 4);
});

test('what each observation makes of the fit is what leaving it out shows', () => {
	const regression = sample(10, 25);
	const { columns, y } = regression;
	const told = influence(regression);
	close(
		told.leverages.reduce((sum, h) => sum + h, 0),
		3,
	);
	const t = 7;
	const without = (column: Float64Array) => Float64Array.from([...column].filter((_, i) => i !== t));
	const left = regress(columns.map(without), without(y));
	const deviation = Math.sqrt(left.sumOfSquares / left.df);
	const fitOf = (b: Float64Array) => columns.reduce((sum, column, j) => sum + column[t]! * b[j]!, 0);
	const moved = fitOf(regression.coefficients) - fitOf(left.coefficients);
	close(told.dffits[t]!, moved / deviation / Math.sqrt(told.leverages[t]!));
	// the deleted residual over its own error
	const row = Float64Array.from(columns, (column) => column[t]!);
	close(told.studentizedResiduals[t]!, (y[t]! - fitOf(left.coefficients)) / predict(left, row).seObservation);
	let cook = 0;
	for (let i = 0; i < 25; i++)
		cook +=
			columns.reduce((sum, c, j) => sum + c[i]! * (regression.coefficients[j]! - left.coefficients[j]!), 0) **
			2;
	close(told.cooksDistance[t]!, cook / 3 / (regression.sumOfSquares / regression.df));
	assert.ok(Math.abs(told.standardizedResiduals[t]!) > 0);
});

test('a hypothesis of one coefficient is the square of its t, and its interval ends where t does', () => {
	const regression = sample(11, 30);
	const { coefficients, unscaledCovariance, sumOfSquares, df } = regression;
	const errors = coefficients.map((_, j) => Math.sqrt((sumOfSquares / df) * unscaledCovariance[j]![j]!));
	const [low, high] = confidenceIntervals(coefficients, errors, df)[1]!;
	const { p } = linearHypothesis(regression, [Float64Array.of(0, 1, 0)], Float64Array.of(high));
	close(p, 0.05, 1e-7);
	close((low + high) / 2, regression.coefficients[1]!);
	const both = linearHypothesis(
		regression,
		[Float64Array.of(0, 1, 0), Float64Array.of(0, 0, 1)],
		Float64Array.of(0, 0),
	);
	const none = regress([regression.columns[0]!], regression.y);
	close(
		both.statistic,
		(none.sumOfSquares - regression.sumOfSquares) / 2 / (regression.sumOfSquares / regression.df),
	);
});

test('regressors upright on one another inflate nothing', () => {
	const a = Float64Array.of(1, 1, -1, -1, 1, -1, 1, -1);
	const b = Float64Array.of(1, -1, 1, -1, 1, 1, -1, -1);
	const y = Float64Array.of(1, 2, 3, 5, 4, 2, 2, 1);
	const regression = regress([new Float64Array(8).fill(1), a, b], y);
	assert.deepEqual(
		varianceInflation(regression).map((one) => one && Math.round(one * 1e9) / 1e9),
		[null, 1, 1],
	);
	close(conditionNumber(regression), 1);
	close(conditionNumber(regress([a, b.map((x) => 5 * x)], y)), 5);
	close(white(regression).df[0]!, 3);
});
