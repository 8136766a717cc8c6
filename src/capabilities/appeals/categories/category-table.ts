import { dayIn } from '#platform/calendar/door.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import type { Translate } from '#platform/i18n/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { currentTree, tree, zoneOf } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { type Category, categoryName } from '../category.ts';
import type { CategoryTree } from '../category-tree.ts';
import { mayEdit } from './change-category.ts';
import { amountInWords } from './describe.ts';
import { openByCategory } from './open-store.server.ts';

export type CategoryLine = {
	code: string;
	name: string;
	hint: string;
	depth: number;
	/** The group at the top that it stands in. */
	root: string;
	/** The promised answer in words; empty: only the law's. */
	answer: string;
	/** Open appeals here and below, of it and of all below it. */
	open: number;
	closedOn: string | null;
	instead: string | null;
	offered: boolean;
	/** Of this territory or one below the top, not common to all. */
	own: boolean;
	danger: boolean;
	outOfSeason: boolean;
	mayMove: boolean;
};

/** Categories that concern a territory, as its office sees them: the common ones, its own, those of its ancestors. */
export async function categoryTable(
	actor: Actor,
	territory: TerritoryId,
	{ words, closed, t }: { words: string; closed: boolean; t: Translate },
	now = new Date(),
): Promise<{ rows: CategoryLine[]; count: number; closedCount: number }> {
	const below = currentTree().childrenOf(territory).length > 0;
	const [all, open] = await Promise.all([categories(), openByCategory(database(), territory, { below })]);
	const areas = [territory, ...tree.ancestors(territory)];
	const day = dayIn(zoneOf(territory), now);
	const known = all.all().filter((one) => isKnownHere(all, one, areas));
	const isShut = (one: Category) => all.isClosed(one.code, day);
	const wanted = known.filter((one) => closed || !isShut(one));
	const found = words === '' ? wanted : wanted.filter((one) => speaksOf(all, one, words.toLowerCase()));
	const shown = new Set(found.flatMap((one) => all.chain(one.code).map((above) => above.code)));
	const rows = wanted
		.filter((one) => shown.has(one.code))
		.map((one): CategoryLine => {
			const { answer } = all.promise(one.code);
			return {
				code: one.code,
				name: categoryName(one, t.lang),
				hint: hintOf(one, t.lang),
				depth: all.chain(one.code).length - 1,
				root: all.chain(one.code).at(-1)?.code ?? one.code,
				answer: answer ? amountInWords(t, answer.value) : '',
				open: all.reads(one.code).reduce((sum, code) => sum + (open.get(code) ?? 0), 0),
				closedOn: isShut(one) ? (one.closedOn ?? null) : null,
				instead: one.instead ? categoryName(all.get(one.instead), t.lang) : null,
				offered: all.isOffered(one.code, areas),
				own: one.offeredIn !== null,
				danger: one.emergency,
				outOfSeason: one.seasonFrom !== null && !all.isInSeason(one.code, day),
				mayMove: one.closedOn === null && words === '' && mayEdit(actor, one),
			};
		});
	return {
		rows,
		count: known.filter((one) => !isShut(one)).length,
		closedCount: known.filter(isShut).length,
	};
}

/** Common to all, or of this territory or one above it. */
export function isKnownHere(all: CategoryTree, one: Category, areas: readonly number[]): boolean {
	return all.chain(one.code).every(({ offeredIn }) => offeredIn === null || areas.includes(offeredIn));
}

function hintOf(one: Category, lang: string): string {
	return (one.texts.find((text) => text.lang === lang) ?? one.texts[0])?.hint ?? '';
}

/** By name, hint, code or one of its words; a category is found with what it belongs to. */
function speaksOf(all: CategoryTree, one: Category, words: string): boolean {
	return all
		.chain(one.code)
		.some((part) =>
			[
				part.code,
				...part.texts.flatMap((text) => [text.name, text.hint]),
				...(part === one ? part.words.map(({ word }) => word) : []),
			].some((text) => text.toLowerCase().includes(words)),
		);
}
