import type { AccountId, Db, TerritoryId, Tx, Uuid } from '#platform/db/door.server.ts';
import type { BallotId, BallotRef, BallotState, Channel } from './ballot.ts';

/** A key by which a person is known in a ballot. */
export type VoterKey = { key: Uuid; furtherOf: Uuid | null; account: AccountId | null };
export type VoterRow = VoterKey & BallotRef & { channel: Channel; day: string };

export type HeldBallot = { id: BallotId; state: BallotState; closesAt: Date; mayChange: boolean };

/** Ballots as they stand, held so that none of them closes before the commit. */
export async function holdBallots(tx: Tx, refs: readonly BallotRef[]): Promise<Map<BallotId, HeldBallot>> {
	const rows = await tx<HeldBallot[]>`
		select b.id, b.state, b.closes_at as "closesAt", b.may_change as "mayChange"
		from ballots.ballot b
		where b.territory_id = any(${[...new Set(refs.map((one) => one.territory))]}::int[])
			and b.id = any(${[...new Set(refs.map((one) => one.id))]}::uuid[])
		order by b.territory_id, b.id for share`;
	return new Map(rows.map((row) => [row.id, row]));
}

/** Inserts what is new, always in one order, so that two who insert the same keys wait for each other and do not block. Answers what was new. */
export async function insertVoters(tx: Tx, rows: readonly VoterRow[]): Promise<Set<string>> {
	const done = await tx<{ ballot: BallotId; key: Uuid }[]>`
		insert into ballots.voter (territory_id, ballot_id, key, further_of, account_id, channel, day)
		select * from unnest(${rows.map((one) => one.territory)}::int[], ${rows.map((one) => one.id)}::uuid[],
			${rows.map((one) => one.key)}::uuid[], ${rows.map((one) => one.furtherOf)}::uuid[],
			${rows.map((one) => one.account)}::uuid[], ${rows.map((one) => one.channel)}::text[], ${rows.map((one) => one.day)}::date[])
			as t (territory_id, ballot_id, key, further_of, account_id, channel, day)
		order by territory_id, ballot_id, key
		on conflict (territory_id, ballot_id, key) do nothing
		returning ballot_id as ballot, key`;
	return new Set(done.map(({ ballot, key }) => `${ballot} ${key}`));
}

/** Rows of keys that were there before, held: whose they are. */
export async function lockVoters(
	tx: Tx,
	ref: BallotRef,
	keys: readonly Uuid[],
): Promise<{ key: Uuid; furtherOf: Uuid | null }[]> {
	return tx`
		select key, further_of as "furtherOf" from ballots.voter
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and key = any(${[...keys]}::uuid[])
		order by key for update`;
}

/** How a person has voted, by any of their keys. */
export async function votedBy(
	db: Db,
	ref: BallotRef,
	keys: readonly Uuid[],
): Promise<{ channel: Channel; day: string } | null> {
	const [row] = await db<{ channel: Channel; day: string }[]>`
		select channel, day::text as day from ballots.voter
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and key = any(${[...keys]}::uuid[])
		order by further_of nulls first limit 1`;
	return row ?? null;
}

/** Keys that turned out to be another's: the same person known in two ways. */
export async function joinVoters(tx: Tx, ref: BallotRef, keys: readonly Uuid[], owner: Uuid): Promise<void> {
	if (keys.length === 0) return;
	await tx`
		update ballots.voter set further_of = ${owner}
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and key = any(${[...keys]}::uuid[])`;
}

export async function removeVoters(tx: Tx, ref: BallotRef, keys: readonly Uuid[]): Promise<void> {
	await tx`
		delete from ballots.voter
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and key = any(${[...keys]}::uuid[])`;
}

export async function setVoterWay(
	tx: Tx,
	ref: BallotRef,
	key: Uuid,
	way: { channel: Channel; day: string },
): Promise<void> {
	await tx`
		update ballots.voter set channel = ${way.channel}, day = ${way.day}
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and (key = ${key} or further_of = ${key})`;
}

