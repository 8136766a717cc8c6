import { type Db, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { enqueue } from '#platform/jobs/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { leafOf, queueLeaf } from '#platform/transparency/door.server.ts';
import { membersIn, type SpaceRef } from '#rooms/spaces/door.server.ts';
import { countAllowed } from './allowed-store.server.ts';
import type { Ballot, BallotRef } from './ballot.ts';
import { ballotContent } from './canonical.ts';
import { faultsOf } from './definition.ts';
import { readAnew } from './known-ballots.server.ts';
import { lockForMaker } from './make-draft.ts';
import { noteEvent } from './note-event.ts';
import { placeOf } from './see.ts';
import * as store from './store.server.ts';
import { makeUrn } from './urn.server.ts';

/** Shows a ballot before its time; it opens by itself. Until then it may be taken back. */
export async function announceBallot(actor: Actor, ref: BallotRef, at = new Date()): Promise<void> {
	await transaction(async (tx) => {
		const ballot = await lockForMaker(tx, actor, ref);
		demand(actor, 'ballots.open', placeOf(ballot));
		if (ballot.state !== 'draft') refuse('ballots.already-fixed');
		const problems = faultsOf(ballot, at);
		if (!ballot.opensAt || ballot.opensAt <= at)
			problems.push({ field: 'opens-at', code: 'ballots.opens.past' });
		if (problems.length) invalid(...problems);
		await store.setState(tx, ref, 'announced');
		await noteEvent(tx, actor, ballot, { kind: 'announced', at });
		await announce(tx, 'ballots.announced', ref);
		await enqueue(tx, 'ballots.tend', ref, { key: `ballots.open ${ref.id}`, runAt: ballot.opensAt as Date });
	});
}

/** An announced ballot becomes a draft again: nobody has voted in it. */
export async function takeBack(actor: Actor, ref: BallotRef, at = new Date()): Promise<void> {
	await transaction(async (tx) => {
		const ballot = await lockForMaker(tx, actor, ref);
		demand(actor, 'ballots.open', placeOf(ballot));
		if (ballot.state !== 'announced') refuse('ballots.already-fixed');
		await store.setState(tx, ref, 'draft');
		await noteEvent(tx, actor, ballot, { kind: 'taken-back', at });
		await announce(tx, 'ballots.changed', ref);
	});
}

/** Fixes everything in the log and lets people vote. */
export async function openBallot(actor: Actor, ref: BallotRef, at = new Date()): Promise<void> {
	await transaction(async (tx) => {
		const ballot = await lockForMaker(tx, actor, ref);
		demand(actor, 'ballots.open', placeOf(ballot));
		if (ballot.state !== 'draft' && ballot.state !== 'announced') refuse('ballots.already-fixed');
		await fix(tx, actor, ballot, at);
	});
	readAnew(ref);
}

/** The house opens what was announced when its time has come; does nothing when it is open already, or was taken back. */
export async function openInTime(ref: BallotRef, now = new Date()): Promise<void> {
	await transaction(async (tx) => {
		const ballot = await store.lockBallot(tx, ref);
		if (ballot?.state !== 'announced' || !ballot.opensAt || ballot.opensAt > now) return;
		await fix(tx, null, ballot, now);
	});
	readAnew(ref);
}

async function fix(tx: Tx, actor: Actor | null, draft: Ballot, at: Date): Promise<void> {
	const problems = faultsOf(draft, at);
	if (problems.length) invalid(...problems);
	const ref: BallotRef = { territory: draft.territory, id: draft.id };
	const eligible = draft.eligible ?? (await countedVoters(tx, draft));
	if (eligible && !draft.eligible) await store.setEligible(tx, ref, eligible);
	const closesAt = draft.closesAt as Date;
	const fixed = ballotContent({ ...draft, eligible, openedAt: at, closesAt });
	const sealed = { kind: 'ballot', territory: ref.territory, thing: ref.id, at };
	const leaf = leafOf({ ...sealed, content: fixed });
	await queueLeaf(tx, { ...sealed, ...leaf });
	await store.markOpen(tx, ref, { at, fixed, ...leaf });
	if (draft.secrecy === 'secret') await makeUrn(tx, ref, at);
	await noteEvent(tx, actor, draft, { kind: 'opened', at });
	await announce(tx, 'ballots.opened', ref);
	await closeInLine(tx, ref, closesAt);
}

/** A few seconds after the end, so that votes that came in time are on the disk. */
export async function closeInLine(db: Db, ref: BallotRef, closesAt: Date): Promise<void> {
	await enqueue(db, 'ballots.tend', ref, {
		key: `ballots.close ${ref.id}`,
		runAt: new Date(closesAt.getTime() + 3_000),
	});
}

/** How many may vote, where that can be counted: names in a list, members of a space. */
async function countedVoters(tx: Tx, ballot: Ballot): Promise<{ number: number; source: string } | null> {
	const t = translatorFor(ballot.lang);
	const { who } = ballot;
	if (who.listed) return { number: await countAllowed(tx, ballot), source: t('ballots.eligible.by-list') };
	if (who.space === null) return null;
	const space = { territory: ballot.territory, id: who.space } as SpaceRef;
	return { number: await membersIn(space, tx), source: t('ballots.eligible.by-space') };
}
