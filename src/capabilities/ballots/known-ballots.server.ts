import { database } from '#platform/db/door.server.ts';
import type { Ballot, BallotRef } from './ballot.ts';
import { asFixed, readFixed } from './read-fixed.ts';
import * as store from './store.server.ts';

/**
 * Ballots that are open, for those who vote just now: what is asked and by which rules is fixed. Whether it is still open is asked
 * of the database with each vote.
 */
const known = new Map<string, { ballot: Promise<Ballot | null>; until: number }>();
const knownFor = 3_000;

export async function openNow(ref: BallotRef): Promise<Ballot | null> {
	const name = `${ref.territory}/${ref.id}`;
	const now = Date.now();
	const held = known.get(name);
	if (held && held.until > now) return held.ballot;
	const ballot = readAsFixed(ref);
	known.set(name, { ballot, until: now + knownFor });
	const read = await ballot.catch(() => null);
	// only what is open is asked for again and again
	if (read?.state !== 'open') known.delete(name);
	if (known.size > 500) for (const [one, { until }] of known) if (until < now) known.delete(one);
	return ballot;
}

/** Where what was fixed is not what the log holds, nobody votes. */
async function readAsFixed(ref: BallotRef): Promise<Ballot | null> {
	const ballot = await store.readBallot(database(), ref);
	if (ballot?.state === 'open') readFixed(ballot);
	return ballot && asFixed(ballot);
}

/** For what changes a ballot in this process: the next vote reads it anew. */
export function readAnew(ref: BallotRef): void {
	known.delete(`${ref.territory}/${ref.id}`);
}
