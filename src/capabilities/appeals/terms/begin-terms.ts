import type { TerritoryId } from '#platform/db/door.server.ts';
import { dayIn } from './count.ts';
import { type Ground, groundOf } from './ground.server.ts';
import { begun, countTerms, fromFiling } from './ledger.ts';
import { planned } from './recount-terms.ts';
import type { Term } from './term.ts';

/**
 * All terms of an appeal that is filed now, counted from the filing and not from registration or routing: neither a slow registry
 * nor passing an appeal on ever buys time (59-FZ counts from registration, which is never earlier). Terms in days are the same
 * for all appeals of one day and category and are counted once; only hours depend on the moment.
 */
export async function termsFor(territory: TerritoryId, category: string, filedAt: Date): Promise<Term[]> {
	const ground = await groundOf(territory);
	const day = dayIn(ground.zone, filedAt);
	const key = `${day} ${category}`;
	let known = ground.memo.get(key);
	if (!known) {
		known = count(ground, category, filedAt, true);
		if (ground.memo.size > 300) ground.memo.clear();
		ground.memo.set(key, known);
	}
	return [
		...known.map((term) => ({ ...term, startedAt: filedAt })),
		...count(ground, category, filedAt, false),
	];
}

/** The next moments of terms that were written past the doors, for the demonstration's copy of many. */
export async function plannedFor(
	territory: TerritoryId,
	category: string,
	terms: readonly Term[],
): Promise<Term[]> {
	return planned(terms, category, await groundOf(territory));
}

function count(ground: Ground, category: string, filedAt: Date, inDays: boolean): Term[] {
	const rules = ground
		.rules(category, dayIn(ground.zone, filedAt))
		.filter((rule) => fromFiling(rule) && (rule.unit !== 'working-hours') === inDays);
	if (rules.length === 0) return [];
	const facts = { startedAt: filedAt, waits: [], prolongedTo: null };
	const counted = countTerms(rules, facts, ground.days, filedAt);
	return planned(
		counted.map((one) => begun(one, filedAt)),
		category,
		ground,
	);
}
