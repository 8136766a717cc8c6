import assert from 'node:assert/strict';
import { utimes, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { aFolder } from '#tests/support/fixtures/files.ts';
import { folderStore } from './blobs.server.ts';

const hash = 'ab'.repeat(32);
const key = `original/${hash}`;

test('a content is put, read in parts, listed and removed', async () => {
	await using folder = await aFolder();
	const blobs = folderStore(`${folder.path}/store`);
	await writeFile(`${folder.path}/in`, 'hello');
	await blobs.put(key, `${folder.path}/in`);
	await blobs.put(`variant/${hash}/320.webp`, `${folder.path}/in`);
	assert.equal(await blobs.size(key), 5);
	assert.equal(await text((await blobs.read(key, { start: 1, end: 3 })) ?? assert.fail()), 'ell');
	assert.equal(await blobs.read('original/none'), null);
	const listed = await Array.fromAsync(blobs.list('variant'), ({ key }) => key);
	assert.deepEqual(listed, [`variant/${hash}/320.webp`]);
	assert.equal(await blobs.remove(key, new Date(Date.now() + 60_000)), true);
	assert.equal(await blobs.size(key), null);
});

test('a content that was put again, or is used meanwhile, survives its removal', async () => {
	await using folder = await aFolder();
	const blobs = folderStore(folder.path);
	await writeFile(`${folder.path}/in`, 'hello');
	await blobs.put(key, `${folder.path}/in`);
	const path = `${folder.path}/original/ab/ab/${hash}`;
	const old = new Date('2020-01-01');
	await utimes(path, old, old);
	assert.equal(await blobs.remove(key, new Date('2021-01-01'), async () => true), false);
	assert.equal(await blobs.size(key), 5);
	await blobs.put(key, `${folder.path}/in`);
	assert.equal(await blobs.remove(key, new Date('2021-01-01')), false, 'the put renewed its age');
	assert.equal(await blobs.size(key), 5);
});
