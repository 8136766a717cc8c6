import { database } from '#platform/db/door.server.ts';
import { log } from '#platform/log/door.server.ts';
import type { BallotRef } from './ballot.ts';
import { closeInTime, countBallot } from './count-ballot.ts';
import { refreshLive } from './live.ts';
import { openInTime } from './open-ballot.ts';
import * as store from './store.server.ts';

/** Brings one ballot to where it should be by now: opened, closed, counted. Any number of times, in any order. */
export async function tendBallot(ref: BallotRef, now = new Date()): Promise<void> {
	await openInTime(ref, now);
	await closeInTime(ref, now);
	await countBallot(ref, now);
}

/** Every minute: whatever's time has come and was not done by its own job; how open ballots stand. */
export async function tendBallots(now = new Date(), signal?: AbortSignal): Promise<void> {
	for (const { territory, id, state, opensAt, closesAt, live } of await store.underWay(database())) {
		if (signal?.aborted) return;
		const ref: BallotRef = { territory, id };
		const due =
			(state === 'announced' && opensAt !== null && opensAt <= now) ||
			(state === 'open' && closesAt !== null && closesAt.getTime() + 3_000 <= now.getTime()) ||
			state === 'counting';
		try {
			if (due) await tendBallot(ref, now);
			else if (live && state === 'open') await refreshLive(ref, now);
		} catch (cause) {
			// one that cannot be counted, for want of its key, holds up no other
			log().error(
				{ err: cause, territory, ballot: id },
				'a ballot could not be brought to where it should be',
			);
		}
	}
}
