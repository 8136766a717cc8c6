import { bodyIn, type GrammarCase, grammarCases, greeting, personIn } from '#platform/i18n/door.ts';

/** What a text of an answer may be filled in with, under the names that officials type, Russian and English. */
export const placeholders = {
	greeting: ['приветствие', 'greeting'],
	applicant: ['заявитель', 'applicant'],
	number: ['номер', 'number'],
	filed: ['подано', 'filed'],
	due: ['срок', 'due'],
	today: ['сегодня', 'today'],
	category: ['тема', 'category'],
	address: ['адрес', 'address'],
	body: ['орган', 'body'],
	sum: ['сумма', 'sum'],
} as const satisfies Record<string, readonly [ru: string, en: string]>;
export type Placeholder = keyof typeof placeholders;

/** Names of an earlier release. */
const former: Record<string, Placeholder> = { name: 'applicant' };
const caseNames: Record<GrammarCase, readonly [ru: string, en: string]> = {
	nominative: ['именительный', 'nominative'],
	genitive: ['родительный', 'genitive'],
	dative: ['дательный', 'dative'],
	accusative: ['винительный', 'accusative'],
	instrumental: ['творительный', 'instrumental'],
	prepositional: ['предложный', 'prepositional'],
};

/** What is put in. Days are in words already; an empty text is not known and leaves a gap. */
export type PlaceholderFacts = {
	lang: 'ru' | 'en';
	number: string;
	filed: string;
	due: string;
	today: string;
	applicant: string;
	category: string;
	address: string;
	body: string;
};

type Read = { what: Placeholder; form: GrammarCase; sum: number | null };

/** `заявитель: дательный`, `сумма: 12 500,50`; null: no such placeholder. */
function read(inside: string): Read | null {
	const [name = '', rest = ''] = inside.split(':', 2).map((part) => part.trim().toLowerCase());
	const what = (Object.keys(placeholders) as Placeholder[]).find((one) =>
		(placeholders[one] as readonly string[]).includes(name),
	);
	const found = what ?? former[name];
	if (!found) return null;
	if (found === 'sum') {
		const sum = Number(rest.replace(/\s/g, '').replace(',', '.'));
		return rest === ''
			? { what: 'sum', form: 'nominative', sum: null }
			: Number.isFinite(sum) && sum >= 0
				? { what: 'sum', form: 'nominative', sum }
				: null;
	}
	if (rest === '') return { what: found, form: 'nominative', sum: null };
	// the first letters are enough: «дат», «дательный падеж»
	const form = grammarCases.find((one) =>
		caseNames[one].some((name) => rest.length > 0 && (name.startsWith(rest) || rest.startsWith(name))),
	);
	return form && (found === 'applicant' || found === 'body') ? { what: found, form, sum: null } : null;
}

const braces = /\{([^{}\n]{1,80})\}/g;
const isGap = (inside: string) => inside.trim().startsWith('?');

/** Placeholders of a template that mean nothing, as they were typed. `{? ...}` is a gap that the official fills in. */
export function unknownIn(text: string): string[] {
	return [...text.matchAll(braces)]
		.filter(([, inside = '']) => !isGap(inside) && !read(inside))
		.map(([all]) => all);
}

/** What a text still leaves to be filled in by hand. */
export function gapsIn(text: string): string[] {
	return [...text.matchAll(braces)].map(([all]) => all);
}

/** The text with everything put in that is known; the rest stays as a gap. */
export function fillIn(text: string, facts: PlaceholderFacts): string {
	return text.replace(braces, (all, inside: string) => {
		const placeholder = isGap(inside) ? null : read(inside);
		return (placeholder && said(placeholder, facts)) || all;
	});
}

function said({ what, form, sum }: Read, facts: PlaceholderFacts): string {
	const russian = facts.lang === 'ru';
	switch (what) {
		case 'sum':
			return sum === null ? '' : money(sum, facts.lang);
		case 'greeting':
			return russian ? greeting(facts.applicant) : facts.applicant ? `Dear ${facts.applicant},` : 'Hello,';
		case 'applicant':
			return russian ? personIn(facts.applicant, form) : facts.applicant;
		case 'body':
			return russian ? bodyIn(facts.body, form) : facts.body;
		default:
			return facts[what];
	}
}

const roubles = { one: 'рубль', few: 'рубля', many: 'рублей', other: 'рубля' } as const;
const kopecks = { one: 'копейка', few: 'копейки', many: 'копеек', other: 'копейки' } as const;

/** «12 500 рублей 50 копеек» */
function money(sum: number, lang: 'ru' | 'en'): string {
	if (lang === 'en')
		return new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'RUB' }).format(sum);
	const rules = new Intl.PluralRules('ru');
	const minor = Math.round(sum * 100);
	const [whole, rest] = [Math.floor(minor / 100), minor % 100];
	const word = (of: Record<string, string>, n: number) => of[rules.select(n)] ?? '';
	const main = `${new Intl.NumberFormat('ru').format(whole)}\u00a0${word(roubles, whole)}`;
	return rest ? `${main} ${rest}\u00a0${word(kopecks, rest)}` : main;
}
