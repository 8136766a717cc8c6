import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attribute, type RunInput } from './attribution.ts';
import { inventedCoefficients, inventedData, inventedModel, inventedText } from './invented.ts';

const before: RunInput = {
	solving: inventedModel(),
	data: inventedData(4),
	coefficients: inventedCoefficients,
	run: {
		type: 'FORECAST',
		range: [2021, 1, 2024, 1],
		addFactors: { out: { start: [2021, 1], values: [0.01] } },
	},
};

function changed(): RunInput {
	const values = (name: string) => Array.from(before.data.series[name]!.values) as number[];
	const rate = values('rate');
	rate[22]! += 1;
	const jobs = values('jobs');
	jobs[20]! += 2;
	return {
		solving: inventedModel(inventedText.replace('0.2*inc', '0.25*inc')),
		data: {
			frequency: 1,
			series: {
				...before.data.series,
				rate: { start: [2000, 1], values: rate },
				jobs: { start: [2000, 1], values: jobs },
			},
		},
		coefficients: { ...inventedCoefficients, move: { names: ['d1', 'd2', 'd3'], values: [0.2, 0.05, -0.5] } },
		run: { ...before.run, addFactors: { out: { start: [2021, 1], values: [0.02] } } },
	};
}

test('each cause is found, and parts and rest add up to the change', () => {
	const found = attribute(before, changed());
	const told = found.parts.map(({ cause }) => `${cause.kind} ${cause.name}`).sort();
	assert.deepEqual(told, ['add-factor out', 'assumption rate', 'data jobs', 'equation bal', 'equation move']);
	for (const [name, total] of Object.entries(found.total))
		for (const [t, by] of total.entries()) {
			let sum = found.rest[name]![t]!;
			for (const { effect } of found.parts) sum += effect![name]![t]!;
			assert.ok(Math.abs(sum - by) <= 1e-12 * Math.max(1, Math.abs(by)));
		}
	const rateOnly = found.parts.find(({ cause }) => cause.name === 'rate')!.effect!;
	assert.equal(rateOnly.out![0], 0);
	assert.ok(rateOnly.out![1]! < 0);
	const equation = found.parts.find(({ cause }) => cause.name === 'bal')!.effect!;
	assert.ok(equation.bal![0]! > 0 && equation.out![0] === 0);
});

test('without a change there is no cause', () => {
	const same = attribute(before, { ...before, solving: inventedModel() });
	assert.deepEqual(same.parts, []);
	assert.ok(Object.values(same.total).every((one) => one.every((by) => by === 0)));
});
