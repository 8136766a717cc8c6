import { newId, type Tx } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Appeal, AppealRef } from '../appeal.ts';
import * as store from '../store.server.ts';
import * as merging from './merging-store.server.ts';

/** What everybody may know of one another: what only the authority sees never meets what everybody sees. */
export const isPrivate = (appeal: Pick<Appeal, 'visibility'>): boolean => appeal.visibility === 'authority';

/** How many are led, counted from the rows. The leading appeal is locked or was just changed. */
export async function countLed(tx: Tx, lead: AppealRef, at: Date): Promise<void> {
	await store.change(tx, lead, { merged: (await merging.idsLedBy(tx, lead)).length }, at);
}

/**
 * The rows of a release. `because`: an official took it out, or took the merging back; its author returned the answer.
 * The reason is a matter of the office: it may speak of the other authors.
 */
export async function release(
	tx: Tx,
	appeal: Appeal,
	by: { because: 'office' | 'undone' | 'returned'; actor: Actor | null; reason?: string },
	at: Date,
): Promise<void> {
	if (!appeal.mergedInto) return;
	const lead = { territory: appeal.territory, id: appeal.mergedInto };
	await store.change(tx, appeal, { mergedInto: null }, at);
	const leading = await store.lock(tx, lead);
	if (leading) {
		await countLed(tx, lead, at);
		await store.happened(tx, lead, at, {
			id: newId(at.getTime() + 1),
			kind: 'let-go',
			audience: isPrivate(leading) ? 'office' : 'public',
			account: by.actor?.account ?? null,
			facts: { number: appeal.number },
		});
		await announce(tx, 'appeals.gathered', { territory: lead.territory, appeal: lead.id });
	}
	await store.happened(tx, appeal, at, {
		id: newId(at.getTime() + 1),
		kind: 'unmerged',
		audience: 'public',
		account: by.actor?.account ?? null,
		facts: { because: by.because },
	});
	if (by.reason)
		await store.happened(tx, appeal, at, {
			id: newId(at.getTime() + 2),
			kind: 'noted',
			audience: 'office',
			account: by.actor?.account ?? null,
			text: by.reason,
		});
	await announce(tx, 'appeals.unmerged', {
		territory: appeal.territory,
		appeal: appeal.id,
		round: appeal.version,
		because: by.because,
	});
}
