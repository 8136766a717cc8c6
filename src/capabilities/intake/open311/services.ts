import { dayIn } from '#platform/calendar/door.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { categories } from '#rooms/appeals/door.server.ts';
import { type Category, categoryName, type Question, wordsIn } from '#rooms/appeals/door.ts';
import { tree, zoneOf } from '#rooms/territories/door.server.ts';
import type { Attribute, Datatype, Definition, Service } from './georeport.ts';

/** Categories in which the territory takes appeals today; those of danger are left out: they are for 112. */
export async function offered(
	territory: TerritoryId,
): Promise<{ category: Category; root: Category; questions: readonly Question[] }[]> {
	const owner = tree.ownerOf(territory) ?? territory;
	const all = await categories();
	const day = dayIn(zoneOf(owner), new Date());
	return all
		.choices(day, [owner, ...tree.ancestors(owner)])
		.flatMap(({ root, leaves }) => (leaves.length ? leaves : [root]).map((category) => ({ category, root })))
		.filter(({ category }) => all.emergency(category.code) === null)
		.map((one) => ({ ...one, questions: all.questions(one.category.code) }));
}

export async function servicesOf(territory: TerritoryId, lang: string): Promise<Service[]> {
	return (await offered(territory)).map(({ category, root, questions }) => ({
		service_code: category.code,
		service_name: categoryName(category, lang),
		description: wordsIn(category.texts, lang)?.hint ?? '',
		metadata: questions.length > 0,
		type: 'realtime',
		keywords: category.words
			.filter((word) => word.lang === lang)
			.slice(0, 20)
			.map(({ word }) => word)
			.join(', '),
		group: categoryName(root, lang),
	}));
}

const datatypeOf: Record<Question['kind'], Datatype> = {
	text: 'text',
	number: 'number',
	date: 'datetime',
	choice: 'singlevaluelist',
};

/** What a category asks; undefined where there is no such service. */
export async function definitionOf(
	territory: TerritoryId,
	code: string,
	lang: string,
): Promise<Definition | undefined> {
	const found = (await offered(territory)).find(({ category }) => category.code === code);
	if (!found) return undefined;
	return { service_code: code, attributes: found.questions.map((one, i) => attributeOf(one, i + 1, lang)) };
}

function attributeOf(question: Question, order: number, lang: string): Attribute {
	const text = wordsIn(question.texts, lang);
	return {
		variable: true,
		code: question.code,
		datatype: datatypeOf[question.kind],
		required: question.required,
		datatype_description: text?.hint ?? '',
		order,
		description: text?.label ?? question.code,
		values: question.options
			.filter((one) => one.offered)
			.map((one) => ({ key: one.code, name: wordsIn(one.texts, lang)?.label ?? one.code })),
	};
}
