/** Which hashes a proof is made of: ranges of leaves, and the whole subtrees that each range falls into. */
import type { Crypto } from './crypto.ts';
import { emptyRoot, nodeHash } from './merkle.ts';

/** Leaves `from` up to, not with, `to`. */
export type Range = { from: bigint; to: bigint };
/** A whole subtree of 2^height leaves, the index-th of its height. */
export type Node = { height: number; index: bigint };

/** The proof that the leaf `index` is in the tree of `size`, from the leaf's neighbour up. */
export function inclusionRanges(index: bigint, size: bigint): Range[] {
	if (index < 0n || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
	const path: Range[] = [];
	let [from, to] = [0n, size];
	while (to - from > 1n) {
		const middle = from + lesserPower(to - from);
		if (index < middle) {
			path.push({ from: middle, to });
			to = middle;
		} else {
			path.push({ from, to: middle });
			from = middle;
		}
	}
	return path.reverse();
}

/** The proof that the tree of `size` begins with that of `earlier` leaves (RFC 6962, section 2.1.2). */
export function consistencyRanges(earlier: bigint, size: bigint): Range[] {
	if (earlier < 1n || earlier > size) throw new RangeError(`no tree of ${earlier} in a tree of ${size}`);
	const path: Range[] = [];
	let [from, to] = [0n, size];
	// at first the verifier knows the whole earlier tree; once a left part was passed it must be told the rest of it
	while (earlier !== to) {
		const middle = from + lesserPower(to - from);
		if (earlier <= middle) {
			path.push({ from: middle, to });
			to = middle;
		} else {
			path.push({ from, to: middle });
			from = middle;
		}
	}
	if (from !== 0n) path.push({ from, to });
	return path.reverse();
}

/** The whole subtrees of a range that begins where one of its size may begin, from left to right. */
export function nodesOf({ from, to }: Range): Node[] {
	const nodes: Node[] = [];
	let at = from;
	while (at < to) {
		const height = (to - at).toString(2).length - 1;
		nodes.push({ height, index: at >> BigInt(height) });
		at += 1n << BigInt(height);
	}
	return nodes;
}

/** The hash over a range from the hashes of its nodes. */
export function joinNodes(sha256: Crypto['sha256'], hashes: readonly Uint8Array[]): Uint8Array {
	if (hashes.length === 0) return emptyRoot(sha256);
	return hashes.reduceRight((right, left) => nodeHash(sha256, left, right));
}

/** The greatest power of two that is less. */
function lesserPower(value: bigint): bigint {
	return 1n << BigInt((value - 1n).toString(2).length - 1);
}
