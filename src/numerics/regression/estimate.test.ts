import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DependentColumns } from '../linear/least-squares.ts';
import { solveSmall } from '../linear/solve-small.ts';
import { seeded } from '../random/seeded.ts';
import { type Equation, estimateEquation, UnfitSample } from './estimate.ts';
import { ContradictingRestrictions } from './restrictions.ts';

const close = (a: number, b: number, relative = 1e-10) =>
	assert.ok(Math.abs(a - b) <= relative * Math.max(Math.abs(b), 1e-3), `${a} is not ${b}`);

function sample(seed: number, rows: number): { y: Float64Array; x: Float64Array[] } {
	const random = seeded(seed);
	const x = [new Float64Array(rows).fill(1)];
	for (let j = 0; j < 3; j++) x.push(Float64Array.from({ length: rows }, () => 5 * random()));
	let u = 0;
	const y = Float64Array.from({ length: rows }, (_, t) => {
		u = 0.6 * u + random() - 0.5;
		return 1 + 2 * x[1]![t]! - x[2]![t]! + 0.5 * x[3]![t]! + u;
	});
	return { y, x };
}
const names = ['a', 'b', 'c', 'd'];

test('a line through four points has the statistics worked out by hand', () => {
	const fit = estimateEquation({
		y: Float64Array.of(2, 3, 5, 6),
		columns: [new Float64Array(4).fill(1), Float64Array.of(1, 2, 3, 4)],
		names: ['a', 'b'],
	});
	close(fit.coefficients[1]!, 1.4);
	close(fit.standardErrors[1]!, Math.sqrt(0.1 * 0.2));
	close(fit.rSquared, 0.98);
	close(fit.adjustedRSquared, 0.97);
	close(fit.fStatistic!, 98);
	close(fit.pValues[1]!, fit.fProbability!);
	// residuals 0.1, −0.3, 0.3, −0.1
	close(fit.durbinWatson, (0.16 + 0.36 + 0.16) / 0.2);
	close(fit.logLikelihood, -2 * (Math.log(2 * Math.PI * 0.05) + 1));
	close(fit.aic, -2 * fit.logLikelihood + 6);
	assert.equal(fit.isShort, true);
});

test('a restriction is met, costs fit, and is the regression of differences where it says so', () => {
	const { y, x } = sample(1, 40);
	const restrictions = [
		{
			terms: [
				{ name: 'b', weight: 1 },
				{ name: 'd', weight: 2 },
			],
			value: 1,
		},
	];
	const fit = estimateEquation({ y, columns: x, names, restrictions });
	close(fit.coefficients[1]! + 2 * fit.coefficients[3]!, 1);
	// b = 1 − 2d put in by hand
	const hand = estimateEquation({
		y: y.map((one, t) => one - x[1]![t]!),
		columns: [x[0]!, x[2]!, x[3]!.map((one, t) => one - 2 * x[1]![t]!)],
		names: ['a', 'c', 'd'],
	});
	close(fit.coefficients[3]!, hand.coefficients[2]!);
	close(fit.standardErrors[2]!, hand.standardErrors[1]!);
	close(fit.residualSS, hand.residualSS);
	const open = estimateEquation({ y, columns: x, names });
	close(fit.restrictionsF!.value, ((fit.residualSS - open.residualSS) / open.residualSS) * 36);
	assert.deepEqual(fit.restrictionsF!.df, [1, 36]);
});

test('a coefficient that is given has no error; what follows from other restrictions is dropped', () => {
	const { y, x } = sample(2, 40);
	const one = { terms: [{ name: 'c', weight: 2 }], value: 3 };
	const again = { terms: [{ name: 'c', weight: -1 }], value: -1.5 };
	const fit = estimateEquation({ y, columns: x, names, restrictions: [one, again] });
	assert.equal(fit.coefficients[2], 1.5);
	assert.equal(fit.standardErrors[2], 0);
	assert.equal(fit.tStatistics[2], Number.POSITIVE_INFINITY);
	assert.equal(fit.pValues[2], 0);
	assert.equal(fit.degreesOfFreedom, 37);
	assert.throws(
		() => estimateEquation({ y, columns: x, names, restrictions: [one, { ...one, value: 4 }] }),
		ContradictingRestrictions,
	);
});

test('coefficients of an Almon lag lie on their polynomial', () => {
	const { y, x } = sample(3, 60);
	const almon = [{ coefficient: 'd', degree: 2, lags: 6, far: true }];
	const fit = estimateEquation({ y, columns: x, names, almon, before: 5 });
	assert.deepEqual(fit.coefficientNames.slice(3, 5), ['d', 'd__PDL__1']);
	assert.equal(fit.observations, 55);
	const lags = fit.coefficients.slice(3);
	assert.equal(lags.length, 6);
	assert.equal(lags[5], 0);
	for (let i = 0; i < 3; i++) close(lags[i]! - 3 * lags[i + 1]! + 3 * lags[i + 2]! - lags[i + 3]!, 0);
	assert.throws(() => estimateEquation({ y, columns: x, names, almon, before: 4 }), RangeError);
});

