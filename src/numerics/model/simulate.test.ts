import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseModel } from '../language/parse.ts';
import type { PeriodRange } from '../periods.ts';
import { seeded } from '../random/seeded.ts';
import type { Series, SeriesByName } from '../series-by-name.ts';
import { SolvingFault } from './fault.ts';
import { inUnits, inventedCoefficients, inventedData, inventedModel, inventedText } from './invented.ts';
import { solvable } from './prepare.ts';
import { differenceBetween, type Ground, overlay, simulateScenario } from './scenario.ts';
import { type Simulation, simulate } from './simulate.ts';

const range: PeriodRange = [2003, 1, 2020, 1];
const data = inventedData();

function same(
	run: Simulation,
	other: Simulation,
	tolerance: number,
	factor: (name: string) => number = () => 1,
): void {
	for (const [name, values] of Object.entries(run.values)) {
		const level = Math.max(...values.map(Math.abs));
		for (const [t, value] of values.entries()) {
			const apart = Math.abs(value - other.values[name]![t]! * factor(name));
			assert.ok(apart <= tolerance * level, `${name} ${t}: ${value}, ${other.values[name]![t]}`);
		}
	}
}

function seriesOf(run: Readonly<Record<string, Float64Array>>): Record<string, Series> {
	return Object.fromEntries(
		Object.entries(run).map(([name, values]) => [name, { start: [2003, 1], values }]),
	);
}

test('tracking residuals given back as add-factors reproduce history', () => {
	const model = inventedModel();
	for (const carryErrors of [true, false]) {
		const check = simulate(model, data, inventedCoefficients, { type: 'RESCHECK', range, carryErrors });
		const addFactors = seriesOf(check.trackingResiduals!);
		for (const type of ['STATIC', 'DYNAMIC', 'FORECAST'] as const) {
			const run = simulate(model, data, inventedCoefficients, { type, range, addFactors, carryErrors });
			for (const [name, values] of Object.entries(run.values))
				for (const [t, value] of values.entries()) {
					const past = data.series[name]!.values[t + 3]!;
					assert.ok(Math.abs(value - past) <= 1e-10 * Math.max(1, Math.abs(past)), `${type} ${name} ${t}`);
				}
		}
	}
});

test('tracking residuals reproduce history also where a model looks ahead', () => {
	const text = inventedText
		.replace('d3*TSLAG(move,1)', 'd3*TSLAG(move,1) + d4*TSDELTALOG(TSLEAD(out,2)/out)')
		.replace('COEFF> d1 d2 d3', 'COEFF> d1 d2 d3 d4')
		.replace('b2*TSDELTALOG(out)', 'b2*TSDELTALOG(out) + b3*TSLEAD(move)')
		.replace('COEFF> b1 b2', 'COEFF> b1 b2 b3');
	const coefficients = {
		...inventedCoefficients,
		move: { names: ['d1', 'd2', 'd3', 'd4'], values: [0.1, 0.05, -0.5, 0.2] },
		jobs: { names: ['b1', 'b2', 'b3'], values: [0.001, 0.3, 0.002] },
	};
	const model = inventedModel(text);
	const ahead: PeriodRange = [2003, 1, 2018, 1];
	const check = simulate(model, data, coefficients, { type: 'RESCHECK', range: ahead });
	const run = { type: 'DYNAMIC', range: ahead, addFactors: seriesOf(check.trackingResiduals!) } as const;
	for (const [name, values] of Object.entries(simulate(model, data, coefficients, run).values))
		for (const [t, value] of values.entries())
			assert.ok(Math.abs(value - data.series[name]!.values[t + 3]!) < 1e-9, `${name} ${t}`);
	// and without them it has another solution, that satisfies the equations
	const free = simulate(model, data, coefficients, { type: 'DYNAMIC', range: ahead });
	const solved = {
		frequency: 1,
		series: {
			...data.series,
			...Object.fromEntries(
				Object.entries(free.values).map(([name, values]) => {
					const past = Array.from(data.series[name]!.values) as number[];
					past.splice(3, values.length, ...values);
					return [name, { start: [2000, 1] as const, values: past }];
				}),
			),
		},
	};
	const again = simulate(model, solved, coefficients, { type: 'RESCHECK', range: ahead });
	same(again, free, 1e-11);
	assert.notDeepEqual(again.values.out, check.values.out);
});

