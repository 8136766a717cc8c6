import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { house } from '#tests/support/house.ts';
import { database, newId, type TerritoryId, transaction } from '../db/door.server.ts';
import { readHealth } from '../jobs/door.server.ts';
import { lastSigned } from './checkpoints-store.server.ts';
import { leafOf, publishedCheckpoint, publishedPolicy, queueLeaf, receiptOf } from './door.server.ts';
import { memoryFolder, recall } from './memory.server.ts';
import { runLog } from './run.server.ts';
import { aSequencer } from './sequence.server.ts';
import { readEntries, readHead } from './store.server.ts';
import { beginAnew, catchUpFrom, trustDatabase } from './tend.server.ts';
import { nodeCrypto } from './tlog/node-crypto.server.ts';
import { parsePolicy } from './tlog/policy.ts';
import { checkReceipt } from './tlog/receipt.ts';

await house();
const territory = 46017 as TerritoryId;
const run = () => runLog(database(), { ...aSequencer(), lease: 0 });
const halted = async () => (await readHead(database())).halted;
async function aLeaf() {
	const sealed = { kind: 'vote', territory, thing: newId(), at: new Date() };
	const leaf = leafOf({ ...sealed, content: 'да' });
	await transaction((tx) => queueLeaf(tx, { ...sealed, ...leaf }));
	return { ...sealed, ...leaf };
}
/** Cuts the tables back to their first entries, as an older backup has them. */
async function anOlderDatabase(size: number) {
	const sql = database();
	const [first] = await readEntries(sql, 0n);
	assert.ok(first);
	await sql`/* background: a backup holds all territories */ delete from transparency.logged where position >= ${size}`;
	await sql`update transparency.tile set hashes = substring(hashes from 1 for ${size * 32})`;
	const kept = (await readEntries(sql, 0n)).slice(0, size).reduce((sum, entry) => sum + entry.length + 2, 0);
	await sql`update transparency.bundle set entries = substring(entries from 1 for ${kept})`;
	await sql`delete from transparency.checkpoint where size > ${size}`;
	await sql`update transparency.head set size = ${size}, root = (select root from transparency.checkpoint where size = ${size})`;
}

test('after a planned move the operator says that the database is the newest, and it goes on', async () => {
	await aLeaf();
	await run();
	rmSync(memoryFolder(), { recursive: true });
	await aLeaf();
	await run();
	assert.equal(await halted(), 'no-memory');
	assert.equal((await trustDatabase())!.size, 1n);
	await run();
	assert.equal(await halted(), null);
	assert.equal(recall()!.size, 2n);
});

test('missing entries are taken from a copy that a stranger kept, and from no other', async () => {
	const copied = [await aLeaf(), await aLeaf()];
	await run();
	const entries = await readEntries(database(), 0n);
	const { note } = (await publishedCheckpoint())!;
	await anOlderDatabase(2);
	rmSync(memoryFolder(), { recursive: true });
	await aLeaf();
	await run();
	assert.equal(await halted(), 'no-memory');
	const forged = entries.with(3, entries[2]!);
	await assert.rejects(
		catchUpFrom(() => forged, note),
		/fork/,
	);
	await assert.rejects(
		catchUpFrom(() => entries.slice(0, 3), note),
		/older-database/,
	);
	assert.deepEqual(await catchUpFrom(() => entries, note), { from: 2n, to: 4n });
	await run();
	assert.equal(await halted(), null);
	assert.equal((await lastSigned(database(), 1))!.size, 5n);
	const policy = parsePolicy(nodeCrypto, await publishedPolicy());
	for (const leaf of copied) checkReceipt(nodeCrypto, policy, (await receiptOf(leaf))!);
});

test('when signed entries are lost for good, the log begins anew under another name and key', async () => {
	const former = parsePolicy(nodeCrypto, await publishedPolicy());
	await anOlderDatabase(2);
	rmSync(`${memoryFolder()}/log-1`, { recursive: true });
	const leaf = await aLeaf();
	await run();
	assert.equal(await halted(), 'older-database');
	assert.match(await beginAnew(), /\/log\/2$/);
	await run();
	assert.equal(await halted(), null);
	assert.equal((await publishedCheckpoint())!.size, 3n);
	const file = (await receiptOf(leaf))!;
	checkReceipt(nodeCrypto, parsePolicy(nodeCrypto, await publishedPolicy()), file);
	assert.throws(() => checkReceipt(nodeCrypto, former, file));
});

test('health says that the log stands still, and why, before and after the next entry has run into it', async () => {
	const told = async () => {
		const { status, log } = await readHealth();
		return [status === 'degraded', log?.reason, log?.since === undefined ? undefined : log.since !== null];
	};
	await aLeaf();
	await run();
	assert.deepEqual(await told(), [false, undefined, undefined]);
	rmSync(memoryFolder(), { recursive: true });
	assert.deepEqual(await told(), [true, 'no-memory', false], 'nobody has noticed yet');
	await aLeaf();
	await run();
	assert.deepEqual(await told(), [true, 'no-memory', true]);
	const signed = await trustDatabase();
	assert.ok(signed);
	await run();
	assert.deepEqual(await told(), [false, undefined, undefined]);
	writeFileSync(join(memoryFolder(), 'signed.json'), '{"epo');
	assert.deepEqual(await told(), [true, 'no-memory', false], 'a damaged file is no remembrance');
	await trustDatabase();
	assert.deepEqual(await told(), [false, undefined, undefined]);
});
