import { parseModel } from '#numerics/language/parse.ts';
import type { Behavioural, Identity } from '#numerics/language/tree.ts';
import type { Label, Teller } from '#numerics/telling/words.ts';
import { type Lang, translatorFor } from '#platform/i18n/door.ts';

/** Blanks inside numbers and before units are of several kinds: told apart by nobody who reads. */
export const plain = (line: string) => line.replace(/[\u00A0\u202F]/g, ' ');

const names: Record<
	string,
	[ru: string, pluralRu: boolean, en: string, pluralEn: boolean, more?: Partial<Label>]
> = {
	ret: ['розничный оборот', false, 'retail trade', false],
	inc: ['доходы', true, 'incomes', true],
	cpi: ['цены', true, 'prices', true],
	grp: ['валовой продукт', false, 'output', false],
	inv: ['инвестиции', true, 'investment', false],
	emp: ['занятость', false, 'employment', false],
	pop: ['население', false, 'the population', false],
	deaths: ['смерти', true, 'deaths', true],
	births: ['рождения', true, 'births', true],
	mig: ['миграция', false, 'migration', false],
	wage: ['зарплата', false, 'the wage', false],
	unr: ['безработица', false, 'unemployment', false, { kind: 'percent' }],
	rate: ['ключевая ставка', false, 'the key rate', false, { kind: 'percent' }],
	share: ['доля малого бизнеса', false, 'the share of small business', false, { kind: 'share' }],
	index: ['индекс доверия', false, 'the index of confidence', false, { kind: 'index' }],
	covid: ['пандемия', false, 'pandemic', false, { kind: 'dummy' }],
	time: ['время', false, 'time', false, { kind: 'trend' }],
};

const units: Record<string, Record<Lang, string>> = {
	inv: { ru: 'млрд руб.', en: 'bn roubles' },
	grp: { ru: 'млрд руб.', en: 'bn roubles' },
	ret: { ru: 'млрд руб.', en: 'bn roubles' },
	emp: { ru: 'тыс. чел.', en: 'thousand people' },
	pop: { ru: 'тыс. чел.', en: 'thousand people' },
	mig: { ru: 'тыс. чел.', en: 'thousand people' },
	deaths: { ru: 'тыс. чел.', en: 'thousand people' },
};

/** A region whose variables have names in both languages. */
export function tellerFor(lang: Lang, frequency = 1): Teller {
	const labels = Object.fromEntries(
		Object.entries(names).map(([key, [ru, pluralRu, en, pluralEn, more]]): [string, Label] => {
			const named = lang === 'ru' ? { name: ru, plural: pluralRu } : { name: en, plural: pluralEn };
			const unit = units[key]?.[lang];
			return [key, { ...named, ...more, ...(unit ? { unit } : {}) }];
		}),
	);
	return { words: translatorFor(lang), labels, frequency };
}

/** `a`, `b`, `c` and `d` are coefficients; lines after the first are those of the equation, parted by `|`. */
export function behavioural(lines: string): Behavioural {
	const [equation = '', ...more] = lines.split('|');
	const variable = /[a-z]+/.exec(equation)?.[0];
	const right = equation.slice(equation.indexOf('='));
	const coefficients = ['a', 'b', 'c', 'd'].filter((one) => new RegExp(`\\b${one}\\b`).test(right));
	const text = [
		'MODEL',
		`BEHAVIORAL> ${variable}`,
		`EQ> ${equation}`,
		`COEFF> ${coefficients.join(' ')}`,
		...more,
		'END',
	];
	return parseModel(text.join('\n')).equations[0] as Behavioural;
}

export function identity(text: string): Identity {
	return parseModel(`MODEL\n${text}\nEND`).equations[0] as Identity;
}

/** Estimates with 20 degrees of freedom, each with its standard error, uncorrelated. */
export function estimates(numbers: Record<string, readonly [number, number]>, rho?: readonly number[]) {
	const all = Object.values(numbers);
	return {
		coefficientNames: Object.keys(numbers),
		coefficients: all.map(([value]) => value),
		standardErrors: all.map(([, error]) => error),
		covariance: all.map(([, error], i) => all.map((_, j) => (i === j ? error ** 2 : 0))),
		degreesOfFreedom: 20,
		...(rho ? { rho } : {}),
	};
}
