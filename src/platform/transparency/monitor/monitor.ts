/** Reads a whole log as anybody can, recomputes it, and names every fault. No clock, no network, no disk of its own. */
import { joined, same, textOf, toHex } from '../tlog/bytes.ts';
import { type OpenedCheckpoint, openCheckpoint } from '../tlog/checkpoint.ts';
import type { Crypto } from '../tlog/crypto.ts';
import { leafHash, rootOf } from '../tlog/merkle.ts';
import { isQuorum, type Policy } from '../tlog/policy.ts';
import { type Entry, readEntry } from '../tlog/receipt.ts';
import { entriesOf, hashesAt, type TileName, tileAt, tilePath, tileWidth, treeOf } from '../tlog/tiles.ts';
import { Unproven } from '../tlog/unproven.ts';

export type LogFaultKind =
	/** The log gives no checkpoint that a known key has signed, or too few witnesses stand under it. */
	| 'checkpoint'
	/** It was longer when it was seen last. */
	| 'shorter'
	/** The tree of the size seen last is another one now: entries were changed, removed or exchanged. */
	| 'fork'
	| 'file-missing'
	/** A bundle or a tile that is not written as one. */
	| 'file-damaged'
	/** The entry is not the one that the tree was built of. */
	| 'entry-differs'
	/** The tile of hashes is not what the tiles below it give. */
	| 'tile-differs'
	/** All tiles together do not give the signed root. */
	| 'root-differs'
	/** The same entry stands at two places. */
	| 'entry-twice'
	/** An entry of a form that is not known. */
	| 'entry-unknown';

export type LogFault = { kind: LogFaultKind; at?: string; also?: string; why?: string };
export type SeenState = { origin: string; size: bigint; root: Uint8Array };

export type Watch = {
	policy: Policy;
	/** Gives a file of the log by its path, `checkpoint` or `tile/...`; null when there is none. */
	fetch(path: string): Promise<Uint8Array | null>;
	/** What was seen last time. */
	seen?: SeenState | null;
	/** Told every entry in its order: whoever recounts something out of the log listens here. */
	onEntry?: (entry: Entry, position: bigint) => void;
	progress?: (done: bigint, of: bigint) => void;
	/** More of one kind are counted, not listed. */
	most?: number;
};

export type LogReport = {
	state: SeenState | null;
	cosigned: string[];
	entries: bigint;
	faults: LogFault[];
	/** Faults by kind, those not listed too. */
	counts: Map<LogFaultKind, number>;
};

const width = BigInt(tileWidth);

export async function watchLog(crypto: Crypto, watch: Watch): Promise<LogReport> {
	const { sha256 } = crypto;
	const report: LogReport = { state: null, cosigned: [], entries: 0n, faults: [], counts: new Map() };
	const find = (fault: LogFault) => {
		const count = (report.counts.get(fault.kind) ?? 0) + 1;
		report.counts.set(fault.kind, count);
		if (count <= (watch.most ?? 100)) report.faults.push(fault);
	};
	const checkpoint = await readCheckpoint(crypto, watch, find);
	if (!checkpoint) return report;
	const { origin, size, root } = checkpoint;
	report.state = { origin, size, root };
	report.cosigned = checkpoint.cosigned.map(({ key }) => key.name);
	const seen = watch.seen?.origin === origin ? watch.seen : null;
	if (seen && seen.size > size) find({ kind: 'shorter', at: String(size), also: String(seen.size) });
	const { row, tiles } = await readLeaves(crypto, watch, size, report, find);
	await compareTiles(crypto, watch, size, row, tiles, find);
	const tree = treeOf(
		sha256,
		size,
		async (name) => tiles.get(tilePath({ ...name, width: tileWidth })) ?? new Uint8Array(),
	);
	const rootAt = async (at: bigint) => {
		try {
			return await tree.rootAt(at);
		} catch {
			return null;
		}
	};
	const computed = await rootAt(size);
	if (!computed || !same(computed, root)) find({ kind: 'root-differs', at: String(size) });
	if (seen && seen.size > 0n && seen.size <= size) {
		const then = await rootAt(seen.size);
		if (!then || !same(then, seen.root)) find({ kind: 'fork', at: String(seen.size) });
	}
	return report;
}

