import { keyedHash } from '#platform/config/keys.server.ts';
import type { AccountId, Db, Tx, Uuid } from '#platform/db/door.server.ts';
import type { BallotRef } from './ballot.ts';
import type { AllowedRow } from './views.ts';

/** Addresses stand as keyed hashes under the first key, so that the list outlives a change of keys. */
const hashOfEmail = (email: string): Buffer => keyedHash('ballots.allowed', email, 1);

export async function isListed(
	db: Db,
	ref: BallotRef,
	account: AccountId,
	email: string | null,
): Promise<boolean> {
	const rows = await db`
		select 1 from ballots.allowed
		where territory_id = ${ref.territory} and ballot_id = ${ref.id}
			and (account_id = ${account} or email_hash = ${email === null ? null : hashOfEmail(email)}) limit 1`;
	return rows.length > 0;
}

export async function insertAllowed(
	tx: Tx,
	ref: BallotRef,
	rows: readonly ({ id: Uuid; at: Date } & (
		| { account: AccountId; email: null }
		| { account: null; email: { address: string; shown: string } }
	))[],
): Promise<number> {
	const done = await tx`
		insert into ballots.allowed (territory_id, ballot_id, id, account_id, email_hash, email_shown, at)
		select ${ref.territory}, ${ref.id}, id, account_id, decode(email_hash, 'hex'), email_shown, at
		from unnest(${rows.map((one) => one.id)}::uuid[], ${rows.map((one) => one.account)}::uuid[],
			${rows.map((one) => (one.email ? hashOfEmail(one.email.address).toString('hex') : null))}::text[],
			${rows.map((one) => one.email?.shown ?? null)}::text[], ${rows.map((one) => one.at.toISOString())}::timestamptz[])
			as t (id, account_id, email_hash, email_shown, at)
		on conflict do nothing returning 1`;
	return done.length;
}

export async function deleteAllowed(tx: Tx, ref: BallotRef, id: Uuid): Promise<void> {
	await tx`
		delete from ballots.allowed where territory_id = ${ref.territory} and ballot_id = ${ref.id} and id = ${id}`;
}

export async function allowedRows(db: Db, ref: BallotRef, most: number): Promise<AllowedRow[]> {
	return db<AllowedRow[]>`
		select id, case when account_id is null then 'email' else 'account' end as kind,
			coalesce(email_shown, account_id::text) as shown, at
		from ballots.allowed where territory_id = ${ref.territory} and ballot_id = ${ref.id} order by at desc, id limit ${most}`;
}

export async function countAllowed(db: Db, ref: BallotRef): Promise<number> {
	const [row] = await db<{ count: number }[]>`
		select count(*)::int as count from ballots.allowed
		where territory_id = ${ref.territory} and ballot_id = ${ref.id}`;
	return row?.count ?? 0;
}

/** An address goes out of all lists. */
export async function forgetAddress(tx: Tx, email: string): Promise<void> {
	await tx`
		/* background: erasing a person looks over all territories */
		delete from ballots.allowed where email_hash = ${hashOfEmail(email)}`;
}
