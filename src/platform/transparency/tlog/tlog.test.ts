import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from './bytes.ts';
import { checkpointText, openCheckpoint } from './checkpoint.ts';
import { growTree } from './grow.ts';
import { leafHash, rootOf, verifyConsistency, verifyInclusion } from './merkle.ts';
import { nodeCrypto as crypto, signingKey } from './node-crypto.server.ts';
import { cosignatureKind, cosignatureLine, keyText, makeKey, noteOf, signatureLine } from './note.ts';
import { isQuorum, parsePolicy, policyOf } from './policy.ts';
import { checkReceipt, receiptText } from './receipt.ts';
import { allTiles, parseTilePath, type TileName, tileAt, tilePath, tileWidth, treeOf } from './tiles.ts';
import { Unproven } from './unproven.ts';

const { sha256 } = crypto;
const leaves = Array.from({ length: 66_000 }, (_, i) => leafHash(sha256, utf8(`leaf ${i}`)));
const seedOf = (n: number) => new Uint8Array(32).fill(n);
const doubt = (kind: string) => (error: unknown) => error instanceof Unproven && error.doubt === kind;

/** A tree that grows in steps, its tiles kept under their full names. */
async function grown(steps: readonly number[]) {
	const kept = new Map<string, Uint8Array>();
	const read = async (name: TileName) => kept.get(tilePath({ ...name, width: tileWidth }))!;
	let size = 0n;
	for (const step of steps) {
		const next = await growTree(sha256, size, leaves.slice(Number(size), Number(size) + step), read);
		for (const { name, bytes } of next.tiles) kept.set(tilePath({ ...name, width: tileWidth }), bytes);
		size = next.size;
		if (size < 600n || size === BigInt(leaves.length))
			assert.deepEqual(next.root, rootOf(sha256, leaves.slice(0, Number(size))), `${size}`);
	}
	return { size, read, kept };
}

test('a tree grown in any steps is the tree of all its leaves', async () => {
	const one = await grown([1, 1, 3, 250, 1, 256, 300, 3000, 61_189, 999]);
	assert.equal(one.size, 66_000n);
	const other = await grown([66_000]);
	assert.deepEqual(one.kept, other.kept);
	// the example of c2sp.org/tlog-tiles
	const names = [...allTiles(70_000n)]
		.filter(({ level }) => level !== 'entries')
		.map((name) => tilePath(name));
	assert.equal(names.length, 273 + 1 + 1 + 1 + 1);
	for (const name of ['tile/0/273.p/112', 'tile/1/000', 'tile/1/001.p/17', 'tile/2/000.p/1'])
		assert.ok(names.includes(name), name);
});

test('every proof made from tiles convinces, and none of another tree', async () => {
	const { read } = await grown([700]);
	for (const size of [1, 2, 3, 7, 255, 256, 257, 512, 513, 700]) {
		const tree = treeOf(sha256, BigInt(size), read);
		const root = await tree.root();
		assert.deepEqual(root, rootOf(sha256, leaves.slice(0, size)));
		for (let earlier = 1; earlier <= size; earlier += size > 20 ? 37 : 1) {
			const claim = {
				from: BigInt(earlier),
				to: BigInt(size),
				toRoot: root,
				proof: await tree.consistency(BigInt(earlier)),
			};
			const fromRoot = rootOf(sha256, leaves.slice(0, earlier));
			assert.ok(verifyConsistency(sha256, { ...claim, fromRoot }), `${earlier} of ${size}`);
			assert.ok(!verifyConsistency(sha256, { ...claim, fromRoot: leaves[699]! }), `${earlier} of ${size}`);
			const index = BigInt(earlier - 1);
			const proof = await tree.inclusion(index);
			const place = { index, size: BigInt(size), proof, root };
			assert.ok(verifyInclusion(sha256, { ...place, leaf: leaves[earlier - 1]! }), `${index} in ${size}`);
			assert.ok(!verifyInclusion(sha256, { ...place, leaf: leaves[earlier]! }), `${index} in ${size}`);
		}
	}
});

test('a tile has one name only', () => {
	assert.equal(tilePath({ level: 3, number: 1_234_067n, width: 256 }), 'tile/3/x001/x234/067');
	assert.deepEqual(parseTilePath('entries/x001/000.p/7'), { level: 'entries', number: 1000n, width: 7 });
	for (const wrong of [
		'0/x000/001',
		'00/001',
		'64/001',
		'0/001.p/256',
		'0/001.p/0',
		'0/001.p/01',
		'0/1',
		'0/001/',
		'data/001',
		'0/001/002',
	])
		assert.equal(parseTilePath(wrong), null, wrong);
	assert.equal(tileAt(0, 1n, 256n), null);
});

const log = signingKey(seedOf(1));
const origin = 'veche.example/log';
const logKey = makeKey(crypto, origin, log.publicKey);
const witnesses = [2, 3, 4].map((n) => ({ name: `witness${n}.example`, key: signingKey(seedOf(n)) }));
const witnessKeys = witnesses.map(({ name, key }) => makeKey(crypto, name, key.publicKey, cosignatureKind));
const text = checkpointText({ origin, size: 3n, root: rootOf(sha256, leaves.slice(0, 3)) });
const signed = (cosigners: readonly (typeof witnesses)[number][], of = text) =>
	noteOf(of, [
		signatureLine(crypto, origin, log, of),
		...cosigners.map(({ name, key }) =>
			cosignatureLine(crypto, name, key, of, new Date('2026-11-27T10:00:00Z')),
		),
	]);

