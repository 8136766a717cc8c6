import { dayIn } from '#platform/calendar/door.ts';
import type { TerritoryId, Tx } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { queueLeaves } from '#platform/transparency/door.server.ts';
import { view } from '#rooms/territories/door.server.ts';
import { numberOf } from '../number.ts';
import { termsFor } from '../terms/begin-terms.ts';
import type { Term } from '../terms/term.ts';
import * as store from './bring-in-store.server.ts';
import { emptyBooks, type PastAppeal, write } from './past-appeal.ts';

/** By territory: what the term of any of its appeals begins with. */
let models = new Map<TerritoryId, Promise<Term[]>>();

/**
 * The terms that an appeal begins with. What was over and had its own day in the source needs no counting by our rules, which is
 * the slowest part of a row: only the zone and the edition of the calendar are taken.
 */
async function termsOf(territory: TerritoryId, past: PastAppeal): Promise<Term[]> {
	const over = past.state === 'accepted' || past.state === 'closed';
	if (!over || !past.due) return termsFor(territory, past.category, past.filedAt);
	if (models.size > 1_000) models = new Map();
	let model = models.get(territory);
	if (!model) {
		model = termsFor(territory, past.category, past.filedAt);
		models.set(territory, model);
	}
	const first = (await model)[0] as Term;
	return [{ ...first, startedAt: past.filedAt, startedOn: dayIn(first.zone, past.filedAt) }];
}

/**
 * Brings appeals of the past into the books of their owner, within the caller's transaction: rows by COPY, numbers by the year of
 * filing in the order of filing, taken last. The caller has checked them, sees to it that none comes twice, and renews
 * what mirrors them afterwards (`mirrorAppeals`).
 * @returns the numbers, in the order given
 */
export async function bringInAppeals(
	tx: Tx,
	territory: TerritoryId,
	past: readonly PastAppeal[],
	/** Of each, the year of filing in the owner's zone. */
	years: readonly number[],
	now: Date,
): Promise<string[]> {
	const code = (await view(territory))?.shortCode ?? refuse('appeals.territory-not-found');
	const books = emptyBooks();
	const settle: ((number: string) => void)[] = [];
	for (const one of past) settle.push(write(books, territory, one, await termsOf(territory, one), now));
	await store.copy(tx, books, ['applicant', 'term', 'history']);
	await queueLeaves(tx, books.leaves);
	const numbers = new Array<string>(past.length);
	const order = past.map((_, i) => i).sort((a, b) => past[a]!.filedAt.getTime() - past[b]!.filedAt.getTime());
	for (const [year, ofYear] of Map.groupBy(order, (i) => years[i]!)) {
		const last = await store.takeNumbers(tx, territory, year, ofYear.length);
		for (const [nth, i] of ofYear.entries()) {
			numbers[i] = numberOf(code, year, last - ofYear.length + 1 + nth);
			settle[i]!(numbers[i]!);
		}
	}
	await store.copy(tx, books, ['appeal', 'answer']);
	return numbers;
}
