import { database } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Appeal, Happening } from '../appeal.ts';
import * as store from '../store.server.ts';
import { reasonIn } from './reasons.ts';

/** Since when and why everybody no longer sees the appeal, in the reader's language. */
export type HiddenNow = { at: Date; reason: string; by: Happening['account'] };

const hidingOf = (one: Happening) => ({ why: String(one.facts.why ?? 'own'), words: one.text ?? '' });

/** Null where no official hid it. One query where one did. */
export async function hiddenNow(appeal: Appeal, lang: Actor['lang']): Promise<HiddenNow | null> {
	if (!appeal.hiddenWas) return null;
	const entry = await lastHiding(appeal);
	return entry ? { at: entry.at, reason: reasonIn(hidingOf(entry), lang), by: entry.account } : null;
}

/** The last time that the whole, or this photograph, was hidden. */
async function lastHiding(
	appeal: Pick<Appeal, 'territory' | 'id'>,
	photograph = '',
): Promise<Happening | undefined> {
	const entries = await store.historyOf(database(), appeal, ['author'], { kinds: ['hidden'], limit: 200 });
	return entries.findLast((one) => (one.facts.file ?? '') === photograph);
}

/** The reason of the last hiding, for letters and notices that are written in both languages. */
export async function whyHidden(
	appeal: Appeal,
	photograph: string,
): Promise<{ reason: string; 'reason.en': string }> {
	const entry = await lastHiding(appeal, photograph);
	if (!entry) return { reason: '', 'reason.en': '' };
	return { reason: reasonIn(hidingOf(entry), 'ru'), 'reason.en': reasonIn(hidingOf(entry), 'en') };
}

/** An entry of the history with its reason in words. */
export function withReason(one: Happening, lang: string): Happening {
	return one.kind === 'hidden' ? { ...one, text: reasonIn(hidingOf(one), lang === 'en' ? 'en' : 'ru') } : one;
}
