import { database } from '#platform/db/door.server.ts';
import { receiptOf } from '#platform/transparency/door.server.ts';
import type { AppealRef } from './appeal.ts';
import { readSealed } from './logged-store.server.ts';

/**
 * The proof that an appeal stands in the log; null while it waits. With its content for its author, as far as it is still what was logged:
 * an official may have corrected category or place since.
 */
export async function receiptOfAppeal(ref: AppealRef, forAuthor: boolean): Promise<string | null> {
	const sealed = await readSealed(database(), ref);
	if (!sealed) return null;
	const { leaf, nonce, category, text, where, lat, lon } = sealed;
	const point = lat === null || lon === null ? null : { lat, lon };
	const content = JSON.stringify({ category, text, where, point });
	const thing = { territory: ref.territory, kind: 'appeal', thing: ref.id, leaf };
	return receiptOf(thing, forAuthor ? { nonce, content } : null);
}
