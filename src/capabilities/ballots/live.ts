import { database } from '#platform/db/door.server.ts';
import type { BallotRef } from './ballot.ts';
import { countVotes } from './count/count-votes.ts';
import * as counts from './count-store.server.ts';
import { openEnvelopes } from './open-envelopes.ts';
import { readFixed } from './read-fixed.ts';
import * as store from './store.server.ts';
import { urnOf } from './urn.server.ts';

/** So many further votes at least between two states that are shown: between one and the next no single vote can be seen. */
export const liveStep = 5;
const atMostEvery = 60_000;

/** How an open ballot stands, where it says that this is shown. */
export async function refreshLive(ref: BallotRef, now = new Date()): Promise<void> {
	const db = database();
	const ballot = await store.readBallot(db, ref);
	if (ballot?.state !== 'open' || ballot.results !== 'live') return;
	const before = await counts.readLive(db, ref);
	if (before && now.getTime() - before.at.getTime() < atMostEvery - 1_000) return;
	const fixed = readFixed(ballot);
	const { votes } = await openEnvelopes(db, ballot, fixed, await urnOf(ballot));
	const further = votes.length - (before?.votes ?? 0);
	if (further < (ballot.secrecy === 'secret' ? liveStep : 1)) return;
	const { tally } = countVotes(
		fixed,
		votes.map(({ read }) => read),
		{ eligible: ballot.eligible?.number ?? null, lot: 0 },
	);
	await counts.putLive(db, ref, { at: now, votes: votes.length, tally });
}