test('a scenario without change is the base', () => {
	const model = inventedModel();
	const ground: Ground = { data, coefficients: inventedCoefficients, type: 'DYNAMIC', range };
	const base = overlay(null, 'base', { addFactors: { out: { start: [2005, 1], values: [0.01] } } });
	const run = simulateScenario(model, ground, base);
	const again = simulateScenario(model, ground, overlay(base, 'same', {}));
	assert.deepEqual(again.values, run.values);
	for (const values of Object.values(differenceBetween(again, run).absolute))
		assert.ok(values.every((one) => one === 0));
});

test('shuffled equations give the same solution', () => {
	const parsed = parseModel(inventedText);
	const random = seeded(3);
	const base = simulate(solvable(parsed), data, inventedCoefficients, { type: 'DYNAMIC', range });
	for (let round = 0; round < 10; round++) {
		const equations = parsed.equations
			.map((one) => ({ one, key: random() }))
			.sort((x, y) => x.key - y.key)
			.map(({ one }) => one);
		const run = simulate(solvable({ ...parsed, equations }), data, inventedCoefficients, {
			type: 'DYNAMIC',
			range,
		});
		same(run, base, 1e-12);
	}
});

test('scaling of units changes nothing but units', () => {
	// output in thousandths: the equation in logarithms takes it up in its constant
	const factor = 1000;
	const factors = { out: factor };
	const moved = {
		...inventedCoefficients,
		out: {
			...inventedCoefficients.out!,
			values: [0.4 + 0.6 * Math.log(factor), 0.5, 0.4, -0.01, -0.005],
		},
	};
	const base = simulate(inventedModel(), data, inventedCoefficients, { type: 'DYNAMIC', range });
	const run = simulate(inventedModel(), inUnits(data, factors), moved, { type: 'DYNAMIC', range });
	same(run, base, 1e-11, (name) => (name === 'out' ? factor : 1));
});

test('a linear model has the solution of its algebra', () => {
	const model = inventedModel(`MODEL
IDENTITY> y
EQ> y = c + g
IDENTITY> c
EQ> c = 0.5*y + 0.25*TSLAG(y,1)
END`);
	const series = {
		y: { start: [2000, 1] as const, values: [4] },
		c: { start: [2000, 1] as const, values: [1] },
		g: { start: [2000, 1] as const, values: [0, 10, 10] },
	};
	const run = simulate(model, { frequency: 4, series }, {}, { type: 'FORECAST', range: [2000, 2, 2000, 3] });
	// y = (0.25 y₋₁ + g) / 0.5
	assert.deepEqual([...run.values.y!], [22, 31]);
});

test('an exogenised variable keeps its data, and the others follow it', () => {
	const model = inventedModel();
	const held = simulate(model, data, inventedCoefficients, {
		type: 'DYNAMIC',
		range,
		exogenise: { out: [2005, 1, 2007, 1], wage: 'whole range' },
	});
	const past = data.series.out!.values;
	assert.deepEqual([...held.values.out!.slice(2, 5)], [past[5], past[6], past[7]]);
	assert.notEqual(held.values.out![5], past[8]);
	for (const [t, value] of held.values.wage!.entries()) assert.equal(value, data.series.wage!.values[t + 3]);
});

test('where no condition holds a variable keeps its data; of several the last counts', () => {
	const model = inventedModel(`MODEL
IDENTITY> y
EQ> y = 1
IF> x > 0
IDENTITY> y
EQ> y = 2
IF> x > 1
END`);
	const series = {
		x: { start: [2000, 1] as const, values: [-1, 0.5, 2] },
		y: { start: [2000, 1] as const, values: [7, 7, 7] },
	};
	const run = simulate(model, { frequency: 1, series }, {}, { type: 'STATIC', range: [2000, 1, 2002, 1] });
	assert.deepEqual([...run.values.y!], [7, 1, 2]);
});

test('a model that looks ahead has the solution of its difference equation', () => {
	const model = inventedModel('MODEL\nIDENTITY> p\nEQ> p = 0.5*TSLEAD(p) + d\nEND');
	const values = [1, 2, 3, 4];
	const series = {
		p: { start: [2000, 1] as const, values: [0, 0, 0, 0, 8] },
		d: { start: [2000, 1] as const, values },
	};
	const run = simulate(model, { frequency: 1, series }, {}, { type: 'DYNAMIC', range: [2000, 1, 2003, 1] });
	assert.deepEqual([...run.values.p!], [0, 1, 2, 3].map(solution));
	function solution(t: number): number {
		return t === 4 ? 8 : values[t]! + 0.5 * solution(t + 1);
	}
});

