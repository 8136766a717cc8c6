import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '#numerics/random/seeded.ts';
import { diesAway } from '#numerics/telling/dynamics.ts';
import { tellEquation } from '#numerics/telling/tell-equation.ts';
import { tellIdentity } from '#numerics/telling/tell-identity.ts';
import { behavioural, estimates, identity, plain, tellerFor } from './a-region.ts';

type Form = {
	form: string;
	text: string;
	numbers: Record<string, readonly [number, number]>;
	rho?: readonly number[];
	ru: readonly string[];
	en: readonly string[];
};

const forms: readonly Form[] = [
	{
		form: 'log-log',
		text: 'LOG(ret) = a + b*LOG(inc)',
		numbers: { a: [1, 0.1], b: [0.75, 0.05] },
		ru: ['Розничный оборот растёт на 0,75 %, когда доходы растут на 1 %.'],
		en: ['Retail trade rises by 0.75% when incomes rise by 1%.'],
	},
	{
		form: 'log-level percent',
		text: 'LOG(ret) = a + b*rate',
		numbers: { a: [1, 0.1], b: [-0.012, 0.002] },
		ru: ['Розничный оборот падает на 1,19 %, когда ключевая ставка растёт на 1 процентный пункт.'],
		en: ['Retail trade falls by 1.19% when the key rate rises by 1 percentage point.'],
	},
	{
		form: 'log-level unit',
		text: 'LOG(ret) = a + b*pop',
		numbers: { a: [1, 0.1], b: [0.0004, 0.0001] },
		ru: ['Розничный оборот растёт на 0,4 %, когда население растёт на 10 тыс. чел.'],
		en: ['Retail trade rises by 0.4% when the population rises by 10 thousand people.'],
	},
	{
		form: 'level-log',
		text: 'emp = a + b*LOG(inc)',
		numbers: { a: [1, 0.1], b: [50, 5] },
		ru: ['Занятость растёт на 0,5 тыс. чел., когда доходы растут на 1 %.'],
		en: ['Employment rises by 0.5 thousand people when incomes rise by 1%.'],
	},
	{
		form: 'level-level',
		text: 'emp = a + b*inv',
		numbers: { a: [1, 0.1], b: [0.02, 0.005] },
		ru: ['Занятость растёт на 0,2 тыс. чел., когда инвестиции растут на 10 млрд руб.'],
		en: ['Employment rises by 0.2 thousand people when investment rises by 10 bn roubles.'],
	},
	{
		form: 'level-level of rates',
		text: 'unr = a + b*rate',
		numbers: { a: [1, 0.1], b: [0.5, 0.1] },
		ru: ['Безработица растёт на 0,5 процентного пункта, когда ключевая ставка растёт на 1 процентный пункт.'],
		en: ['Unemployment rises by 0.5 percentage points when the key rate rises by 1 percentage point.'],
	},
	{
		form: 'a falling level of percent',
		text: 'unr = a - b*TSDELTA(emp)',
		numbers: { a: [1, 0.1], b: [0.02, 0.005] },
		ru: [
			'Безработица падает на 0,2 процентного пункта, когда занятость прибавляет за год на 10 тыс. чел. больше.',
		],
		en: [
			'Unemployment falls by 0.2 percentage points when employment gains 10 thousand people more over a year.',
		],
	},
	{
		form: 'a share and an index',
		text: 'share = a + b*index',
		numbers: { a: [0.1, 0.01], b: [0.002, 0.0005] },
		ru: ['Доля малого бизнеса растёт на 0,2 процентного пункта, когда индекс доверия растёт на 1 пункт.'],
		en: [
			'The share of small business rises by 0.2 percentage points when the index of confidence rises by 1 point.',
		],
	},
	{
		form: 'growth on growth',
		text: 'TSDELTALOG(emp) = a + b*TSDELTALOG(grp)',
		numbers: { a: [0.008, 0.002], b: [0.3, 0.02] },
		ru: [
			'Без других причин за год занятость растёт на 0,8 %.',
			'Занятость прибавляет за год на 0,3 процентного пункта больше, когда валовой продукт прибавляет за год на 1 процентный пункт больше.',
		],
		en: [
			'Without other causes employment rises by 0.8% over a year.',
			'Employment gains 0.3 percentage points more over a year when output gains 1 percentage point more over a year.',
		],
	},
	{
		form: 'growth in percent',
		text: 'TSDELTAP(wage) = a + b*TSDELTAP(cpi)',
		numbers: { a: [2, 0.5], b: [0.9, 0.1] },
		ru: [
			'Без других причин за год зарплата растёт на 2 %.',
			'Зарплата прибавляет за год на 0,9 процентного пункта больше, когда цены прибавляют за год на 1 процентный пункт больше.',
		],
		en: [
			'Without other causes the wage rises by 2% over a year.',
			'The wage gains 0.9 percentage points more over a year when prices gain 1 percentage point more over a year.',
		],
	},
	{
		form: 'difference on difference',
		text: 'TSDELTA(emp) = a + b*TSDELTA(inv)',
		numbers: { a: [-3, 1], b: [0.2, 0.02] },
		ru: [
			'Без других причин за год занятость падает на 3 тыс. чел.',
			'Занятость прибавляет за год на 0,2 тыс. чел. больше, когда инвестиции прибавляют за год на 1 млрд руб. больше.',
		],
		en: [
			'Without other causes employment falls by 3 thousand people over a year.',
			'Employment gains 0.2 thousand people more over a year when investment gains 1 bn roubles more over a year.',
		],
	},
	{
		form: 'growth of a logarithm over 2 periods',
		text: 'TSDELTALOG(emp,2) = a + b*(LOG(grp)-TSLAG(LOG(grp),2))',
		numbers: { a: [0.008, 0.02], b: [0.3, 0.02] },
		ru: [
			'Без других причин за 2 года занятость растёт на 0,8 %. Это ненадёжно: 95-процентный интервал — от −3,32 до 5,1 %, ноль не исключён.',
			'Занятость прибавляет за 2 года на 0,3 процентного пункта больше, когда валовой продукт прибавляет за 2 года на 1 процентный пункт больше.',
		],
		en: [
			'Without other causes employment rises by 0.8% over 2 years. This is uncertain: the 95% interval is from −3.32 to 5.1%, zero is not ruled out.',
			'Employment gains 0.3 percentage points more over 2 years when output gains 1 percentage point more over 2 years.',
		],
	},
	{
		form: 'a lag',
		text: 'LOG(inv) = a + b*LOG(TSLAG(grp,1))',
		numbers: { a: [1, 0.1], b: [0.8, 0.05] },
		ru: ['Через год инвестиции растут на 0,8 %, когда валовой продукт растёт на 1 %.'],
		en: ['A year later investment rises by 0.8% when output rises by 1%.'],
	},
	{
		form: 'a lag of several years',
		text: 'LOG(inv) = a + b*TSLAG(rate,3)',
		numbers: { a: [1, 0.1], b: [-0.03, 0.005] },
		ru: ['Через 3 года инвестиции падают на 2,96 %, когда ключевая ставка растёт на 1 процентный пункт.'],
		en: ['3 years later investment falls by 2.96% when the key rate rises by 1 percentage point.'],
	},
	{
		form: 'a lead',
		text: 'LOG(inv) = a + b*LOG(TSLEAD(grp,1))',
		numbers: { a: [1, 0.1], b: [0.4, 0.05] },
		ru: ['За год до того, как валовой продукт растёт на 1 %, инвестиции растут на 0,4 %.'],
		en: ['A year before output rises by 1%, investment rises by 0.4%.'],
	},
	{
		form: 'inertia and the long run',
		text: 'LOG(ret) = a + b*LOG(inc) + c*LOG(TSLAG(ret,1))',
		numbers: { a: [1, 0.1], b: [0.25, 0.05], c: [0.66, 0.1] },
		ru: [
			'Розничный оборот растёт на 0,25 %, когда доходы растут на 1 %.',
			'Инерция: от прошлого года сохраняется 0,66, половина пути к новому уровню занимает 1,7 года.',
			'В долгосрочном итоге розничный оборот растёт на 0,74 %, когда доходы растут на 1 % надолго.',
		],
		en: [
			'Retail trade rises by 0.25% when incomes rise by 1%.',
			'Inertia: 0.66 of last year’s value stays, half of the way to a new level takes 1.7 years.',
			'In the long run retail trade rises by 0.74% when incomes rise by 1% for good.',
		],
	},
	{
		form: 'inertia that does not die away',
		text: 'mig = a + c*TSLAG(mig,1)',
		numbers: { a: [1, 0.1], c: [1.1, 0.1] },
		ru: [
			'Инерция: от прошлого года сохраняется 1,1. Отклонения не затухают: долгосрочного уровня у этого уравнения нет.',
		],
		en: [
			'Inertia: 1.1 of last year’s value stays. Deviations do not die away: this equation has no long-run level.',
		],
	},
	{
		form: 'swings',
		text: 'mig = a + c*TSLAG(mig,1)',
		numbers: { a: [1, 0.1], c: [-0.4, 0.1] },
		ru: ['Колебания: от прошлого года 0,4 возвращается с обратным знаком.'],
		en: ['Swings: 0.4 of last year’s value comes back with the opposite sign.'],
	},
	{
		form: 'inertia of two lags',
		text: 'mig = a + b*unr + c*TSLAG(mig,1) + d*TSLAG(mig,2)',
		numbers: { a: [1, 0.1], b: [-2, 0.1], c: [0.5, 0.1], d: [0.2, 0.05] },
		ru: [
			'Миграция падает на 2 тыс. чел., когда безработица растёт на 1 процентный пункт.',
			'Инерция: от прошлого года сохраняется 0,5, половина пути к новому уровню занимает 1 год.',
			'Инерция: от значения 2 года назад сохраняется 0,2.',
			'В долгосрочном итоге миграция падает на 6,67 тыс. чел., когда безработица растёт на 1 процентный пункт надолго.',
		],
		en: [
			'Migration falls by 2 thousand people when unemployment rises by 1 percentage point.',
			'Inertia: 0.5 of last year’s value stays, half of the way to a new level takes 1 year.',
			'Inertia: 0.2 of the value 2 years ago stays.',
			'In the long run migration falls by 6.67 thousand people when unemployment rises by 1 percentage point for good.',
		],
	},
	{
		form: 'a dummy',
		text: 'LOG(ret) = a + b*covid',
		numbers: { a: [1, 0.1], b: [-0.0856, 0.01] },
		ru: ['В периоды с отметкой «пандемия» розничный оборот оказывается ниже на 8,2 %.'],
		en: ['In periods marked “pandemic” retail trade is lower by 8.2%.'],
	},
	{
		form: 'a dummy on a level, later',
		text: 'deaths = a + b*TSLAG(covid,1)',
		numbers: { a: [1, 0.1], b: [2.98, 0.3] },
		ru: ['В периоды с отметкой «пандемия» смерти оказываются выше на 2,98 тыс. чел. (через год).'],
		en: ['In periods marked “pandemic” deaths are higher by 2.98 thousand people (a year later).'],
	},
	{
		form: 'a dummy on growth',
		text: 'TSDELTALOG(emp) = a + b*covid',
		numbers: { a: [0.008, 0.002], b: [-0.03, 0.01] },
		ru: [
			'Без других причин за год занятость растёт на 0,8 %.',
			'В периоды с отметкой «пандемия» занятость прибавляет за год на 3 процентных пункта меньше.',
		],
		en: [
			'Without other causes employment rises by 0.8% over a year.',
			'In periods marked “pandemic” employment gains 3 percentage points less over a year.',
		],
	},
	{
		form: 'an effect in marked periods only',
		text: 'LOG(ret) = a + b*covid*LOG(inc)',
		numbers: { a: [1, 0.1], b: [0.2, 0.01] },
		ru: [
			'Только в периоды с отметкой «пандемия», сверх прочего: розничный оборот растёт на 0,2 %, когда доходы растут на 1 %.',
		],
		en: [
			'Only in periods marked “pandemic”, on top of the rest: retail trade rises by 0.2% when incomes rise by 1%.',
		],
	},
	{
		form: 'a trend',
		text: 'LOG(ret) = a + b*time',
		numbers: { a: [1, 0.1], b: [0.0208, 0.002] },
		ru: ['При прочих равных розничный оборот растёт на 2,1 % в год.'],
		en: ['All else equal retail trade rises by 2.1% a year.'],
	},
	{
		form: 'a trend with inertia',
		text: 'LOG(ret) = a + b*time + c*LOG(TSLAG(ret,1))',
		numbers: { a: [1, 0.1], b: [0.01, 0.001], c: [0.5, 0.1] },
		ru: [
			'При прочих равных розничный оборот растёт на 2,02 % в год.',
			'Инерция: от прошлого года сохраняется 0,5, половина пути к новому уровню занимает 1 год.',
		],
		en: [
			'All else equal retail trade rises by 2.02% a year.',
			'Inertia: 0.5 of last year’s value stays, half of the way to a new level takes 1 year.',
		],
	},
	{
		form: 'a trend of growth',
		text: 'TSDELTA(emp) = a + b*time',
		numbers: { a: [1, 0.1], b: [-0.5, 0.1] },
		ru: ['С каждым годом занятость прибавляет за год на 0,5 тыс. чел. меньше.'],
		en: ['With each year employment gains 0.5 thousand people less over a year.'],
	},
	{
		form: 'a way back to a level',
		text: 'TSDELTALOG(ret) = a + b*TSDELTALOG(inc) + c*LOG(TSLAG(ret,1)) + d*LOG(TSLAG(inc,1))',
		numbers: { a: [0.1, 0.1], b: [0.4, 0.1], c: [-0.3, 0.05], d: [0.27, 0.05] },
		ru: [
			'Розничный оборот прибавляет за год на 0,4 процентного пункта больше, когда доходы прибавляют за год на 1 процентный пункт больше.',
			'Розничный оборот возвращается к долгосрочному уровню: за год закрывается 30 % разрыва.',
			'В долгосрочном итоге розничный оборот растёт на 0,9 %, когда доходы растут на 1 % надолго.',
		],
		en: [
			'Retail trade gains 0.4 percentage points more over a year when incomes gain 1 percentage point more over a year.',
			'Retail trade returns to the long-run level: 30% of the gap closes over a year.',
			'In the long run retail trade rises by 0.9% when incomes rise by 1% for good.',
		],
	},
	{
		form: 'a way back in one bracket',
		text: 'TSDELTALOG(ret) = a + b*TSDELTALOG(inc) + c*TSLAG(LOG(ret) - 0.9*LOG(inc),1)',
		numbers: { a: [0.1, 0.1], b: [0.4, 0.1], c: [-0.3, 0.05] },
		ru: [
			'Розничный оборот прибавляет за год на 0,4 процентного пункта больше, когда доходы прибавляют за год на 1 процентный пункт больше.',
			'Розничный оборот возвращается к долгосрочному уровню: за год закрывается 30 % разрыва.',
			'В долгосрочном итоге розничный оборот растёт на 0,9 %, когда доходы растут на 1 % надолго.',
		],
		en: [
			'Retail trade gains 0.4 percentage points more over a year when incomes gain 1 percentage point more over a year.',
			'Retail trade returns to the long-run level: 30% of the gap closes over a year.',
			'In the long run retail trade rises by 0.9% when incomes rise by 1% for good.',
		],
	},
	{
		form: 'no way back',
		text: 'TSDELTALOG(ret) = a + c*LOG(TSLAG(ret,1))',
		numbers: { a: [0.1, 0.1], c: [0.05, 0.01] },
		ru: ['Розничный оборот к долгосрочному уровню не возвращается: разрыв не сокращается.'],
		en: ['Retail trade does not return to the long-run level: the gap does not close.'],
	},
	{
		form: "Almon's lags",
		text: 'LOG(ret) = a + b*rate|PDL> b 1 3',
		numbers: { a: [1, 0.1], b: [-0.012, 0.002], b__PDL__1: [-0.009, 0.002], b__PDL__2: [-0.006, 0.002] },
		ru: [
			'Розничный оборот падает на 2,66 % за 3 года, когда ключевая ставка растёт на 1 процентный пункт: сразу −1,19 %, через год −0,9 %, через 2 года −0,6 %.',
		],
		en: [
			'Retail trade falls by 2.66% over 3 years when the key rate rises by 1 percentage point: at once −1.19%, a year later −0.9%, 2 years later −0.6%.',
		],
	},
	{
		form: 'autocorrelated errors',
		text: 'LOG(ret) = a + b*LOG(inc)|ERROR> AUTO(1)',
		numbers: { a: [1, 0.1], b: [0.75, 0.05] },
		rho: [0.41],
		ru: [
			'Розничный оборот растёт на 0,75 %, когда доходы растут на 1 %.',
			'От того, что уравнение не объяснило, через год остаётся 0,41.',
		],
		en: [
			'Retail trade rises by 0.75% when incomes rise by 1%.',
			'Of what the equation did not explain, 0.41 remains a year later.',
		],
	},
	{
		form: 'errors that swing',
		text: 'emp = a + b*inv|ERROR> AUTO(1)',
		numbers: { a: [1, 0.1], b: [1, 0.05] },
		rho: [-0.43],
		ru: [
			'Занятость растёт на 1 тыс. чел., когда инвестиции растут на 1 млрд руб.',
			'От того, что уравнение не объяснило, через год возвращается с обратным знаком 0,43.',
		],
		en: [
			'Employment rises by 1 thousand people when investment rises by 1 bn roubles.',
			'Of what the equation did not explain, 0.43 comes back with the opposite sign a year later.',
		],
	},
	{
		form: 'errors of two lags',
		text: 'emp = a + b*inv|ERROR> AUTO(2)',
		numbers: { a: [1, 0.1], b: [1, 0.05] },
		rho: [0.25, -0.053],
		ru: [
			'Занятость растёт на 1 тыс. чел., когда инвестиции растут на 1 млрд руб.',
			'От того, что уравнение не объяснило, остаётся: через год 0,25 и через 2 года −0,053.',
		],
		en: [
			'Employment rises by 1 thousand people when investment rises by 1 bn roubles.',
			'Of what the equation did not explain there remains: 0.25 a year later and −0.053 2 years later.',
		],
	},
	{
		form: 'an uncertain coefficient',
		text: 'LOG(ret) = a + b*LOG(inc)',
		numbers: { a: [1, 0.1], b: [0.4, 0.3] },
		ru: [
			'Розничный оборот растёт на 0,4 %, когда доходы растут на 1 %. Это ненадёжно: 95-процентный интервал — от −0,23 до 1,03 %, ноль не исключён.',
		],
		en: [
			'Retail trade rises by 0.4% when incomes rise by 1%. This is uncertain: the 95% interval is from −0.23 to 1.03%, zero is not ruled out.',
		],
	},
	{
		form: 'an uncertain effect on a rate',
		text: 'unr = a + b*rate',
		numbers: { a: [1, 0.1], b: [-0.9, 0.55] },
		ru: [
			'Безработица падает на 0,9 процентного пункта, когда ключевая ставка растёт на 1 процентный пункт. Это ненадёжно: 95-процентный интервал — от −2,05 до 0,25 процентного пункта, ноль не исключён.',
		],
		en: [
			'Unemployment falls by 0.9 percentage points when the key rate rises by 1 percentage point. This is uncertain: the 95% interval is from −2.05 to 0.25 percentage points, zero is not ruled out.',
		],
	},
	{
		form: 'a given coefficient and a condition',
		text: 'LOG(ret) = a + b*LOG(inc) + c*LOG(cpi) + d*LOG(pop)|RESTRICT> b = 1;c + 2*d = 0',
		numbers: { a: [1, 0.1], b: [1, 0], c: [0.4, 0.1], d: [-0.2, 0.05] },
		ru: [
			'Розничный оборот растёт на 1 %, когда доходы растут на 1 %. Это задано, а не оценено.',
			'Розничный оборот растёт на 0,4 %, когда цены растут на 1 %.',
			'Розничный оборот падает на 0,2 %, когда население растёт на 1 %.',
			'Коэффициенты связаны условием: c + 2 × d = 0.',
		],
		en: [
			'Retail trade rises by 1% when incomes rise by 1%. This is given, not estimated.',
			'Retail trade rises by 0.4% when prices rise by 1%.',
			'Retail trade falls by 0.2% when the population rises by 1%.',
			'The coefficients are bound by a condition: c + 2 × d = 0.',
		],
	},
	{
		form: 'a ratio of logarithms',
		text: 'LOG(ret) = a + b*LOG(inc/cpi)',
		numbers: { a: [1, 0.1], b: [0.75, 0.05] },
		ru: ['Розничный оборот растёт на 0,75 %, когда доходы растут на 1 % или цены падают на 1 %.'],
		en: ['Retail trade rises by 0.75% when incomes rise by 1% or prices fall by 1%.'],
	},
	{
		form: 'a sum',
		text: 'emp = a + b*(inv + ret - TSLAG(grp,1))',
		numbers: { a: [1, 0.1], b: [2.5, 0.05] },
		ru: [
			'Занятость растёт на 2,5 тыс. чел., когда инвестиции растут на 1 млрд руб. или розничный оборот растёт на 1 млрд руб.',
			'Через год занятость падает на 2,5 тыс. чел., когда валовой продукт растёт на 1 млрд руб.',
		],
		en: [
			'Employment rises by 2.5 thousand people when investment rises by 1 bn roubles or retail trade rises by 1 bn roubles.',
			'A year later employment falls by 2.5 thousand people when output rises by 1 bn roubles.',
		],
	},
	{
		form: 'a quantity',
		text: 'mig = a + b*TSLAG(wage/cpi,1)',
		numbers: { a: [1, 0.1], b: [12.3, 1] },
		ru: ['Через год миграция растёт на 12,3 тыс. чел., когда величина «зарплата / цены» растёт на 1.'],
		en: [
			'A year later migration rises by 12.3 thousand people when the quantity “the wage / prices” rises by 1.',
		],
	},
	{
		form: 'an average over years',
		text: 'LOG(ret) = a + b*LOG(MOVAVG(inc,3))',
		numbers: { a: [1, 0.1], b: [0.5, 0.05] },
		ru: ['Розничный оборот растёт на 0,5 %, когда доходы в среднем за 3 года растут на 1 %.'],
		en: ['Retail trade rises by 0.5% when incomes on average over 3 years rise by 1%.'],
	},
	{
		form: 'a sum over years',
		text: 'emp = a + b*MOVSUM(inv,2)',
		numbers: { a: [1, 0.1], b: [1.5, 0.05] },
		ru: ['Занятость растёт на 1,5 тыс. чел., когда инвестиции в сумме за 2 года растут на 1 млрд руб.'],
		en: [
			'Employment rises by 1.5 thousand people when investment in total over 2 years rises by 1 bn roubles.',
		],
	},
	{
		form: 'a zero',
		text: 'emp = a + b*inv',
		numbers: { a: [1, 0.1], b: [0, 0] },
		ru: ['Занятость не меняется, даже когда инвестиции растут на 1 млрд руб. Это задано, а не оценено.'],
		en: [
			'Employment does not change even when investment rises by 1 bn roubles. This is given, not estimated.',
		],
	},
	{
		form: 'a logarithm of a rate',
		text: 'LOG(unr) = a + b*LOG(rate)',
		numbers: { a: [1, 0.1], b: [0.2, 0.05] },
		ru: [
			'Безработица растёт на 0,2 % от своей величины, когда ключевая ставка растёт на 1 % от своей величины.',
		],
		en: ['Unemployment rises by 0.2% of its own value when the key rate rises by 1% of its own value.'],
	},
	{
		form: 'a term that stays a formula',
		text: 'LOG(ret) = a + b*LOG(inc) + c*(ret/pop)',
		numbers: { a: [1, 0.1], b: [0.75, 0.05], c: [-0.5, 0.1] },
		ru: [
			'Розничный оборот растёт на 0,75 %, когда доходы растут на 1 %.',
			'Есть слагаемое, которое остаётся формулой: −0,5 × розничный оборот / население.',
		],
		en: [
			'Retail trade rises by 0.75% when incomes rise by 1%.',
			'One term stays a formula: −0.5 × retail trade / the population.',
		],
	},
	{
		form: 'an equation that stays a formula',
		text: 'EXP(ret) = a + b*LOG(inc) - c*rate',
		numbers: { a: [1, 0.1], b: [0.75, 0.05], c: [0.5, 0.1] },
		ru: [
			'Это уравнение остаётся формулой: экспонента (розничный оборот) = 1 + 0,75 × логарифм (доходы) − 0,5 × ключевая ставка.',
		],
		en: [
			'This equation stays a formula: exponential (retail trade) = 1 + 0.75 × log (incomes) − 0.5 × the key rate.',
		],
	},
	{
		form: 'lags of one cause',
		text: 'LOG(ret) = a + b*LOG(inc) + c*LOG(TSLAG(inc,1))',
		numbers: { a: [1, 0.1], b: [0.5, 0.05], c: [0.25, 0.05] },
		ru: [
			'Розничный оборот растёт на 0,5 %, когда доходы растут на 1 %.',
			'Через год розничный оборот растёт на 0,25 %, когда доходы растут на 1 %.',
			'В долгосрочном итоге розничный оборот растёт на 0,75 %, когда доходы растут на 1 % надолго.',
		],
		en: [
			'Retail trade rises by 0.5% when incomes rise by 1%.',
			'A year later retail trade rises by 0.25% when incomes rise by 1%.',
			'In the long run retail trade rises by 0.75% when incomes rise by 1% for good.',
		],
	},
	{
		form: 'Almon lags of a dummy',
		text: 'LOG(ret) = a + b*covid|PDL> b 1 2',
		numbers: { a: [1, 0.1], b: [-0.05, 0.002], b__PDL__1: [-0.02, 0.002] },
		ru: [
			'Розничный оборот падает на 6,76 % за 2 года, когда отмечено «пандемия»: сразу −4,88 %, через год −1,98 %.',
		],
		en: [
			'Retail trade falls by 6.76% over 2 years when “pandemic” is marked: at once −4.88%, a year later −1.98%.',
		],
	},
	{
		form: 'Almon lags that stay a formula',
		text: 'LOG(ret) = a - b*(ret/inc)|PDL> b 1 2',
		numbers: { a: [1, 0.1], b: [-0.05, 0.002], b__PDL__1: [0.02, 0.002] },
		ru: [
			'Есть слагаемое, которое остаётся формулой: 0,05 × розничный оборот / доходы − 0,02 × (розничный оборот / доходы) (год назад).',
		],
		en: [
			'One term stays a formula: 0.05 × retail trade / incomes − 0.02 × (retail trade / incomes) (a year ago).',
		],
	},
	{
		form: 'a variable by itself and in a formula',
		text: 'emp = a + b*inv + c*inv^2 + d*LOG(inc)',
		numbers: { a: [1, 0.1], b: [0.5, 0.02], c: [-0.02, 0.002], d: [10, 1] },
		ru: [
			'Занятость растёт на 0,1 тыс. чел., когда доходы растут на 1 %.',
			'Есть слагаемые, которые остаются формулой: 0,5 × инвестиции − 0,02 × инвестиции^2.',
		],
		en: [
			'Employment rises by 0.1 thousand people when incomes rise by 1%.',
			'Some terms stay a formula: 0.5 × investment − 0.02 × investment^2.',
		],
	},
	{
		form: 'growth of a rate',
		text: 'TSDELTALOG(unr) = a + b*TSDELTAP(rate)',
		numbers: { a: [0.01, 0.001], b: [0.005, 0.001] },
		ru: [
			'Без других причин за год безработица растёт на 1,01 % от своей величины.',
			'Безработица прибавляет за год на 0,5 % от своей величины больше, когда ключевая ставка прибавляет за год на 1 % от своей величины больше.',
		],
		en: [
			'Without other causes unemployment rises by 1.01% of its own value over a year.',
			'Unemployment gains 0.5% of its own value more over a year when the key rate gains 1% of its own value more over a year.',
		],
	},
	{
		form: 'an own level too far back',
		text: 'TSDELTALOG(ret) = a + c*LOG(TSLAG(ret,3))',
		numbers: { a: [0.1, 0.01], c: [-0.05, 0.01] },
		ru: ['Есть слагаемое, которое остаётся формулой: −0,05 × логарифм (розничный оборот (3 года назад)).'],
		en: ['One term stays a formula: −0.05 × log (retail trade (3 years ago)).'],
	},
	{
		form: 'a way back with growth of its own',
		text: 'TSDELTALOG(ret) = a + b*TSLAG(TSDELTALOG(ret),1) + c*LOG(TSLAG(ret,1)) + d*TSLAG(rate,1)',
		numbers: { a: [0.1, 0.01], b: [0.3, 0.01], c: [-0.2, 0.01], d: [-0.01, 0.001] },
		ru: [
			'Инерция: от прошлого года сохраняется 0,3.',
			'Розничный оборот возвращается к долгосрочному уровню: за год закрывается 20 % разрыва.',
			'В долгосрочном итоге розничный оборот падает на 4,88 %, когда ключевая ставка растёт на 1 процентный пункт надолго.',
		],
		en: [
			'Inertia: 0.3 of last year’s value stays.',
			'Retail trade returns to the long-run level: 20% of the gap closes over a year.',
			'In the long run retail trade falls by 4.88% when the key rate rises by 1 percentage point for good.',
		],
	},
	{
		form: 'two factors and a number',
		text: 'LOG(emp) = a + b*LOG(1000*grp/(wage*cpi^2))',
		numbers: { a: [0.1, 0.01], b: [0.3, 0.01] },
		ru: [
			'Занятость растёт на 0,3 %, когда валовой продукт растёт на 1 % или зарплата падает на 1 %.',
			'Занятость падает на 0,6 %, когда цены растут на 1 %.',
		],
		en: [
			'Employment rises by 0.3% when output rises by 1% or the wage falls by 1%.',
			'Employment falls by 0.6% when prices rise by 1%.',
		],
	},
	{
		form: 'a bracket with a number',
		text: 'TSDELTALOG(emp) = a + b*(TSDELTALOG(grp) - 0.02)',
		numbers: { a: [0.01, 0.001], b: [0.3, 0.01] },
		ru: [
			'Занятость прибавляет за год на 0,3 процентного пункта больше, когда валовой продукт прибавляет за год на 1 процентный пункт больше.',
		],
		en: [
			'Employment gains 0.3 percentage points more over a year when output gains 1 percentage point more over a year.',
		],
	},
	{
		form: 'logarithms of changes and percent together',
		text: 'LOG(ret) = a + b*TSDELTAP(cpi) + c*TSDELTALOG(inc,2)',
		numbers: { a: [0.1, 0.01], b: [-0.005, 0.001], c: [0.3, 0.01] },
		ru: [
			'Розничный оборот падает на 0,5 %, когда цены прибавляют за год на 1 процентный пункт больше.',
			'Розничный оборот растёт на 0,3 %, когда доходы прибавляют за 2 года на 1 процентный пункт больше.',
		],
		en: [
			'Retail trade falls by 0.5% when prices gain 1 percentage point more over a year.',
			'Retail trade rises by 0.3% when incomes gain 1 percentage point more over 2 years.',
		],
	},
	{
		form: 'a percent growth on levels',
		text: 'TSDELTAP(inv) = a + b*rate + c*TSLAG(emp,1)',
		numbers: { a: [0.1, 0.01], b: [-0.5, 0.1], c: [0.01, 0.001] },
		ru: [
			'Инвестиции прибавляют за год на 0,5 процентного пункта меньше, когда ключевая ставка растёт на 1 процентный пункт.',
			'Через год инвестиции прибавляют за год на 0,1 процентного пункта больше, когда занятость растёт на 10 тыс. чел.',
		],
		en: [
			'Investment gains 0.5 percentage points less over a year when the key rate rises by 1 percentage point.',
			'A year later investment gains 0.1 percentage points more over a year when employment rises by 10 thousand people.',
		],
	},
	{
		form: 'a bent trend',
		text: 'LOG(ret) = a + b*time + c*time^2',
		numbers: { a: [1, 0.1], b: [0.02, 0.002], c: [-0.001, 0.0002] },
		ru: ['Есть слагаемые, которые остаются формулой: 0,02 × время − 0,001 × время^2.'],
		en: ['Some terms stay a formula: 0.02 × time − 0.001 × time^2.'],
	},
];

