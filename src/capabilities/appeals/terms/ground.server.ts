import { hoursOf } from '#platform/calendar/door.server.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { isoPlaceOf, tree, zoneOf } from '#rooms/territories/door.server.ts';
import { calendarFor } from '../calendar.server.ts';
import { categories } from '../categories.server.ts';
import type { CategoryTree } from '../category-tree.ts';
import { promiseOf } from './promise.ts';
import { readRulebook } from './rulebook-store.server.ts';
import { type Rulebook, termRules, type Where } from './rules.ts';
import type { Day, Days, TermRule } from './term.ts';

/** Everything that terms of one territory are counted by. */
export type Ground = {
	days: Days;
	zone: string;
	where: Where;
	book: Rulebook;
	categories: CategoryTree;
	/** The rules for an appeal of a category that was filed on a day. */
	rules(category: string, filedOn: Day): TermRule[];
};

const keptFor = 5_000;
let known: { book: Rulebook; readAt: number } | undefined;
let reading: Promise<Rulebook> | undefined;

/** The rules of terms, at most five seconds old. */
export async function rulebook(): Promise<Rulebook> {
	if (known && Date.now() - known.readAt < keptFor) return known.book;
	reading ??= readRulebook(database())
		.then((book) => {
			known = { book, readAt: Date.now() };
			return book;
		})
		.finally(() => {
			reading = undefined;
		});
	return reading;
}

/** After a change, and in tests where one process sees several databases. */
export function forgetRulebook(): void {
	known = undefined;
}

const grounds = new Map<TerritoryId, Ground>();

/** From memory where it was asked for a moment ago: call it before a transaction begins, then inside it costs nothing. */
export async function groundOf(territory: TerritoryId): Promise<Ground> {
	const [calendar, place, book, all] = await Promise.all([
		calendarFor(territory),
		isoPlaceOf(territory),
		rulebook(),
		categories(),
	]);
	const where: Where = { country: place.country, areas: [territory, ...tree.ancestors(territory)] };
	const days = await hoursOf(calendar, where.areas);
	const last = grounds.get(territory);
	if (last && last.days === days && last.book === book && last.categories === all) return last;
	const rules = new Map<string, TermRule[]>();
	const ground: Ground = {
		days,
		zone: zoneOf(territory),
		where,
		book,
		categories: all,
		rules(category, filedOn) {
			const key = `${filedOn} ${category}`;
			let found = rules.get(key);
			if (!found) {
				found = termRules(book, where, filedOn, {
					chain: all.chain(category).map((one) => one.code),
					promise: promiseOf(all, category),
				});
				if (rules.size > 1_000) rules.clear();
				rules.set(key, found);
			}
			return found;
		},
	};
	if (grounds.size >= 5_000) grounds.clear();
	grounds.set(territory, ground);
	return ground;
}

/** What a resident is told of each reason to wait. */
export async function sayingOfWaits(lang: string): Promise<Map<string, string>> {
	const { reasons } = await rulebook();
	const said = (texts: readonly { lang: string; said: string }[]) =>
		(texts.find((text) => text.lang === lang) ?? texts[0])?.said ?? '';
	return new Map(reasons.map((reason) => [reason.code, said(reason.texts)]));
}
