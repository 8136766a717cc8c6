import { record } from '#platform/audit/door.server.ts';
import { database, newId, transaction } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import type { AppealRef } from './appeal.ts';
import * as lists from './lists-store.server.ts';
import * as store from './store.server.ts';
import { house } from './take-in.ts';

/** Days that the author has to accept or return an answer; the page names the last of them. */
export const daysToJudge = 30;

/** An answer that its author said nothing to for so long ends the appeal, and the timeline says that it did. */
export async function closeSilent(now = new Date()): Promise<number> {
	const before = new Date(now.getTime() - daysToJudge * 86_400_000);
	let closed = 0;
	for (const ref of await lists.answeredBefore(database(), before)) if (await close(ref, before)) closed++;
	return closed;
}

async function close(ref: AppealRef, before: Date): Promise<boolean> {
	return transaction(async (tx) => {
		const appeal = await store.lock(tx, ref);
		if (appeal?.state !== 'answered' || !appeal.answeredAt || appeal.answeredAt >= before) return false;
		const at = new Date();
		await store.change(tx, ref, { state: 'closed', closedBecause: 'silent', closedAt: at }, at);
		await store.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'closed',
			audience: 'public',
			facts: { because: 'silent' },
		});
		await announce(tx, 'appeals.closed', { territory: ref.territory, appeal: ref.id, because: 'silent' });
		await record(tx, {
			actor: house,
			territory: ref.territory,
			action: 'appeals.closed',
			thing: { kind: 'appeal', id: ref.id },
			payload: { because: 'silent' },
		});
		return true;
	});
}
