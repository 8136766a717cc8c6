import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '#numerics/random/seeded.ts';
import { differenceOf } from '#numerics/telling/difference.ts';
import { type Cause, type Difference, hundredths, tellDrivers } from '#numerics/telling/tell-drivers.ts';
import { tellUncertainty, type Uncertain } from '#numerics/telling/tell-uncertainty.ts';
import { plain, tellerFor } from './a-region.ts';

const cause = (kind: Cause['kind'], name: string, amount: number): Cause => ({ kind, name, amount });

const differences: readonly {
	name: string;
	difference: Difference;
	frequency?: number;
	ru: string;
	en: string;
}[] = [
	{
		name: 'three quarters from one cause',
		difference: {
			variable: 'inc',
			period: 2030,
			base: 500,
			value: 521,
			causes: [
				cause('assumption', 'inv', 15.75),
				cause('add-factor', 'wage', 3),
				cause('equation', 'emp', 2.25),
			],
		},
		ru: 'К 2030 году доходы оказываются выше основного расчёта на 4,2 %. Три четверти этого дают инвестиции, далее поправка к уравнению «зарплата» — 14 % и уравнение «занятость» — 11 %.',
		en: 'By 2030 incomes are 4.2% above the base run. Investment gives three quarters of this, then come the adjustment of the equation “the wage” with 14% and the equation “employment” with 11%.',
	},
	{
		name: 'a cause against, and a rest',
		difference: {
			variable: 'inc',
			period: 2030,
			base: 500,
			value: 521,
			causes: [
				cause('assumption', 'inv', 25),
				cause('data', 'wage', 5),
				cause('assumption', 'cpi', -9.3),
				cause('assumption', 'emp', 0.1),
			],
		},
		ru: 'К 2030 году доходы оказываются выше основного расчёта на 4,2 %. 83 % этого дают инвестиции, далее данные «зарплата» — 16 % и остальное — 1 %. Против: цены, назад возвращается 31 % этого сдвига.',
		en: 'By 2030 incomes are 4.2% above the base run. Investment gives 83% of this, then come data on “the wage” with 16% and the rest with 1%. Against it: prices, 31% of this shift is taken back.',
	},
	{
		name: 'a rate, lowest before the end',
		difference: {
			variable: 'unr',
			period: 2030,
			base: 5,
			value: 4.2,
			causes: [cause('assumption', 'grp', -0.8)],
			path: [
				{ period: 2027, base: 5, value: 3 },
				{ period: 2030, base: 5, value: 4.2 },
			],
		},
		ru: 'К 2030 году безработица оказывается ниже основного расчёта на 0,8 процентного пункта. Всё это даёт валовой продукт. Больше всего разница в 2027 году: ниже на 2 процентных пункта.',
		en: 'By 2030 unemployment is 0.8 percentage points below the base run. Output gives all of this. The difference is greatest in 2027: 2 percentage points below.',
	},
	{
		name: 'a change of sign, in units',
		difference: { variable: 'mig', period: 2030, base: -1, value: 4.2, causes: [] },
		ru: 'К 2030 году миграция оказывается выше основного расчёта на 5,2 тыс. чел.',
		en: 'By 2030 migration is 5.2 thousand people above the base run.',
	},
	{
		name: 'nothing',
		difference: { variable: 'inc', period: 2030, base: 500, value: 500, causes: [] },
		ru: 'К 2030 году доходы не отличаются от основного расчёта.',
		en: 'By 2030 incomes do not differ from the base run.',
	},
	{
		name: 'a quarter',
		frequency: 4,
		difference: { variable: 'inc', period: 2030 * 4 + 1, base: 500, value: 400, causes: [] },
		ru: 'Ко 2-му кварталу 2030 года доходы оказываются ниже основного расчёта на 20 %.',
		en: 'By Q2 2030 incomes are 20% below the base run.',
	},
	{
		name: 'a month',
		frequency: 12,
		difference: { variable: 'inc', period: 2030 * 12 + 6, base: 500, value: 400, causes: [] },
		ru: 'К июлю 2030 года доходы оказываются ниже основного расчёта на 20 %.',
		en: 'By July 2030 incomes are 20% below the base run.',
	},
];

for (const { name, difference, frequency, ru, en } of differences)
	test(`what drives a scenario: ${name}, in both languages`, () => {
		assert.equal(plain(tellDrivers(difference, tellerFor('ru', frequency)).join(' ')), ru);
		assert.equal(plain(tellDrivers(difference, tellerFor('en', frequency)).join(' ')), en);
	});

