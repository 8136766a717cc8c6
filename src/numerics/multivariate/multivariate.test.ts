import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalQuantile } from '../distributions/quantiles.ts';
import { DependentColumns } from '../linear/least-squares.ts';
import { seeded } from '../random/seeded.ts';
import { phillipsOuliaris, residualDickeyFuller } from './cointegration-tests.ts';
import { DynamicEquationError, estimateDynamic, readDynamicEquation } from './dynamic-equation.ts';
import { forecastCointegrated, levelsForm } from './error-correction-form.ts';
import { grangerTest } from './granger.ts';
import { movingAverage, orthogonalResponses, varianceDecomposition } from './impulse-responses.ts';
import { johansen } from './johansen.ts';
import { johansenCritical } from './johansen-critical.ts';
import { selectLags } from './lag-selection.ts';
import { longRunEffect } from './long-run.ts';
import { rootModuli } from './stability.ts';
import { lagMatrices, vectorAutoregression } from './var.ts';
import { forecastVar } from './var-forecast.ts';

const close = (a: number, b: number, relative = 1e-9) =>
	assert.ok(Math.abs(a - b) <= relative * Math.max(1, Math.abs(b)), `${a} is not ${b}`);
const allClose = (a: ArrayLike<number>, b: ArrayLike<number>, relative?: number) => {
	assert.equal(a.length, b.length);
	for (let i = 0; i < a.length; i++) close(a[i]!, b[i]!, relative);
};

/** Two series of a process known: x depends on both, y on itself alone. */
function known(seed: number, rows: number, noise = 1): Float64Array[] {
	const random = seeded(seed);
	const draw = () => noise * normalQuantile((random() * 4_294_967_296 + 0.5) / 4_294_967_297);
	const x = new Float64Array(rows);
	const y = new Float64Array(rows);
	x[0] = 3;
	y[0] = 1;
	for (let t = 1; t < rows; t++) {
		y[t] = 1 + 0.7 * y[t - 1]! + draw();
		x[t] = 2 + 0.5 * x[t - 1]! + 0.4 * y[t - 1]! + draw();
	}
	return [x, y];
}

test('a long known process is found again, and causes run one way', () => {
	const fit = vectorAutoregression(['x', 'y'], known(1, 4000), { lags: 1, deterministic: 'const' });
	allClose(fit.coefficients[0]!, [0.5, 0.4, 2], 0.1);
	allClose(fit.coefficients[1]!, [0, 0.7, 1], 0.1);
	assert.deepEqual(fit.regressors, ['x.l1', 'y.l1', 'const']);
	assert.ok(grangerTest(fit, [1]).p < 1e-10);
	assert.ok(grangerTest(fit, [0]).p > 0.01);
	allClose(rootModuli(lagMatrices(fit)), [0.7, 0.5], 0.1);
	const { aic, sc } = selectLags(['x', 'y'], known(1, 4000), { deterministic: 'const' }, 4);
	assert.equal(sc.indexOf(Math.min(...sc)), 0);
	assert.ok(aic.every(Number.isFinite));
});

test('the F of one restriction is the square of its t', () => {
	const fit = vectorAutoregression(['x', 'y'], known(2, 60), { lags: 1, deterministic: 'both', season: 4 });
	assert.equal(fit.regressors.join(), 'x.l1,y.l1,const,trend,sd1,sd2,sd3');
	close(grangerTest(fit, [0]).F, (fit.coefficients[1]![0]! / fit.standardErrors[1]![0]!) ** 2);
});

test('roots and responses in closed form', () => {
	const a = [
		[Float64Array.of(0.5, 0.4), Float64Array.of(0, 0.8)],
		[Float64Array.of(0, 0), Float64Array.of(0, 0)],
	];
	allClose(rootModuli(a), [0.8, 0.5, 0, 0]);
	const phi = movingAverage(a, 3);
	close(phi[3]![1]![1]!, 0.8 ** 3);
	close(phi[2]![0]![1]!, 0.4 * 1.3);
	const sigma = [Float64Array.of(4, 1), Float64Array.of(1, 2)];
	const theta = orthogonalResponses(a, sigma, 5);
	assert.equal(theta[0]![0]![0], 2);
	assert.equal(theta[0]![0]![1], 0);
	for (const share of varianceDecomposition(theta)) for (const row of share) close(row[0]! + row[1]!, 1);
});

