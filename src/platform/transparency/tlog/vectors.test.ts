import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { referenceData, withoutReferenceData } from '#tests/support/reference-data.ts';
import { fromBase64, fromHex, toBase64, toHex, utf8 } from './bytes.ts';
import { openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { emptyRoot, leafHash, nodeHash, rootOf, verifyConsistency, verifyInclusion } from './merkle.ts';
import { nodeCrypto, signingKey } from './node-crypto.server.ts';
import { keyText, noteOf, openNote, parseKey, parseSecret, signatureLine } from './note.ts';
import { pageCrypto } from './page-crypto.ts';
import { policyOf } from './policy.ts';
import { verifyProof } from './proof-file.ts';
import { bundleOf, entriesOf, parseTilePath, type TileName, tilePath, treeOf } from './tiles.ts';
import { Unproven } from './unproven.ts';

const skip = withoutReferenceData('tlog');
/** Indexes pass 2^53: every number that an integer may not hold is read as written. */
// biome-ignore lint/suspicious/noExplicitAny: each file has a shape of its own
const vectors = (name: string): any =>
	JSON.parse(
		readFileSync(referenceData(`tlog/${name}.json`), 'utf8'),
		(_key, value, context?: { source?: string }) =>
			typeof value === 'number' && !Number.isSafeInteger(value) ? BigInt(context!.source!) : value,
	);
const hex = (text: string) => fromHex(text)!;
/** What is not canonical is no base64, and then no hash either. */
const b64 = (text: string) => fromBase64(text) ?? new Uint8Array();
const cryptos = { 'node:crypto': nodeCrypto, '@noble': pageCrypto };
const doubtOf = (work: () => unknown): string | null => {
	try {
		work();
		return null;
	} catch (error) {
		assert.ok(error instanceof Unproven, String(error));
		return error.doubt;
	}
};

for (const [library, crypto] of Object.entries(cryptos)) {
	const { sha256 } = crypto;

	test(`hashes of the tree are those of RFC 6962, by ${library}`, { skip }, () => {
		for (const { name, op, leavesHex, dataHex, leftHex, rightHex, hex: wanted } of vectors('rfc6962-ops')) {
			const got =
				op === 'leaf'
					? leafHash(sha256, hex(dataHex))
					: op === 'node'
						? nodeHash(sha256, hex(leftHex), hex(rightHex))
						: rootOf(
								sha256,
								leavesHex.map((one: string) => leafHash(sha256, hex(one))),
							);
			assert.equal(toHex(got), wanted, name);
		}
		let seen = 0;
		for (const { name, leavesHex, leafTemplate, size, rootHex } of vectors('rfc6962-roots')) {
			const leaves = leavesHex
				? leavesHex.map(hex)
				: Array.from({ length: size }, (_, i) => utf8(leafTemplate.replace('{i}', i)));
			assert.equal(
				toHex(
					rootOf(
						sha256,
						leaves.map((leaf: Uint8Array) => leafHash(sha256, leaf)),
					),
				),
				rootHex,
				name,
			);
			seen++;
		}
		assert.ok(seen > 10);
	});

	test(`signatures are accepted and refused by the strict rules, by ${library}`, { skip }, () => {
		const all = vectors('ed25519-verify');
		for (const { name, pk, msg, sig, valid } of all)
			assert.equal(crypto.verify(hex(pk), hex(msg), hex(sig)), valid, name);
		assert.ok(all.length >= 97);
	});

	test(`proofs of inclusion and consistency, the refusals too, by ${library}`, { skip }, () => {
		let refused = 0;
		for (const one of vectors('rfc6962-inclusion')) {
			const { leafIdx, treeSize, root, leafHash: leaf, proof, wantErr, name } = one;
			const claim = { root: b64(root), leaf: b64(leaf), proof: (proof ?? []).map(b64) };
			const holds = verifyInclusion(sha256, { index: BigInt(leafIdx), size: BigInt(treeSize), ...claim });
			assert.equal(holds, !wantErr, name);
			if (wantErr) refused++;
		}
		for (const { size1, size2, root1, root2, proof, wantErr, name } of vectors('rfc6962-consistency')) {
			const claim = { fromRoot: b64(root1), toRoot: b64(root2), proof: (proof ?? []).map(b64) };
			const holds = verifyConsistency(sha256, { from: BigInt(size1), to: BigInt(size2), ...claim });
			assert.equal(holds, !wantErr, name);
			if (wantErr) refused++;
		}
		assert.ok(refused > 50);
	});

	test(`signed notes and their keys, by ${library}`, { skip }, () => {
		for (const { name, note, noteHex, vkeys, wantErr, err, verified } of vectors('signed-notes')) {
			const keys = vkeys.map((text: string) => parseKey(crypto, text));
			const doubt = doubtOf(() => openNote(crypto, note ?? hex(noteHex), keys));
			assert.equal(doubt, wantErr ? err.replace(' ', '-') : null, name);
			if (!wantErr)
				assert.deepEqual(
					openNote(crypto, note, keys).verified.map(({ key }) => key.name),
					verified,
					name,
				);
		}
		for (const { name, vkey, wantErr } of vectors('verifier-keys')) {
			assert.equal(
				doubtOf(() => parseKey(crypto, vkey)),
				wantErr ? 'malformed' : null,
				name,
			);
			if (!wantErr) assert.equal(keyText(parseKey(crypto, vkey)), vkey);
		}
	});

	test(`proof files, the refusals too, by ${library}`, { skip }, () => {
		for (const { name, entry, vkey, origin, proof, wantErr, err } of vectors('tlog-proofs')) {
			const key = parseKey(crypto, vkey);
			assert.equal(key.name, origin);
			const doubt = doubtOf(() => verifyProof(crypto, policyOf([key], [], 0), proof, entry));
			const kind = doubt === 'invalid-signature' || doubt === 'unverified' ? 'signature' : doubt;
			assert.equal(kind, wantErr ? err : null, name);
		}
	});

	test(`a log written by another program: checkpoints, tiles and bundles, by ${library}`, {
		skip,
	}, async () => {
		const log = vectors('tiled-log');
		const key = parseKey(crypto, log.vkey);
		const entries: Uint8Array[] = log.entries.map(utf8);
		const read = async (name: TileName) => b64(log.files[tilePath(name)]);
		for (const [size, note] of Object.entries<string>(log.checkpoints)) {
			const checkpoint = openCheckpoint(crypto, note, { logs: [key] });
			assert.equal(String(checkpoint.size), size);
			const leaves = entries.slice(0, Number(size)).map((entry) => leafHash(sha256, entry));
			assert.deepEqual(rootOf(sha256, leaves), checkpoint.root);
			if (size === '0') continue;
			assert.deepEqual(await treeOf(sha256, BigInt(size), read).root(), checkpoint.root, size);
			const bundle = b64(log.files[tilePath({ level: 'entries', number: 0n, width: Number(size) })]);
			assert.deepEqual(entriesOf(bundle), entries.slice(0, Number(size)));
			assert.deepEqual(bundleOf(entriesOf(bundle)), bundle);
		}
		for (const path of Object.keys(log.files))
			assert.equal(tilePath(parseTilePath(path.slice('tile/'.length))!), path);
	});
}

test('checkpoints are read strictly', { skip }, () => {
	for (const { name, text, wantErr, origin, size, root } of vectors('checkpoints')) {
		assert.equal(
			doubtOf(() => parseCheckpoint(text)),
			wantErr ? 'malformed' : null,
			name,
		);
		if (wantErr) continue;
		const read = parseCheckpoint(text);
		assert.deepEqual([read.origin, String(read.size), toBase64(read.root)], [origin, size, root], name);
	}
});

test('a note is signed byte for byte as the reference signs it', { skip }, () => {
	for (const { skey, vkey, text, note } of vectors('note-signing')) {
		const { name, seed } = parseSecret(skey);
		const key = signingKey(seed);
		assert.equal(keyText(parseKey(nodeCrypto, vkey)), vkey);
		assert.equal(noteOf(text, [signatureLine(nodeCrypto, name, key, text)]), note);
	}
});

test('the root of an empty tree is the hash of nothing', () => {
	for (const { sha256 } of Object.values(cryptos))
		assert.equal(
			toHex(emptyRoot(sha256)),
			'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
		);
});