export type NewEnvelope = BallotRef & {
	envelope: Uuid;
	voter: Uuid | null;
	channel: Channel;
	day: string;
	leaf: Buffer;
	content: Buffer;
};

export async function insertEnvelopes(tx: Tx, rows: readonly NewEnvelope[]): Promise<void> {
	await tx`
		insert into ballots.envelope (territory_id, id, ballot_id, voter, channel, day, leaf, content)
		select territory_id, id, ballot_id, voter, channel, day, decode(leaf, 'hex'), decode(content, 'base64')
		from unnest(${rows.map((one) => one.territory)}::int[], ${rows.map((one) => one.envelope)}::uuid[],
			${rows.map((one) => one.id)}::uuid[], ${rows.map((one) => one.voter)}::uuid[], ${rows.map((one) => one.channel)}::text[],
			${rows.map((one) => one.day)}::date[], ${rows.map((one) => one.leaf.toString('hex'))}::text[],
			${rows.map((one) => one.content.toString('base64'))}::text[])
			as t (territory_id, id, ballot_id, voter, channel, day, leaf, content)`;
}

export async function envelopeOfVoter(
	tx: Tx,
	ref: BallotRef,
	voter: Uuid,
): Promise<{ id: Uuid; leaf: Buffer; day: string } | null> {
	const [row] = await tx<{ id: Uuid; leaf: Buffer; day: string }[]>`
		select id, leaf, day::text as day from ballots.envelope
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and voter = ${voter} for update`;
	return row ?? null;
}

/** Takes an envelope out because a later vote takes its place. */
export async function replaceEnvelope(tx: Tx, ref: BallotRef, envelope: Uuid): Promise<void> {
	await tx`delete from ballots.envelope where territory_id = ${ref.territory} and id = ${envelope}`;
	await tx`
		insert into ballots.replaced (territory_id, id, ballot_id) values (${ref.territory}, ${envelope}, ${ref.id})`;
}

/** Who cast an envelope at a desk; null where it came in another way, or is none. */
export async function deskVoter(tx: Tx, ref: BallotRef, envelope: Uuid): Promise<Uuid | null> {
	const [row] = await tx<{ voter: Uuid | null }[]>`
		select voter from ballots.envelope
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and id = ${envelope} and channel = 'desk' for update`;
	return row?.voter ?? null;
}

/** By all their keys: they have not voted. */
export async function forgetVoter(tx: Tx, ref: BallotRef, key: Uuid): Promise<void> {
	await tx`
		delete from ballots.voter
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and (key = ${key} or further_of = ${key})`;
}

/** Whoever took a paper by any of these keys has none any more; false: nobody did. */
export async function returnPaper(tx: Tx, ref: BallotRef, keys: readonly Uuid[]): Promise<boolean> {
	const rows = await tx`
		delete from ballots.voter
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and channel = 'paper'
			and (key = any(${[...keys]}::uuid[]) or further_of = any(${[...keys]}::uuid[]))
		returning 1`;
	return rows.length > 0;
}

export async function wasReplaced(db: Db, ref: BallotRef, envelope: Uuid): Promise<boolean> {
	const rows = await db`
		select 1 from ballots.replaced
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and id = ${envelope}`;
	return rows.length > 0;
}

export async function envelopeBy(
	db: Db,
	ref: BallotRef,
	envelope: Uuid,
): Promise<{ leaf: Buffer; day: string; content: Buffer | null } | null> {
	const [row] = await db<{ leaf: Buffer; day: string; content: Buffer | null }[]>`
		select leaf, day::text as day, content from ballots.envelope
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and id = ${envelope}`;
	return row ?? null;
}

/** On which day an account voted in each of several ballots. */
export async function votedIn(
	db: Db,
	territory: TerritoryId,
	ballots: readonly BallotId[],
	account: AccountId,
): Promise<Map<string, string>> {
	const rows = await db<{ id: BallotId; day: string }[]>`
		select ballot_id as id, day::text as day from ballots.voter
		where territory_id = ${territory} and ballot_id = any(${[...ballots]}::uuid[]) and key = ${account}`;
	return new Map(rows.map(({ id, day }) => [id, day]));
}
