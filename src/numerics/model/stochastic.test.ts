import assert from 'node:assert/strict';
import { test } from 'node:test';
import { semidefiniteRoot } from '../linear/semidefinite-root.ts';
import type { PeriodRange } from '../periods.ts';
import { normalDraws } from '../random/normal-draws.ts';
import { seededStream } from '../random/seeded.ts';
import { inventedCoefficients, inventedData, inventedModel } from './invented.ts';
import { simulate } from './simulate.ts';
import { simulateStochastically } from './stochastic.ts';
import { spreadOf } from './summary.ts';

const data = inventedData(4);
const range: PeriodRange = [2021, 1, 2024, 1];
const run = { type: 'FORECAST', range } as const;
const errors = {
	equations: ['out', 'move'],
	covariance: [
		[4e-4, 1e-3],
		[1e-3, 0.04],
	],
};

test('a replica is the run with its shocks as add-factors, however many are beside it', () => {
	const model = inventedModel();
	const shocks = {
		out: [0, 1, 2, 3].map((t) => Array.from({ length: 70 }, (_, r) => 0.001 * (r - 30) * (t + 1))),
	};
	const past: PeriodRange = [2012, 1, 2015, 1];
	for (const one of [
		run,
		{ type: 'DYNAMIC', range: past, exogenise: { wage: [2013, 1, 2014, 1] as PeriodRange } } as const,
		{ type: 'STATIC', range: past } as const,
	]) {
		const found = simulateStochastically(model, data, inventedCoefficients, one, { replicas: 70, shocks });
		assert.deepEqual(found.failed, []);
		for (const replica of [0, 5, 69]) {
			const values = shocks.out.map((row) => row[replica]!);
			const addFactors = { out: { start: [one.range[0], 1] as const, values } };
			const alone = simulate(model, data, inventedCoefficients, { ...one, addFactors });
			for (const [name, path] of Object.entries(alone.values))
				for (const [t, value] of path.entries()) {
					const apart = Math.abs(found.values[name]![t]![replica]! - value);
					assert.ok(apart <= 1e-11 * Math.max(1, Math.abs(value)), `${one.type} ${name} ${t} ${replica}`);
				}
		}
	}
});

test('replicas of a model that looks ahead are solved one by one', () => {
	const model = inventedModel('MODEL\nIDENTITY> p\nEQ> p = 0.5*TSLEAD(p) + d\nEND');
	const series = {
		p: { start: [2000, 1] as const, values: [0, 0, 8] },
		d: { start: [2000, 1] as const, values: [1, 2] },
	};
	const ahead = { type: 'DYNAMIC', range: [2000, 1, 2001, 1] } as const;
	const shocks = {
		p: [
			[0, 1],
			[0, 0],
		],
	};
	const found = simulateStochastically(model, { frequency: 1, series }, {}, ahead, { replicas: 2, shocks });
	assert.deepEqual(
		found.values.p!.map((one) => [...one]),
		[
			[4, 5],
			[6, 6],
		],
	);
});

test('draws depend on the seed alone: more replicas leave the first ones as they were', () => {
	const model = inventedModel();
	const uncertain = {
		seed: 4,
		errors,
		exogenous: { rate: 0.5 },
		coefficients: {
			jobs: {
				names: ['b1', 'b2'],
				covariance: [
					[1e-6, 0],
					[0, 0.01],
				],
			},
		},
	};
	const few = simulateStochastically(model, data, inventedCoefficients, run, { ...uncertain, replicas: 3 });
	const many = simulateStochastically(model, data, inventedCoefficients, run, {
		...uncertain,
		replicas: 130,
	});
	const other = simulateStochastically(model, data, inventedCoefficients, run, {
		...uncertain,
		seed: 5,
		replicas: 3,
	});
	for (let r = 0; r < 3; r++) {
		assert.ok(Math.abs(few.values.out![3]![r]! - many.values.out![3]![r]!) < 1e-10);
		assert.notEqual(few.values.out![3]![r], other.values.out![3]![r]);
	}
	assert.throws(
		() => simulateStochastically(model, data, inventedCoefficients, run, { replicas: 3, errors }),
		RangeError,
	);
});

test('a replica that has no solution is told, the others stand', () => {
	const model = inventedModel('MODEL\nIDENTITY> y\nEQ> y = LOG(x) + 0.5*z\nIDENTITY> z\nEQ> z = 0.5*y\nEND');
	const one = { start: [2020, 1] as const, values: [1, 1] };
	const found = simulateStochastically(
		model,
		{ frequency: 1, series: { x: one, y: one, z: one } },
		{},
		{ type: 'DYNAMIC', range: [2021, 1, 2021, 1] },
		{ replicas: 3, shocks: { x: [[1, -1, Math.E]] } },
	);
	assert.deepEqual(found.failed, [1]);
	assert.ok(Number.isNaN(found.values.y![0]![1]!) && Math.abs(found.values.y![0]![2]! - 4 / 3) < 1e-12);
});

test('draws are normal, roots give the covariance back, quantiles interpolate', () => {
	const normal = normalDraws(seededStream(1, 0));
	const draws = Float64Array.from({ length: 100_000 }, normal);
	const { mean, sd, quantile } = spreadOf(draws);
	assert.ok(Math.abs(mean) < 0.01 && Math.abs(sd - 1) < 0.01 && Math.abs(quantile(0.975) - 1.96) < 0.03);
	assert.equal(spreadOf(Float64Array.of(4, 1, 2, Number.NaN)).quantile(0.5), 2);
	assert.equal(spreadOf(Float64Array.of(1, 2)).quantile(0.25), 1.25);
	const root = semidefiniteRoot([
		[4, 2, 0],
		[2, 5, 0],
		[0, 0, 0],
	]);
	assert.deepEqual(
		root.map((row) => [...row]),
		[
			[2, 0, 0],
			[1, 2, 0],
			[0, 0, 0],
		],
	);
	assert.throws(
		() =>
			semidefiniteRoot([
				[1, 2],
				[2, 1],
			]),
		RangeError,
	);
});
