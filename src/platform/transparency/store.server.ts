import type { Db, Tx, Uuid } from '../db/door.server.ts';
import { joined } from './tlog/bytes.ts';
import { hashLength } from './tlog/merkle.ts';
import type { Entry } from './tlog/receipt.ts';
import { bundleOf, entriesOf, hashesOf, type TileName, tileWidth } from './tlog/tiles.ts';

export type Head = {
	epoch: number;
	origin: string | null;
	size: bigint;
	root: Uint8Array;
	fence: string;
	halted: string | null;
	haltedAt: Date | null;
};

type HeadRow = Omit<Head, 'size' | 'haltedAt'> & { size: string; halted_at: Date | null };
const headOf = ({ size, root, halted_at, ...row }: HeadRow): Head => ({
	...row,
	size: BigInt(size),
	root: new Uint8Array(root),
	haltedAt: halted_at,
});

/**
 * Locks the head for this transaction if the caller holds the lease or nobody does. A lease that reaches further than any lease does
 * was taken by a clock that has been put back since: it counts for nothing.
 */
export async function takeHead(tx: Tx, me: Uuid, seconds: number): Promise<Head | null> {
	const [row] = await tx<HeadRow[]>`
		update transparency.head set
			holder = ${me}, fence = fence + (case when holder = ${me} then 0 else 1 end),
			lease_until = now() + make_interval(secs => ${seconds})
		where holder = ${me} or lease_until < now() or lease_until > now() + make_interval(secs => ${seconds + 60})
		returning epoch, origin, size::text, root, fence::text, halted, halted_at`;
	return row ? headOf(row) : null;
}

export async function readHead(db: Db): Promise<Head> {
	const [row] = await db<HeadRow[]>`
		select epoch, origin, size::text, root, fence::text, halted, halted_at from transparency.head`;
	if (!row) throw new Error('transparency.head has no row: the database was not migrated');
	return headOf(row);
}

/** Why nothing is signed; null when all is well. */
export async function markHalt(db: Db, reason: string | null, at: Date): Promise<void> {
	await db`
		update transparency.head set halted = ${reason}, halted_at = ${reason === null ? null : at}
		where halted is distinct from ${reason}`;
}

export async function nameLog(tx: Tx, origin: string): Promise<void> {
	await tx`update transparency.head set origin = ${origin}`;
}

/** One more epoch: the same entries under a new name. */
export async function nextEpoch(tx: Tx, origin: string): Promise<void> {
	await tx`update transparency.head set epoch = epoch + 1, origin = ${origin}`;
}

export type Waiting = {
	territory_id: number;
	id: Uuid;
	kind: string;
	thing: Uuid;
	at: Date;
	commitment: Buffer;
	leaf: Buffer;
	logged: boolean;
};

export async function isWork(db: Db): Promise<boolean> {
	const [row] = await db<{ some: boolean }[]>`
		/* background: the log runs over all territories */
		select exists (select from transparency.leaf_queue) as some`;
	return row!.some;
}

/** What is next in line, and whether it stands in the log already (a database that was restored). */
export async function nextInLine(tx: Tx, most: number, passOver: readonly Uuid[]): Promise<Waiting[]> {
	return tx<Waiting[]>`
		/* background: the log runs over all territories */
		select q.*, exists (
			select from transparency.logged l where l.territory_id = q.territory_id and l.kind = q.kind and l.thing = q.thing
				and l.leaf = q.leaf) as logged
		from transparency.leaf_queue q where id <> all(${[...passOver]}::uuid[]) order by id limit ${most}`;
}

export async function outOfLine(
	tx: Tx,
	rows: readonly Pick<Waiting, 'territory_id' | 'id'>[],
): Promise<void> {
	await tx`
		delete from transparency.leaf_queue q
		using unnest(${rows.map((row) => row.territory_id)}::int[], ${rows.map((row) => row.id)}::uuid[]) as k (territory_id, id)
		where q.territory_id = k.territory_id and q.id = k.id`;
}

export type Placed = { entry: Entry; leaf: Uint8Array; position: bigint };

