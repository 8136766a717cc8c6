import type { Visibility } from './appeal.ts';

export const termUnits = ['days', 'working-days', 'working-hours'] as const;
/** A length of time as officials set it. */
export type Amount = { amount: number; unit: (typeof termUnits)[number] };

export const workingWeeks = ['office', 'six-day', 'every-day'] as const;
/** Which days work: those of the territory's calendar, Saturdays too, or all of them. */
export type WorkingWeek = (typeof workingWeeks)[number];

export const questionKinds = ['text', 'choice', 'number', 'date'] as const;
type Words = { lang: string; label: string };
export type QuestionOption = { code: string; offered: boolean; texts: Words[] };
/** What the form asks of the one who files. */
export type Question = {
	code: string;
	kind: (typeof questionKinds)[number];
	required: boolean;
	/** False: asked no more; kept because answers name it. */
	asked: boolean;
	texts: (Words & { hint: string })[];
	options: QuestionOption[];
};

export const checkKinds = ['tick', 'text', 'date', 'photograph'] as const;
/** What an answer must tell before it may be sent. */
export type CheckItem = {
	code: string;
	kind: (typeof checkKinds)[number];
	required: boolean;
	texts: Words[];
};

export type CategoryText = {
	lang: string;
	name: string;
	/** What belongs here. */
	hint: string;
	/** Said out of season. */
	seasonNote: string;
	/** Said at the emergency stop, before the number to call. */
	emergencyNote: string;
};

/** As the row says it: null means "as the one above"; what holds in the end is answered by `CategoryTree`. */
export type Category = {
	code: string;
	parent: string | null;
	/** The set it came with, or 'own'. */
	origin: string;
	/** Whose it is: offered in this territory and below; null: common to all. */
	offeredIn: number | null;
	position: number;
	answer: Amount | null;
	reaction: Amount | null;
	calendar: WorkingWeek | null;
	/** Month and day: 11-01. */
	seasonFrom: string | null;
	seasonTo: string | null;
	emergency: boolean;
	emergencyPhone: string | null;
	shownTo: Visibility | null;
	placeKind: string | null;
	/** Kinds of place that the form lets the author choose from. */
	placeKinds: string[];
	/** Confidence of the classifier from which an appeal goes to the executor by itself. */
	routeAt: number | null;
	routeNever: boolean;
	ownQuestions: boolean;
	ownChecklist: boolean;
	ownApproval: boolean;
	closedOn: string | null;
	/** Offered in place of a closed one. */
	instead: string | null;
	/** What becomes of open appeals of a closed one; `merge`: it is read as the other everywhere. */
	closing: 'stay' | 'move' | 'merge' | null;
	sourceKey: string | null;
	/** Of its last change. */
	revision: number;
	texts: CategoryText[];
	/** Words and groups of words by which it is recognised, in the order of the alphabet. */
	words: { lang: string; word: string }[];
	examples: { lang: string; text: string }[];
	questions: Question[];
	checklist: CheckItem[];
	/** Who must agree before an answer leaves, in order: steps (`answering/step.ts`). */
	approval: string[];
};

/** A category that says nothing of its own. */
export function blankCategory(code: string, part: Partial<Category> = {}): Category {
	return {
		code,
		parent: null,
		origin: 'own',
		offeredIn: null,
		position: 0,
		answer: null,
		reaction: null,
		calendar: null,
		seasonFrom: null,
		seasonTo: null,
		emergency: false,
		emergencyPhone: null,
		shownTo: null,
		placeKind: null,
		placeKinds: [],
		routeAt: null,
		routeNever: false,
		ownQuestions: false,
		ownChecklist: false,
		ownApproval: false,
		closedOn: null,
		instead: null,
		closing: null,
		sourceKey: null,
		revision: 0,
		texts: [],
		words: [],
		examples: [],
		questions: [],
		checklist: [],
		approval: [],
		...part,
	};
}

/** Words in the reader's language, else Russian, else any. */
export function wordsIn<T extends { lang: string }>(texts: readonly T[], lang: string): T | undefined {
	return texts.find((text) => text.lang === lang) ?? texts.find((text) => text.lang === 'ru') ?? texts[0];
}

export function categoryName(category: Category | undefined, lang: string): string {
	return wordsIn(category?.texts ?? [], lang)?.name ?? category?.code ?? '';
}

/** Whether a day lies in a season, both ends included; a season may run over the new year. */
export function inSeason(
	season: { seasonFrom: string | null; seasonTo: string | null },
	day: string,
): boolean {
	const { seasonFrom: from, seasonTo: to } = season;
	if (from === null || to === null) return true;
	const at = day.slice(5);
	return from <= to ? from <= at && at <= to : at >= from || at <= to;
}
