import type { Db, TerritoryId } from '#platform/db/door.server.ts';
import { langs, translatorFor } from '#platform/i18n/door.ts';
import { placeKindsIn, rulesFor } from '#rooms/organisations/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import type { Question } from '../category.ts';
import type { CategoryTree } from '../category-tree.ts';
import { type AnswerToQuestion, placeKindsSaid } from '../filing-store.server.ts';

/** A pit in a yard is mended by another than a pit on a road. Asked like a question of the category, kept with its answers. */
const code = 'place-kind';

/**
 * The questions of a category as the form asks them; first of all what kind of place it is, where the rules of the territory make who
 * answers depend on it.
 */
export async function questionsAsked(
	all: CategoryTree,
	category: string,
	owner: TerritoryId,
): Promise<readonly Question[]> {
	const own = all.questions(category);
	const kinds = all.placeKinds(category);
	if (kinds.length < 2) return own;
	const categories = new Set(all.chain(category).map((one) => one.code));
	const depends = (await rulesFor(owner)).some(
		(rule) =>
			rule.placeKind !== null &&
			kinds.includes(rule.placeKind) &&
			(rule.category === null || categories.has(rule.category)),
	);
	if (!depends) return own;
	const names = await Promise.all(
		langs.map(async (lang) => ({
			lang,
			of: new Map((await placeKindsIn(lang)).map((one) => [one.code, one.name])),
		})),
	);
	const asked: Question = {
		code,
		kind: 'choice',
		required: false,
		asked: true,
		texts: langs.map((lang) => ({
			lang,
			label: translatorFor(lang)('appeals.form.place-kind.label'),
			hint: translatorFor(lang)('appeals.form.place-kind.hint'),
		})),
		options: kinds.map((kind) => ({
			code: kind,
			offered: true,
			texts: names.map(({ lang, of }) => ({ lang, label: of.get(kind) ?? kind })),
		})),
	};
	return [asked, ...own];
}

/** The answer keeps the kind itself beside its words: who answers is found by it. */
export function keepKind(
	answers: readonly AnswerToQuestion[],
	given: Readonly<Record<string, string>>,
): AnswerToQuestion[] {
	return answers.map((one) =>
		one.question === code ? { ...one, question: `${code}.${given[code]?.trim()}` } : one,
	);
}

/** What authors said of the kind of place, where the category knows such kinds; an appeal of which nothing was said is left out. */
export async function kindsOfPlace(
	db: Db,
	all: CategoryTree,
	appeals: readonly (AppealRef & { category: string })[],
): Promise<Map<string, string>> {
	const asked = appeals.filter((one) => all.placeKinds(one.category).length > 1);
	const said = await placeKindsSaid(db, asked);
	return new Map(
		asked.flatMap(({ id, category }) => {
			const kind = said.get(id);
			return kind && all.placeKinds(category).includes(kind) ? [[id, kind] as const] : [];
		}),
	);
}
