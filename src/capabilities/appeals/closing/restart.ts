import { type AccountId, newId, type Tx } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import type { Answer, Appeal } from '../appeal.ts';
import * as store from '../store.server.ts';
import { reopenTerms } from '../terms/answer-terms.ts';

/**
 * What neighbours or a reader of the sample call not done is worked on again, even where its author had accepted it or kept silent. Terms are those of the
 * first day. The caller has locked the appeal.
 */
export async function restart(
	tx: Tx,
	appeal: Appeal,
	why: {
		answer: Answer;
		disputes: number;
		/** A reader of the sample had sent it back. */
		sampled?: boolean;
		by: AccountId | null;
		note: string | null;
		at: Date;
	},
): Promise<void> {
	const { answer, disputes, sampled, by, note, at } = why;
	const t = translatorFor(appeal.lang === 'en' ? 'en' : 'ru');
	const reason =
		note || (sampled ? t('appeals.sample.as-reason') : t('appeals.dispute.as-reason', { count: disputes }));
	// what the author had said of it stays said
	if (!answer.verdict) await store.judgeAnswer(tx, appeal, answer.id, { verdict: 'returned', reason, at });
	await store.change(
		tx,
		appeal,
		{ state: 'returned', returns: appeal.returns + 1, closedAt: null, closedBecause: null, inReview: false },
		at,
	);
	await reopenTerms(tx, appeal, { account: by, at });
	await store.happened(tx, appeal, at, {
		id: newId(at.getTime()),
		kind: 'returned',
		audience: 'public',
		account: by,
		text: note,
		facts: sampled
			? { round: answer.round, by: 'sample' }
			: { round: answer.round, by: 'neighbours', count: disputes },
	});
	await announce(tx, 'appeals.returned', { territory: appeal.territory, appeal: appeal.id });
}
