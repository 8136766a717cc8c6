import { type Db, newId, type Sql, type TerritoryId, type Uuid } from '../db/door.server.ts';
import { log } from '../log/door.server.ts';
import { type EntryRow, entryOf, hashOf, linkHash } from './entry.ts';

/**
 * The sequencer. One process at a time holds the lease and appends; every append names the fencing number and the end that it
 * follows, so that a holder that slept through its lease changes nothing.
 */
const me = newId();
const batch = 2000;
const leaseSeconds = 10;
/** Commits come late: an entry may be older than others already in the chain. How far back to look, and how often. */
const looks = [
	{ back: 120_000, every: 10_000 },
	{ back: 3_600_000, every: 300_000 },
] as const;
const lookedAt: number[] = looks.map(() => 0);

type Head = { seq: bigint; hash: Buffer; fence: string; reached: Date | null };

/** Takes the next entries into the chain. Answers whether there may be more at once. */
export async function lengthenChain(db: Sql): Promise<boolean> {
	const reached = await readReached(db);
	const fresh = await entriesAfter(db, reached);
	if (fresh.length > 0) return (await append(db, fresh)) && fresh.length === batch;
	if (!reached) return false;
	for (const [i, look] of looks.entries()) {
		if (Date.now() - lookedAt[i]! < look.every) continue;
		lookedAt[i] = Date.now();
		const late = await findStragglers(db, new Date(reached.getTime() - look.back), reached);
		if (late.length > 0) return append(db, late);
	}
	return false;
}

/** Everything that is in no chain yet, back to `from`, however late it was committed. The nightly job and the doctor use it. */
export async function chainStragglers(db: Sql, from: Date): Promise<number> {
	const reached = await readReached(db);
	if (!reached) return 0;
	let found = 0;
	for (let start = from.getTime(); start <= reached.getTime(); start += 3_600_000) {
		const end = new Date(Math.min(start + 3_600_000, reached.getTime()));
		const late = await findStragglers(db, new Date(start - 1), end);
		if (late.length > 0 && (await append(db, late))) found += late.length;
	}
	return found;
}

/** Entries after `from` up to `to` without a link. Two queries: on a cluster the tables live in different places. */
export async function findStragglers(db: Db, from: Date, to: Date): Promise<EntryRow[]> {
	const entries = await db<EntryRow[]>`
		/* background: the chain runs over all territories */
		select * from audit.entry where at > ${from} and at <= ${to} order by at, id`;
	if (entries.length === 0) return [];
	const links = await db<{ entry_id: Uuid }[]>`
		select entry_id from audit.link where at > ${from} and at <= ${to}`;
	const linked = new Set(links.map((link) => link.entry_id));
	return entries.filter((entry) => !linked.has(entry.id));
}

async function readReached(db: Db): Promise<Date | null> {
	const [head] = await db<{ reached: Date | null }[]>`
		select case when isfinite(reached) then reached end as reached from audit.head`;
	return head?.reached ?? null;
}

/** Nothing newer than the end of the chain can be in it, so no link has to be looked up. */
function entriesAfter(db: Db, reached: Date | null): Promise<EntryRow[]> {
	return db<EntryRow[]>`
		/* background: the chain runs over all territories */
		select * from audit.entry where at > ${reached ?? new Date(-8_640_000_000_000)}
		order by at, id limit ${batch}`;
}

async function append(db: Sql, rows: EntryRow[]): Promise<boolean> {
	return db.begin(async (tx) => {
		const [head] = await tx<Head[]>`
			update audit.head set
				holder = ${me}, fence = fence + (case when holder = ${me} then 0 else 1 end),
				lease_until = now() + make_interval(secs => ${leaseSeconds})
			where holder = ${me} or lease_until < now()
			returning seq::text, hash, fence::text, case when isfinite(reached) then reached end as reached`;
		// Another process is at it.
		if (!head) return false;
		// The lock on the head is held from here to the commit, so what was read before may be in the chain by now.
		const known = await tx<{ entry_id: Uuid }[]>`
			select entry_id from audit.link
			where at = any (${[...new Set(rows.map((row) => row.at.toISOString()))]}::timestamptz[])
				and entry_id = any (${rows.map((row) => row.id)}::uuid[])`;
		const linked = new Set(known.map((row) => row.entry_id));
		let seq = BigInt(head.seq);
		let hash: Buffer = head.hash;
		let reached = head.reached;
		const links: LinkRow[] = [];
		for (const row of rows) {
			if (linked.has(row.id)) continue;
			const entryHash = hashOf(entryOf(row));
			hash = linkHash(hash, entryHash);
			seq++;
			if (!reached || row.at > reached) reached = row.at;
			links.push({
				at: row.at,
				entry_id: row.id,
				territory_id: row.territory_id,
				seq: String(seq),
				fence: head.fence,
				entry_hash: entryHash,
				hash,
			});
		}
		if (links.length === 0) return true;
		await tx`insert into audit.link ${tx(links)}`;
		await tx`update audit.head set seq = ${String(seq)}, hash = ${hash}, reached = ${reached} where fence = ${head.fence}`;
		return true;
	}) as Promise<boolean>;
}

type LinkRow = {
	at: Date;
	entry_id: Uuid;
	territory_id: TerritoryId;
	seq: string;
	fence: string;
	entry_hash: Buffer;
	hash: Buffer;
};

/** The end of the chain goes into the log once a day: a copy outside of the database, against which it can be checked. */
export async function tellHead(db: Db): Promise<void> {
	const [head] = await db<{ seq: string; hash: Buffer }[]>`select seq::text, hash from audit.head`;
	if (head) log().info({ seq: head.seq, hash: head.hash.toString('hex') }, 'the end of the audit chain');
}
