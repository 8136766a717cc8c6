import type { Sql, TerritoryId, Uuid } from '../db/door.server.ts';
import { findStragglers } from './chain.server.ts';
import { beginning, type EntryRow, entryOf, hashOf, linkHash, sha256 } from './entry.ts';

export type ChainFaultKind =
	/** A number is missing or stands twice. */
	| 'gap'
	/** The entry was removed. */
	| 'entry-missing'
	/** The entry is not what was chained. */
	| 'entry-changed'
	/** The link does not follow from the one before it. */
	| 'link-broken'
	/** The payload is not what the entry commits to. (One that was erased is no fault.) */
	| 'payload-changed'
	/** The chain ends elsewhere than its head says: links were cut off. */
	| 'head-differs'
	/** An end that was written down outside of the database is not in the chain. */
	| 'anchor-differs';

export type ChainFault = {
	kind: ChainFaultKind;
	seq: string;
	territory?: TerritoryId;
	entry?: Uuid;
	at?: Date;
};

export type ChainReport = {
	/** Links looked at. */
	checked: number;
	/** The first fault, in the order of the chain. */
	fault: ChainFault | null;
	/** The end: worth keeping outside of the database. */
	head: { seq: string; hash: string };
	/** Entries that are in no chain yet. */
	tail: { count: number; oldest: Date | null };
};

type Link = {
	seq: string;
	at: Date;
	entry_id: Uuid;
	territory_id: TerritoryId;
	entry_hash: Buffer;
	hash: Buffer;
};
type Payload = { entry_id: Uuid; nonce: Buffer; body: string };

const step = 5000;

/**
 * Walks the whole chain and recomputes it. Reads in the background over all territories: minutes for millions of entries.
 * @param options.anchor an end noted earlier (the log has one a day): shows that the chain was not cut and laid anew
 */
export async function verifyChain(
	sql: Sql,
	options: {
		anchor?: { seq: string; hash: string };
		progress?: (checked: number, total: number) => void;
	} = {},
): Promise<ChainReport> {
	const [head] = await sql<{ seq: string; hash: Buffer; reached: Date | null }[]>`
		select seq::text, hash, case when isfinite(reached) then reached end as reached from audit.head`;
	if (!head) throw new Error('audit.head has no row: the database was not migrated');
	let previous: Buffer = beginning;
	let last = 0n;
	let checked = 0;
	const report = async (fault: ChainFault | null): Promise<ChainReport> => ({
		checked,
		fault,
		head: { seq: head.seq, hash: head.hash.toString('hex') },
		tail: await measureTail(sql, head.reached),
	});
	for (;;) {
		// What is appended while we walk belongs to the next walk.
		const links = await sql<Link[]>`
			select seq::text, at, entry_id, territory_id, entry_hash, hash from audit.link
			where seq > ${String(last)} and seq <= ${head.seq} order by audit.link.seq limit ${step}`;
		if (links.length === 0) break;
		const { entries, payloads } = await readEntries(sql, links);
		for (const link of links) {
			const of = { seq: link.seq, territory: link.territory_id, entry: link.entry_id, at: link.at };
			if (BigInt(link.seq) !== last + 1n) return report({ kind: 'gap', seq: String(last + 1n) });
			const row = entries.get(link.entry_id);
			if (!row) return report({ kind: 'entry-missing', ...of });
			if (!hashOf(entryOf(row)).equals(link.entry_hash)) return report({ kind: 'entry-changed', ...of });
			if (!linkHash(previous, link.entry_hash).equals(link.hash))
				return report({ kind: 'link-broken', ...of });
			const payload = payloads.get(link.entry_id);
			if (payload && !row.commitment?.equals(sha256(payload.nonce, payload.body)))
				return report({ kind: 'payload-changed', ...of });
			if (options.anchor?.seq === link.seq && options.anchor.hash !== link.hash.toString('hex'))
				return report({ kind: 'anchor-differs', ...of });
			previous = link.hash;
			last = BigInt(link.seq);
			checked++;
		}
		options.progress?.(checked, Number(head.seq));
	}
	if (String(last) !== head.seq || !previous.equals(head.hash))
		return report({ kind: 'head-differs', seq: String(last) });
	if (options.anchor && BigInt(options.anchor.seq) > last)
		return report({ kind: 'anchor-differs', seq: options.anchor.seq });
	return report(null);
}

async function readEntries(sql: Sql, links: readonly Link[]) {
	const keys = [
		links.map((link) => link.territory_id),
		links.map((link) => link.at.toISOString()),
		links.map((link) => link.entry_id),
	] as const;
	const times = keys[1].slice().sort();
	const [from, to] = [times[0]!, times.at(-1)!];
	// The bounds let the planner leave other months alone.
	const entries = await sql<EntryRow[]>`
		select e.* from unnest(${keys[0]}::int[], ${keys[1]}::timestamptz[], ${keys[2]}::uuid[]) k (territory_id, at, id)
		join audit.entry e using (territory_id, at, id) where e.at between ${from} and ${to}`;
	const payloads = await sql<Payload[]>`
		select p.entry_id, p.nonce, p.body
		from unnest(${keys[0]}::int[], ${keys[1]}::timestamptz[], ${keys[2]}::uuid[]) k (territory_id, at, entry_id)
		join audit.payload p using (territory_id, at, entry_id) where p.at between ${from} and ${to}`;
	return {
		entries: new Map(entries.map((row) => [row.id, row])),
		payloads: new Map(payloads.map((row) => [row.entry_id, row])),
	};
}

async function measureTail(sql: Sql, reached: Date | null): Promise<ChainReport['tail']> {
	const [fresh] = await sql<{ count: number; oldest: Date | null }[]>`
		/* background: the doctor asks over all territories */
		select count(*)::int as count, min(at) as oldest from audit.entry
		where at > ${reached ?? new Date(-8_640_000_000_000)}`;
	const late = reached ? await findStragglers(sql, new Date(reached.getTime() - 7_200_000), reached) : [];
	return { count: (fresh?.count ?? 0) + late.length, oldest: late[0]?.at ?? fresh?.oldest ?? null };
}
