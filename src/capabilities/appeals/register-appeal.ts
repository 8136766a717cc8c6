import { record } from '#platform/audit/door.server.ts';
import { newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { AppealRef } from './appeal.ts';
import { reach } from './reach.ts';
import * as store from './store.server.ts';

/** Enters the appeal into the books by hand; what comes through the pages is registered by itself (take-in.ts). */
export async function registerAppeal(actor: Actor, ref: AppealRef): Promise<void> {
	await transaction(async (tx) => {
		await reach(tx, { actor }, ref, 'appeals.register');
		await register(tx, ref, actor);
		await announce(tx, 'appeals.registered', { territory: ref.territory, appeal: ref.id });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.registered',
			thing: { kind: 'appeal', id: ref.id },
		});
	});
}

/** The rows of a registration; the caller has locked the appeal, asked for the right and tells the others. */
export async function register(tx: Tx, ref: AppealRef, by: Actor | null, at = new Date()): Promise<void> {
	await store.change(tx, ref, { state: 'registered', registeredAt: at }, at);
	await store.meet(tx, ref, ['register'], at);
	await store.happened(tx, ref, at, {
		id: newId(at.getTime()),
		kind: 'registered',
		audience: 'public',
		account: by?.account ?? null,
	});
}
