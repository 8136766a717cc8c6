import { copyIn, type Db, json, type Tx, type Uuid } from '#platform/db/door.server.ts';
import type { BallotRef, Channel } from './ballot.ts';
import type { Told } from './count/tell-count.ts';
import type { Turnout } from './views.ts';

export type Sealed = {
	id: Uuid;
	voter: Uuid | null;
	channel: Channel;
	day: string;
	leaf: Buffer;
	content: Buffer | null;
};

/** Envelopes in the order of their ids, in pieces. */
export async function envelopesAfter(
	db: Db,
	ref: BallotRef,
	after: Uuid | null,
	most: number,
): Promise<Sealed[]> {
	return db<Sealed[]>`
		select id, voter, channel, day::text as day, leaf, content from ballots.envelope
		where territory_id = ${ref.territory} and ballot_id = ${ref.id}
			and id > ${after ?? '00000000-0000-0000-0000-000000000000'}
		order by id limit ${most}`;
}

/** What is left of a vote is its id and its leaf. */
export async function emptyEnvelopes(tx: Tx, ref: BallotRef): Promise<void> {
	await tx`
		update ballots.envelope set voter = null, content = null, pack_id = null
		where territory_id = ${ref.territory} and ballot_id = ${ref.id}`;
}

export async function replacedOf(db: Db, ref: BallotRef): Promise<Uuid[]> {
	const rows = await db<{ id: Uuid }[]>`
		select id from ballots.replaced where territory_id = ${ref.territory} and ballot_id = ${ref.id} order by id`;
	return rows.map(({ id }) => id);
}

export type PaperRow = {
	code: string;
	nth: number;
	marks: string;
	name: string | null;
	account: Uuid | null;
};

/** In the order of their codes, as they are given. */
export async function insertPapers(tx: Tx, ref: BallotRef, rows: readonly PaperRow[]): Promise<void> {
	await copyIn(
		tx,
		'ballots.paper',
		['territory_id', 'ballot_id', 'code', 'nth', 'marks', 'name', 'account_id'],
		rows.map((one) => [
			ref.territory,
			ref.id,
			Buffer.from(one.code, 'hex'),
			one.nth,
			one.marks,
			one.name,
			one.account,
		]),
	);
}

/** Rows of the file under a code: one, or by chance more. */
export async function papersBy(db: Db, ref: BallotRef, code: string): Promise<{ marks: string }[]> {
	return db<{ marks: string }[]>`
		select marks from ballots.paper
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and code = ${Buffer.from(code, 'hex')} order by nth`;
}

/** Names beside votes, of open ballots. */
export async function namedPapers(
	db: Db,
	ref: BallotRef,
): Promise<{ code: string; name: string; marks: string }[]> {
	return db`
		select encode(code, 'hex') as code, name, marks from ballots.paper
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and name is not null order by name collate "C", code`;
}

/** What a count came to, as it is kept. */
export type Outcome = {
	votes: number;
	blank: number;
	spoiled: number;
	damaged: number;
	channels: Record<Channel, number>;
	turnout: Turnout;
	tally: { votes: number; points: number }[];
	/** Codes of options in the order of winning. */
	won: string[];
	quorum: { needed: number; had: number; reached: boolean } | null;
	accepted: boolean | null;
	/** In kopecks, as text. */
	spent: string | null;
	told: Record<'ru' | 'en', Told>;
};

export async function insertResult(
	tx: Tx,
	ref: BallotRef,
	result: { at: Date; outcome: Outcome; content: string; nonce: Buffer; leaf: Buffer },
): Promise<void> {
	await tx`
		insert into ballots.result (territory_id, ballot_id, counted_at, outcome, content, nonce, leaf)
		values (${ref.territory}, ${ref.id}, ${result.at}, ${json(tx, result.outcome)}, ${result.content}, ${result.nonce},
			${result.leaf})`;
}

export async function readResult(
	db: Db,
	ref: BallotRef,
): Promise<{ countedAt: Date; outcome: Outcome; content: string; nonce: Buffer; leaf: Buffer } | null> {
	const [row] = await db<
		{ countedAt: Date; outcome: Outcome; content: string; nonce: Buffer; leaf: Buffer }[]
	>`
		select counted_at as "countedAt", outcome, content, nonce, leaf from ballots.result
		where territory_id = ${ref.territory} and ballot_id = ${ref.id}`;
	return row ?? null;
}

export type FileKind = 'votes' | 'envelopes' | 'replaced';
export type Published = { kind: FileKind; name: string; sha256: Buffer; size: number };

export async function insertFile(
	tx: Tx,
	ref: BallotRef,
	file: { kind: FileKind; name: string; content: Buffer; sha256: Buffer },
): Promise<void> {
	await tx`
		insert into ballots.published (territory_id, ballot_id, kind, name, content, sha256)
		values (${ref.territory}, ${ref.id}, ${file.kind}, ${file.name}, ${file.content}, ${file.sha256})`;
}

