import type { AccountId, Id, Ref, TerritoryId } from '#platform/db/ids.ts';
import type { Facts } from '#platform/errors/door.ts';
import type { BodyRef, UnitId } from '#rooms/organisations/door.ts';
import type { Appeal, AppealRef } from '../appeal.ts';

export type BulkRef = Ref<'bulk'>;

/** What can be done with many appeals at once. */
export type BulkAct =
	| { do: 'take-up' }
	| { do: 'assign'; executor: AccountId | null; unit: UnitId | null }
	| { do: 'route'; body: BodyRef }
	/** By the body itself; null: back to the registry. */
	| { do: 'pass-on'; body: BodyRef | null; reason: string }
	| { do: 'classify'; category: string }
	| { do: 'note'; text: string }
	/** One work with the leading one; null: it is yet to be found among those that were marked. */
	| { do: 'merge'; into: AppealRef | null }
	/** Answers that wait for a role of the one who acts; the last to agree sends them. */
	| { do: 'approve' }
	/** As a repeat of what was answered already; the words go to each author. */
	| { do: 'close'; text: string };

/** An answered author cannot be told that nothing happened: what they were told of at once is not taken back. */
export const canBeUndone = (act: BulkAct): boolean => act.do !== 'close' && act.do !== 'approve';

/** The most that one act takes. */
export const mostInBulk = 500;

/** How long an act may be taken back, seconds: the least, what holds where nobody set it, the most. */
export const undoSeconds = { least: 30, usual: 300, most: 900 } as const;

/** What holds at the first territory of the chain: its own setting, else the nearest above. */
export function undoSecondsOf(
	chain: readonly TerritoryId[],
	set: readonly { territory: TerritoryId; undoSeconds: number }[],
): { seconds: number; own: boolean } {
	const found = chain.flatMap((id) => set.find((one) => one.territory === id) ?? [])[0];
	return { seconds: found?.undoSeconds ?? undoSeconds.usual, own: found?.territory === chain[0] };
}

/** What the acts on many change of an appeal, so that it can be put back and seen whether somebody worked on since. */
export type Snapshot = {
	state: Appeal['state'];
	body: BodyRef | null;
	unit: UnitId | null;
	executor: AccountId | null;
	category: string;
	takenUpAt: string | null;
	routedAt: string | null;
	routedBy: Appeal['routedBy'];
	/** Kinds of terms that are met. */
	met: string[];
	/** The leading appeal. */
	mergedInto?: string | null;
	/** The note that was written, by its id in the history. */
	note?: string;
};

export function snapshotOf(appeal: Appeal, met: readonly string[]): Snapshot {
	const { state, body, unit, executor, category, takenUpAt, routedAt, routedBy } = appeal;
	return {
		state,
		body,
		unit,
		executor,
		category,
		takenUpAt: takenUpAt?.toISOString() ?? null,
		routedAt: routedAt?.toISOString() ?? null,
		routedBy,
		met: [...met].sort(),
		mergedInto: appeal.mergedInto,
	};
}

/** Whether nobody has worked on the appeal since the act: a neighbour who joined or a note changes nothing. */
export function isAsLeft(after: Snapshot, now: Snapshot): boolean {
	if ((after.mergedInto ?? null) !== (now.mergedInto ?? null)) return false;
	return (
		(['state', 'unit', 'executor', 'category'] as const).every((key) => after[key] === now[key]) &&
		after.body?.id === now.body?.id
	);
}

export type BulkItem = {
	position: number;
	appeal: AppealRef;
	outcome: 'done' | 'refused' | 'undone' | 'kept' | null;
	code: string | null;
	facts: Facts;
	number: string | null;
	before: Snapshot | null;
	after: Snapshot | null;
};

export type Bulk = BulkRef & {
	body: Id<'body'> | null;
	account: AccountId;
	act: BulkAct;
	at: Date;
	doneAt: Date | null;
	undoUntil: Date | null;
	undoneAt: Date | null;
};
