import { database } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { isOffered } from '../listed/listed.ts';
import type { AppealView } from '../read-appeal.ts';
import { groundOf } from '../terms/ground.server.ts';
import { type DissentKind, mayDispute, mayObject, openUntil } from './closing.ts';
import { knownReasons } from './known-reasons.server.ts';
import { namesIn } from './reasons.ts';
import * as store from './store.server.ts';

/** How the closing of an appeal stands, for its public page. */
export type ClosingView = {
	/** Neighbours who say of the newest answer that it is not done. */
	disputes: number;
	/** So many restart the work. */
	enough: number;
	/** What was chosen most, in words, with how often. */
	said: { name: string; count: number }[];
	/** A controller looks at it until that day. */
	review: { because: DissentKind; dueOn: string; taken: boolean } | null;
	/** Until when an ended one may be called not done. */
	until: Date | null;
	may: Record<'return' | 'object' | 'dispute', boolean>;
	/** This viewer has said so of this answer. */
	disputed: boolean;
	/** A controller found this answer true. */
	checked: boolean;
	reasons: { value: string; label: string }[];
};

const nothing: ClosingView = {
	disputes: 0,
	enough: 0,
	said: [],
	review: null,
	until: null,
	may: { return: false, object: false, dispute: false },
	disputed: false,
	checked: false,
	reasons: [],
};

/** Reads nothing of an appeal that has no answer yet. */
export async function closingOf(actor: Actor, view: AppealView, now = new Date()): Promise<ClosingView> {
	const { appeal } = view;
	const round = view.answers.at(-1)?.round;
	if (round === undefined) return nothing;
	const [ground, dissents, reviews, reasons] = await Promise.all([
		groundOf(appeal.territory),
		store.dissentsOf(database(), appeal),
		store.reviewsOf(database(), appeal),
		knownReasons(),
	]);
	const rule = ground.closing(appeal.category);
	const disputes = dissents.filter((one) => one.kind === 'dispute' && one.round === round);
	const open = reviews.find((one) => !one.decision);
	const checked = reviews.some((one) => one.round === round && one.decision === 'rejected');
	const disputed = actor.account !== null && disputes.some((one) => one.account === actor.account);
	const named = namesIn(reasons, actor.lang);
	const counts = Map.groupBy(disputes, (one) => one.reason ?? 'other');
	return {
		disputes: disputes.length,
		enough: rule.disputesEnough,
		said: [...counts]
			.map(([code, all]) => ({ name: named.get(code) ?? '', count: all.length }))
			.sort((a, b) => b.count - a.count),
		review: open ? { because: open.because, dueOn: open.dueOn, taken: open.takenBy !== null } : null,
		until: openUntil(appeal, rule),
		may: {
			return: view.may.return && appeal.state === 'answered',
			object: view.may.return && mayObject(appeal, rule, now),
			dispute:
				view.joined &&
				appeal.visibility !== 'authority' &&
				!disputed &&
				!checked &&
				mayDispute(appeal, rule, now),
		},
		disputed,
		checked,
		reasons: reasons.filter(isOffered).map(({ code }) => ({ value: code, label: named.get(code) ?? code })),
	};
}

/** Words of reasons for lines of a timeline. */
export async function reasonNames(lang: string): Promise<Map<string, string>> {
	return namesIn(await knownReasons(), lang);
}
