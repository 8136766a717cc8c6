import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseModel } from '#numerics/language/parse.ts';
import { type EstimatedFit, type FitContext, markFit } from '#numerics/telling/fit-mark.ts';
import { durbinH, explainedOfChanges } from '#numerics/telling/harvey.ts';
import { tellFit } from '#numerics/telling/tell-fit.ts';
import { tellModel } from '#numerics/telling/tell-model.ts';
import { behavioural, estimates, plain, tellerFor } from './a-region.ts';

type Numbers = Parameters<typeof estimates>[0];

function fit(numbers: Numbers, more: Partial<EstimatedFit> = {}): EstimatedFit {
	return {
		...estimates(numbers),
		observations: 24,
		degreesOfFreedom: 21,
		adjustedRSquared: 0.98,
		residualSS: 0.01,
		standardErrorOfRegression: 0.022,
		durbinWatson: 1.9,
		meanDependent: 5,
		isShort: false,
		...more,
	};
}

const cases: readonly {
	name: string;
	text: string;
	estimated: EstimatedFit;
	context?: FitContext;
	ru: string;
	en: string;
}[] = [
	{
		name: 'a good one',
		text: 'LOG(ret) = a + b*LOG(inc)',
		estimated: fit({ a: [1, 0.1], b: [0.7, 0.1] }),
		ru: 'Уравнение хорошее: типичная ошибка — 2,2 %; объясняет 98 % колебаний.',
		en: 'The equation is good: the typical error is 2.2%; it explains 98% of the variation.',
	},
	{
		name: 'one effect is uncertain',
		text: 'LOG(ret) = a + b*LOG(inc) + c*rate',
		estimated: fit({ a: [1, 0.1], b: [0.7, 0.1], c: [0.1, 0.2] }),
		ru: 'Уравнение годится с оговорками: 1 влияние из 2 не отличить от нуля.',
		en: 'The equation is fair: 1 effect of 2 cannot be told from zero.',
	},
	{
		name: 'most effects are uncertain',
		text: 'LOG(ret) = a + b*LOG(inc) + c*rate + d*LOG(pop)',
		estimated: fit({ a: [1, 0.1], b: [0.7, 0.1], c: [0.1, 0.2], d: [0.1, 0.2] }),
		ru: 'Уравнение слабое: 2 влияния из 3 не отличить от нуля.',
		en: 'The equation is weak: 2 effects of 3 cannot be told from zero.',
	},
	{
		name: 'a sign against theory, and a level that is hardly explained',
		text: 'LOG(ret) = a + b*LOG(inc) - c*rate',
		estimated: fit({ a: [1, 0.1], b: [0.7, 0.1], c: [0.1, 0.02] }, { adjustedRSquared: 0.4 }),
		context: { expectedSigns: { c: -1, b: 1 } },
		ru: 'Уравнение слабое: объясняет 40 % колебаний; знак не тот, что ожидался: ключевая ставка.',
		en: 'The equation is weak: it explains 40% of the variation; the sign is not the expected one: the key rate.',
	},
	{
		name: 'errors that go on, with an own lag, by Durbin’s h',
		text: 'LOG(ret) = a + b*LOG(inc) + c*LOG(TSLAG(ret,1))',
		estimated: fit({ a: [1, 0.1], b: [0.7, 0.1], c: [0.5, 0.1] }, { durbinWatson: 0.6 }),
		ru: 'Уравнение слабое: ошибки тянутся из периода в период, а при инерции это смещает оценки.',
		en: 'The equation is weak: errors go on from period to period, which with inertia biases the estimates.',
	},
	{
		name: 'errors that change their sign, by Breusch and Godfrey',
		text: 'LOG(ret) = a + b*LOG(inc)',
		estimated: fit({ a: [1, 0.1], b: [0.7, 0.1] }, { durbinWatson: 2.4 }),
		context: { breuschGodfrey: 0.01 },
		ru: 'Уравнение годится с оговорками: ошибки меняют знак от периода к периоду, и точность преувеличена.',
		en: 'The equation is fair: errors change their sign from period to period, so the precision is overstated.',
	},
	{
		name: 'more coefficients than a third of the observations',
		text: 'LOG(ret) = a + b*LOG(inc) + c*LOG(pop)',
		estimated: fit(
			{ a: [1, 0.1], b: [0.7, 0.1], c: [0.5, 0.1] },
			{ observations: 8, degreesOfFreedom: 5, isShort: true },
		),
		ru: 'Пользоваться уравнением нельзя: 3 коэффициента на 8 наблюдений, а нужно хотя бы три наблюдения на каждый.',
		en: 'The equation is not to be used: 3 coefficients from 8 observations, at least three observations are needed for each.',
	},
	{
		name: 'few observations',
		text: 'LOG(ret) = a + b*LOG(inc) + c*LOG(pop)',
		estimated: fit({ a: [1, 0.1], b: [0.7, 0.1], c: [0.5, 0.1] }, { observations: 14, degreesOfFreedom: 11 }),
		ru: 'Уравнение годится с оговорками: 14 наблюдений на 3 коэффициента — меньше пяти на каждый.',
		en: 'The equation is fair: 14 observations for 3 coefficients, fewer than five for each.',
	},
	{
		name: 'inertia without an end',
		text: 'LOG(ret) = a + b*LOG(inc) + c*LOG(TSLAG(ret,1))',
		estimated: fit({ a: [1, 0.1], b: [0.7, 0.1], c: [1.5, 0.1] }),
		ru: 'Уравнение слабое: отклонения не затухают.',
		en: 'The equation is weak: deviations do not die away.',
	},
	{
		name: 'changes that are not explained',
		text: 'TSDELTALOG(ret) = a + b*TSDELTALOG(inc)',
		estimated: fit({ a: [0.1, 0.1], b: [0.7, 1] }, { adjustedRSquared: -0.02 }),
		ru: 'Пользоваться уравнением нельзя: изменений оно не объясняет; ни одно влияние не отличить от нуля.',
		en: 'The equation is not to be used: it does not explain the changes; no effect can be told from zero.',
	},
	{
		name: 'a level that is told worse than by a walk with drift, for all its R²',
		text: 'LOG(ret) = a + b*LOG(inc) + c*LOG(TSLAG(ret,1))',
		estimated: fit({ a: [1, 0.1], b: [0.7, 0.1], c: [0.5, 0.1] }, { residualSS: 0.2 }),
		context: { left: Array.from({ length: 24 }, (_, t) => t / 10 + 0.05 * Math.sin(9 * t)) },
		ru: 'Уравнение слабое: изменения оно предсказывает хуже, чем простое «всё идёт как шло».',
		en: 'The equation is weak: it tells changes worse than a plain “all goes on as it did”.',
	},
	{
		name: 'a great error, and an estimation that did not converge',
		text: 'ret = a + b*inc|ERROR> AUTO(1)',
		estimated: fit({ a: [1, 0.1], b: [0.7, 0.1] }, { standardErrorOfRegression: 3, isConverged: false }),
		ru: 'Пользоваться уравнением нельзя: расчёт не сошёлся; типичная ошибка — 60 %.',
		en: 'The equation is not to be used: the estimation did not converge; the typical error is 60%.',
	},
	{
		name: 'nothing to go by',
		text: 'TSDELTA(ret) = a + b*TSDELTA(inc)',
		estimated: fit({ a: [1, 0.1], b: [0.7, 0.1] }, { adjustedRSquared: Number.NaN }),
		ru: 'Уравнение хорошее: возражений к нему нет.',
		en: 'The equation is good: there is nothing against it.',
	},
];

