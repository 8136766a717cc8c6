import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseModel } from '#numerics/language/parse.ts';
import { solvable } from '#numerics/model/prepare.ts';
import { simulate } from '#numerics/model/simulate.ts';
import { municipalData, municipalText } from './municipal-model.ts';

test('the invented region has 145 equations, 96 of them behavioural, and is solved', () => {
	const model = parseModel(municipalText());
	assert.equal(model.equations.length, 145);
	assert.equal(model.equations.filter((one) => one.kind === 'behavioural').length, 96);
	const { data, coefficients } = municipalData();
	const run = simulate(solvable(model), data, coefficients, { type: 'DYNAMIC', range: [2017, 1, 2025, 4] });
	for (const [name, values] of Object.entries(run.values))
		for (const [t, value] of values.entries()) {
			const past = data.series[name]!.values[28 + t]!;
			assert.ok(value > 0.3 * past && value < 3 * past, `${name} ${t}: ${value}, ${past}`);
		}
});
