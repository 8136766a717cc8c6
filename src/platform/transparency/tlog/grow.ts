/** How tiles grow by new leaves. */
import { joined } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { rootOf } from './merkle.ts';
import {
	hashesAt,
	hashesOf,
	type ReadTile,
	type TileName,
	tileAt,
	tilePath,
	tileWidth,
	treeOf,
} from './tiles.ts';

export type Grown = { size: bigint; root: Uint8Array; tiles: { name: TileName; bytes: Uint8Array }[] };

/**
 * The tiles that change when leaves follow, each as full as it then is, and the new root.
 * @param read gives the tiles at the right edge of the tree as it is
 */
export async function growTree(
	sha256: Crypto['sha256'],
	size: bigint,
	leaves: readonly Uint8Array[],
	read: ReadTile,
): Promise<Grown> {
	const grown = size + BigInt(leaves.length);
	const width = BigInt(tileWidth);
	const tiles: Grown['tiles'] = [];
	let fresh = leaves;
	for (let level = 0; fresh.length > 0; level++) {
		const before = hashesAt(level, size);
		const first = before / width;
		const edge = tileAt(level, first, size);
		let hashes = edge ? [...hashesOf(await read(edge)).slice(0, edge.width), ...fresh] : [...fresh];
		const above: Uint8Array[] = [];
		for (let number = first; hashes.length > 0; number++) {
			const row = hashes.slice(0, tileWidth);
			tiles.push({ name: { level, number, width: row.length }, bytes: joined(...row) });
			if (row.length === tileWidth) above.push(rootOf(sha256, row));
			hashes = hashes.slice(tileWidth);
		}
		fresh = above;
	}
	const changed = new Map(tiles.map(({ name, bytes }) => [tilePath({ ...name, width: tileWidth }), bytes]));
	const readGrown: ReadTile = async (name) =>
		changed.get(tilePath({ ...name, width: tileWidth })) ?? read(name);
	return { size: grown, root: await treeOf(sha256, grown, readGrown).root(), tiles };
}
