import { type Lang, translatorFor } from '#platform/i18n/door.ts';
import type { StatementRow } from './statements-store.server.ts';

/** Why a statement is not shown, in words of the house. */
export const readyReasons = ['said', 'two', 'person', 'beside', 'rude', 'appeal'] as const;
export type ReadyReason = (typeof readyReasons)[number];

export const wordsOfReady = (ready: ReadyReason, lang: Lang): string =>
	translatorFor(lang).any(`opinions.reason.ready.${ready}`);

/** The reason in the reader's language, where it is a ready one; else as the moderator typed it. */
export function reasonIn({ reason, ready }: Pick<StatementRow, 'reason' | 'ready'>, lang: Lang): string {
	const known = readyReasons.find((one) => one === ready);
	return known ? wordsOfReady(known, lang) : reason;
}
