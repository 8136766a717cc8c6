import { dayIn } from '#platform/calendar/door.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { pathOf, tree, zoneOf } from '#rooms/territories/door.server.ts';
import type { Point } from '../appeal.ts';
import { categories } from '../categories.server.ts';
import { type Category, categoryName, type Question, wordsIn } from '../category.ts';
import type { CategoryTree } from '../category-tree.ts';
import { suggestCategories } from '../classifier/suggest-categories.ts';
import { usualTimes } from '../counts/usual-times.ts';
import { soundsUrgent } from '../emergency.ts';
import { type Personal, personalIn } from '../mask.ts';
import { type SimilarAppeal, similarAppeals } from '../similar/similar-appeals.ts';
import { termsFor } from '../terms/begin-terms.ts';
import { dueOfAnswer } from '../terms.ts';
import { type DutyPhone, dutyPhones } from './duty-phones.ts';
import { questionsAsked } from './kind-of-place.ts';
import { placeOfFiling } from './place-of-filing.ts';
import { streetNear } from './streets.ts';

/** What a question looks like to the form, in the reader's language. */
export type Asked = Pick<Question, 'code' | 'kind' | 'required'> & {
	label: string;
	hint: string;
	options: { value: string; label: string }[];
};

/** All that is told to a person while writing. Nothing of it is kept. */
export type Assistance = {
	/** At most three, the likeliest first. */
	suggested: { code: string; name: string; under: string | null; confidence: number }[];
	/** The category that is chosen, or none. */
	chosen: {
		code: string;
		name: string;
		/** Day by which the answer is promised, ISO. */
		dueOn: string;
		/** Days in which half, and nine of ten, were really answered here; null while too few were. */
		usual: { half: number; ninety: number } | null;
		seasonNote: string;
		shownTo: 'public' | 'nameless' | 'authority';
		questions: Asked[];
	} | null;
	/** Words or category of danger: whom to call. */
	danger: {
		phone: string;
		note: string;
		duty: DutyPhone[];
		/** The author has read it and said that nothing is urgent. */
		declined: boolean;
	} | null;
	similar: SimilarAppeal[];
	personal: Personal[];
	place: {
		/** What is wrong with the point; the same codes as when it is sent. */
		problem: { code: string; facts: Record<string, string | number | Date> } | null;
		/** Where to file instead, as the path of the territory. */
		elsewhere: string | null;
		/** The street of an earlier appeal at this point. */
		street: string | null;
		point: Point | null;
	};
};

export type AssistAsked = {
	territory: TerritoryId;
	place?: TerritoryId | null;
	text: string;
	category: string;
	where: string;
	lat: string;
	lon: string;
	visibility: string;
	answers: Readonly<Record<string, string>>;
	notUrgent: boolean;
};

/** Shorter texts tell nothing yet. */
const leastText = 8;

/**
 * Everything a form can tell a person who is still writing: what it is about, when an answer comes, what others have written near
 * by, what of the text will be hidden, whether to call 112 instead. Nothing is written down.
 */
export async function assist(asked: AssistAsked, lang: 'ru' | 'en', now = new Date()): Promise<Assistance> {
	const [all, found] = await Promise.all([
		categories(),
		placeOfFiling({ ...asked, where: asked.where || '-' }, lang),
	]);
	const { owner, point } = found;
	const areas = [owner, ...tree.ancestors(owner)];
	const today = dayIn(zoneOf(owner), now);
	const speaks = asked.text.trim().length >= leastText;
	const suggested = speaks ? await suggestCategories({ territory: owner, text: asked.text, lang }, now) : [];
	const chosen = all.isOpen(asked.category, today, areas) ? all.get(asked.category) : undefined;
	const wrong = found.problems.find((one) => one.field === 'lat' || one.field === 'lon');
	const emergency = chosen ? all.emergency(chosen.code) : null;
	const urgent = emergency !== null || soundsUrgent(asked.text);
	const right = wrong ? null : point;
	const [similar, about, duty, street] = await Promise.all([
		speaks || right
			? similarAppeals({
					territory: owner,
					category: chosen ? chosen.code : suggested.map((one) => one.category),
					text: asked.text,
					where: asked.where,
					point: right,
					open: true,
					limit: 3,
					now,
				})
			: [],
		chosen ? aboutCategory(all, chosen, owner, today, lang, now) : null,
		urgent && !asked.notUrgent ? dutyPhones(owner, lang) : [],
		right && asked.where === '' ? streetNear(owner, right) : null,
	]);
	return {
		suggested: suggested.map((one) => ({
			code: one.category,
			name: categoryName(all.get(one.category), lang),
			under: underOf(all, one.category, lang),
			confidence: one.confidence,
		})),
		chosen: about,
		danger: urgent
			? {
					phone: emergency?.phone ?? '112',
					note: emergency ? (wordsIn(emergency.from.texts, lang)?.emergencyNote ?? '') : '',
					duty,
					declined: asked.notUrgent,
				}
			: null,
		similar,
		personal: asked.visibility === 'authority' ? [] : personalOf(asked),
		place: {
			problem: wrong ? { code: wrong.code, facts: wrong.facts ?? {} } : null,
			elsewhere: wrong?.facts?.territory ? `/${pathOf(Number(wrong.facts.territory) as TerritoryId)}` : null,
			street,
			point,
		},
	};
}

/** What is personal in all that everybody will read: the text, the place, the answers. */
export function personalOf(asked: Pick<AssistAsked, 'text' | 'where' | 'answers'>): Personal[] {
	const seen = new Set<string>();
	return [
		...personalIn(asked.text),
		// a place is called by people: only what is no name counts there
		...personalIn(asked.where).filter((one) => one.what !== 'name'),
		...Object.values(asked.answers).flatMap((answer) => personalIn(answer)),
	].filter((one) => !seen.has(one.text) && seen.add(one.text));
}

function underOf(all: CategoryTree, code: string, lang: string): string | null {
	const above = all.chain(code)[1];
	return above ? categoryName(above, lang) : null;
}

async function aboutCategory(
	all: CategoryTree,
	chosen: Category,
	owner: TerritoryId,
	today: string,
	lang: string,
	now: Date,
): Promise<NonNullable<Assistance['chosen']>> {
	const season = all.season(chosen.code);
	const outOfSeason = season !== null && !all.isInSeason(chosen.code, today);
	return {
		code: chosen.code,
		name: categoryName(chosen, lang),
		dueOn: dueOfAnswer(await termsFor(owner, chosen.code, now)).dueOn,
		usual: await usualTimes(owner, chosen.code, now),
		seasonNote: outOfSeason ? (wordsIn(season.texts, lang)?.seasonNote ?? '') : '',
		shownTo: all.shownTo(chosen.code),
		questions: questionsIn(await questionsAsked(all, chosen.code, owner), lang),
	};
}

/** Questions of a category as a form draws them. */
export function questionsIn(questions: readonly Question[], lang: string): Asked[] {
	return questions.map((one) => {
		const words = wordsIn(one.texts, lang);
		return {
			code: one.code,
			kind: one.kind,
			required: one.required,
			label: words?.label ?? one.code,
			hint: words?.hint ?? '',
			options: one.options
				.filter((option) => option.offered)
				.map((option) => ({
					value: option.code,
					label: wordsIn(option.texts, lang)?.label ?? option.code,
				})),
		};
	});
}
