import { record } from '#platform/audit/door.server.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { newId, type Tx } from '#platform/db/door.server.ts';
import { invalid } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { tree, zoneOf } from '#rooms/territories/door.server.ts';
import type { Appeal, AppealRef, CategoryBy } from './appeal.ts';
import { categories } from './categories.server.ts';
import type { Suggested } from './classifier/guess.ts';
import { reach } from './reach.ts';
import * as store from './store.server.ts';
import { recountTerms } from './terms/recount-terms.ts';
import { within } from './within.ts';

/** Changes the category, by the hand of an official. */
export async function classifyAppeal(
	actor: Actor,
	ref: AppealRef,
	category: string,
	given?: Tx,
): Promise<void> {
	const at = new Date();
	const all = await categories();
	await within(given, async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.classify');
		if (appeal.category === category && appeal.categoryBy === 'official') return;
		const areas = [ref.territory, ...tree.ancestors(ref.territory)];
		if (!all.isOpen(category, dayIn(zoneOf(ref.territory), at), areas))
			invalid({ field: 'category', code: 'appeals.form.category.missing' });
		await classify(tx, appeal, category, { by: actor, at });
	});
}

/**
 * The rows of a new category. Its own terms are counted anew from the moment of filing; when that moves the day that the
 * resident was told, the timeline says from which to which and why.
 * @param options.guessed by the classifier, not by a person: how sure it was, and by which words
 */
export async function classify(
	tx: Tx,
	appeal: Appeal,
	category: string,
	{ by, at = new Date(), guessed }: { by: Actor; at?: Date; guessed?: Suggested },
): Promise<void> {
	const ref = { territory: appeal.territory, id: appeal.id };
	// a category that moves with all of its appeals is nobody's decision on one of them
	const says: CategoryBy = guessed ? 'house' : by.account ? 'official' : appeal.categoryBy;
	await store.change(tx, ref, { category, categoryBy: says }, at);
	const { to: due } = await recountTerms(tx, ref, 'category', { account: by.account, at });
	await store.happened(tx, ref, at, {
		id: newId(at.getTime()),
		kind: 'classified',
		audience: 'office',
		account: by.account,
		facts: { from: appeal.category, to: category, ...(guessed ? traceOf(guessed) : {}) },
	});
	await announce(tx, 'appeals.classified', {
		territory: ref.territory,
		appeal: ref.id,
		from: { category: appeal.category, by: appeal.categoryBy },
	});
	await record(tx, {
		actor: by,
		territory: ref.territory,
		action: 'appeals.classified',
		thing: { kind: 'appeal', id: ref.id },
		payload: {
			from: appeal.category,
			to: category,
			due: due.dueOn,
			...(guessed ? { confidence: guessed.confidence } : {}),
		},
	});
}

/** What the timeline of the office tells of a guess. */
export function traceOf(guessed: Suggested): Record<string, string | number> {
	return {
		by: 'house',
		confidence: Math.round(guessed.confidence * 100) / 100,
		words: guessed.words.join(', '),
	};
}