for (const { name, text, estimated, context = {}, ru, en } of cases)
	test(`the mark of ${name} in both languages`, () => {
		const equation = behavioural(text);
		assert.equal(plain(tellFit(equation, estimated, context, tellerFor('ru')).text), ru);
		assert.equal(plain(tellFit(equation, estimated, context, tellerFor('en')).text), en);
	});

test('an Almon lag is judged by its sum', () => {
	const equation = behavioural('LOG(ret) = a + b*rate|PDL> b 1 2');
	const estimated = fit({ a: [1, 0.1], b: [-0.03, 0.02], b__PDL__1: [-0.04, 0.02] });
	assert.deepEqual(
		markFit(equation, estimated).grounds.filter((one) => one.code === 'insignificant'),
		[],
	);
});

test('Harvey’s measure is 0 for a walk with drift and 1 without errors; Durbin’s h is that of the formula', () => {
	const left = [1, 3, 2, 5, 4, 7];
	const steps = [2, -1, 3, -1, 3].map((one) => one - 1.2);
	const walk = steps.reduce((sum, one) => sum + one * one, 0);
	assert.ok(Math.abs(explainedOfChanges(left, walk, 2)) < 1e-12);
	assert.equal(explainedOfChanges(left, 0, 2), 1);
	assert.ok(Math.abs(durbinH(1.5, 50, 0.1)! - 0.25 * Math.sqrt(50 / 0.5)) < 1e-12);
	assert.equal(durbinH(1.5, 50, 0.2), null);
});

test('a model is told paragraph by paragraph', () => {
	const model = parseModel(
		[
			'MODEL',
			'BEHAVIORAL> ret',
			'EQ> LOG(ret) = a + b*LOG(inc)',
			'COEFF> a b',
			'BEHAVIORAL> inv',
			'EQ> inv = c + d*grp',
			'COEFF> c d',
			'IDENTITY> grp',
			'EQ> grp = ret + inv',
			'END',
		].join('\n'),
	);
	const told = tellModel(model, { ret: fit({ a: [1, 0.1], b: [0.75, 0.05] }) }, {}, tellerFor('ru'));
	assert.deepEqual(
		told.map((one) => [one.variable, one.mark, plain(one.text)]),
		[
			[
				'ret',
				'good',
				'Розничный оборот растёт на 0,75 %, когда доходы растут на 1 %. Уравнение хорошее: типичная ошибка — 2,2 %; объясняет 98 % колебаний.',
			],
			['grp', null, 'Валовой продукт складывается так: розничный оборот + инвестиции.'],
		],
	);
});
