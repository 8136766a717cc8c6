import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '../tlog/bytes.ts';
import { checkpointText } from '../tlog/checkpoint.ts';
import { growTree } from '../tlog/grow.ts';
import { leafHash, rootOf } from '../tlog/merkle.ts';
import { nodeCrypto as crypto, signingKey } from '../tlog/node-crypto.server.ts';
import { cosignatureKind, makeKey, noteOf, signatureLine } from '../tlog/note.ts';
import { policyOf } from '../tlog/policy.ts';
import { bundleOf, tileAt, tilePath, treeOf } from '../tlog/tiles.ts';
import { requestText } from '../witness/request.ts';
import { addCheckpoint, type Seen, type Witness } from '../witness/witness.ts';
import { watchLog } from './monitor.ts';

const origin = 'veche.example/log';
const key = signingKey(new Uint8Array(32).fill(1));
const logKey = makeKey(crypto, origin, key.publicKey);
const entryText = (i: number, mark = 'a') =>
	`veche-leaf/1\nvote\n46017/019abcde-0000-7000-8000-${String(i).padStart(12, '0')}\n2026-11-21\n${mark.repeat(64)}\n`;
const sign = (size: number, root: Uint8Array) => {
	const text = checkpointText({ origin, size: BigInt(size), root });
	return noteOf(text, [signatureLine(crypto, origin, key, text)]);
};

/** The files of an honest log of these entries. */
async function aLog(texts: readonly string[]) {
	const entries = texts.map(utf8);
	const leaves = entries.map((entry) => leafHash(crypto.sha256, entry));
	const size = BigInt(entries.length);
	const files = new Map<string, Uint8Array>();
	const grown = await growTree(crypto.sha256, 0n, leaves, async () => new Uint8Array());
	for (const { name, bytes } of grown.tiles) files.set(tilePath(name), bytes);
	for (let n = 0n; n * 256n < size; n++)
		files.set(
			tilePath(tileAt('entries', n, size)!),
			bundleOf(entries.slice(Number(n) * 256, Number(n) * 256 + 256)),
		);
	files.set('checkpoint', utf8(sign(entries.length, grown.root)));
	return { files, root: grown.root, size, leaves };
}
const honest = Array.from({ length: 600 }, (_, i) => entryText(i));
const swapped = honest.with(3, honest[4]!).with(4, honest[3]!);
const look = (files: Map<string, Uint8Array>, seen: { size: bigint; root: Uint8Array } | null = null) =>
	watchLog(crypto, {
		policy: policyOf([logKey], [], 0),
		fetch: async (path) => files.get(path) ?? null,
		seen: seen && { origin, ...seen },
	});
const named = async (
	files: Map<string, Uint8Array>,
	seen: { size: bigint; root: Uint8Array } | null = null,
) => (await look(files, seen)).faults.map(({ kind, at }) => (at === undefined ? kind : `${kind} ${at}`));

test('an honest log has no fault, and every entry is told in its order', async () => {
	const { files, root, size } = await aLog(honest);
	const told: bigint[] = [];
	const report = await watchLog(crypto, {
		policy: policyOf([logKey], [], 0),
		fetch: async (path) => files.get(path) ?? null,
		seen: { origin, size: 300n, root: (await aLog(honest.slice(0, 300))).root },
		onEntry: (_, position) => told.push(position),
	});
	assert.deepEqual(report.faults, []);
	assert.deepEqual([report.entries, report.state!.size, report.state!.root], [600n, size, root]);
	assert.deepEqual(
		told,
		honest.map((_, i) => BigInt(i)),
	);
});

test('an entry that was changed, removed or exchanged is named by its place', async () => {
	const { files } = await aLog(honest);
	const bundle = tilePath(tileAt('entries', 0n, 600n)!);
	const withBundle = (texts: readonly string[]) =>
		new Map(files).set(bundle, bundleOf(texts.slice(0, 256).map(utf8)));
	assert.deepEqual(await named(withBundle(honest.with(7, entryText(7, 'b')))), [
		'entry-differs 7',
		'tile-differs tile/1/000.p/2',
		'root-differs 600',
	]);
	assert.deepEqual((await named(withBundle(swapped))).slice(0, 2), ['entry-differs 3', 'entry-differs 4']);
	const without = new Map(files).set(bundle, bundleOf(honest.slice(0, 255).map(utf8)));
	assert.ok((await named(without)).includes(`file-damaged ${bundle}`));
	const gone = new Map(files);
	gone.delete('tile/0/001');
	assert.deepEqual(await named(gone), ['file-missing tile/0/001']);
	const tile = new Map(files).set('tile/1/000.p/2', new Uint8Array(64));
	assert.deepEqual(await named(tile), ['tile-differs tile/1/000.p/2']);
});