test('a witness is counted once, and only for what it cosigned', () => {
	const opened = openCheckpoint(crypto, signed([witnesses[0]!, witnesses[2]!, witnesses[0]!]), {
		logs: [logKey],
		witnesses: witnessKeys,
	});
	assert.deepEqual(
		opened.cosigned.map(({ key }) => key.name),
		['witness2.example', 'witness4.example'],
	);
	const other = signed([witnesses[0]!], text.replace('\n3\n', '\n4\n'));
	const moved = noteOf(text, [signatureLine(crypto, origin, log, text), `${other.split('\n').at(-2)}\n`]);
	assert.throws(
		() => openCheckpoint(crypto, moved, { logs: [logKey], witnesses: witnessKeys }),
		doubt('invalid-signature'),
	);
	// a witness alone does not make a checkpoint of the log
	const alone = noteOf(text, [
		cosignatureLine(crypto, witnesses[0]!.name, witnesses[0]!.key, text, new Date()),
	]);
	assert.throws(
		() => openCheckpoint(crypto, alone, { logs: [logKey], witnesses: witnessKeys }),
		doubt('unverified'),
	);
});

test('a policy asks for k of n, also in groups', () => {
	const lines = [
		`# ours`,
		`log ${keyText(logKey)} https://veche.example/log`,
		...witnessKeys.map((key, i) => `witness w${i} ${keyText(key)}`),
		'group two 2 w0 w1',
		'group either any two w2',
		'quorum either',
		'',
	];
	const policy = parsePolicy(crypto, lines.join('\n'));
	const of = (...numbers: number[]) =>
		isQuorum(
			policy.quorum,
			numbers.map((n) => policy.witnesses[n]!.key),
		);
	assert.deepEqual([of(), of(0), of(1), of(0, 1), of(2), of(0, 2)], [false, false, false, true, true, true]);
	for (const wrong of [
		lines.slice(0, -2),
		[...lines, 'quorum either'],
		[...lines.slice(0, 5), 'group g 3 w0 w1', 'quorum g'],
		[...lines.slice(0, 5), 'group g 0 w0 w1', 'quorum g'],
		[...lines.slice(0, 5), 'group g any w0 w0', 'quorum g'],
		[...lines.slice(0, 5), 'group g any w7', 'quorum g'],
		[...lines.slice(0, 2), `witness a ${keyText(logKey)}`, 'quorum a'],
		[...lines.slice(0, 3), lines[2]!.replace('w0', 'again'), 'quorum none'],
		['quorum none', 'hello'],
	])
		assert.throws(() => parsePolicy(crypto, wrong.join('\n')), doubt('malformed'), wrong.join('\n'));
	assert.equal(parsePolicy(crypto, 'quorum none').quorum.need, 0);
});

test('a receipt convinces whom the policy makes hard to convince, and says what is wanting', async () => {
	const nonce = seedOf(9);
	const content = 'Яма на дороге';
	const commitment = Buffer.from(sha256(nonce, utf8(content))).toString('hex');
	const entry = `veche-leaf/1\nappeal\n46017/019abcde-0000-7000-8000-000000000001\n2026-11-21T10:00:00.123Z\n${commitment}\n`;
	const row = [leaves[0]!, leafHash(sha256, utf8(entry)), leaves[2]!];
	const body = checkpointText({ origin, size: 3n, root: rootOf(sha256, row) });
	const proof = { index: 1n, hashes: [row[0]!, row[2]!], checkpoint: signed(witnesses.slice(0, 2), body) };
	const file = receiptText(proof, entry, { nonce, content });
	const checked = checkReceipt(crypto, policyOf([logKey], witnessKeys, 2), file);
	assert.deepEqual(
		[checked.entry.kind, checked.entry.territory, checked.entry.at, checked.content, checked.index],
		['appeal', 46017, '2026-11-21T10:00:00.123Z', content, 1n],
	);
	assert.equal(
		checkReceipt(crypto, policyOf([logKey], witnessKeys, 2), receiptText(proof, entry)).content,
		null,
	);
	assert.throws(() => checkReceipt(crypto, policyOf([logKey], witnessKeys, 3), file), doubt('witnesses'));
	assert.throws(
		() => checkReceipt(crypto, policyOf([makeKey(crypto, 'other.example', log.publicKey)], [], 0), file),
		doubt('other-log'),
	);
	assert.throws(
		() => checkReceipt(crypto, policyOf([makeKey(crypto, origin, seedOf(0))], [], 0), file),
		doubt('unverified'),
	);
	const words = receiptText(proof, entry, { nonce, content: 'Яма во дворе' });
	assert.throws(() => checkReceipt(crypto, policyOf([logKey], [], 0), words), doubt('content'));
	const moved = receiptText(proof, entry.replace('46017', '46018'));
	assert.throws(() => checkReceipt(crypto, policyOf([logKey], [], 0), moved), doubt('inclusion'));
	assert.throws(
		() => checkReceipt(crypto, policyOf([logKey], [], 0), file.replace(/extra .*\n/, '')),
		doubt('malformed'),
	);
});
