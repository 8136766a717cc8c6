import type { Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { BallotId, BallotRef, BallotState } from './ballot.ts';

export async function insertUrn(tx: Tx, ref: BallotRef, sealed: string, at: Date): Promise<void> {
	await tx`
		insert into ballots.urn_key (territory_id, ballot_id, sealed, made_at)
		values (${ref.territory}, ${ref.id}, ${sealed}, ${at})`;
}

export async function readUrn(db: Db, ref: BallotRef): Promise<string | null> {
	const [row] = await db<{ sealed: string }[]>`
		select sealed from ballots.urn_key where territory_id = ${ref.territory} and ballot_id = ${ref.id}`;
	return row?.sealed ?? null;
}

export async function deleteUrn(tx: Tx, ref: BallotRef): Promise<void> {
	await tx`delete from ballots.urn_key where territory_id = ${ref.territory} and ballot_id = ${ref.id}`;
}

/** All keys there are, for the operator's copy of them. */
export async function allUrns(
	db: Db,
): Promise<{ territory: TerritoryId; id: BallotId; sealed: string; madeAt: Date }[]> {
	return db`
		/* background: the operator's copy is of all territories */
		select territory_id as territory, ballot_id as id, sealed, made_at as "madeAt" from ballots.urn_key
		order by territory_id, ballot_id`;
}

/** Puts a key back; one that is there stays. Answers whether it was missing. */
export async function putUrn(tx: Tx, ref: BallotRef, sealed: string, at: Date): Promise<boolean> {
	const put = await tx`
		insert into ballots.urn_key (territory_id, ballot_id, sealed, made_at)
		select ${ref.territory}, ${ref.id}, ${sealed}, ${at}
		from ballots.ballot b
		where b.territory_id = ${ref.territory} and b.id = ${ref.id} and b.state in ('open', 'counting') and b.secrecy = 'secret'
		on conflict (territory_id, ballot_id) do nothing returning 1`;
	return put.length > 0;
}

export type LostUrn = BallotRef & { state: BallotState; question: string; closesAt: Date };

/** Secret ballots that are open or wait for their count, and whose key is not there. Over all territories. */
export async function lostUrns(db: Db): Promise<LostUrn[]> {
	return db<LostUrn[]>`
		/* background: the operator looks over all territories */
		select b.territory_id as territory, b.id, b.state, b.question, b.closes_at as "closesAt"
		from ballots.ballot b
		left join ballots.urn_key k on k.territory_id = b.territory_id and k.ballot_id = b.id
		where b.state in ('open', 'counting') and b.secrecy = 'secret' and k.sealed is null
		order by b.closes_at, b.id`;
}