for (const { form, text, numbers, rho, ru, en } of forms)
	test(`${form} in both languages`, () => {
		const equation = behavioural(text);
		for (const [lang, expected] of [
			['ru', ru],
			['en', en],
		] as const)
			assert.deepEqual(
				tellEquation(equation, estimates(numbers, rho), tellerFor(lang)).map((one) => plain(one.text)),
				expected,
			);
	});

test('quarters and months are told as such', () => {
	const equation = behavioural('LOG(ret) = a + b*LOG(TSLAG(inc,2)) + c*LOG(TSLAG(ret,1)) + d*time');
	const estimated = estimates({ a: [1, 0.1], b: [0.5, 0.1], c: [0.8, 0.05], d: [0.001, 0.0001] });
	const told = (frequency: number, lang: 'ru' | 'en') =>
		tellEquation(equation, estimated, tellerFor(lang, frequency)).map((one) => plain(one.text));
	assert.deepEqual(told(4, 'ru').slice(0, 3), [
		'Через 2 квартала розничный оборот растёт на 0,5 %, когда доходы растут на 1 %.',
		'Инерция: от прошлого квартала сохраняется 0,8, половина пути к новому уровню занимает 3,1 квартала.',
		'При прочих равных розничный оборот растёт на 0,5 % в квартал.',
	]);
	assert.deepEqual(told(12, 'en').slice(0, 3), [
		'2 months later retail trade rises by 0.5% when incomes rise by 1%.',
		'Inertia: 0.8 of last month’s value stays, half of the way to a new level takes 3.1 months.',
		'All else equal retail trade rises by 0.5% a month.',
	]);
});

