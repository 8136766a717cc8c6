import { dayIn } from '#platform/calendar/door.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { type Ground, groundOf } from './ground.server.ts';
import { begun, countTerms, fromFiling } from './ledger.ts';
import { planned } from './recount-terms.ts';
import type { Days, Term, TermRule } from './term.ts';

/**
 * All terms of an appeal that is filed now, counted from the filing and not from registration or routing: neither a slow registry
 * nor passing an appeal on ever buys time (59-FZ counts from registration, which is never earlier). Terms in days are the same
 * for all appeals of one day wherever days, rules and ladder are the same, and are counted once; only hours depend on the moment.
 */
export async function termsFor(territory: TerritoryId, category: string, filedAt: Date): Promise<Term[]> {
	const ground = await groundOf(territory);
	const day = dayIn(ground.zone, filedAt);
	const rules = ground.rules(category, day);
	const { steps, quiet } = ground.ladder(category);
	const memo = memoOf(ground.days);
	const key = `${day} ${markOf(rules)} ${markOf(steps)} ${quiet?.from}-${quiet?.to}`;
	let known = memo.get(key);
	if (!known) {
		known = count(ground, category, rules, filedAt, true);
		if (memo.size > 2_000) memo.clear();
		memo.set(key, known);
	}
	return [
		...known.map((term) => ({ ...term, startedAt: filedAt })),
		...count(ground, category, rules, filedAt, false),
	];
}

const memos = new WeakMap<Days, Map<string, Term[]>>();
function memoOf(days: Days): Map<string, Term[]> {
	let memo = memos.get(days);
	if (!memo) {
		memo = new Map();
		memos.set(days, memo);
	}
	return memo;
}

/** Lists that say the same have the same mark, whichever territory they were put together for. */
const marks = new WeakMap<object, number>();
const said = new Map<string, number>();
let lastMark = 0;
function markOf(list: readonly object[]): number {
	let mark = marks.get(list);
	if (mark === undefined) {
		const text = JSON.stringify(list);
		mark = said.get(text) ?? ++lastMark;
		if (said.size > 5_000) said.clear();
		said.set(text, mark);
		marks.set(list, mark);
	}
	return mark;
}

/** The next moments of terms that were written past the doors, for the demonstration's copy of many. */
export async function plannedFor(
	territory: TerritoryId,
	category: string,
	terms: readonly Term[],
): Promise<Term[]> {
	return planned(terms, category, await groundOf(territory));
}

function count(
	ground: Ground,
	category: string,
	all: readonly TermRule[],
	filedAt: Date,
	inDays: boolean,
): Term[] {
	const rules = all.filter((rule) => fromFiling(rule) && (rule.unit !== 'working-hours') === inDays);
	if (rules.length === 0) return [];
	const facts = { startedAt: filedAt, waits: [], prolongedTo: null };
	const counted = countTerms(rules, facts, ground.days, filedAt);
	return planned(
		counted.map((one) => begun(one, filedAt)),
		category,
		ground,
	);
}
