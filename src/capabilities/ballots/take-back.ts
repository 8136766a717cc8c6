import { record } from '#platform/audit/door.server.ts';
import { type Tx, transaction, type Uuid } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { dropLeaves } from '#platform/transparency/door.server.ts';
import { paperAtDesk } from '#rooms/identity/door.server.ts';
import type { Ballot, BallotRef } from './ballot.ts';
import { openSecret, readSecret } from './canonical.ts';
import * as casts from './cast-store.server.ts';
import { forVoting, sha256 } from './cast-vote.ts';
import { problemsOfReason } from './change-open.ts';
import { noteEvent } from './note-event.ts';
import { demandOpen } from './packs.ts';
import * as store from './packs-store.server.ts';
import { keysOf, todayAt } from './person.ts';
import { placeOf, seen } from './see.ts';
import { lockBallot } from './store.server.ts';

/** What was entered by mistake is taken back before the count, never without a reason and a trace. */
function demandReason(reason: string): string {
	const problems = problemsOfReason(reason);
	if (problems.length) invalid(...problems);
	return reason.trim();
}

/** A pack that was accepted is entered anew: its votes leave the urn, and the log says of each that it does not stand. */
export async function takeBackPack(
	actor: Actor,
	ref: BallotRef,
	pack: Uuid,
	input: { reason: string },
	at = new Date(),
): Promise<void> {
	const reason = demandReason(input.reason);
	await withPack(actor, ref, pack, async (tx, ballot, found) => {
		if (!found.acceptedAt) refuse('ballots.pack.not-accepted');
		const ids = await store.takeEnvelopes(tx, ref, pack);
		await dropLeaves(tx, { territory: ref.territory, kind: 'vote', ids, at: todayAt(ballot, at) });
		await store.reopenPack(tx, ref, pack);
		const named = `${found.title} (${found.size})`;
		await noteEvent(tx, actor, ballot, { kind: 'pack-taken-back', at, reason, after: named, logged: true });
	});
}

/** A pack that was begun by mistake and never accepted: without it the count would wait for ever. */
export async function dropPack(
	actor: Actor,
	ref: BallotRef,
	pack: Uuid,
	input: { reason: string },
): Promise<void> {
	const reason = demandReason(input.reason);
	await withPack(actor, ref, pack, async (tx, _, found) => {
		if (found.acceptedAt) refuse('ballots.pack.already-accepted');
		await store.deletePack(tx, ref, pack);
		await note(tx, actor, ref, 'ballots.pack-dropped', {
			pack,
			title: found.title,
			size: found.size,
			reason,
		});
	});
}

async function withPack(
	actor: Actor,
	ref: BallotRef,
	pack: Uuid,
	work: (tx: Tx, ballot: Ballot, found: store.PackRow) => Promise<void>,
): Promise<void> {
	demand(actor, 'ballots.change', placeOf(await seen(actor, ref)));
	await transaction(async (tx) => {
		const ballot = (await lockBallot(tx, ref)) ?? refuse('ballots.not-found');
		demandOpen(ballot);
		const found = (await store.lockPack(tx, ref, pack)) ?? refuse('platform.not-found');
		await work(tx, ballot, found);
	});
}

/** A vote that was taken at a desk by mistake, by the slip that is still at hand: the person may vote again. */
export async function takeBackAtDesk(
	actor: Actor,
	input: { ballot: BallotRef; secret: string; reason: string },
	now = new Date(),
): Promise<void> {
	const { ballot: ref } = input;
	const ballot = await deskOf(actor, ref);
	const reason = demandReason(input.reason);
	const secret = readSecret(input.secret) ?? refuse('ballots.secret.wrong');
	const envelope = openSecret(sha256, secret).thing as Uuid;
	await whileOpen(ballot, now, async (tx) => {
		const voter = (await casts.deskVoter(tx, ref, envelope)) ?? refuse('ballots.desk.not-taken-here');
		await casts.replaceEnvelope(tx, ref, envelope);
		await dropLeaves(tx, {
			territory: ref.territory,
			kind: 'vote',
			ids: [envelope],
			at: todayAt(ballot, now),
		});
		await casts.forgetVoter(tx, ref, voter);
		await note(tx, actor, ref, 'ballots.taken-back-at-desk', { reason });
	});
}

/** A ballot on paper that was handed out by mistake, or came back untouched: the person may vote in another way. */
export async function takeBackPaper(
	actor: Actor,
	input: { ballot: BallotRef; document: string; reason: string },
	now = new Date(),
): Promise<void> {
	const { ballot: ref } = input;
	const ballot = await deskOf(actor, ref);
	const reason = demandReason(input.reason);
	const paper = await paperAtDesk(input.document);
	if (!paper) return invalid({ field: 'paper-back-secret', code: 'ballots.desk.document' });
	const keys = keysOf(paper.account, paper.papers).map(({ key }) => key);
	await whileOpen(ballot, now, async (tx) => {
		if (!(await casts.returnPaper(tx, ref, keys)))
			invalid({ field: 'paper-back-secret', code: 'ballots.desk.no-paper-out' });
		await note(tx, actor, ref, 'ballots.paper-returned', { reason });
	});
}

async function deskOf(actor: Actor, ref: BallotRef): Promise<Ballot> {
	const ballot = await forVoting(actor, ref);
	demand(actor, 'ballots.desk', placeOf(ballot));
	return ballot;
}

/** Held, so that it does not close meanwhile. */
async function whileOpen(ballot: Ballot, now: Date, work: (tx: Tx) => Promise<void>): Promise<void> {
	await transaction(async (tx) => {
		const held = (await casts.holdBallots(tx, [ballot])).get(ballot.id);
		if (held?.state !== 'open' || now >= held.closesAt) refuse('ballots.already-closed');
		await work(tx);
	});
}

const note = (tx: Tx, actor: Actor, ref: BallotRef, action: string, payload: Record<string, unknown>) =>
	record(tx, { actor, territory: ref.territory, action, thing: { kind: 'ballot', id: ref.id }, payload });
