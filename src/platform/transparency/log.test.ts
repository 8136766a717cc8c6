import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import { house } from '#tests/support/house.ts';
import { database, newId, type TerritoryId, transaction } from '../db/door.server.ts';
import { lastSigned } from './checkpoints-store.server.ts';
import { leafOf, queueLeaf, queueLeaves } from './door.server.ts';
import { memoryFolder, recall } from './memory.server.ts';
import { publishedCheckpoint, publishedTile, receiptOf } from './proof.server.ts';
import { runLog } from './run.server.ts';
import { aSequencer, lengthenLog, type Sequencer } from './sequence.server.ts';
import { signHead } from './sign.server.ts';
import { readHead } from './store.server.ts';
import { utf8 } from './tlog/bytes.ts';
import { openCheckpoint } from './tlog/checkpoint.ts';
import { leafHash, rootOf, verifyConsistency } from './tlog/merkle.ts';
import { nodeCrypto as crypto } from './tlog/node-crypto.server.ts';
import { parseKey } from './tlog/note.ts';
import { policyOf } from './tlog/policy.ts';
import { checkReceipt } from './tlog/receipt.ts';
import { entriesOf, tileAt, treeOf } from './tlog/tiles.ts';

await house();
const territory = 46017 as TerritoryId;
const by = (): Sequencer => ({ ...aSequencer(), lease: 0 });

/** One sealed thing, put in line. */
async function aLeaf(content = 'да', at: Date | string = new Date()) {
	const sealed = { kind: 'vote', territory, thing: newId(), at };
	const leaf = leafOf({ ...sealed, content });
	await transaction((tx) => queueLeaf(tx, { ...sealed, ...leaf }));
	return { ...sealed, ...leaf, content };
}
async function many(count: number) {
	const rows = Array.from({ length: count }, () => {
		const sealed = { kind: 'vote', territory, thing: newId(), at: new Date() };
		return { ...sealed, ...leafOf({ ...sealed, content: 'x' }) };
	});
	await transaction((tx) => queueLeaves(tx, rows));
	return rows;
}
const keys = async () => {
	const rows = await database()<
		{ vkey: string }[]
	>`select vkey from transparency.signing_key where retired_at is null order by generation`;
	return rows.map(({ vkey }) => parseKey(crypto, vkey));
};
async function everyEntry(): Promise<Uint8Array[]> {
	const { size } = (await publishedCheckpoint())!;
	const entries: Uint8Array[] = [];
	for (let n = 0n; n * 256n < size; n++)
		entries.push(...entriesOf((await publishedTile(tileAt('entries', n, size)!))!));
	return entries;
}
const halted = async () => (await readHead(database())).halted;

/** Each test begins with an empty log and no memory of one. */
beforeEach(async () => {
	const sql = database();
	await sql`truncate transparency.leaf_queue, transparency.logged, transparency.tile, transparency.bundle, transparency.checkpoint, transparency.cosignature, transparency.signing_key`;
	await sql`update transparency.head set epoch = 1, origin = null, size = 0, root = sha256(''), holder = null, lease_until = '-infinity', halted = null, halted_at = null`;
	rmSync(memoryFolder(), { recursive: true, force: true });
});

test('what waits in line is logged in its order, signed, and proven by a receipt', async () => {
	const first = await aLeaf('Яма на дороге');
	const day = await aLeaf('за', '2026-11-21');
	assert.equal(await receiptOf(first), null);
	await runLog(database(), by());
	const [logKey] = await keys();
	const checkpoint = openCheckpoint(crypto, (await publishedCheckpoint())!.note, { logs: [logKey!] });
	assert.equal(checkpoint.size, 2n);
	const file = await receiptOf(first, first);
	const checked = checkReceipt(crypto, policyOf([logKey!], [], 0), file!);
	assert.deepEqual([checked.entry.thing, checked.content, checked.index], [first.thing, 'Яма на дороге', 0n]);
	assert.equal(
		checkReceipt(crypto, policyOf([logKey!], [], 0), (await receiptOf(day))!).entry.at,
		'2026-11-21',
	);
	assert.equal(
		(await database()`select from transparency.leaf_queue where territory_id = ${territory}`).length,
		0,
	);
	// nothing new, nothing signed
	await runLog(database(), by());
	assert.equal((await database()`select from transparency.checkpoint`).length, 1);
});