test('Newton with an unsafe pivot on the diagonal goes on with exchanged rows', () => {
	// each of both follows the other with slope 1: the diagonal of what is left is 0
	const model = inventedModel(`MODEL
IDENTITY> x
EQ> x = x + y - 3
IDENTITY> y
EQ> y = y + x - 2
END`);
	const one = { start: [2000, 1] as const, values: [1] };
	const run = simulate(
		model,
		{ frequency: 1, series: { x: one, y: one } },
		{},
		{ type: 'STATIC', range: [2000, 1, 2000, 1] },
	);
	assert.deepEqual([run.values.x![0], run.values.y![0]], [2, 3]);
});

test("where Newton's method stands still Gauss and Seidel's goes on", () => {
	// at 0, where it begins, the cube root has a slope without bounds
	const model = inventedModel('MODEL\nIDENTITY> x\nEQ> x = y\nIDENTITY> y\nEQ> y = 0.5*x^(1/3) + 0.1\nEND');
	const zero = { start: [2000, 1] as const, values: [0] };
	const run = simulate(
		model,
		{ frequency: 1, series: { x: zero, y: zero } },
		{},
		{ type: 'STATIC', range: [2000, 1, 2000, 1] },
	);
	const x = run.values.x![0]!;
	assert.ok(Math.abs(x - 0.5 * Math.cbrt(x) - 0.1) < 1e-14 && x > 0.1);
});

test('a solution far from a tiny guess is found', () => {
	for (const guess of [1e-12, -1e-9, 0]) {
		const model = inventedModel(
			'MODEL\nIDENTITY> x\nEQ> x = 0.5*y + 50\nIDENTITY> y\nEQ> y = 0.8*x + LOG(x+1)\nEND',
		);
		const one = { start: [2000, 1] as const, values: [guess] };
		const run = simulate(
			model,
			{ frequency: 1, series: { x: one, y: one } },
			{},
			{ type: 'STATIC', range: [2000, 1, 2000, 1] },
		);
		const x = run.values.x![0]!;
		assert.ok(Math.abs(x - 50 - 0.5 * (0.8 * x + Math.log(x + 1))) < 1e-12 * x);
	}
});

const problemOf = (run: () => unknown) => {
	try {
		run();
	} catch (error) {
		assert.ok(error instanceof SolvingFault);
		return { ...error.problem, message: error.message };
	}
	return assert.fail('it was solved');
};

test('what stands in the way is said: missing data, bad values, no convergence', () => {
	const model = inventedModel();
	const without: SeriesByName = {
		...data,
		series: { ...data.series, price: { start: [2000, 1], values: [3, 3, 3, 3, 3, null, 3] } },
	};
	const missing = problemOf(() => simulate(model, without, inventedCoefficients, { type: 'DYNAMIC', range }));
	assert.equal(missing.message, 'equation wage: price is missing in 2005');
	const coefficients = problemOf(() => simulate(model, data, {}, { type: 'DYNAMIC', range }));
	assert.equal(coefficients.message, 'equation out: coefficient a1 has no value');
	const negative = problemOf(() =>
		simulate(
			inventedModel('MODEL\nIDENTITY> y\nEQ> y = LOG(x) + 1\nEND'),
			{ frequency: 4, series: { x: { start: [2000, 2], values: [-2] } } },
			{},
			{
				type: 'DYNAMIC',
				range: [2000, 2, 2000, 2],
			},
		),
	);
	assert.equal(negative.message, 'equation y, 2000Q2: the logarithm of -2');
	const never = problemOf(() =>
		simulate(
			inventedModel('MODEL\nIDENTITY> a\nEQ> a = b*b + 1\nIDENTITY> b\nEQ> b = a\nEND'),
			{
				frequency: 1,
				series: { a: { start: [1999, 1], values: [1, 1] }, b: { start: [1999, 1], values: [1, 1] } },
			},
			{},
			{ type: 'DYNAMIC', range: [2000, 1, 2000, 1] },
		),
	);
	assert.equal(never.kind, 'no-convergence');
	const unknown = problemOf(() =>
		simulate(model, data, inventedCoefficients, {
			type: 'DYNAMIC',
			range,
			exogenise: { price: 'whole range' },
		}),
	);
	assert.equal(unknown.kind, 'not-endogenous');
});
