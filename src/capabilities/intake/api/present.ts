import type { z } from 'zod';
import { instantOf, linkTo, type Told } from '#platform/api/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import {
	type Appeal,
	addressOf,
	type CategoryTree,
	categories,
	type ListRow,
} from '#rooms/appeals/door.server.ts';
import { categoryName, type Happening, titleOfStep } from '#rooms/appeals/door.ts';
import { type BodyRef, type BodySummary, bodyKey } from '#rooms/organisations/door.server.ts';
import { viewMany } from '#rooms/territories/door.server.ts';
import type { listedShape, stepShape } from './shapes.ts';

export function bodyOf(ref: BodyRef | null, bodies: ReadonlyMap<string, BodySummary>) {
	if (!ref) return null;
	return { territory: ref.territory, id: ref.id, name: bodies.get(bodyKey(ref))?.name ?? '' };
}

/** Names of territories by id, in one read. */
export async function placesOf(ids: readonly Appeal['territory'][], lang: 'ru' | 'en') {
	const views = await viewMany([...new Set(ids)], lang);
	return new Map(
		[...views].map(([id, one]) => [id, { id, name: one.name.nominative, path: one.path }] as const),
	);
}

export const category = (tree: CategoryTree, code: string, lang: 'ru' | 'en') => ({
	code,
	name: categoryName(tree.get(code), lang),
});

/** Rows of a list as the API gives them: names of territories, categories and bodies by one read each. */
export async function listed(
	rows: readonly ListRow[],
	bodies: ReadonlyMap<string, BodySummary>,
	told: Told,
): Promise<z.output<typeof listedShape>[]> {
	const t = translatorFor(told.lang);
	const [tree, places] = await Promise.all([
		categories(),
		placesOf(
			rows.map((row) => row.territory),
			told.lang,
		),
	]);
	return rows.map((row) => ({
		number: row.number,
		territory: places.get(row.territory) ?? { id: row.territory, name: '', path: '' },
		state: row.state,
		stateName: t.any(`appeals.state.${row.state}`),
		category: category(tree, row.category, told.lang),
		place: row.placeWords,
		point: row.point,
		body: bodyOf(row.body, bodies),
		filedAt: row.filedAt.toISOString(),
		dueOn: row.dueOn,
		answeredAt: instantOf(row.answeredAt),
		joined: row.joined,
		excerpt: row.excerpt,
		photographs: row.photographs,
		url: linkTo(addressOf(row), told),
	}));
}

/** The way of an appeal, each step in words; days are those of its territory, as on its page. */
export function steps(
	history: readonly Happening[],
	bodies: ReadonlyMap<string, BodySummary>,
	lang: 'ru' | 'en',
	zone: string,
): z.output<typeof stepShape>[] {
	const t = translatorFor(lang, zone);
	return history.map((one) => ({
		at: one.at.toISOString(),
		kind: one.kind,
		title: titleOfStep(one, {
			any: t.any,
			date: (at) => t.formats.date(at),
			body: (one.body && bodies.get(bodyKey(one.body))?.name) ?? t('appeals.history.some-body'),
		}),
		body: bodyOf(one.body, bodies),
		text: one.text,
	}));
}
