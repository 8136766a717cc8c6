import type { TerritoryId } from '#platform/db/door.server.ts';
import { dayIn } from './count.ts';
import { groundOf } from './ground.server.ts';
import { begun, countTerms, fromFiling } from './ledger.ts';
import type { Term } from './term.ts';

/** Terms of one day, category and calendar are the same for all: counted once. Only hours depend on the moment. */
const counted = new Map<string, Term[]>();

/**
 * All terms of an appeal that is filed now, counted from the filing and not from registration or routing: neither a slow registry
 * nor passing an appeal on ever buys time (59-FZ counts from registration, which is never earlier).
 */
export async function termsFor(territory: TerritoryId, category: string, filedAt: Date): Promise<Term[]> {
	const ground = await groundOf(territory);
	const day = dayIn(ground.zone, filedAt);
	const rules = ground.rules(category, day).filter(fromFiling);
	const facts = { startedAt: filedAt, waits: [], prolongedTo: null };
	const inDays = rules.filter((rule) => rule.unit !== 'working-hours');
	const key = `${ground.days.version} ${ground.zone} ${day} ${JSON.stringify(inDays)}`;
	let known = counted.get(key);
	if (!known) {
		known = countTerms(inDays, facts, ground.days, filedAt).map((one) => begun(one, filedAt));
		if (counted.size > 5_000) counted.clear();
		counted.set(key, known);
	}
	const inHours = rules.filter((rule) => rule.unit === 'working-hours');
	return [
		...known.map((term) => ({ ...term, startedAt: filedAt })),
		...countTerms(inHours, facts, ground.days, filedAt).map((one) => begun(one, filedAt)),
	];
}
