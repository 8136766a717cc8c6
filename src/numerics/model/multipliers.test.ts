import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PeriodRange } from '../periods.ts';
import { seekGoal } from './goal-seek.ts';
import { inventedCoefficients, inventedData, inventedModel } from './invented.ts';
import { multipliers } from './multipliers.ts';
import { controlOptimally } from './optimal-control.ts';
import { overlay, simulateScenario } from './scenario.ts';
import type { Assumptions } from './window.ts';

const data = inventedData();
const range: PeriodRange = [2010, 1, 2013, 1];
const run: Assumptions = { type: 'DYNAMIC', range };
const model = inventedModel();

const path = (values: number[]) => ({ start: [2010, 1] as const, values });

test('multipliers are the slopes of the paths, also through lags, errors and add-factors', () => {
	for (const type of ['DYNAMIC', 'STATIC'] as const) {
		const rows = multipliers(
			model,
			data,
			inventedCoefficients,
			{ type, range },
			['rate', 'out'],
			['wage', 'debt'],
		);
		assert.equal(rows.length, 8);
		const shocked = (variable: string, t: number, by: number) => {
			const changes =
				variable === 'out'
					? { addFactors: { out: { start: [2010 + t, 1] as const, values: [by] } } }
					: {
							exogenous: {
								rate: {
									start: [2010 + t, 1] as const,
									values: [(data.series.rate!.values[10 + t] as number) + by],
								},
							},
						};
			const ground = { data, coefficients: inventedCoefficients, type, range };
			return simulateScenario(model, ground, overlay(null, 'shock', changes)).values;
		};
		const h = 1e-5;
		for (const [i, instrument] of ['rate', 'out'].entries())
			for (let s = 0; s < 4; s++) {
				const up = shocked(instrument, s, h);
				const down = shocked(instrument, s, -h);
				for (const [k, target] of ['wage', 'debt'].entries())
					for (let t = 0; t < 4; t++) {
						const slope = (up[target]![t]! - down[target]![t]!) / (2 * h);
						assert.ok(
							Math.abs(rows[t * 2 + k]![s * 2 + i]! - slope) < 1e-6,
							`${type} ${instrument} ${s} ${target} ${t}`,
						);
					}
			}
	}
});

test('what a goal needs, run as a scenario, meets the goal', () => {
	const targets = [
		{ name: 'out', path: path([80, 82, 84, 86]) },
		{ name: 'wage', path: path([7, 7.2, 7.4, 7.7]) },
	];
	const sought = seekGoal(
		model,
		data,
		inventedCoefficients,
		run,
		[{ name: 'gift' }, { name: 'wage' }],
		targets,
	);
	assert.ok(sought.reached && sought.converged);
	const ground = { data, coefficients: inventedCoefficients, type: 'DYNAMIC' as const, range };
	const again = simulateScenario(
		model,
		ground,
		overlay(null, 'goal', {
			exogenous: { gift: { start: [2010, 1], values: sought.instruments.gift! } },
			addFactors: { wage: { start: [2010, 1], values: sought.instruments.wage! } },
		}),
	);
	for (const { name, path: wanted } of targets)
		for (const [t, value] of wanted.values.entries())
			assert.ok(Math.abs(again.values[name]![t]! - value) < 1e-9);
});

test('a goal beyond the limits is said to be missed, and by how much', () => {
	const free = seekGoal(
		model,
		data,
		inventedCoefficients,
		run,
		[{ name: 'gift' }],
		[{ name: 'inc', path: path([80, 80, 80, 80]) }],
	);
	assert.ok(free.reached);
	const most = Math.max(...free.instruments.gift!) - 1;
	const bound = seekGoal(
		model,
		data,
		inventedCoefficients,
		run,
		[{ name: 'gift', most, least: -1e6 }],
		[{ name: 'inc', path: path([80, 80, 80, 80]) }],
	);
	assert.equal(bound.reached, false);
	assert.ok(bound.atLimit.every((one) => one.limit === most) && bound.atLimit.length > 0);
	assert.ok(bound.missed.some((one) => one.by < 0 && one.target === 'inc'));
	assert.ok(Math.max(...bound.instruments.gift!) <= most);
});

test('an instrument that does not move the target leaves it missed', () => {
	// what the budget spends moves nothing but its balance and the debt
	const targets = [{ name: 'jobs', path: path([200]) }];
	const sought = seekGoal(
		model,
		data,
		inventedCoefficients,
		{ type: 'STATIC', range: [2010, 1, 2010, 1] },
		[{ name: 'cost' }],
		targets,
	);
	assert.equal(sought.reached, false);
	assert.deepEqual([...sought.instruments.cost!], [data.series.cost!.values[10]]);
	assert.ok(sought.missed[0]!.by < -50);
});

test('with more instruments than targets they change as little as they can', () => {
	const targets = [{ name: 'bal', path: path([1, 1, 1, 1]) }];
	const sought = seekGoal(
		model,
		data,
		inventedCoefficients,
		run,
		[{ name: 'gift' }, { name: 'cost' }],
		targets,
	);
	assert.ok(sought.reached);
	// bal = 0.2 inc − cost: of two ways the steeper one is used more
	const gift = Math.abs(sought.instruments.gift![0]! - (data.series.gift!.values[10] as number));
	const cost = Math.abs(sought.instruments.cost![0]! - (data.series.cost!.values[10] as number));
	assert.ok(cost > gift && gift > 0);
});

test('optimal control weighs what is wished against what it costs', () => {
	const linear = inventedModel('MODEL\nIDENTITY> y\nEQ> y = 2*x\nEND');
	const series = {
		x: { start: [2000, 1] as const, values: [1] },
		y: { start: [2000, 1] as const, values: [2] },
	};
	const found = controlOptimally(
		linear,
		{ frequency: 1, series },
		{},
		{ type: 'DYNAMIC', range: [2000, 1, 2000, 1] },
		[{ name: 'x', weight: 3, path: { start: [2000, 1], values: [0] } }],
		[{ name: 'y', weight: 1, path: { start: [2000, 1], values: [7] } }],
	);
	// (2x − 7)² + 3x²: 2 (2x − 7) + 3x = 0
	assert.ok(found.converged && Math.abs(found.instruments.x![0]! - 2) < 1e-12);
	assert.ok(Math.abs(found.loss - 21) < 1e-12);
});
