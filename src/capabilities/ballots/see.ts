import { type Db, database } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { placeOfThing, thingsOf } from '#rooms/spaces/door.server.ts';
import { type Ballot, type BallotRef, ballotStates, isPublic } from './ballot.ts';
import { asFixed } from './read-fixed.ts';
import * as store from './store.server.ts';

export const placeOf = placeOfThing;
export const { maySee, ledSpaces, readPage } = thingsOf('ballots', ballotStates, isPublic);

/** The ballot, refused as not found where the reader may not see it. */
export async function seen(actor: Actor, ref: BallotRef, db: Db = database()): Promise<Ballot> {
	const ballot = await store.readBallot(db, ref);
	if (!ballot || !(await maySee(actor, ballot))) refuse('ballots.not-found');
	return asFixed(ballot);
}