async function readCheckpoint(
	crypto: Crypto,
	watch: Watch,
	find: (fault: LogFault) => void,
): Promise<OpenedCheckpoint | null> {
	const note = await watch.fetch('checkpoint');
	if (!note) {
		find({ kind: 'checkpoint', why: 'missing' });
		return null;
	}
	try {
		const { policy } = watch;
		const checkpoint = openCheckpoint(crypto, note, {
			logs: policy.logs.map(({ key }) => key),
			witnesses: policy.witnesses.map(({ key }) => key),
		});
		if (
			!isQuorum(
				policy.quorum,
				checkpoint.cosigned.map(({ key }) => key),
			)
		)
			find({ kind: 'checkpoint', why: 'witnesses' });
		return checkpoint;
	} catch (error) {
		if (!(error instanceof Unproven)) throw error;
		find({ kind: 'checkpoint', why: error.doubt });
		return null;
	}
}

/** Hashes every entry; the tiles of hashes that these give, by path. */
async function readLeaves(
	crypto: Crypto,
	watch: Watch,
	size: bigint,
	report: LogReport,
	find: (fault: LogFault) => void,
) {
	const places = new Map<string, bigint>();
	const tiles = new Map<string, Uint8Array>();
	/** Hashes of full tiles, the level above; null where entries are wanting. */
	const row: (Uint8Array | null)[] = [];
	for (let number = 0n; number * width < size; number++) {
		watch.progress?.(number * width, size);
		const name = tileAt('entries', number, size)!;
		const entries = await readBundle(watch, name, find);
		const leaves = entries.map((entry) => leafHash(crypto.sha256, entry));
		for (const [i, entry] of entries.entries()) {
			const position = number * width + BigInt(i);
			const id = toHex(leaves[i]!);
			const former = places.get(id);
			if (former !== undefined) find({ kind: 'entry-twice', at: String(position), also: String(former) });
			else places.set(id, position);
			const read = entryOf(entry);
			if (read) watch.onEntry?.(read, position);
			else find({ kind: 'entry-unknown', at: String(position) });
			report.entries++;
		}
		const tile = await readFile(watch, { ...name, level: 0 }, find);
		for (let i = 0; tile && i < name.width; i++) {
			const published = tile.subarray(i * 32, i * 32 + 32);
			if (i < leaves.length && !same(published, leaves[i]!))
				find({ kind: 'entry-differs', at: String(number * width + BigInt(i)) });
		}
		if (leaves.length === name.width)
			tiles.set(tilePath({ level: 0, number, width: tileWidth }), joined(...leaves));
		if (name.width === tileWidth)
			row.push(leaves.length === tileWidth ? rootOf(crypto.sha256, leaves) : null);
	}
	return { row, tiles };
}

async function compareTiles(
	crypto: Crypto,
	watch: Watch,
	size: bigint,
	leaves: readonly (Uint8Array | null)[],
	tiles: Map<string, Uint8Array>,
	find: (fault: LogFault) => void,
): Promise<void> {
	let row = leaves;
	for (let level = 1; hashesAt(level, size) > 0n; level++) {
		const above: (Uint8Array | null)[] = [];
		for (let number = 0n; number * width < hashesAt(level, size); number++) {
			const name = tileAt(level, number, size)!;
			const hashes = row.slice(Number(number) * tileWidth, Number(number) * tileWidth + name.width);
			const whole = hashes.every((hash) => hash !== null) ? joined(...(hashes as Uint8Array[])) : null;
			const published = await readFile(watch, name, find);
			if (whole) tiles.set(tilePath({ ...name, width: tileWidth }), whole);
			if (whole && published && !same(whole, published)) find({ kind: 'tile-differs', at: tilePath(name) });
			if (name.width === tileWidth) above.push(whole ? rootOf(crypto.sha256, hashes as Uint8Array[]) : null);
		}
		row = above;
	}
}

async function readBundle(
	watch: Watch,
	name: TileName,
	find: (fault: LogFault) => void,
): Promise<Uint8Array[]> {
	const path = tilePath(name);
	const bytes = await watch.fetch(path);
	if (!bytes) find({ kind: 'file-missing', at: path });
	if (!bytes) return [];
	try {
		const entries = entriesOf(bytes);
		if (entries.length !== name.width) find({ kind: 'file-damaged', at: path });
		return entries.slice(0, name.width);
	} catch (error) {
		if (!(error instanceof Unproven)) throw error;
		find({ kind: 'file-damaged', at: path });
		return [];
	}
}

async function readFile(
	watch: Watch,
	name: TileName,
	find: (fault: LogFault) => void,
): Promise<Uint8Array | null> {
	const path = tilePath(name);
	const bytes = await watch.fetch(path);
	if (!bytes) find({ kind: 'file-missing', at: path });
	else if (bytes.length !== name.width * 32) find({ kind: 'file-damaged', at: path });
	else return bytes;
	return null;
}

function entryOf(bytes: Uint8Array): Entry | null {
	try {
		return readEntry(textOf(bytes));
	} catch {
		return null;
	}
}
