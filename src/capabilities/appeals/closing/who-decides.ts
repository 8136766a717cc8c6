import type { AccountId } from '#platform/db/ids.ts';
import type { Dissent } from './closing.ts';

/** Nobody decides on an answer of their own, nor on one that they sent back themselves. A code of words; null: they may. */
export function whyNotDecide(
	{ account }: { account: AccountId | null },
	answeredBy: AccountId | null,
	said: readonly Pick<Dissent, 'kind' | 'account'>[],
): 'appeals.review.own' | 'appeals.review.own-word' | null {
	if (account === null) return null;
	if (answeredBy === account) return 'appeals.review.own';
	return said.some((one) => one.kind === 'sample' && one.account === account)
		? 'appeals.review.own-word'
		: null;
}
