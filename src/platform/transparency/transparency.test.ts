import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { house } from '#tests/support/house.ts';
import { database, newId, type TerritoryId, transaction } from '../db/door.server.ts';
import { leafOf, leafText, queueLeaf } from './door.server.ts';

await house();

const sealed = {
	kind: 'appeal',
	territory: 46017 as TerritoryId,
	thing: '019abcde-0000-7000-8000-000000000001',
	at: new Date('2026-11-21T10:00:00.123Z'),
};
const sha256 = (...parts: (string | Uint8Array)[]) => {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return hash.digest();
};

test('a leaf is what another party computes from the text of the leaf', () => {
	const nonce = Buffer.alloc(32, 7);
	const content = 'Яма на дороге';
	const { leaf, commitment } = leafOf({ ...sealed, content, nonce });
	assert.deepEqual(commitment, sha256(nonce, content));
	const text = `veche-leaf/1\nappeal\n46017/${sealed.thing}\n2026-11-21T10:00:00.123Z\n${commitment.toString('hex')}\n`;
	assert.equal(leafText(sealed, commitment), text);
	assert.deepEqual(leaf, sha256(Buffer.from([0]), text));
});

test('the same words twice give leaves that cannot be told to be the same', () => {
	const [one, two] = [leafOf({ ...sealed, content: 'да' }), leafOf({ ...sealed, content: 'да' })];
	assert.notDeepEqual(one.leaf, two.leaf);
	assert.equal(one.nonce.length, 32);
});

test('another kind, thing, territory or time gives another leaf', () => {
	const base = { ...sealed, content: 'x', nonce: Buffer.alloc(32) };
	const leaves = [
		base,
		{ ...base, kind: 'vote' },
		{ ...base, thing: newId() },
		{ ...base, territory: 1 as TerritoryId },
		{ ...base, at: new Date(0) },
		{ ...base, at: '2026-11-21' },
	].map((one) => leafOf(one).leaf.toString('hex'));
	assert.equal(new Set(leaves).size, leaves.length);
});

test('a leaf waits in line only if its thing was stored', async () => {
	const leaf = leafOf({ ...sealed, content: 'x' });
	await assert.rejects(
		transaction(async (tx) => {
			await queueLeaf(tx, { ...sealed, ...leaf });
			throw new Error('no');
		}),
	);
	assert.equal((await database()`select from transparency.leaf_queue where territory_id = 46017`).length, 0);
	await transaction((tx) => queueLeaf(tx, { ...sealed, ...leaf }));
	const [row] = await database()`select * from transparency.leaf_queue where territory_id = 46017`;
	assert.deepEqual([row!.kind, row!.thing, row!.at], ['appeal', sealed.thing, sealed.at]);
	assert.deepEqual(row!.leaf, leaf.leaf);
	assert.deepEqual(row!.commitment, leaf.commitment);
	await assert.rejects(
		transaction((tx) => queueLeaf(tx, { ...sealed, ...leaf })),
		/duplicate key/,
	);
});