test('over many batches the tree is that of all entries, each state continues the former, and every receipt holds', async () => {
	const rows = [];
	const signed = [];
	const sequencer = { ...by(), batch: 300 };
	for (const count of [1, 255, 1, 700]) {
		rows.push(...(await many(count)));
		while (await runLog(database(), sequencer));
		signed.push((await lastSigned(database(), 1))!);
	}
	const entries = await everyEntry();
	assert.equal(entries.length, rows.length);
	const leaves = entries.map((entry) => leafHash(crypto.sha256, entry));
	for (const one of signed)
		assert.deepEqual(one.root, rootOf(crypto.sha256, leaves.slice(0, Number(one.size))));
	const tree = treeOf(crypto.sha256, signed.at(-1)!.size, async (name) => (await publishedTile(name))!);
	for (const one of signed.slice(0, -1))
		assert.ok(
			verifyConsistency(crypto.sha256, {
				from: one.size,
				to: signed.at(-1)!.size,
				fromRoot: one.root,
				toRoot: signed.at(-1)!.root,
				proof: await tree.consistency(one.size),
			}),
		);
	assert.deepEqual(new Set(leaves.map(String)), new Set(rows.map((row) => String(new Uint8Array(row.leaf)))));
	const policy = policyOf(await keys(), [], 0);
	for (const row of [rows[0]!, rows[256]!, rows.at(-1)!])
		checkReceipt(crypto, policy, (await receiptOf(row))!);
	assert.equal(await publishedTile({ level: 0, number: 3n, width: 256 }), null);
});

test('two sequencers at once log each leaf once', async () => {
	const rows = await many(900);
	const both = [
		{ ...by(), batch: 50 },
		{ ...by(), batch: 70 },
	];
	await Promise.all(
		both.map(async (one) => {
			for (
				let turn = 0;
				turn < 60 &&
				(await database()`select from transparency.leaf_queue where territory_id = ${territory} limit 1`)
					.length;
				turn++
			)
				await runLog(database(), one);
		}),
	);
	await runLog(database(), by());
	const entries = await everyEntry();
	assert.equal(entries.length, 900);
	assert.equal(new Set(entries.map(String)).size, 900);
	const places = await database()<
		{ position: number }[]
	>`select position::int from transparency.logged where territory_id = ${territory} order by 1`;
	assert.deepEqual(
		places.map((row) => row.position),
		rows.map((_, i) => i),
	);
	assert.equal(await halted(), null);
});

test('a holder of the lease keeps others out, and one that has slept through it changes nothing', async () => {
	await many(3);
	const holder = { ...by(), lease: 30 };
	assert.equal(await lengthenLog(database(), { ...holder, batch: 1 }), true);
	assert.equal(await lengthenLog(database(), by()), false);
	assert.equal((await readHead(database())).size, 1n);
	await database()`update transparency.head set lease_until = now() - interval '1 s'`;
	const fence = (await readHead(database())).fence;
	await lengthenLog(database(), by());
	assert.equal((await readHead(database())).fence, String(BigInt(fence) + 1n));
	assert.equal((await readHead(database())).size, 3n);
});

test('a clock put back an hour holds nobody up and breaks nothing', async () => {
	await aLeaf();
	await signAll(new Date());
	// taken an hour in the future, as seen after the clock was put back
	await database()`update transparency.head set holder = ${newId()}, lease_until = now() + interval '1 hour'`;
	const leaf = await aLeaf('нет', new Date(Date.now() - 3_600_000));
	await signAll(new Date(Date.now() - 3_600_000));
	assert.equal(await halted(), null);
	const last = (await publishedCheckpoint())!;
	assert.equal(last.size, 2n);
	checkReceipt(crypto, policyOf(await keys(), [], 0), (await receiptOf(leaf))!);
});
async function signAll(now: Date) {
	const one = by();
	await lengthenLog(database(), one);
	await signHead(database(), one, now);
}

test('who is killed between remembering and storing signs the same state once more', async () => {
	await aLeaf();
	await runLog(database(), by());
	const { note } = (await lastSigned(database(), 1))!;
	await database()`delete from transparency.checkpoint`;
	await runLog(database(), by());
	assert.equal((await lastSigned(database(), 1))!.note, note);
});