test('forecasts go to the mean, their bounds open to the deviation of the process', () => {
	const fit = vectorAutoregression(['x', 'y'], known(4, 300), { lags: 1, deterministic: 'const' });
	const [, y] = forecastVar(fit, 200, 0.9);
	const [xl, yl, constant] = fit.coefficients[1]!;
	const x = forecastVar(fit, 200)[0]!.mean[199]!;
	close(y!.mean[199]!, (constant! + xl! * x) / (1 - yl!), 1e-6);
	assert.ok(y!.upper[0]! - y!.lower[0]! < y!.upper[199]! - y!.lower[199]!);
	const driver = { name: 'z', column: Float64Array.from({ length: 300 }, (_, t) => Math.sin(t)) };
	const driven = vectorAutoregression(['x', 'y'], known(4, 300), {
		lags: 2,
		deterministic: 'none',
		exogenous: [driver],
	});
	assert.equal(driven.regressors.at(-1), 'z');
	assert.equal(forecastVar(driven, 3, 0.95, [Float64Array.of(0, 0, 0)])[0]!.mean.length, 3);
	assert.throws(() => forecastVar(driven, 3), RangeError);
	const season = forecastVar(
		vectorAutoregression(['x', 'y'], known(4, 50), { lags: 1, deterministic: 'trend', season: 4 }),
		8,
	);
	assert.ok(season.every((one) => one.mean.every(Number.isFinite)));
});

test('units and names change nothing but units', () => {
	const series = known(5, 80);
	const large = [series[0]!, series[1]!.map((one) => one * 1e6)];
	const options = { lags: 2, deterministic: 'const' } as const;
	const [small, scaled] = [series, large].map((one) => vectorAutoregression(['доход', 'b.c'], one, options));
	close(scaled!.coefficients[0]![1]! * 1e6, small!.coefficients[0]![1]!);
	close(grangerTest(scaled!, [0]).F, grangerTest(small!, [0]).F, 1e-7);
	assert.ok(small!.regressors.includes('доход.l2'));
	assert.equal(small!.isShort, false);
	assert.equal(vectorAutoregression(['x', 'y'], known(5, 14), options).isShort, true);
});

test('what cannot be estimated is refused', () => {
	const flat = new Float64Array(30).fill(2);
	const [x] = known(1, 30);
	const options = { lags: 1, deterministic: 'const' } as const;
	assert.throws(() => vectorAutoregression(['x', 'y'], [x!, flat], options), DependentColumns);
	assert.throws(
		() => vectorAutoregression(['x', 'y'], known(1, 6), { lags: 2, deterministic: 'const' }),
		RangeError,
	);
	assert.throws(
		() => johansen(['x', 'y'], known(1, 30), { lags: 1, deterministic: 'const', form: 'longrun' }),
		RangeError,
	);
	assert.throws(
		() => johansen(['x', 'y'], known(1, 7), { lags: 2, deterministic: 'const', form: 'longrun' }),
		RangeError,
	);
});

/** A random walk and twice it with noise: one relation, y = 5 + 2x. */
function tied(rows: number): Float64Array[] {
	const [noise, walk] = known(9, rows);
	const x = new Float64Array(rows);
	for (let t = 1; t < rows; t++) x[t] = x[t - 1]! + walk![t]! - 10 / 3;
	return [x.map((one, t) => 5 + 2 * one + noise![t]!), x];
}

