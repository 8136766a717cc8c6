import type { Visibility } from '../../appeal.ts';
import {
	type Amount,
	blankCategory,
	type Category,
	type CheckItem,
	type Question,
	termUnits,
	type WorkingWeek,
} from '../../category.ts';

/** A length of time as a set writes it: `10 working-days`. */
export type Length = `${number} ${Amount['unit']}`;
type Both = { ru: string; en: string };

export type SetQuestion = {
	code: string;
	kind: Question['kind'];
	required?: true;
	ru: [label: string, hint?: string];
	en: [label: string, hint?: string];
	/** Code → Russian and English label. */
	options?: Record<string, [ru: string, en: string]>;
};

/** A category of a set that ships with the release. What is left out is as the one above says. */
export type SetCategory = {
	code: string;
	ru: [name: string, hint?: string];
	en: [name: string, hint?: string];
	answer?: Length;
	reaction?: Length;
	calendar?: WorkingWeek;
	/** Month and day, with what is said out of it. */
	season?: { from: string; to: string } & Both;
	emergency?: { phone?: string } & Both;
	shownTo?: Visibility;
	placeKind?: string;
	placeKinds?: string[];
	routeAt?: number | 'never';
	/** Words by which it is recognised; commas part them, of several in a row all must occur. */
	words?: Both;
	/** What residents write. */
	examples?: string[];
	asks?: SetQuestion[];
	checklist?: CheckItem[];
	approval?: string[];
	below?: SetCategory[];
};

export function amountOf(length: string | undefined): Amount | null {
	const [amount, unit] = (length ?? '').trim().split(/\s+/);
	const known = termUnits.find((one) => one === unit);
	return known && /^\d{1,3}$/.test(amount ?? '') ? { amount: Number(amount), unit: known } : null;
}

const split = (words: string) => [
	...new Set(
		words
			.split(',')
			.map((word) => word.trim())
			.filter((word) => word !== ''),
	),
];

/** The set as categories, roots first, each before what stands below it. */
export function categoriesOfSet(
	set: readonly SetCategory[],
	origin: string,
	parent: string | null = null,
): Category[] {
	return set.flatMap((one, position) => [
		categoryOf(one, { origin, parent, position }),
		...categoriesOfSet(one.below ?? [], origin, one.code),
	]);
}

function categoryOf(
	one: SetCategory,
	place: { origin: string; parent: string | null; position: number },
): Category {
	const languages = ['ru', 'en'] as const;
	return blankCategory(one.code, {
		...place,
		answer: amountOf(one.answer),
		reaction: amountOf(one.reaction),
		calendar: one.calendar ?? null,
		seasonFrom: one.season?.from ?? null,
		seasonTo: one.season?.to ?? null,
		emergency: one.emergency !== undefined,
		emergencyPhone: one.emergency?.phone ?? null,
		shownTo: one.shownTo ?? null,
		placeKind: one.placeKind ?? null,
		placeKinds: one.placeKinds ?? [],
		routeAt: typeof one.routeAt === 'number' ? one.routeAt : null,
		routeNever: one.routeAt === 'never',
		ownQuestions: one.asks !== undefined,
		ownChecklist: one.checklist !== undefined,
		ownApproval: one.approval !== undefined,
		texts: languages.map((lang) => ({
			lang,
			name: one[lang][0],
			hint: one[lang][1] ?? '',
			seasonNote: one.season?.[lang] ?? '',
			emergencyNote: one.emergency?.[lang] ?? '',
		})),
		words: languages.flatMap((lang) => split(one.words?.[lang] ?? '').map((word) => ({ lang, word }))),
		examples: (one.examples ?? []).map((text) => ({ lang: 'ru', text })),
		questions: (one.asks ?? []).map(({ options, ru, en, required, ...question }) => ({
			...question,
			required: required ?? false,
			asked: true,
			texts: [
				{ lang: 'ru', label: ru[0], hint: ru[1] ?? '' },
				{ lang: 'en', label: en[0], hint: en[1] ?? '' },
			],
			options: Object.entries(options ?? {}).map(([code, [inRussian, inEnglish]]) => ({
				code,
				offered: true,
				texts: [
					{ lang: 'ru', label: inRussian },
					{ lang: 'en', label: inEnglish },
				],
			})),
		})),
		checklist: one.checklist ?? [],
		approval: one.approval ?? [],
	});
}
