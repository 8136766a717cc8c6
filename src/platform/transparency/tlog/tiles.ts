/** The tree and its entries as files (c2sp.org/tlog-tiles): 256 hashes or entries a file, filled from the left and never changed. */

import { joined } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { hashLength, nodeHash } from './merkle.ts';
import { consistencyRanges, inclusionRanges, joinNodes, type Node, nodesOf, type Range } from './ranges.ts';
import { Unproven } from './unproven.ts';

export const tileWidth = 256;
const width = BigInt(tileWidth);
const tileHeight = 8;

/** `entries`, or the level of a tile of hashes. */
export type TileLevel = number | 'entries';
export type TileName = { level: TileLevel; number: bigint; width: number };

export function tilePath({ level, number, width: filled }: TileName): string {
	const digits = number.toString();
	const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!;
	const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
	return `tile/${level}/${path}${filled < tileWidth ? `.p/${filled}` : ''}`;
}

/** Reads what stands behind `tile/`; null when no tile has this name. */
export function parseTilePath(path: string): TileName | null {
	const match = /^(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(
		path,
	);
	if (!match) return null;
	const number = BigInt(match[2]!.replaceAll(/[x/]/g, ''));
	const filled = match[3] === undefined ? tileWidth : Number(match[3]);
	if (match[3] !== undefined && filled >= tileWidth) return null;
	const name = {
		level: match[1] === 'entries' ? ('entries' as const) : Number(match[1]),
		number,
		width: filled,
	};
	// another spelling of the same number (leading groups of zeros) is no name
	return tilePath(name) === `tile/${path}` ? name : null;
}

/** How many hashes of a level there are in a tree of `size`. */
export const hashesAt = (level: number, size: bigint): bigint => size >> BigInt(level * tileHeight);

/** The tile of a level that has the number, as full as a tree of `size` has it; null when it is empty. */
export function tileAt(level: TileLevel, number: bigint, size: bigint): TileName | null {
	const left = hashesAt(level === 'entries' ? 0 : level, size) - number * width;
	if (left <= 0n) return null;
	return { level, number, width: left >= width ? tileWidth : Number(left) };
}

/** All tiles of a tree of `size`, the entries first. */
export function* allTiles(size: bigint): Generator<TileName> {
	for (const level of ['entries', ...Array(64).keys()] as TileLevel[]) {
		const hashes = hashesAt(level === 'entries' ? 0 : level, size);
		if (hashes === 0n) return;
		for (let number = 0n; number * width < hashes; number++) yield tileAt(level, number, size)!;
	}
}

/** A bundle of entries: each with its length in two bytes before it. */
export function bundleOf(entries: readonly Uint8Array[]): Uint8Array {
	return joined(
		...entries.flatMap((entry) => {
			if (entry.length > 0xffff) throw new RangeError('an entry is longer than 65,535 bytes');
			return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
		}),
	);
}

/** @throws Unproven when the bundle is cut short */
export function entriesOf(bundle: Uint8Array): Uint8Array[] {
	const entries: Uint8Array[] = [];
	let at = 0;
	while (at < bundle.length) {
		const length = (bundle[at]! << 8) | (bundle[at + 1] ?? 0);
		if (at + 2 + length > bundle.length) throw new Unproven('malformed', 'a bundle of entries is cut short');
		entries.push(bundle.subarray(at + 2, at + 2 + length));
		at += 2 + length;
	}
	return entries;
}

export function hashesOf(tile: Uint8Array): Uint8Array[] {
	if (tile.length % hashLength !== 0) throw new Unproven('malformed', 'a tile is cut short');
	return Array.from({ length: tile.length / hashLength }, (_, i) =>
		tile.subarray(i * hashLength, (i + 1) * hashLength),
	);
}

/** Gives the bytes of tiles of hashes. The same tile may be asked for several times. */
export type ReadTile = (name: TileName) => Promise<Uint8Array>;

/** The nodes that a tile holds and those between them: each is worked out once. */
function nodesAbove(sha256: Crypto['sha256'], hashes: readonly Uint8Array[]) {
	const heights: Uint8Array[][] = [[...hashes]];
	return function nodeAt(height: number, index: number): Uint8Array {
		heights[height] ??= [];
		const known = heights[height][index];
		if (known) return known;
		const made = nodeHash(sha256, nodeAt(height - 1, index * 2), nodeAt(height - 1, index * 2 + 1));
		heights[height][index] = made;
		return made;
	};
}

/** A tree of a size, read from its tiles. What was worked out of them is kept as long as the tree. */
export function treeOf(sha256: Crypto['sha256'], size: bigint, read: ReadTile) {
	const tiles = new Map<string, Promise<{ width: number; nodeAt: ReturnType<typeof nodesAbove> }>>();
	async function openTile(name: TileName) {
		const hashes = hashesOf(await read(name));
		return { width: hashes.length, nodeAt: nodesAbove(sha256, hashes) };
	}
	async function hashOf({ height, index }: Node): Promise<Uint8Array> {
		const level = Math.floor(height / tileHeight);
		const below = height % tileHeight;
		const first = index << BigInt(below);
		const name = tileAt(level, first / width, size);
		const at = Number(first % width);
		const end = at + (1 << below);
		if (!name || end > name.width) throw new RangeError(`no tile has the node ${height}/${index}`);
		const path = tilePath(name);
		const known = tiles.get(path) ?? openTile(name);
		tiles.set(path, known);
		const tile = await known;
		if (tile.width < end) throw new Unproven('malformed', `${path} is too short`);
		return tile.nodeAt(below, at >> below);
	}
	const hashOfRange = async (range: Range): Promise<Uint8Array> =>
		joinNodes(sha256, await Promise.all(nodesOf(range).map(hashOf)));
	return {
		root: () => hashOfRange({ from: 0n, to: size }),
		/** The root when the tree had fewer leaves. */
		rootAt: (earlier: bigint) => hashOfRange({ from: 0n, to: earlier }),
		inclusion: (index: bigint) => Promise.all(inclusionRanges(index, size).map(hashOfRange)),
		consistency: (earlier: bigint) => Promise.all(consistencyRanges(earlier, size).map(hashOfRange)),
	};
}