const spreads: readonly { name: string; uncertain: Uncertain; frequency?: number; ru: string; en: string }[] =
	[
		{
			name: 'against a base, with a source and unreliable equations',
			uncertain: {
				variable: 'inc',
				probability: 0.9,
				from: 2025,
				low: [510, 515, 516, 515.5],
				high: [515, 522, 526, 528],
				base: [500, 500, 500, 500],
				sources: [
					{ kind: 'assumption', name: 'inv', share: 0.2 },
					{ kind: 'equation', name: 'ret', share: 0.6 },
				],
				unreliable: ['mig', 'emp'],
			},
			ru: 'В 2028 году с вероятностью девять из десяти доходы отличаются от основного расчёта на величину между 3,1 и 5,6 %. Больше всего разброса, 60 %, дают ошибки уравнения «розничный оборот». С 2027 года разброс по меньшей мере вдвое шире, чем в 2025 году. Здесь участвуют ненадёжные уравнения: «миграция» и «занятость».',
			en: 'In 2028, with a chance of nine in ten, incomes differ from the base run by between 3.1 and 5.6%. Most of the spread, 60%, comes from errors of the equation “retail trade”. From 2027 on the spread is at least twice as wide as in 2025. Unreliable equations take part here: “migration” and “employment”.',
		},
		{
			name: 'a level in units',
			uncertain: {
				variable: 'emp',
				probability: 0.95,
				from: 2025,
				low: [510, 515],
				high: [515, 522],
				sources: [{ kind: 'coefficients', name: 'emp', share: 0.45 }],
				unreliable: ['mig'],
			},
			ru: 'В 2026 году с вероятностью девятнадцать из двадцати занятость окажется между 515 и 522 тыс. чел. Больше всего разброса, 45 %, дают неточные коэффициенты, уравнение «занятость». Здесь участвует ненадёжное уравнение: «миграция».',
			en: 'In 2026, with a chance of nineteen in twenty, employment lies between 515 and 522 thousand people. Most of the spread, 45%, comes from uncertain coefficients of the equation “employment”. An unreliable equation takes part here: “migration”.',
		},
		{
			name: 'a rate against its base',
			uncertain: { variable: 'unr', probability: 0.7, from: 2025, low: [2.9], high: [6], base: [4] },
			ru: 'В 2025 году с вероятностью 70 % безработица отличается от основного расчёта на величину между −1,1 и 2 процентными пунктами.',
			en: 'In 2025, with a chance of 70%, unemployment differs from the base run by between −1.1 and 2 percentage points.',
		},
		{
			name: 'a monthly rate',
			frequency: 12,
			uncertain: { variable: 'unr', probability: 0.8, from: 2025 * 12 + 4, low: [3, 3], high: [5, 8] },
			ru: 'В июне 2025 года с вероятностью восемь из десяти безработица окажется между 3 и 8 %. С июня 2025 года разброс по меньшей мере вдвое шире, чем в мае 2025 года.',
			en: 'In June 2025, with a chance of eight in ten, unemployment lies between 3 and 8%. From June 2025 on the spread is at least twice as wide as in May 2025.',
		},
	];

for (const { name, uncertain, frequency, ru, en } of spreads)
	test(`what is uncertain: ${name}, in both languages`, () => {
		assert.equal(plain(tellUncertainty(uncertain, tellerFor('ru', frequency)).join(' ')), ru);
		assert.equal(plain(tellUncertainty(uncertain, tellerFor('en', frequency)).join(' ')), en);
	});

test('a difference is taken out of an attribution with its causes and its path', () => {
	const attributed = {
		from: 2025,
		to: 2026,
		total: { inc: [1, 3] },
		parts: [
			{ cause: { kind: 'assumption', name: 'inv' }, effect: { inc: [1, 2] } },
			{ cause: { kind: 'data', name: 'wage' }, effect: { inc: [0, 0] } },
			{ cause: { kind: 'equation', name: 'ret' }, effect: null },
		],
	} as const;
	const base = { from: 2024, values: { inc: [90, 100, 110] } };
	assert.deepEqual(differenceOf(attributed, base, 'inc'), {
		variable: 'inc',
		period: 2026,
		base: 110,
		value: 113,
		causes: [{ kind: 'assumption', name: 'inv', amount: 2 }],
		path: [
			{ period: 2025, base: 100, value: 101 },
			{ period: 2026, base: 110, value: 113 },
		],
	});
	assert.throws(() => differenceOf(attributed, base, 'ret'), RangeError);
	assert.throws(() => differenceOf(attributed, base, 'inc', 2030), RangeError);
});

test('shares add up to 100, and no number is told with two signs or as none', () => {
	const random = seeded(5);
	const any = () => (random() - 0.4) * 10 ** (random() * 12 - 6);
	const faults =
		/-0|[-−]\s*[-−]|NaN|∞|Infinity|undefined|null|telling\.|(на|by) [-−]|[-−]0(?![,.\d])|e[-+]\d/;
	for (let run = 0; run < 300; run++) {
		const shares = hundredths(Array.from({ length: 1 + (run % 6) }, () => Math.abs(any()) + 1e-9));
		assert.equal(
			shares.reduce((sum, one) => sum + one, 0),
			100,
		);
		const variable = ['inc', 'unr', 'share', 'index', 'mig'][run % 5]!;
		const kinds = ['assumption', 'add-factor', 'equation', 'data'] as const;
		const causes = kinds.map((kind, i) => cause(kind, ['inv', 'ret', 'emp', 'cpi'][i]!, any()));
		const ends = [any(), any(), any()];
		for (const lang of ['ru', 'en'] as const) {
			const teller = tellerFor(lang);
			const told = [
				...tellDrivers({ variable, period: 2030, base: ends[0]!, value: ends[1]!, causes }, teller),
				...tellUncertainty(
					{ variable, probability: 0.9, from: 2025, low: [ends[0]!], high: [ends[1]!], base: [ends[2]!] },
					teller,
				),
			];
			for (const one of told) assert.doesNotMatch(one, faults);
		}
	}
});
