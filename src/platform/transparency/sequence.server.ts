import { type Db, newId, type Sql, type Tx, type Uuid } from '../db/door.server.ts';
import { log } from '../log/door.server.ts';
import { lastSigned } from './checkpoints-store.server.ts';
import { leafText } from './leaf.server.ts';
import { type Remembered, recall, recallEntries } from './memory.server.ts';
import { Standstill } from './standstill.ts';
import * as store from './store.server.ts';
import { same, textOf, utf8 } from './tlog/bytes.ts';
import { type Grown, growTree } from './tlog/grow.ts';
import { leafHash } from './tlog/merkle.ts';
import { nodeCrypto } from './tlog/node-crypto.server.ts';
import { readEntry } from './tlog/receipt.ts';
import { type ReadTile, tilePath, tileWidth, treeOf } from './tlog/tiles.ts';

export const { sha256 } = nodeCrypto;
const width = BigInt(tileWidth);

/** Who runs the sequencer, and for how long it holds the log without being heard of. */
export type Sequencer = { me: Uuid; lease: number; batch: number };
export const aSequencer = (): Sequencer => ({ me: newId(), lease: 10, batch: 2000 });

/** Rows whose leaf is not what their columns say: changed by hand. They wait for somebody to look, and hold up nobody. */
const spoilt = new Set<Uuid>();

/**
 * Takes the next leaves into the log: positions, tiles, size and root in one transaction. Signs nothing.
 * Answers whether there may be more at once.
 * @throws Standstill
 */
export async function lengthenLog(db: Sql, by: Sequencer): Promise<boolean> {
	const signed = recall();
	// Nothing is written while nothing waits.
	if (!(await store.isWork(db)) && (await store.readHead(db)).size >= (signed?.size ?? 0n)) return false;
	return (await db.begin(async (tx) => {
		const taken = await store.takeHead(tx, by.me, by.lease);
		// Another process is at it.
		if (!taken) return false;
		if (await isForgotten(tx, taken, signed)) throw new Standstill('no-memory');
		const head = await catchUp(tx, taken, signed);
		if (head.size > taken.size) return true;
		if (head.halted === 'witness-ahead') throw new Standstill('witness-ahead');
		const rows = await store.nextInLine(tx, by.batch, [...spoilt]);
		if (rows.length === 0) return false;
		const texts: string[] = [];
		const taking: store.Waiting[] = [];
		for (const row of rows) {
			const text = row.logged ? null : textOfRow(row);
			if (text !== null) texts.push(text);
			if (row.logged || text !== null) taking.push(row);
			else {
				spoilt.add(row.id);
				log().error(
					{ territory: row.territory_id, kind: row.kind, thing: row.thing },
					'a leaf in line was changed by hand and does not enter the log',
				);
			}
		}
		if (texts.length > 0) await append(tx, head, texts);
		await store.outOfLine(tx, taking);
		return rows.length === by.batch;
	})) as boolean;
}

/** The text of a leaf from its columns: the time is an instant, or a day that the column holds as its beginning. */
function textOfRow(row: store.Waiting): string | null {
	const sealed = { kind: row.kind, territory: row.territory_id as never, thing: row.thing };
	// the session that wrote a day may have begun it by another zone
	const days = [0, 14].map((hours) =>
		new Date(row.at.getTime() + hours * 3_600_000).toISOString().slice(0, 10),
	);
	for (const at of [row.at, ...days]) {
		const text = leafText({ ...sealed, at }, row.commitment);
		if (same(leafHash(sha256, utf8(text)), row.leaf)) return text;
	}
	return null;
}

/** Reads each tile once: for one look at a tree that does not change meanwhile. */
export function reader(db: Db): ReadTile {
	const read = new Map<string, Promise<Uint8Array>>();
	return (name) => {
		const path = tilePath(name);
		const known = read.get(path) ?? store.readTile(db, name);
		read.set(path, known);
		return known;
	};
}

/** Puts entries behind the end, in this order. */
async function append(tx: Tx, head: store.Head, texts: readonly string[]): Promise<store.Head> {
	const entries = texts.map(utf8);
	const leaves = entries.map((entry) => leafHash(sha256, entry));
	const grown: Grown = await growTree(sha256, head.size, leaves, reader(tx));
	const first = head.size / width;
	const row = [...(await store.readEntries(tx, first)).slice(0, Number(head.size % width)), ...entries];
	if (BigInt(row.length) !== (head.size % width) + BigInt(entries.length))
		throw new Standstill('fork', 'a bundle of entries is too short');
	const writes: Promise<unknown>[] = [
		store.writeTiles(tx, grown.tiles),
		store.place(
			tx,
			texts.map((text, i) => ({
				entry: readEntry(text)!,
				leaf: leaves[i]!,
				position: head.size + BigInt(i),
			})),
		),
	];
	for (let at = 0; at < row.length; at += tileWidth)
		writes.push(store.writeBundle(tx, first + BigInt(at / tileWidth), row.slice(at, at + tileWidth)));
	await Promise.all(writes);
	await store.moveHead(tx, head, grown.size, grown.root);
	return { ...head, size: grown.size, root: grown.root };
}

/** The database has signed states, and nothing is remembered of them beside the file of keys. */
export const isForgotten = async (db: Db, head: store.Head, signed = recall()): Promise<boolean> =>
	(signed?.epoch ?? 0) < head.epoch && (await lastSigned(db, head.epoch)) !== null;

/** Gives the entries of a bundle from wherever they were kept. */
export type EntrySource = (number: bigint) => Promise<Uint8Array[] | null> | Uint8Array[] | null;

/**
 * Holds the database against what was signed. One that knows less takes in the missing entries first, if they give the signed root;
 * one that knows something else is never signed for.
 * @throws Standstill
 */
export async function catchUp(
	tx: Tx,
	head: store.Head,
	signed: Remembered | null,
	from: EntrySource = (number) => recallEntries(head.epoch, number),
): Promise<store.Head> {
	if (!signed || signed.epoch < head.epoch) return head;
	if (signed.epoch > head.epoch) throw new Standstill('older-database');
	if (signed.size <= head.size) return head;
	const texts: string[] = [];
	for (let at = head.size; at < signed.size; ) {
		const number = at / width;
		const entries = await from(number);
		const left = signed.size - number * width;
		const needed = left < width ? Number(left) : tileWidth;
		if (!entries || entries.length < needed) throw new Standstill('older-database');
		for (const entry of entries.slice(Number(at % width), needed)) texts.push(textOf(entry));
		at = number * width + BigInt(needed);
	}
	const leaves = texts.map((text) => leafHash(sha256, utf8(text)));
	const { root } = await growTree(sha256, head.size, leaves, reader(tx));
	if (!same(root, signed.root)) throw new Standstill('fork');
	log().warn(
		{ from: String(head.size), to: String(signed.size) },
		'the transparency log catches up: the database is older than what was signed',
	);
	let caught = head;
	for (let at = 0; at < texts.length; at += 2000)
		caught = await append(tx, caught, texts.slice(at, at + 2000));
	return caught;
}

/** Whether the tree that the tables hold begins with the state that was signed. */
export async function continues(tx: Tx, head: store.Head, signed: Remembered): Promise<boolean> {
	const root = await treeOf(sha256, head.size, reader(tx)).rootAt(signed.size);
	return same(root, signed.root);
}
