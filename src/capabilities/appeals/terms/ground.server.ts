import { hoursOf } from '#platform/calendar/door.server.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { isoPlaceOf, tree, zoneOf } from '#rooms/territories/door.server.ts';
import { calendarFor } from '../calendar.server.ts';
import { categories } from '../categories.server.ts';
import type { CategoryTree } from '../category-tree.ts';
import { type ClosingEdition, type ClosingRule, closingRuleFor } from '../closing/closing.ts';
import { newestClosingRules } from '../closing/rules-store.server.ts';
import { kept } from '../kept.ts';
import type { Ladder } from './ladder.ts';
import { type LadderEdition, newestLadders } from './ladder-store.server.ts';
import { promiseOf } from './promise.ts';
import { readRulebook } from './rulebook-store.server.ts';
import { type Rulebook, termRules, type Where } from './rules.ts';
import type { Day, Days, TermRule } from './term.ts';
import { changedAt, type Ladders, ladderFor, ladderKey, rhythmFor } from './which-ladder.ts';

/** Everything that terms of one territory are counted by. */
export type Ground = {
	days: Days;
	zone: string;
	where: Where;
	book: Rulebook;
	categories: CategoryTree;
	/** The rules for an appeal of a category that was filed on a day. */
	rules(category: string, filedOn: Day): TermRule[];
	ladders: Ladders;
	/** Who is told of an appeal of a category, and when; since when that is so. */
	ladder(category: string): Ladder & { since: Date };
	closings: readonly ClosingEdition[];
	/** The days of closing for a category. */
	closing(category: string): ClosingRule;
};

const book = kept(() => readRulebook(database()));
const ladderRows = kept(() => newestLadders(database()));
const closingRows = kept(() => newestClosingRules(database()));
let ladderMap: { of: readonly LadderEdition[]; map: Ladders } | undefined;

/** The rules of terms. */
export const rulebook = (): Promise<Rulebook> => book.get();

/** All ladders that hold somewhere. */
export async function ladders(): Promise<Ladders> {
	const rows = await ladderRows.get();
	if (ladderMap?.of !== rows)
		ladderMap = { of: rows, map: new Map(rows.map((one) => [ladderKey(one), one])) };
	return ladderMap.map;
}

/** After a change, and in tests where one process sees several databases. */
export function forgetRulebook(): void {
	book.forget();
	ladderRows.forget();
	closingRows.forget();
}

const grounds = new Map<TerritoryId, Ground>();

/** From memory where it was asked for a moment ago: call it before a transaction begins, then inside it costs nothing. */
export async function groundOf(territory: TerritoryId): Promise<Ground> {
	const [calendar, place, book, all, steps, closings] = await Promise.all([
		calendarFor(territory),
		isoPlaceOf(territory),
		rulebook(),
		categories(),
		ladders(),
		closingRows.get(),
	]);
	const where: Where = { country: place.country, areas: [territory, ...tree.ancestors(territory)] };
	const days = await hoursOf(calendar, where.areas);
	const last = grounds.get(territory);
	const same = last?.days === days && last.book === book && last.categories === all && last.ladders === steps;
	if (same && last.closings === closings) return last;
	const rules = new Map<string, TermRule[]>();
	const chainOf = (category: string) => all.chain(category).map((one) => one.code);
	const closing = (category: string) => closingRuleFor(closings, where.areas, chainOf(category));
	const { quiet } = rhythmFor(steps, where.areas);
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
				const { silentDays } = closing(category);
				found = termRules(book, where, filedOn, {
					chain: chainOf(category),
					promise: promiseOf(all, category),
				}).map((rule) =>
					rule.kind === 'verdict' && silentDays !== null
						? { ...rule, amount: silentDays, unit: 'days' as const }
						: rule,
				);
				if (rules.size > 1_000) rules.clear();
				rules.set(key, found);
			}
			return found;
		},
		ladders: steps,
		ladder(category) {
			const chain = chainOf(category);
			return {
				steps: ladderFor(steps, where.areas, chain)?.steps ?? [],
				quiet,
				since: changedAt(steps, where.areas, chain),
			};
		},
		closings,
		closing,
	};
	if (grounds.size >= 20_000) grounds.clear();
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