test('a log built anew over its past is caught by whoever saw it before', async () => {
	const before = await aLog(honest.slice(0, 500));
	for (const past of [swapped, honest.with(9, entryText(9, 'c')), honest.toSpliced(9, 1)]) {
		const { files } = await aLog(past);
		assert.deepEqual(await named(files), []);
		assert.deepEqual(await named(files, before), ['fork 500']);
	}
	assert.deepEqual(await named((await aLog(honest.slice(0, 400))).files, before), ['shorter 400']);
});

test('an entry that stands twice, an unknown one and a foreign signature are named', async () => {
	assert.deepEqual(await named((await aLog([...honest.slice(0, 5), honest[2]!])).files), ['entry-twice 5']);
	assert.deepEqual(await named((await aLog(['veche-leaf/9\n'])).files), ['entry-unknown 0']);
	const { files } = await aLog(honest);
	const other = signingKey(new Uint8Array(32).fill(9));
	const text = checkpointText({ origin, size: 600n, root: (await aLog(honest)).root });
	assert.deepEqual(
		await named(
			new Map(files).set('checkpoint', utf8(noteOf(text, [signatureLine(crypto, origin, other, text)]))),
		),
		['checkpoint'],
	);
	assert.deepEqual(await named(new Map()), ['checkpoint']);
});

function aWitness(): Witness & { seen: Map<string, Seen> } {
	const seen = new Map<string, Seen>();
	return {
		seen,
		name: 'witness.example/w1',
		key: signingKey(new Uint8Array(32).fill(2)),
		logs: [logKey],
		recall: (of) => seen.get(of) ?? null,
		keep: (of, state) => void seen.set(of, state),
		now: () => new Date('2026-11-27T10:00:00Z'),
	};
}

test('a witness cosigns a log that grows, and nothing that does not continue what it saw', async () => {
	const whole = await aLog(honest);
	const tree = treeOf(crypto.sha256, 600n, async (name) => whole.files.get(tilePath(name))!);
	const noteAt = (size: number) => sign(size, rootOf(crypto.sha256, whole.leaves.slice(0, size)));
	const witness = aWitness();
	const ask = (old: bigint, proof: Uint8Array[], checkpoint: string) =>
		addCheckpoint(crypto, witness, requestText({ old, proof, checkpoint }));
	const first = ask(0n, [], noteAt(500));
	assert.equal(first.status, 200);
	const witnessKey = makeKey(crypto, witness.name, witness.key.publicKey, cosignatureKind);
	const cosigned = noteAt(500) + first.body;
	const files = (await aLog(honest.slice(0, 500))).files.set('checkpoint', utf8(cosigned));
	const watched = await watchLog(crypto, {
		policy: policyOf([logKey], [witnessKey], 1),
		fetch: async (path) => files.get(path) ?? null,
	});
	assert.deepEqual([watched.cosigned, watched.faults], [[witness.name], []]);
	// it was left behind, and is told so
	assert.deepEqual(ask(0n, [], noteAt(600)), { status: 409, type: 'text/x.tlog.size', body: '500\n' });
	const proof = await tree.consistency(500n);
	const fork = sign(600, (await aLog(swapped)).root);
	assert.equal(ask(500n, proof, fork).status, 422);
	assert.equal(ask(500n, [], noteAt(600)).status, 422);
	assert.equal(ask(500n, [], sign(500, (await aLog(swapped.slice(0, 500))).root)).status, 409);
	assert.equal(ask(500n, [], noteAt(400)).status, 400);
	assert.equal(witness.seen.get(origin)!.size, 500n);
	assert.equal(ask(500n, [], noteAt(500)).status, 200);
	assert.equal(ask(500n, proof, noteAt(600)).status, 200);
	assert.equal(witness.seen.get(origin)!.size, 600n);
	const text = checkpointText({ origin, size: 700n, root: whole.root });
	assert.equal(ask(600n, [], noteOf(text, [signatureLine(crypto, origin, witness.key, text)])).status, 403);
	assert.equal(ask(600n, [], sign(700, whole.root).replace(origin, 'other.example')).status, 404);
	assert.equal(addCheckpoint(crypto, witness, 'old 07\n\nx').status, 400);
});
