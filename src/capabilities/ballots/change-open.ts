import { type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Ballot, BallotRef } from './ballot.ts';
import { emptyEnvelopes } from './count-store.server.ts';
import { readAnew } from './known-ballots.server.ts';
import { noteEvent } from './note-event.ts';
import { closeInLine } from './open-ballot.ts';
import { placeOf, seen } from './see.ts';
import * as store from './store.server.ts';
import { breakUrn, isUrnLost } from './urn.server.ts';

const leastReason = 5;

/** Why, in words that stand on the page and in the log. */
export function problemsOfReason(reason: string): Problem[] {
	const { length } = reason.trim();
	if (length < leastReason) return [{ field: 'reason', code: 'ballots.reason.short' }];
	return length > 2000 ? [{ field: 'reason', code: 'ballots.field.long', facts: { most: 2000 } }] : [];
}

/** Does something to a ballot that is open, held and by right; the page of votes reads it anew. */
async function changeOpen(
	actor: Actor,
	ref: BallotRef,
	right: 'ballots.change' | 'ballots.end',
	reason: string,
	work: (tx: Tx, ballot: Ballot, why: string) => Promise<void>,
	isFit: (tx: Tx, ballot: Ballot) => Promise<boolean> = async (_, { state }) => state === 'open',
): Promise<void> {
	demand(actor, right, placeOf(await seen(actor, ref)), { visible: true });
	await transaction(async (tx) => {
		const ballot = (await store.lockBallot(tx, ref)) ?? refuse('ballots.not-found');
		if (!(await isFit(tx, ballot))) refuse('ballots.already-closed');
		await work(tx, ballot, reason.trim());
		await announce(tx, 'ballots.changed', { territory: ref.territory, id: ref.id });
	});
	readAnew(ref);
}

export async function prolongBallot(
	actor: Actor,
	ref: BallotRef,
	{ closesAt, reason }: { closesAt: Date; reason: string },
	at = new Date(),
): Promise<void> {
	const problems = problemsOfReason(reason);
	await changeOpen(actor, ref, 'ballots.change', reason, async (tx, ballot, why) => {
		const before = ballot.closesAt as Date;
		// what is over is over: nobody prolongs a vote whose outcome can be guessed already
		if (before <= at) refuse('ballots.already-closed');
		if (!(closesAt > before)) problems.push({ field: 'closes-at', code: 'ballots.closes.earlier' });
		if (problems.length) invalid(...problems);
		await store.setClosing(tx, ref, closesAt);
		await noteEvent(tx, actor, ballot, {
			kind: 'prolonged',
			at,
			reason: why,
			before: before.toISOString(),
			after: closesAt.toISOString(),
			logged: true,
		});
		await closeInLine(tx, ref, closesAt);
	});
}

/** A slip in the explanation. Question, options and rules stay as they were fixed. */
export async function correctBallot(
	actor: Actor,
	ref: BallotRef,
	input: { explanation: string; otherExplanation?: string | null; reason: string },
	at = new Date(),
): Promise<void> {
	const problems = problemsOfReason(input.reason);
	const other = input.otherExplanation ?? null;
	for (const [field, text] of [
		['explanation', input.explanation],
		['other-explanation', other ?? ''],
	] as const)
		if (text.length > 20_000) problems.push({ field, code: 'ballots.field.long', facts: { most: 20_000 } });
	if (problems.length) invalid(...problems);
	await changeOpen(actor, ref, 'ballots.change', input.reason, async (tx, ballot, why) => {
		const text = {
			explanation: input.explanation,
			otherExplanation: ballot.other ? (other ?? ballot.other.explanation) : null,
		};
		await store.setExplanation(tx, ref, text);
		const both = (...texts: (string | null | undefined)[]) => texts.filter(Boolean).join('\n\n');
		await noteEvent(tx, actor, ballot, {
			kind: 'corrected',
			at,
			reason: why,
			before: both(ballot.explanation, ballot.other?.explanation),
			after: both(text.explanation, text.otherExplanation),
			logged: true,
		});
	});
}

/** How many may vote: the quorum hangs on it, so it stands in the log. */
export async function setEligible(
	actor: Actor,
	ref: BallotRef,
	input: { number: number; source: string; reason: string },
	at = new Date(),
): Promise<void> {
	const problems = problemsOfReason(input.reason);
	if (!Number.isInteger(input.number) || input.number < 1 || input.number > 200_000_000)
		problems.push({ field: 'eligible', code: 'ballots.eligible.missing' });
	if (!input.source.trim() || input.source.length > 300)
		problems.push({ field: 'eligible-source', code: 'ballots.eligible.source' });
	if (problems.length) invalid(...problems);
	await changeOpen(actor, ref, 'ballots.change', input.reason, async (tx, ballot, why) => {
		const shown = (one: Ballot['eligible']) => (one ? `${one.number} · ${one.source}` : null);
		await store.setEligible(tx, ref, input);
		await noteEvent(tx, actor, ballot, {
			kind: 'eligible-set',
			at,
			reason: why,
			before: shown(ballot.eligible),
			after: shown(input),
			logged: true,
		});
	});
}

/** Nobody will ever know what was cast: the key goes, the envelopes are emptied. So ends a vote, too, whose key is lost before the count. */
export async function cancelBallot(
	actor: Actor,
	ref: BallotRef,
	{ reason }: { reason: string },
	at = new Date(),
): Promise<void> {
	const problems = problemsOfReason(reason);
	if (problems.length) invalid(...problems);
	const cancel = async (tx: Tx, ballot: Ballot, why: string) => {
		await store.markCancelled(tx, ref, at, why);
		await emptyEnvelopes(tx, ref);
		await breakUrn(tx, ref);
		await noteEvent(tx, actor, ballot, { kind: 'cancelled', at, reason: why, logged: true });
		await announce(tx, 'ballots.cancelled', { territory: ref.territory, id: ref.id });
	};
	await changeOpen(
		actor,
		ref,
		'ballots.end',
		reason,
		cancel,
		async (tx, ballot) =>
			ballot.state === 'open' || (ballot.state === 'counting' && (await isUrnLost(ballot, tx))),
	);
}

/** Where the ballot says beforehand that it may be: no more votes from now on, the count follows. */
export async function closeEarly(
	actor: Actor,
	ref: BallotRef,
	{ reason }: { reason: string },
	at = new Date(),
): Promise<void> {
	const problems = problemsOfReason(reason);
	if (problems.length) invalid(...problems);
	await changeOpen(actor, ref, 'ballots.end', reason, async (tx, ballot, why) => {
		if (!ballot.mayCloseEarly) refuse('ballots.no-early-closing');
		await store.setClosing(tx, ref, at);
		await store.markCounting(tx, ref, at);
		await noteEvent(tx, actor, ballot, {
			kind: 'closed',
			at,
			reason: why,
			before: ballot.closesAt?.toISOString() ?? null,
			after: at.toISOString(),
			logged: true,
		});
		await closeInLine(tx, ref, at);
	});
}
