import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Appeal } from '../appeal.ts';
import * as store from './draft-store.server.ts';

/** Fields of a form as typed; files are kept as drafts of their own and named here. */
export type DraftFields = Record<string, string | string[]>;

/** Days that a draft waits. */
export const draftWaits = 30;
const longest = 60_000;

/** Fields that are nobody's business to keep: tokens, keys, what the page itself sets. */
const kept = (name: string) => !name.startsWith('_') && name !== 'drop' && name !== 'photographs';

/** Keeps what was typed so far, over what was kept before. An empty form takes the draft away. */
export async function keepDraft(
	actor: Actor,
	territory: TerritoryId,
	fields: DraftFields,
	at = new Date(),
): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const own = Object.fromEntries(Object.entries(fields).filter(([name]) => kept(name)));
	const typed = ['text', 'where', 'lat', 'photograph'].some((name) => (own[name] ?? '').length > 0);
	if (!typed) return store.deleteDraft(database(), account, territory);
	if (JSON.stringify(own).length > longest) refuse('appeals.draft.too-large');
	await store.putDraft(database(), account, territory, own, at);
}

export async function dropDraft(actor: Actor, territory: TerritoryId): Promise<void> {
	if (actor.account) await store.deleteDraft(database(), actor.account, territory);
}

export async function draftOf(
	actor: Actor,
	territory: TerritoryId,
): Promise<{ fields: DraftFields; updatedAt: Date } | null> {
	return actor.account ? ((await store.readDraftOf(database(), actor.account, territory)) ?? null) : null;
}

/** What was sent is a draft no more; in a job after the filing, so that nobody waits for it. */
export async function dropSentDrafts(appeals: readonly Pick<Appeal, 'author' | 'text'>[]): Promise<void> {
	await store.deleteSent(
		database(),
		appeals.flatMap(({ author, text }) => (author ? [{ account: author, text }] : [])),
	);
}

/** All that the person has begun, the newest first. */
export async function draftsOf(actor: Actor): Promise<store.OwnDraft[]> {
	return actor.account ? store.draftsOf(database(), actor.account) : [];
}

/** Drafts that nobody took up again go away; a nightly job. */
export async function sweepDrafts(now = new Date()): Promise<void> {
	await store.deleteOlder(database(), new Date(now.getTime() - draftWaits * 86_400_000));
}
