import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import type { BallotId } from './ballot.ts';
import * as store from './urn-store.server.ts';

/** Keys of open urns as a file: sealed with the file of keys, as in the database. A backup never has them. */
type Kept = {
	format: 'veche-urns/1';
	urns: { territory: number; ballot: string; sealed: string; madeAt: string }[];
};

/** The keys of all open secret ballots, for a medium that is destroyed when they are closed. */
export async function keepUrns(): Promise<{ text: string; count: number }> {
	const rows = await store.allUrns(database());
	const kept: Kept = {
		format: 'veche-urns/1',
		urns: rows.map(({ territory, id, sealed, madeAt }) => ({
			territory,
			ballot: id,
			sealed,
			madeAt: madeAt.toISOString(),
		})),
	};
	return { text: `${JSON.stringify(kept, null, '\t')}\n`, count: rows.length };
}

/** Brings kept keys back where a ballot waits for one. Null: the file is no such file. */
export async function takeUrns(text: string): Promise<{ brought: number; others: number } | null> {
	const kept = read(text);
	if (!kept) return null;
	let brought = 0;
	for (const { territory, ballot, sealed, madeAt } of kept.urns) {
		const ref = { territory: territory as TerritoryId, id: ballot as BallotId };
		if (await transaction((tx) => store.putUrn(tx, ref, sealed, new Date(madeAt)))) brought++;
	}
	return { brought, others: kept.urns.length - brought };
}

/** Secret ballots that nobody can vote in or count for want of the key of their urn, the first to end first. */
export async function lostUrns(): Promise<store.LostUrn[]> {
	return store.lostUrns(database());
}

function read(text: string): Kept | null {
	try {
		const kept = JSON.parse(text) as Kept;
		return kept?.format === 'veche-urns/1' && Array.isArray(kept.urns) ? kept : null;
	} catch {
		return null;
	}
}
