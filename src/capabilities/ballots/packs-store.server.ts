import type { AccountId, Db, Tx, Uuid } from '#platform/db/door.server.ts';
import type { BallotRef } from './ballot.ts';

export type PackRow = {
	id: Uuid;
	title: string;
	size: number;
	madeAt: Date;
	firstBy: AccountId | null;
	secondBy: AccountId | null;
	acceptedAt: Date | null;
};
export type EntryRow = { turn: 1 | 2; number: number; marks: string | null };

const columns = (db: Db) => db`
	id, title, size, made_at as "madeAt", first_by as "firstBy", second_by as "secondBy", accepted_at as "acceptedAt"`;

export async function insertPack(
	tx: Tx,
	ref: BallotRef,
	pack: { id: Uuid; title: string; size: number; by: AccountId | null; at: Date },
): Promise<void> {
	await tx`
		insert into ballots.pack (territory_id, id, ballot_id, title, size, made_by, made_at)
		values (${ref.territory}, ${pack.id}, ${ref.id}, ${pack.title}, ${pack.size}, ${pack.by}, ${pack.at})`;
}

export async function packsOf(db: Db, ref: BallotRef): Promise<PackRow[]> {
	return db<PackRow[]>`
		select ${columns(db)} from ballots.pack
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} order by made_at, id`;
}

export async function lockPack(tx: Tx, ref: BallotRef, pack: Uuid): Promise<PackRow | null> {
	const [row] = await tx<PackRow[]>`
		select ${columns(tx)} from ballots.pack
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and id = ${pack} for update`;
	return row ?? null;
}

/** Entries of packs, by turn and number. */
export async function entriesOf(
	db: Db,
	ref: BallotRef,
	packs: readonly Uuid[],
): Promise<(EntryRow & { pack: Uuid })[]> {
	return db<(EntryRow & { pack: Uuid })[]>`
		select pack_id as pack, turn, number, marks from ballots.pack_entry
		where territory_id = ${ref.territory} and pack_id = any(${[...packs]}::uuid[]) order by pack_id, turn, number`;
}

export async function takeTurn(
	tx: Tx,
	ref: BallotRef,
	pack: Uuid,
	turn: 1 | 2,
	account: AccountId,
): Promise<void> {
	await tx`
		update ballots.pack set ${turn === 1 ? tx`first_by` : tx`second_by`} = ${account}
		where territory_id = ${ref.territory} and id = ${pack}`;
}

export async function putEntries(
	tx: Tx,
	ref: BallotRef,
	pack: Uuid,
	rows: readonly EntryRow[],
): Promise<void> {
	await tx`
		insert into ballots.pack_entry (territory_id, pack_id, turn, number, marks)
		select ${ref.territory}, ${pack}, e.* from unnest(${rows.map((one) => one.turn)}::smallint[],
			${rows.map((one) => one.number)}::int[], ${rows.map((one) => one.marks)}::text[]) as e
		on conflict (territory_id, pack_id, turn, number) do update set marks = excluded.marks`;
}

export async function acceptPack(
	tx: Tx,
	ref: BallotRef,
	pack: Uuid,
	by: AccountId | null,
	at: Date,
): Promise<void> {
	await tx`
		update ballots.pack set accepted_by = ${by}, accepted_at = ${at}
		where territory_id = ${ref.territory} and id = ${pack}`;
}

/** From which pack these votes came, for as long as it may be taken back. */
export async function noteEnvelopes(
	tx: Tx,
	ref: BallotRef,
	pack: Uuid,
	envelopes: readonly Uuid[],
): Promise<void> {
	await tx`
		update ballots.envelope set pack_id = ${pack}
		where territory_id = ${ref.territory} and id = any(${[...envelopes]}::uuid[])`;
}

/** Takes the votes of a pack out of the urn; their ids go to those that were replaced. Answers them. */
export async function takeEnvelopes(tx: Tx, ref: BallotRef, pack: Uuid): Promise<Uuid[]> {
	const rows = await tx<{ id: Uuid }[]>`
		delete from ballots.envelope where territory_id = ${ref.territory} and pack_id = ${pack} returning id`;
	const ids = rows.map(({ id }) => id).sort();
	await tx`
		insert into ballots.replaced (territory_id, id, ballot_id)
		select ${ref.territory}, r.id, ${ref.id} from unnest(${ids}::uuid[]) r (id)`;
	return ids;
}

export async function reopenPack(tx: Tx, ref: BallotRef, pack: Uuid): Promise<void> {
	await tx`
		update ballots.pack set accepted_by = null, accepted_at = null
		where territory_id = ${ref.territory} and id = ${pack}`;
}

export async function deletePack(tx: Tx, ref: BallotRef, pack: Uuid): Promise<void> {
	await tx`delete from ballots.pack where territory_id = ${ref.territory} and id = ${pack}`;
}
