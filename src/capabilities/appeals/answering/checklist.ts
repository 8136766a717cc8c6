import type { Problem } from '#platform/errors/door.ts';
import { type CheckItem, wordsIn } from '../category.ts';

/** What was told to one item of the checklist; goes with the answer. */
export type CheckAnswer = {
	item: string;
	kind: CheckItem['kind'];
	wording: string;
	/** In words; a day as 2026-11-27; of a photograph how many there are; a tick is 'yes'. */
	value: string;
	/** Of the wording, where it is not that of whoever reads. */
	lang?: string;
};

/** The field of an item in the form. */
export const fieldOf = (item: string): string => `check-${item}`;
export const longestCheck = 1000;

/**
 * The wordings in the language of whoever reads: an item that still says what it said then has them in both. One that was reworded
 * or taken away since keeps the words that were answered, marked with their language.
 */
export function wordedFor(
	checks: readonly CheckAnswer[],
	items: readonly CheckItem[],
	lang: { of: string; reader: string },
): CheckAnswer[] {
	if (lang.of === lang.reader) return [...checks];
	return checks.map((one) => {
		const item = items.find((item) => item.code === one.item);
		const same = item?.texts.some((text) => text.label === one.wording);
		const own = same ? item?.texts.find((text) => text.lang === lang.reader)?.label : undefined;
		return own ? { ...one, wording: own } : { ...one, lang: lang.of };
	});
}

/** What the form typed, by item. */
export type TypedChecks = Record<string, string>;

const day = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string) =>
	day.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

/**
 * Reads what was ticked and typed, and names everything that is missing or cannot be, each at its field. The wording is that
 * of the language of the appeal: its author reads it.
 */
export function readChecks(
	items: readonly CheckItem[],
	typed: TypedChecks,
	of: { lang: string; photographs: number; today: string; filedOn: string },
): { checks: CheckAnswer[]; problems: Problem[] } {
	const checks: CheckAnswer[] = [];
	const problems: Problem[] = [];
	for (const item of items) {
		const wording = wordsIn(item.texts, of.lang)?.label ?? item.code;
		const wrong = (code: string, facts: Record<string, string> = {}) =>
			problems.push({ field: fieldOf(item.code), code, facts: { wording, ...facts } });
		const text = (typed[item.code] ?? '').trim();
		const value =
			item.kind === 'photograph'
				? of.photographs > 0
					? String(of.photographs)
					: ''
				: item.kind === 'tick'
					? text
						? 'yes'
						: ''
					: text;
		if (!value) {
			if (!item.required) continue;
			if (item.kind === 'photograph')
				problems.push({ field: 'photographs', code: 'appeals.check.photograph-missing', facts: { wording } });
			else wrong(item.kind === 'tick' ? 'appeals.check.not-ticked' : 'appeals.check.missing');
			continue;
		}
		if (item.kind === 'text' && value.length > longestCheck) wrong('appeals.check.long');
		else if (item.kind === 'date' && !isDay(value)) wrong('appeals.check.not-a-day');
		else if (item.kind === 'date' && value > of.today) wrong('appeals.check.future');
		else if (item.kind === 'date' && value < of.filedOn) wrong('appeals.check.before', { filed: of.filedOn });
		else checks.push({ item: item.code, kind: item.kind, wording, value });
	}
	return { checks, problems };
}
