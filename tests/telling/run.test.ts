import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseModel } from '#numerics/language/parse.ts';
import { seeded } from '#numerics/random/seeded.ts';
import { breuschGodfrey } from '#numerics/regression/diagnostics/breusch-godfrey.ts';
import { estimateEquation } from '#numerics/regression/estimate.ts';
import { regress } from '#numerics/regression/regression.ts';
import { tellModel } from '#numerics/telling/tell-model.ts';
import { plain, tellerFor } from './a-region.ts';

test('an equation estimated from series is told with its mark, whatever fitted before', () => {
	const random = seeded(3);
	const years = 30;
	const logs = (of: (t: number) => number) => Float64Array.from({ length: years }, (_, t) => of(t));
	const inc = logs((t) => 4 + 0.03 * t + 0.05 * Math.sin(t));
	const ret = inc.map((one) => 0.5 + 0.75 * one + 0.004 * (random() - 0.5));
	const ones = new Float64Array(years).fill(1);
	const estimated = estimateEquation({ y: ret, columns: [ones, inc], names: ['a', 'b'] });
	const model = parseModel('MODEL\nBEHAVIORAL> ret\nEQ> LOG(ret) = a + b*LOG(inc)\nCOEFF> a b\nEND');
	const { p } = breuschGodfrey(regress([ones, inc], ret), 1);
	const context = { left: ret, breuschGodfrey: p, expectedSigns: { b: 1 } } as const;
	const told = (lang: 'ru' | 'en') =>
		tellModel(model, { ret: estimated }, { ret: context }, tellerFor(lang)).map((one) => plain(one.text));
	assert.deepEqual(told('ru'), [
		'Розничный оборот растёт на 0,75 %, когда доходы растут на 1 %. Уравнение хорошее: типичная ошибка — 0,11 %; объясняет 99 % изменений.',
	]);
	assert.deepEqual(told('en'), [
		'Retail trade rises by 0.75% when incomes rise by 1%. The equation is good: the typical error is 0.11%; it explains 99% of the changes.',
	]);
});