test('a variable without a label is named as in the model, a coefficient without an estimate is told', () => {
	const equation = behavioural('LOG(x) = a + b*LOG(z)');
	const teller = { words: tellerFor('ru').words, labels: {}, frequency: 1 };
	assert.deepEqual(
		tellEquation(equation, estimates({ a: [1, 0.1], b: [0.5, 0.1] }), teller).map((one) => plain(one.text)),
		['«x» растёт на 0,5 %, когда «z» растёт на 1 %.'],
	);
	assert.deepEqual(
		tellEquation(equation, estimates({ a: [1, 0.1] }), teller).map((one) => one.text),
		['Для коэффициента b нет оценки.'],
	);
});

test('definitions are told by their names', () => {
	const told = (text: string, lang: 'ru' | 'en') => tellIdentity(identity(text), tellerFor(lang)).map(plain);
	const people = 'IDENTITY> pop\nEQ> pop = TSLAG(pop,1) + births - (deaths - mig)';
	assert.deepEqual(told(people, 'ru'), [
		'Население складывается так: население (год назад) + рождения − (смерти − миграция).',
	]);
	assert.deepEqual(told(people, 'en'), [
		'The population is put together so: the population (a year ago) + births − (deaths − migration).',
	]);
	const unemployed = 'IDENTITY> unr\nEQ> unr = 100*(1 - emp/(0.5*pop))';
	assert.deepEqual(told(unemployed, 'ru'), [
		'Безработица считается так: 100 × (1 − занятость / (0,5 × население)).',
	]);
	const branches =
		'IDENTITY> inv\nEQ> inv = -grp\nIF> grp < 0 & !(ret > 1)\nIDENTITY> inv\nEQ> inv = grp\nIF> grp >= 0';
	assert.deepEqual(told(branches, 'ru'), [
		'Если валовой продукт < 0 и неверно, что розничный оборот > 1: Инвестиции считаются так: −валовой продукт.',
		'Если валовой продукт ≥ 0: Инвестиции — то же, что валовой продукт.',
	]);
	assert.deepEqual(told('IDENTITY> wage\nEQ> LOG(wage) = MOVAVG(cpi,2) + TSDELTALOG(grp)', 'en'), [
		'It always holds that log (the wage) = average over 2 years (prices) + change of the log over a year (output).',
	]);
});

