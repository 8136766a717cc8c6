import type { AccountId } from '#platform/db/ids.ts';
import type { Wait } from './term.ts';

/** A wait with who said it and how long it may last. `to` is `endedAt`, or `until` while it is not ended. */
export type WrittenWait = Wait & {
	until: Date;
	endedAt: Date | null;
	account: AccountId | null;
	note: string | null;
};

/**
 * What is written when a wait begins and when one ends. The outcome of a moment does not depend on the order in which its
 * events came: a wait that begins takes the place of one of the same reason, and what ends at a moment is only what had
 * begun before it.
 * @returns the waits that changed or came
 */
export function beginWait(
	waits: readonly WrittenWait[],
	wait: { reason: string; from: Date; until: Date; account: AccountId | null; note: string | null },
): WrittenWait[] {
	const same = waits.find(({ reason, from }) => reason === wait.reason && sameTime(from, wait.from));
	const until = same && same.until > wait.until ? same.until : wait.until;
	const begun = { ...wait, ...same, until, to: until, endedAt: null };
	return [...endWaits(waits, wait.reason, wait.from), begun];
}

/** Ends open waits of a reason, or of all, none later than it would have ended by itself. */
export function endWaits(waits: readonly WrittenWait[], reason: string | null, at: Date): WrittenWait[] {
	return waits
		.filter((wait) => !wait.endedAt && wait.from < at && (reason === null || wait.reason === reason))
		.map((wait) => {
			const endedAt = wait.until < at ? wait.until : at;
			return { ...wait, endedAt, to: endedAt };
		});
}

const sameTime = (a: Date, b: Date) => a.getTime() === b.getTime();