export async function filesOf(db: Db, ref: BallotRef): Promise<Published[]> {
	return db<Published[]>`
		select kind, name, sha256, octet_length(content) as size from ballots.published
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} order by kind desc`;
}

export async function readFile(
	db: Db,
	ref: BallotRef,
	kind: FileKind,
): Promise<{ name: string; content: Buffer } | null> {
	const [row] = await db<{ name: string; content: Buffer }[]>`
		select name, content from ballots.published
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and kind = ${kind}`;
	return row ?? null;
}

/** Who took part, by the way they came; further keys of one person count once. */
export async function voters(db: Db, ref: BallotRef): Promise<Record<Channel, number>> {
	const rows = await db<{ channel: Channel; count: number }[]>`
		select channel, count(*)::int as count from ballots.voter
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and further_of is null group by channel`;
	const counts: Record<Channel, number> = { site: 0, code: 0, desk: 0, paper: 0 };
	for (const { channel, count } of rows) counts[channel] = count;
	return counts;
}

export async function votersByDay(
	db: Db,
	ref: BallotRef,
): Promise<{ day: string; channel: Channel; count: number }[]> {
	return db<{ day: string; channel: Channel; count: number }[]>`
		select day::text, channel, count(*)::int as count from ballots.voter
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and further_of is null and channel <> 'paper'
		group by day, channel`;
}

export async function acceptedPacks(db: Db, ref: BallotRef): Promise<{ at: Date; size: number }[]> {
	return db<{ at: Date; size: number }[]>`
		select accepted_at as at, size from ballots.pack
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and accepted_at is not null`;
}

/** Papers of packs that both readers read alike: those that became votes, and spoiled ones. */
export async function acceptedPapers(db: Db, ref: BallotRef): Promise<{ cast: number; spoiled: number }> {
	const [row] = await db<{ cast: number; spoiled: number }[]>`
		select count(e.marks)::int as cast, (count(*) - count(e.marks))::int as spoiled from ballots.pack p
		join ballots.pack_entry e on e.territory_id = p.territory_id and e.pack_id = p.id
		where p.territory_id = ${ref.territory} and p.ballot_id = ${ref.id} and p.accepted_at is not null and e.turn = 1`;
	return row ?? { cast: 0, spoiled: 0 };
}

export type LiveRow = { at: Date; votes: number; tally: { votes: number; points: number }[] };

export async function readLive(db: Db, ref: BallotRef): Promise<LiveRow | null> {
	const [row] = await db<LiveRow[]>`
		select at, votes, tally from ballots.live where territory_id = ${ref.territory} and ballot_id = ${ref.id}`;
	return row ?? null;
}

export async function putLive(db: Db, ref: BallotRef, live: LiveRow): Promise<void> {
	await db`
		insert into ballots.live (territory_id, ballot_id, at, votes, tally)
		values (${ref.territory}, ${ref.id}, ${live.at}, ${live.votes}, ${json(db, live.tally)})
		on conflict (territory_id, ballot_id) do update
			set at = excluded.at, votes = excluded.votes, tally = excluded.tally`;
}

export async function dropLive(tx: Tx, ref: BallotRef): Promise<void> {
	await tx`delete from ballots.live where territory_id = ${ref.territory} and ballot_id = ${ref.id}`;
}

/** Names of the accounts behind the votes of an open ballot. */
export async function accountsBehind(db: Db, ref: BallotRef): Promise<Map<Uuid, Uuid>> {
	const rows = await db<{ key: Uuid; account: Uuid }[]>`
		select coalesce(further_of, key) as key, account_id as account from ballots.voter
		where territory_id = ${ref.territory} and ballot_id = ${ref.id} and account_id is not null`;
	return new Map(rows.map(({ key, account }) => [key, account]));
}

/** How many took part in each of several ballots that are not counted yet; papers apart. */
export async function votersOfMany(
	db: Db,
	territory: BallotRef['territory'],
	ballots: readonly BallotRef['id'][],
): Promise<Map<string, number>> {
	const rows = await db<{ id: string; count: number }[]>`
		select v.ballot_id as id, count(*)::int as count from ballots.voter v
		where v.territory_id = ${territory} and v.ballot_id = any(${[...ballots]}::uuid[]) and v.further_of is null
			and v.channel <> 'paper'
		group by v.ballot_id`;
	return new Map(rows.map(({ id, count }) => [id, count]));
}

/** The same of ballots that were counted: kept with the result. */
export async function keptVoters(
	db: Db,
	territory: BallotRef['territory'],
	ballots: readonly BallotRef['id'][],
): Promise<Map<string, number>> {
	const rows = await db<{ id: string; count: number }[]>`
		select ballot_id as id, (outcome->'turnout'->>'all')::int as count from ballots.result
		where territory_id = ${territory} and ballot_id = any(${[...ballots]}::uuid[])`;
	return new Map(rows.map(({ id, count }) => [id, count]));
}