test('one relation of two is found, in every form alike', () => {
	const series = tied(400);
	for (const deterministic of ['none', 'const', 'trend'] as const) {
		const tests = (['longrun', 'transitory'] as const).map((form) =>
			johansen(['y', 'x'], series, { lags: 3, deterministic, form, season: 4 }),
		);
		const [long, short] = tests;
		allClose(long!.eigenvalues, short!.eigenvalues, 1e-8);
		allClose(long!.trace, short!.trace, 1e-7);
		close(long!.beta[1]![0]!, -2, 0.1);
		const critical = johansenCritical(deterministic, 2);
		assert.ok(long!.trace[1]! > critical.trace[1]![2]);
		assert.ok(long!.maxEigen[1]! > critical.maxEigen[1]![2]);
		// rank by rank the levels form of both is the same, and at full rank the vector autoregression itself
		for (const rank of [0, 1, 2]) {
			const [a, b] = tests.map((one) => forecastCointegrated(one, rank, 12));
			for (const [i, one] of a!.entries()) {
				allClose(one.mean, b![i]!.mean, 1e-6);
				allClose(one.upper, b![i]!.upper, 1e-6);
			}
		}
	}
	assert.deepEqual(johansenCritical('none', 12), { trace: [], maxEigen: [] });
});

test('at full rank the error-correction form is the vector autoregression', () => {
	const series = tied(120);
	const test_ = johansen(['y', 'x'], series, { lags: 2, deterministic: 'none', form: 'longrun' });
	const form = levelsForm(test_, 2);
	const plain = lagMatrices(vectorAutoregression(['y', 'x'], series, { lags: 2, deterministic: 'const' }));
	for (const [l, a] of form.matrices.entries())
		for (const [i, row] of a.entries()) allClose(row, plain[l]![i]!, 1e-7);
	for (const [i, row] of form.loadings.entries()) allClose(row, test_.loadings[i]!, 1e-7);
	assert.throws(() => levelsForm(test_, 3), RangeError);
});

test('equations of changes and lags are read and estimated', () => {
	const read = readDynamicEquation('dlog y = c0 + c1 dlog x2 + c2 u(-1) + c3 dlog y(-2), u from before', [
		'y',
		'x',
		'x2',
		'u',
	]);
	assert.equal(read.constant, true);
	assert.deepEqual(read.right, [
		{ name: 'x2', change: true, lag: 0 },
		{ name: 'u', change: false, lag: 1 },
		{ name: 'y', change: true, lag: 2 },
	]);
	assert.throws(() => readDynamicEquation('y = a + b z', ['y']), DynamicEquationError);
	assert.throws(() => readDynamicEquation('y', ['y']), DynamicEquationError);
	// y moves to 10 + 3x, half of the way each period
	const x = Float64Array.from({ length: 40 }, (_, t) => Math.sin(t * t) * 5);
	const y = new Float64Array(40);
	for (let t = 1; t < 40; t++) y[t] = 5 + 0.5 * y[t - 1]! + x[t]! + 0.5 * x[t - 1]! + 1e-6 * Math.cos(7 * t);
	const series = new Map([
		['y', y],
		['x', x],
	]);
	const equation = readDynamicEquation('y = a y(-1) + b x + c x(-1) + d', ['y', 'x']);
	const fit = estimateDynamic(equation, series);
	assert.equal(fit.df, 35);
	assert.deepEqual(fit.names, ['(Intercept)', 'L(Y, 1)', 'X', 'L(X, 1)']);
	const effect = longRunEffect(equation, fit, 'x');
	close(effect.coefficient, 3, 1e-5);
	assert.ok(effect.standardError > 0 && effect.standardError < 1e-5);
	assert.throws(() => estimateDynamic(equation, new Map([['y', y]])), DynamicEquationError);
});

test('residuals that return are told from those that walk', () => {
	const random = seeded(3);
	const returning = Float64Array.from({ length: 200 }, () => random() - 0.5);
	let at = 0;
	const walking = returning.map((one) => {
		at += one;
		return at;
	});
	for (const statistic of [
		(u: Float64Array) => residualDickeyFuller(u, 1),
		(u: Float64Array) => phillipsOuliaris(u),
	])
		assert.ok(statistic(returning) < 3 * statistic(walking));
	// without lags, ρ − 1 over its standard error, by hand: u = 1, 2, 1, 2 gives Δu = 1, −1, 1 on 1, 2, 1
	close(residualDickeyFuller(Float64Array.of(1, 2, 1, 2), 0), 0, 1e-12);
});