test('autoregressive errors make the sum of squares least in coefficients and rhos together', () => {
	const { y, x } = sample(4, 52);
	const equation: Equation = { y, columns: x, names, before: 2, autoOrder: 2 };
	const fit = estimateEquation(equation);
	assert.equal(fit.isConverged, true);
	assert.equal(fit.observations, 50);
	const sumAt = (b: Float64Array, rho: Float64Array) => {
		const u = y.map((one, t) => one - x.reduce((sum, column, j) => sum + column[t]! * b[j]!, 0));
		let sum = 0;
		for (let t = 2; t < u.length; t++) sum += (u[t]! - rho[0]! * u[t - 1]! - rho[1]! * u[t - 2]!) ** 2;
		return sum;
	};
	close(sumAt(fit.coefficients, fit.rho!), fit.residualSS);
	for (const step of [-1e-3, 1e-3]) {
		for (let j = 0; j < 4; j++) {
			const b = fit.coefficients.slice();
			b[j]! += step;
			assert.ok(sumAt(b, fit.rho!) > fit.residualSS);
		}
		for (let j = 0; j < 2; j++) {
			const rho = fit.rho!.slice();
			rho[j]! += step;
			assert.ok(sumAt(fit.coefficients, rho) > fit.residualSS);
		}
	}
	const restrictions = [{ terms: [{ name: 'b', weight: 1 }], value: 2 }];
	const both = estimateEquation({ ...equation, restrictions, instruments: x });
	assert.equal(both.coefficients[1], 2);
	assert.equal(both.technique, 'IV');
	assert.ok(both.residualSS >= fit.residualSS);
	const peer = estimateEquation({ ...equation, restrictions, instruments: x, conventions: 'bimets' });
	close(peer.coefficients[0]!, both.coefficients[0]!, 1e-9);
	assert.deepEqual(peer.restrictionsF!.df, [1, 46]);
});

test('regressors as their own instruments give least squares', () => {
	const { y, x } = sample(5, 30);
	const plain = estimateEquation({ y, columns: x, names });
	const twice = estimateEquation({ y, columns: x, names, instruments: [...x, x[1]!] });
	for (let j = 0; j < 4; j++) close(twice.coefficients[j]!, plain.coefficients[j]!);
	close(twice.standardErrors[2]!, plain.standardErrors[2]!);
	assert.throws(
		() => estimateEquation({ y, columns: x, names, instruments: x.slice(0, 3) }),
		DependentColumns,
	);
});

test('a weight of two is an observation given twice', () => {
	const { y, x } = sample(6, 20);
	const weights = new Float64Array(20).fill(1);
	weights[3] = 2;
	const fit = estimateEquation({ y, columns: x, names, weights });
	const double = (column: Float64Array) => Float64Array.of(...column, column[3]!);
	const twice = estimateEquation({ y: double(y), columns: x.map(double), names });
	for (let j = 0; j < 4; j++) close(fit.coefficients[j]!, twice.coefficients[j]!);
	close(fit.residualSS, twice.residualSS);
	close(fit.rSquared, twice.rSquared);
});

test('units change only units', () => {
	const { y, x } = sample(7, 30);
	const plain = estimateEquation({ y, columns: x, names });
	const other = estimateEquation({
		y: y.map((one) => one * 1e6),
		columns: x.map((column, j) => (j === 2 ? column.map((one) => one / 1e9) : column)),
		names,
	});
	close(other.coefficients[2]! / 1e15, plain.coefficients[2]!);
	close(other.tStatistics[1]!, plain.tStatistics[1]!);
	close(other.durbinWatson, plain.durbinWatson);
	close(other.fProbability!, plain.fProbability!);
});

test('a sample that cannot do is refused by name and place', () => {
	const { y, x } = sample(8, 30);
	x[2]![7] = Number.NaN;
	assert.throws(
		() => estimateEquation({ y, columns: x, names, before: 2 }),
		(error) => error instanceof UnfitSample && error.observation === 5 && error.coefficient === 'c',
	);
	const short = (column: Float64Array) => column.slice(0, 4);
	assert.throws(() => estimateEquation({ y: short(y), columns: x.map(short), names }), UnfitSample);
});

test('a few equations are solved, or said to have no answer', () => {
	const x = solveSmall([Float64Array.of(0, 2), Float64Array.of(1, 1)], Float64Array.of(4, 5));
	assert.deepEqual(x, Float64Array.of(3, 2));
	assert.equal(solveSmall([Float64Array.of(1, 1), Float64Array.of(1, 1)], Float64Array.of(4, 5)), null);
});