/** Takes the whole log as it is in the database, and gives a way to put it back: an older backup. */
async function aBackup() {
	const sql = database();
	const tables = ['leaf_queue', 'logged', 'tile', 'bundle', 'checkpoint', 'signing_key', 'head'];
	await sql`drop schema if exists kept cascade`;
	await sql`create schema kept`;
	for (const table of tables) await sql.unsafe(`create table kept.${table} as table transparency.${table}`);
	return async () => {
		await sql`truncate transparency.leaf_queue, transparency.logged, transparency.tile, transparency.bundle, transparency.checkpoint, transparency.cosignature, transparency.signing_key, transparency.head`;
		for (const table of tables)
			await sql.unsafe(
				`/* background: a backup holds all territories */ insert into transparency.${table} select * from kept.${table}`,
			);
		await sql`drop schema kept cascade`;
	};
}

test('a database from an older backup catches up with what was signed before it takes anything in', async () => {
	await many(300);
	while (await runLog(database(), by()));
	const lost = await aLeaf('принят перед поломкой');
	const restore = await aBackup();
	await many(500);
	await runLog(database(), by());
	const before = (await lastSigned(database(), 1))!;
	await restore();
	const fresh = await aLeaf('после');
	while (await runLog(database(), by()));
	const after = (await publishedCheckpoint())!;
	assert.equal(after.size, before.size + 1n);
	const tree = treeOf(crypto.sha256, after.size, async (name) => (await publishedTile(name))!);
	assert.deepEqual(await tree.rootAt(before.size), before.root);
	for (const row of [lost, fresh])
		checkReceipt(crypto, policyOf(await keys(), [], 0), (await receiptOf(row))!);
	assert.equal(
		(await database()`select from transparency.leaf_queue where territory_id = ${territory}`).length,
		0,
	);
	assert.equal(await halted(), null);
});

test('a database from an older backup signs nothing and takes nothing in when the missing entries are lost', async () => {
	await many(10);
	await runLog(database(), by());
	const restore = await aBackup();
	await many(10);
	await runLog(database(), by());
	await restore();
	rmSync(`${memoryFolder()}/log-1`, { recursive: true });
	await aLeaf();
	await runLog(database(), by());
	assert.equal(await halted(), 'older-database');
	assert.equal((await readHead(database())).size, 10n);
	assert.equal((await lastSigned(database(), 1))!.size, 10n);
});

test('a database in a place that remembers nothing signs nothing', async () => {
	await many(10);
	await runLog(database(), by());
	cpSync(memoryFolder(), `${memoryFolder()}-kept`, { recursive: true });
	rmSync(memoryFolder(), { recursive: true });
	await aLeaf();
	await runLog(database(), by());
	assert.equal(await halted(), 'no-memory');
	assert.equal((await readHead(database())).size, 10n);
	// brought back by the operator, it goes on
	cpSync(`${memoryFolder()}-kept`, memoryFolder(), { recursive: true });
	await runLog(database(), by());
	assert.equal(await halted(), null);
	assert.equal(recall()!.size, 11n);
});

test('tiles changed by hand are never signed over', async () => {
	await many(5);
	await runLog(database(), by());
	await database()`update transparency.tile set hashes = set_byte(hashes, 3, get_byte(hashes, 3) # 1)`;
	await aLeaf();
	await runLog(database(), by());
	assert.equal(await halted(), 'fork');
	assert.equal((await lastSigned(database(), 1))!.size, 5n);
});

test('a row in line that was changed by hand does not enter and holds up nobody', async () => {
	const spoilt = await aLeaf('за');
	const good = await aLeaf('за');
	await database()`update transparency.leaf_queue set commitment = sha256('no') where territory_id = ${territory} and thing = ${spoilt.thing}`;
	await runLog(database(), by());
	assert.equal((await publishedCheckpoint())!.size, 1n);
	assert.ok(await receiptOf(good));
	assert.equal(await receiptOf(spoilt), null);
});

test('entries end where their bytes do', async () => {
	const { commitment, leaf, ...sealed } = await aLeaf();
	await runLog(database(), by());
	const [entry] = await everyEntry();
	const text = `veche-leaf/1\nvote\n${territory}/${sealed.thing}\n${(sealed.at as Date).toISOString()}\n${commitment.toString('hex')}\n`;
	assert.deepEqual(entry, utf8(text));
	assert.deepEqual(Buffer.from(leafHash(crypto.sha256, entry!)), leaf);
});
