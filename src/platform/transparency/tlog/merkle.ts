/**
 * The tree of RFC 6962, section 2.1, and the checks of RFC 9162, sections 2.1.3.2 and 2.1.4.2. Sizes and indexes have 64 bits.
 */
import { same } from './bytes.ts';
import type { Crypto } from './crypto.ts';

type Sha256 = Crypto['sha256'];
export const hashLength = 32;
const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

export const leafHash = (sha256: Sha256, entry: Uint8Array): Uint8Array => sha256(leafPrefix, entry);
export const nodeHash = (sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array =>
	sha256(nodePrefix, left, right);
export const emptyRoot = (sha256: Sha256): Uint8Array => sha256();

/** The root over leaf hashes. */
export function rootOf(sha256: Sha256, leaves: readonly Uint8Array[]): Uint8Array {
	if (leaves.length === 0) return emptyRoot(sha256);
	let row = leaves;
	// joining neighbours and passing an odd last one up gives the same tree as the recursion of the RFC
	while (row.length > 1) {
		const above: Uint8Array[] = [];
		for (let i = 0; i + 1 < row.length; i += 2) above.push(nodeHash(sha256, row[i]!, row[i + 1]!));
		if (row.length % 2 === 1) above.push(row.at(-1)!);
		row = above;
	}
	return row[0]!;
}

export function verifyInclusion(
	sha256: Sha256,
	claim: {
		index: bigint;
		size: bigint;
		leaf: Uint8Array;
		proof: readonly Uint8Array[];
		root: Uint8Array;
	},
): boolean {
	const { index, size, leaf, proof, root } = claim;
	if (index < 0n || index >= size || leaf.length !== hashLength || !areHashes(proof)) return false;
	let [first, second] = [index, size - 1n];
	let hash = leaf;
	for (const other of proof) {
		if (second === 0n) return false;
		if (isOdd(first) || first === second) {
			hash = nodeHash(sha256, other, hash);
			while (!isOdd(first) && first !== 0n) [first, second] = [first >> 1n, second >> 1n];
		} else hash = nodeHash(sha256, hash, other);
		[first, second] = [first >> 1n, second >> 1n];
	}
	return second === 0n && same(hash, root);
}

/**
 * Whether the tree of `to` leaves begins with the tree of `from` leaves. From nothing every tree grows, so that a proof from an empty
 * tree says nothing and is refused; of two empty trees both must be empty.
 */
export function verifyConsistency(
	sha256: Sha256,
	claim: {
		from: bigint;
		to: bigint;
		fromRoot: Uint8Array;
		toRoot: Uint8Array;
		proof: readonly Uint8Array[];
	},
): boolean {
	const { from, to, fromRoot, toRoot, proof } = claim;
	if (from < 0n || from > to || !areHashes(proof)) return false;
	if (from === to) {
		if (from === 0n && !same(fromRoot, emptyRoot(sha256))) return false;
		return proof.length === 0 && same(fromRoot, toRoot);
	}
	if (from === 0n) return false;
	const path = (from & (from - 1n)) === 0n ? [fromRoot, ...proof] : proof;
	let [first, second] = [from - 1n, to - 1n];
	while (isOdd(first)) [first, second] = [first >> 1n, second >> 1n];
	if (path.length === 0 || proof.length === 0) return false;
	let [earlier, later] = [path[0]!, path[0]!];
	for (const other of path.slice(1)) {
		if (second === 0n) return false;
		if (isOdd(first) || first === second) {
			earlier = nodeHash(sha256, other, earlier);
			later = nodeHash(sha256, other, later);
			while (!isOdd(first) && first !== 0n) [first, second] = [first >> 1n, second >> 1n];
		} else later = nodeHash(sha256, later, other);
		[first, second] = [first >> 1n, second >> 1n];
	}
	return second === 0n && same(earlier, fromRoot) && same(later, toRoot);
}

const isOdd = (value: bigint): boolean => (value & 1n) === 1n;
const areHashes = (hashes: readonly Uint8Array[]): boolean =>
	hashes.every((hash) => hash.length === hashLength);