test('whatever the numbers, no sign stands twice, no amount is below zero after a verb', () => {
	const random = seeded(11);
	const any = () => (random() < 0.5 ? -1 : 1) * 10 ** (random() * 24 - 14) * (random() < 0.05 ? 0 : 1);
	const faults =
		/-0|[-−]\s*[-−]|\+\s*[-−]|NaN|∞|Infinity|undefined|null|telling\.|(на|by|gain|gains) [-−]|[-−]0(?![,.\d])|e[-+]\d/;
	for (const { text, numbers, rho } of forms) {
		const equation = behavioural(text);
		for (let run = 0; run < 12; run++) {
			const drawn = Object.fromEntries(
				Object.keys(numbers).map((name) => [name, [any(), Math.abs(any())] as const]),
			);
			const estimated = estimates(drawn, rho?.map(any));
			for (const lang of ['ru', 'en'] as const)
				for (const told of tellEquation(equation, estimated, tellerFor(lang, [1, 4, 12][run % 3])))
					assert.doesNotMatch(told.text, faults, `${text} ${JSON.stringify(drawn)}`);
		}
	}
});

test('what dies away is told from what does not', () => {
	assert.ok(diesAway([0.5]) && diesAway([0.5, 0.3]) && diesAway([1.2, -0.5]) && diesAway([]));
	assert.ok(!diesAway([1]) && !diesAway([0.5, 0.5]) && !diesAway([0.2, -1.1]) && !diesAway([0.9, 0.9, -0.1]));
});
