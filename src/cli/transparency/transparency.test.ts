import assert from 'node:assert/strict';
import { renameSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { database, newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { auditLog } from '#platform/transparency/audit.server.ts';
import {
	fillLoggedThings,
	leafOf,
	parseTilePath,
	publishedCheckpoint,
	publishedKeys,
	publishedPolicy,
	publishedTile,
	queueLeaf,
	receiptOf,
} from '#platform/transparency/door.server.ts';
import { memoryFolder } from '#platform/transparency/memory.server.ts';
import { runLog } from '#platform/transparency/run.server.ts';
import { aSequencer } from '#platform/transparency/sequence.server.ts';
import { Standstill } from '#platform/transparency/standstill.ts';
import { markHalt, readHead } from '#platform/transparency/store.server.ts';
import { retireLogKeys, rotateLogKey } from '#platform/transparency/tend.server.ts';
import { nodeCrypto, signingKey } from '#platform/transparency/tlog/node-crypto.server.ts';
import { cosignatureKind, keyText, makeKey, openNote, parseKey } from '#platform/transparency/tlog/note.ts';
import { parsePolicy } from '#platform/transparency/tlog/policy.ts';
import { askWitnesses } from '#platform/transparency/witness/ask-witnesses.server.ts';
import type { Seen } from '#platform/transparency/witness/witness.ts';
import { house } from '#tests/support/house.ts';
import { Misuse } from '../console.ts';
import { monitor } from './monitor.ts';
import { verify } from './verify.ts';
import { serve } from './witness.ts';

const h = await house();
const territory = 46017 as TerritoryId;
const by = () => ({ ...aSequencer(), lease: 0 });
const servers: Server[] = [];
after(() => {
	for (const server of servers) server.close();
});
const portOf = (server: Server) => (server.address() as AddressInfo).port;

/** What a command says, and how it ends. */
async function said(work: () => Promise<number> | number): Promise<{ code: number; lines: string }> {
	const lines: string[] = [];
	const { log } = console;
	console.log = (...words: unknown[]) => void lines.push(words.join(' '));
	try {
		return { code: await work(), lines: lines.join('\n') };
	} finally {
		console.log = log;
	}
}

/** The files of the log over HTTP, without the pages around them. */
async function published(): Promise<string> {
	const server = createServer(async (request, response) => {
		const path = request.url!.slice('/log/'.length);
		const name = path.startsWith('tile/') ? parseTilePath(path.slice('tile/'.length)) : null;
		const body =
			path === 'checkpoint'
				? (await publishedCheckpoint())?.note
				: path === 'policy'
					? await publishedPolicy()
					: name && (await publishedTile(name));
		response.writeHead(body ? 200 : 404).end(body ?? '');
	});
	servers.push(server);
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return `http://127.0.0.1:${portOf(server)}/log`;
}

async function aLeaf(content = 'да') {
	const sealed = { kind: 'vote', territory, thing: newId(), at: new Date() };
	const leaf = leafOf({ ...sealed, content });
	await transaction((tx) => queueLeaf(tx, { ...sealed, ...leaf }));
	return { ...sealed, ...leaf, content };
}
const things: Awaited<ReturnType<typeof aLeaf>>[] = [];
fillLoggedThings([
	{
		kind: 'vote',
		page: async (last) => (last ? [] : things),
		find: async (asked) => things.filter((one) => asked.some(({ thing }) => thing === one.thing)),
	},
]);
const address = await published();
const kept = join(h.folder, 'kept');
const key = async () => (await publishedPolicy()).split(' ')[1]!;

test('a receipt is verified and the whole log recomputed by commands that know the key alone', async () => {
	for (let i = 0; i < 300; i++) things.push(await aLeaf());
	await runLog(database(), by());
	const file = join(h.folder, 'receipt.tlog-proof');
	writeFileSync(file, (await receiptOf(things[7]!, things[7]!))!);
	assert.throws(() => verify([file]), Misuse);
	const proven = await said(async () => verify([file, '--key', await key()]));
	assert.equal(proven.code, 0);
	assert.match(proven.lines, /: (запись|entry) 8 /);
	const other = keyText(
		makeKey(nodeCrypto, (await publishedCheckpoint())!.origin, signingKey(new Uint8Array(32)).publicKey),
	);
	assert.equal((await said(() => verify([file, '--key', other]))).code, 1);
	const whole = await said(async () => monitor([address, '--key', await key(), '--keep', kept]));
	assert.equal(whole.code, 0, whole.lines);
	assert.deepEqual((await auditLog()).faults, []);
});

test('a thing slipped in, one removed and one changed by SQL are found by the nightly audit', async () => {
	const stranger = { ...things[0]!, thing: newId() };
	const [removed] = things.splice(5, 1);
	const changed = things[9]!;
	things.push(stranger);
	things[9] = { ...changed, leaf: leafOf({ ...changed, content: 'нет' }).leaf };
	const named = (await auditLog()).faults.map(({ kind, at }) => `${kind} ${at}`);
	assert.deepEqual(
		named.sort(),
		[
			`leaf-differs vote ${territory}/${changed.thing}`,
			`leaf-without-thing vote ${territory}/${removed!.thing}`,
			`thing-without-leaf vote ${territory}/${stranger.thing}`,
		].sort(),
	);
	things.pop();
	things[9] = changed;
	things.splice(5, 0, removed!);
	assert.deepEqual((await auditLog()).faults, []);
});

test('an entry edited, removed or exchanged in the tables of the log is named by the audit and by a stranger', async () => {
	const sql = database();
	const [bundle] = await sql<{ entries: Buffer }[]>`select entries from transparency.bundle where number = 0`;
	const entries = bundle!.entries;
	const put = (bytes: Buffer) => sql`update transparency.bundle set entries = ${bytes} where number = 0`;
	const length = entries.readUInt16BE(0) + 2;
	const edited = Buffer.from(entries);
	edited[length - 3]! ^= 1;
	const exchanged = Buffer.concat([
		entries.subarray(length, 2 * length),
		entries.subarray(0, length),
		entries.subarray(2 * length),
	]);
	for (const [bytes, fault] of [
		[edited, /entry-differs 0|entry-unknown 0/],
		[exchanged, /entry-differs 0 entry-differs 1/],
	] as const) {
		await put(bytes);
		assert.match((await auditLog()).faults.map(({ kind, at }) => `${kind} ${at}`).join(' '), fault);
		const watched = await said(async () => monitor([address, '--key', await key(), '--keep', kept]));
		assert.equal(watched.code, 1);
		assert.match(watched.lines, /✖ .* 0 /);
	}
	await put(Buffer.from(entries.subarray(length)));
	assert.match((await auditLog()).faults.map(({ kind }) => kind).join(' '), /file-(missing|damaged)/);
	await put(entries);
	assert.equal((await said(async () => monitor([address, '--key', await key(), '--keep', kept]))).code, 0);
});

const seen = new Map<string, Seen>();
const witnessSecret = signingKey(new Uint8Array(32).fill(7));
const witnessKey = makeKey(nodeCrypto, 'witness.example/w1', witnessSecret.publicKey, cosignatureKind);

test('a witness cosigns what grows, and what it saw stops a database that went back', async () => {
	const server = await serve(
		{
			name: witnessKey.name,
			key: witnessSecret,
			logs: [parseKey(nodeCrypto, await key())],
			recall: (origin) => seen.get(origin) ?? null,
			keep: (origin, state) => void seen.set(origin, state),
			now: () => new Date(),
		},
		'127.0.0.1',
		0,
	);
	servers.push(server);
	const policy = parsePolicy(
		nodeCrypto,
		`witness w1 ${keyText(witnessKey)} http://127.0.0.1:${portOf(server)}\nquorum w1\n`,
	);
	await askWitnesses(database(), policy);
	assert.deepEqual((await publishedCheckpoint())!.witnesses, [witnessKey.name]);
	things.push(await aLeaf());
	await runLog(database(), by());
	assert.deepEqual((await publishedCheckpoint())!.witnesses, []);
	await askWitnesses(database(), policy);
	const file = join(h.folder, 'policy');
	writeFileSync(file, `log ${await key()}\nwitness w1 ${keyText(witnessKey)}\nquorum w1\n`);
	const watched = await said(() => monitor([address, '--policy', file, '--keep', kept]));
	assert.equal(watched.code, 0, watched.lines);
	const [origin] = [...seen.keys()];
	const honest = seen.get(origin!)!;
	seen.set(origin!, { ...honest, size: honest.size + 5n });
	things.push(await aLeaf());
	await runLog(database(), by());
	await askWitnesses(database(), policy, Date.now() + 60_000);
	assert.equal((await readHead(database())).halted, 'witness-ahead');
	things.push(await aLeaf());
	await runLog(database(), by());
	assert.equal((await publishedCheckpoint())!.size, honest.size + 1n);
	seen.set(origin!, honest);
	await askWitnesses(database(), policy, Date.now() + 120_000);
	assert.equal((await readHead(database())).halted, null);
	await runLog(database(), by());
	assert.equal((await publishedCheckpoint())!.size, honest.size + 2n);
});

test('a key changes without a break: the former one vouches for it and signs beside it until it retires', async () => {
	const former = await key();
	await markHalt(database(), 'witness-ahead', new Date());
	await assert.rejects(rotateLogKey(), Standstill);
	await assert.rejects(retireLogKeys(), Standstill);
	await markHalt(database(), null, new Date());
	// what is remembered was taken away, and no entry has come since: nobody has noticed
	renameSync(memoryFolder(), `${memoryFolder()}-away`);
	await assert.rejects(rotateLogKey(), { reason: 'no-memory' });
	await assert.rejects(retireLogKeys(), { reason: 'no-memory' });
	renameSync(`${memoryFolder()}-away`, memoryFolder());
	assert.deepEqual(await rotateLogKey(), { vouched: true });
	const keys = (await publishedPolicy()).split('\n').flatMap((line) => /^log (\S+)/.exec(line)?.[1] ?? []);
	assert.equal(keys.length, 2);
	const vouched = openNote(nodeCrypto, await publishedKeys(), [parseKey(nodeCrypto, former)]);
	assert.equal(vouched.text.split('\n')[2], keys[1]);
	things.push(await aLeaf());
	await runLog(database(), by());
	const file = join(h.folder, 'both.tlog-proof');
	writeFileSync(file, (await receiptOf(things.at(-1)!))!);
	for (const one of keys) assert.equal((await said(() => verify([file, '--key', one]))).code, 0);
	assert.equal(await retireLogKeys(), 1);
	things.push(await aLeaf());
	await runLog(database(), by());
	writeFileSync(file, (await receiptOf(things.at(-1)!))!);
	assert.equal((await said(() => verify([file, '--key', keys[0]!]))).code, 1);
	assert.equal((await said(() => verify([file, '--key', keys[1]!]))).code, 0);
});

test('a log whose past was built anew is caught by who kept what they saw', async () => {
	const file = join(kept, 'seen.json');
	writeFileSync(
		file,
		JSON.stringify({
			origin: (await publishedCheckpoint())!.origin,
			size: '100',
			root: Buffer.alloc(32, 1).toString('base64'),
		}),
	);
	const watched = await said(async () => monitor([address, '--key', await key(), '--keep', kept]));
	assert.equal(watched.code, 1);
	assert.match(watched.lines, /раздвоился|forked/);
});