/** Where leaves stand from now on; whatever still waits of them waits no more. */
export async function place(tx: Tx, rows: readonly Placed[]): Promise<void> {
	const columns = tx`unnest(${rows.map(({ entry }) => entry.territory)}::int[], ${rows.map(({ entry }) => entry.kind)}::text[],
		${rows.map(({ entry }) => entry.thing)}::uuid[], ${rows.map(({ entry }) => instantOf(entry.at))}::timestamptz[],
		${rows.map(({ leaf }) => Buffer.from(leaf).toString('hex'))}::text[], ${rows.map(({ position }) => String(position))}::bigint[])`;
	await tx`
		insert into transparency.logged (territory_id, kind, thing, at, leaf, position)
		select territory_id, kind, thing, at, decode(leaf, 'hex'), position
		from ${columns} as t (territory_id, kind, thing, at, leaf, position)`;
	await tx`
		delete from transparency.leaf_queue q using ${columns} as t (territory_id, kind, thing, at, leaf, position)
		where q.territory_id = t.territory_id and q.kind = t.kind and q.thing = t.thing and q.leaf = decode(t.leaf, 'hex')`;
}

export const instantOf = (at: string): string => (at.length === 10 ? `${at}T00:00:00.000Z` : at);

export async function writeTiles(
	tx: Tx,
	tiles: readonly { name: TileName; bytes: Uint8Array }[],
): Promise<void> {
	await tx`
		insert into transparency.tile (level, number, hashes)
		select level, number, decode(hashes, 'hex')
		from unnest(${tiles.map(({ name }) => Number(name.level))}::int[], ${tiles.map(({ name }) => String(name.number))}::bigint[],
			${tiles.map(({ bytes }) => Buffer.from(bytes).toString('hex'))}::text[]) as t (level, number, hashes)
		on conflict (level, number) do update set hashes = excluded.hashes`;
}

export async function writeBundle(tx: Tx, number: bigint, entries: readonly Uint8Array[]): Promise<void> {
	await tx`
		insert into transparency.bundle (number, entries) values (${String(number)}, ${Buffer.from(bundleOf(entries))})
		on conflict (number) do update set entries = excluded.entries`;
}

/** The hashes of a tile, as many as its name says; fewer when the table has fewer. */
export async function readTile(db: Db, { level, number, width }: TileName): Promise<Uint8Array> {
	const [row] = await db<{ hashes: Buffer }[]>`
		select hashes from transparency.tile where level = ${Number(level)} and number = ${String(number)}`;
	return new Uint8Array(row?.hashes.subarray(0, width * hashLength) ?? []);
}

/** The entries of a bundle, at most as many as asked for. */
export async function readEntries(db: Db, number: bigint, width = tileWidth): Promise<Uint8Array[]> {
	const [row] = await db<{ entries: Buffer }[]>`
		select entries from transparency.bundle where number = ${String(number)}`;
	return row ? entriesOf(new Uint8Array(row.entries)).slice(0, width) : [];
}

/** The bytes of a tile or a bundle as the log publishes them; null when there are not as many. */
export async function readPublished(db: Db, name: TileName): Promise<Uint8Array | null> {
	if (name.level === 'entries') {
		const entries = await readEntries(db, name.number, name.width);
		return entries.length === name.width ? bundleOf(entries) : null;
	}
	const hashes = hashesOf(await readTile(db, name));
	return hashes.length === name.width ? joined(...hashes) : null;
}

/** Moves the end of the log; nothing happens when another has taken the lease meanwhile. */
export async function moveHead(tx: Tx, head: Head, size: bigint, root: Uint8Array): Promise<void> {
	const moved = await tx`
		update transparency.head set size = ${String(size)}, root = ${Buffer.from(root)}
		where fence = ${head.fence} and size = ${String(head.size)}`;
	if (moved.count !== 1) throw new Error('the lease of the transparency log has passed to another');
}

export type Leafed = { territory: number; kind: string; thing: string; leaf: Uint8Array };

/** Where leaves of things stand, in the order given; null while one waits in line. */
export async function positionsOf(db: Db, sealed: readonly Leafed[]): Promise<(bigint | null)[]> {
	const rows = await db<{ nth: number; position: string }[]>`
		select asked.nth::int, logged.position::text
		from unnest(${sealed.map((one) => one.territory)}::int[], ${sealed.map((one) => one.kind)}::text[],
				${sealed.map((one) => one.thing)}::uuid[], ${sealed.map((one) => Buffer.from(one.leaf).toString('hex'))}::text[])
				with ordinality as asked (territory_id, kind, thing, leaf, nth)
			join transparency.logged on logged.territory_id = asked.territory_id and logged.kind = asked.kind
				and logged.thing = asked.thing and logged.leaf = decode(asked.leaf, 'hex')`;
	const found = new Map(rows.map(({ nth, position }) => [nth - 1, BigInt(position)]));
	return sealed.map((_, i) => found.get(i) ?? null);
}
