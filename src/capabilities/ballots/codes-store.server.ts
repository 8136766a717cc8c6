import type { AccountId, Db, TerritoryId, Tx, Uuid } from '#platform/db/door.server.ts';
import type { BallotId, BallotRef } from './ballot.ts';
import type { CodeBatch } from './views.ts';

export async function insertBatch(
	tx: Tx,
	ref: BallotRef,
	batch: { id: Uuid; title: string; by: AccountId | null; at: Date },
	codes: readonly { id: Uuid; hash: Buffer }[],
): Promise<void> {
	await tx`
		insert into ballots.code_batch (territory_id, id, ballot_id, title, size, made_by, made_at)
		values (${ref.territory}, ${batch.id}, ${ref.id}, ${batch.title}, ${codes.length}, ${batch.by}, ${batch.at})`;
	await tx`
		insert into ballots.code (territory_id, ballot_id, hash, batch_id, number, id)
		select ${ref.territory}, ${ref.id}, decode(hash, 'hex'), ${batch.id}, number, id
		from unnest(${codes.map((one) => one.hash.toString('hex'))}::text[], ${codes.map((_, i) => i + 1)}::int[],
			${codes.map((one) => one.id)}::uuid[]) as t (hash, number, id)`;
}

/** A code that may vote, unless its batch was taken back. */
export async function codeBy(db: Db, ref: BallotRef, hash: Buffer): Promise<{ id: Uuid } | null> {
	const [row] = await db<{ id: Uuid }[]>`
		select c.id from ballots.code c
		join ballots.code_batch b on b.territory_id = c.territory_id and b.id = c.batch_id
		where c.territory_id = ${ref.territory} and c.ballot_id = ${ref.id} and c.hash = ${hash} and b.revoked_at is null`;
	return row ?? null;
}

/** Votes of the territory that are open and take codes. */
export async function openWithCodes(db: Db, territory: TerritoryId): Promise<BallotId[]> {
	const rows = await db<{ id: BallotId }[]>`
		select id from ballots.ballot where territory_id = ${territory} and state = 'open' and 'code' = any(channels)`;
	return rows.map(({ id }) => id);
}

/** The one of them that has such a code, unless its batch was taken back. */
export async function ballotBy(
	db: Db,
	territory: TerritoryId,
	hashes: readonly { id: BallotId; hash: Buffer }[],
): Promise<BallotId | null> {
	const [row] = await db<{ id: BallotId }[]>`
		select c.ballot_id as id
		from unnest(${hashes.map(({ id }) => id)}::uuid[], ${hashes.map(({ hash }) => hash.toString('hex'))}::text[]) k (ballot, hash)
		join ballots.code c on c.territory_id = ${territory} and c.ballot_id = k.ballot and c.hash = decode(k.hash, 'hex')
		join ballots.code_batch b on b.territory_id = ${territory} and b.id = c.batch_id
		where b.revoked_at is null limit 1`;
	return row?.id ?? null;
}

export async function batchesOf(db: Db, ref: BallotRef): Promise<CodeBatch[]> {
	return db<CodeBatch[]>`
		select b.id, b.title, b.size, b.made_at as "madeAt", b.revoked_at as "revokedAt", count(v.key)::int as used
		from ballots.code_batch b
		left join ballots.code c on c.territory_id = b.territory_id and c.batch_id = b.id
		left join ballots.voter v on v.territory_id = c.territory_id and v.ballot_id = c.ballot_id and v.key = c.id
		where b.territory_id = ${ref.territory} and b.ballot_id = ${ref.id}
		group by b.territory_id, b.id order by b.made_at, b.id`;
}

export async function revokeBatch(tx: Tx, ref: BallotRef, batch: Uuid, at: Date): Promise<boolean> {
	const done = await tx`
		update ballots.code_batch set revoked_at = ${at}
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and id = ${batch} and revoked_at is null returning 1`;
	return done.length > 0;
}
