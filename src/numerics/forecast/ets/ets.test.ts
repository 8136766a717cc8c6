import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalDraws } from '../../random/normal-draws.ts';
import { seeded } from '../../random/seeded.ts';
import { seasonalFigures, shrunkFigures } from '../decomposition/classical.ts';
import { nelderMead } from '../nelder-mead.ts';
import { averageEts } from './average.ts';
import { isAdmissible, isStable } from './bounds.ts';
import { chooseEts, etsCandidates } from './choose.ts';
import { EtsImpossible, estimateEts, etsWith } from './estimate.ts';
import { forecastEts } from './forecast.ts';
import { etsModel, etsName } from './model.ts';
import { simulateEts } from './simulate.ts';
import { etsMoments } from './variance.ts';

const draw = normalDraws(seeded(3));
const months = Float64Array.from(
	{ length: 72 },
	(_, t) => (100 + t) * (1 + 0.2 * Math.sin((t * Math.PI) / 6)) * (1 + 0.03 * draw()),
);

test('the simplex finds the bottom of the valley of Rosenbrock, and bounds told by infinity hold', () => {
	const valley = (x: Float64Array) => 100 * (x[1]! - x[0]! ** 2) ** 2 + (1 - x[0]!) ** 2;
	const { point } = nelderMead(valley, Float64Array.of(-1.2, 1), { tolerance: 1e-14 });
	assert.ok(Math.abs(point[0]! - 1) < 1e-4 && Math.abs(point[1]! - 1) < 1e-4);
	const bounded = nelderMead(
		(x) => (x[0]! > 0.5 ? Number.POSITIVE_INFINITY : valley(x)),
		Float64Array.of(-1.2, 1),
	);
	assert.ok(bounded.point[0]! <= 0.5);
	assert.throws(() => nelderMead(() => Number.NaN, Float64Array.of(1)), RangeError);
});

test('names of models', () => {
	for (const name of ['ETS(A,N,N)', 'ETS(M,Ad,M)', 'ETS(A,A,A)'])
		assert.equal(etsName(etsModel(name, 12)), name);
	assert.equal(etsName(etsModel('MAM', 12, true)), 'ETS(M,Ad,M)');
	assert.equal(etsName(etsModel('ANN', 1, true)), 'ETS(A,N,N)');
	assert.throws(() => etsModel('XYZ', 12), RangeError);
	assert.throws(() => etsModel('ANA', 1), RangeError);
});

test('simple smoothing by hand', () => {
	const model = etsModel('ANN', 1);
	const fit = etsWith(
		Float64Array.of(10, 12, 11),
		model,
		{ alpha: 0.5, beta: 0, gamma: 0, phi: 1 },
		{ level: 9, trend: 0, season: Float64Array.of(0) },
	);
	assert.deepEqual([...fit.fitted], [9, 9.5, 10.75]);
	assert.equal(fit.last.level, 10.875);
	assert.equal(fit.logLik, -1.5 * Math.log(1 + 6.25 + 0.0625));
});

test('roots outside the circle are found', () => {
	const ofRoots = (...roots: number[]) => {
		let p = [1];
		for (const r of roots) p = [0, ...p].map((x, i) => x - r * (p[i] ?? 0));
		return Float64Array.from(p);
	};
	assert.ok(isStable(ofRoots(0.5, -0.9, 0.1, 1)));
	assert.ok(!isStable(ofRoots(0.5, -1.01, 0.1)));
	assert.ok(!isStable(ofRoots(2, 0.5)));
	const room = new Float64Array(14);
	assert.ok(isAdmissible(etsModel('AAA', 12), 0.3, 0.1, 0.2, 1, room));
	assert.ok(!isAdmissible(etsModel('AAA', 12), 0.3, 0.4, 0.2, 1, room));
});

test('a season that is there is found by decomposition', () => {
	const y = Float64Array.from({ length: 16 }, (_, t) => 5 + t + [2, -1, 3, -4][t % 4]!);
	for (const [j, figure] of seasonalFigures(y, 4, 'additive').entries())
		assert.ok(Math.abs(figure - [2, -1, 3, -4][j]!) < 1e-12);
	assert.throws(() => seasonalFigures(y.subarray(0, 7), 4, 'additive'), RangeError);
});

test('variances by formula are those of simulated paths', () => {
	for (const name of ['AAdA', 'MNN', 'MAdA', 'MNM', 'MAM', 'MAdM']) {
		const fit = estimateEts(months, etsModel(name, 12));
		fit.sigma2 = name.startsWith('M') ? 0.01 : 4;
		const { means, variances } = etsMoments(fit, 14)!;
		const paths = simulateEts(fit, 14, 20_000, 5);
		for (const i of [0, 5, 13]) {
			const values = paths[i]!;
			const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
			const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
			assert.ok(Math.abs(mean / means[i]! - 1) < 0.01, `${name} mean ${i}`);
			assert.ok(Math.abs(variance / variances[i]! - 1) < 0.06, `${name} variance ${i}`);
		}
	}
});

test('models without formulas have bounds from paths', () => {
	for (const name of ['MMN', 'ANM', 'MMdM']) {
		const { mean, bounds } = forecastEts(estimateEts(months, etsModel(name, 12)), 6, { paths: 500 });
		for (const [i, one] of mean.entries())
			assert.ok(bounds[1]!.lower[i]! < one && one < bounds[1]!.upper[i]!);
	}
});

test('the choice follows the series, and its unit does not matter', () => {
	const fit = chooseEts(months, { period: 12 });
	assert.equal(fit.model.season, 'M');
	assert.notEqual(fit.model.trend, 'N');
	const line = chooseEts(
		Float64Array.from({ length: 30 }, (_, t) => 3 * t - 20 + draw()),
		{ period: 1 },
	);
	assert.equal(etsName(line.model), 'ETS(A,A,N)');
	assert.equal(etsCandidates(true, { period: 12 }).length, 15);
	assert.equal(etsCandidates(true, { period: 12, multiplicativeTrend: true }).length, 19);
	assert.equal(etsCandidates(false, { period: 1 }).length, 3);
});

test('what cannot be estimated is refused', () => {
	assert.throws(() => estimateEts(Float64Array.of(1, 2, 3), etsModel('AAN', 1)), EtsImpossible);
	assert.throws(() => estimateEts(Float64Array.of(1, 2, 3, 0, 5, 6, 7), etsModel('MNN', 1)), EtsImpossible);
	assert.throws(() => chooseEts(Float64Array.of(1, 2), { period: 1 }), EtsImpossible);
});

test('a season of chance is drawn to none, a strong one stays', () => {
	const noise = Float64Array.from({ length: 60 }, () => 100 + draw());
	const plain = seasonalFigures(noise, 12, 'multiplicative');
	const shrunk = shrunkFigures(noise, 12, 'multiplicative');
	const size = (of: Float64Array) => of.reduce((sum, one) => sum + (one - 1) ** 2, 0);
	assert.ok(size(shrunk) < 0.7 * size(plain));
	const strong = seasonalFigures(months, 12, 'multiplicative');
	for (const [j, one] of shrunkFigures(months, 12, 'multiplicative').entries())
		assert.ok(Math.abs(one - strong[j]!) < 0.01);
});

test('models weighed by how likely they are: between them, with the variance of both', () => {
	const { means, variances, best } = averageEts(months, 6, { period: 12 });
	const alone = etsMoments(best, 6)!;
	for (const [i, one] of means.entries()) assert.ok(Math.abs(one / alone.means[i]! - 1) < 0.05);
	assert.ok(variances.every((one) => one > 0));
});
