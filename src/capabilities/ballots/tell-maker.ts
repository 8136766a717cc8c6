import { database } from '#platform/db/door.server.ts';
import { notify } from '#platform/notifications/door.server.ts';
import type { BallotRef } from './ballot.ts';
import { addressOf } from './receipt-file.ts';
import * as store from './store.server.ts';

/** Who made the ballot hears that it is counted. */
export async function tellMaker(ref: BallotRef): Promise<void> {
	const ballot = await store.readBallot(database(), ref);
	if (!ballot?.createdBy) return;
	await notify(database(), {
		kind: 'ballots.counted',
		account: ballot.createdBy,
		territory: ref.territory,
		facts: { question: ballot.question },
		url: addressOf(ref),
		key: `ballots.counted ${ref.id}`,
	});
}
