import type { AccountId, Id, TerritoryId } from '#platform/db/ids.ts';
import type { Appeal, AppealRef } from '../appeal.ts';

/** The days and numbers by which an answer closes an appeal; what each means is written at the table (0247-appeals-closing.sql). */
export type ClosingRule = {
	silentDays: number | null;
	objectionDays: number;
	disputesEnough: number;
	reviewDays: number;
};

/** A rule as it was written once: of a territory (0: everywhere) and a category (empty: all). */
export type ClosingEdition = ClosingRule & {
	holdsIn: TerritoryId;
	category: string;
	version: number;
	inherits: boolean;
	madeAt: Date;
	madeBy: AccountId | null;
};

/** Where nothing is written at all. */
const usual: ClosingRule = { silentDays: null, objectionDays: 30, disputesEnough: 3, reviewDays: 3 };

/**
 * The rule that holds in a place for a category: the nearest territory that has any decides, in it the nearest category.
 * @param areas the territory and those above it, nearest first
 * @param chain the category and those above it, nearest first
 */
export function closingRuleFor(
	editions: readonly ClosingEdition[],
	areas: readonly TerritoryId[],
	chain: readonly string[],
): ClosingRule & { from: ClosingEdition | null } {
	for (const area of [...areas, 0 as TerritoryId])
		for (const category of [...chain, '']) {
			const found = editions.find(
				(one) => one.holdsIn === area && one.category === category && !one.inherits,
			);
			if (found) return { ...found, from: found };
		}
	return { ...usual, from: null };
}

type Ended = Pick<Appeal, 'state' | 'closedBecause' | 'closedAt'>;
const day = 86_400_000;

/** Until when an appeal that its answer ended may still be called not done; null: it did not end that way. */
export function openUntil({ state, closedBecause, closedAt }: Ended, rule: ClosingRule): Date | null {
	const byAnswer =
		state === 'accepted' || (state === 'closed' && (closedBecause === 'silent' || closedBecause === 'done'));
	return byAnswer && closedAt ? new Date(closedAt.getTime() + rule.objectionDays * day) : null;
}

/** Silence closed it: for some days more its author may say that it is not done. */
export function mayObject(appeal: Ended, rule: ClosingRule, now: Date): boolean {
	const until = openUntil(appeal, rule);
	return appeal.state === 'closed' && until !== null && now < until;
}

/** Whoever joined may say that it is not done, while the answer is young, whatever its author said. */
export function mayDispute(appeal: Ended, rule: ClosingRule, now: Date): boolean {
	if (appeal.state === 'answered') return true;
	const until = openUntil(appeal, rule);
	return until !== null && now < until;
}

/** sample: whoever scored the answer without names calls it a formal reply. */
export type DissentKind = 'return' | 'objection' | 'dispute' | 'sample';
/** Said by others than the author: until a controller decides, the answer stays as it was. */
export const isByOthers = (because: string): boolean => because === 'dispute' || because === 'sample';
export type Dissent = {
	id: Id<'dissent'>;
	round: number;
	kind: DissentKind;
	account: AccountId | null;
	reason: string | null;
	text: string;
	at: Date;
	photographs: { file: string; name: string }[];
};

export type ReviewId = Id<'review'>;
export type Review = {
	territory: TerritoryId;
	id: ReviewId;
	appeal: AppealRef['id'];
	round: number;
	because: DissentKind;
	openedAt: Date;
	dueOn: string;
	dueAt: Date;
	takenBy: AccountId | null;
	takenAt: Date | null;
	/** confirmed: not done, the work goes on; rejected: done; dropped: the appeal ended otherwise. */
	decision: 'confirmed' | 'rejected' | 'dropped' | null;
	decidedHow: 'controller' | 'number' | 'silence' | 'withdrawn' | null;
	decidedBy: AccountId | null;
	decidedAt: Date | null;
	note: string | null;
};
