import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { after, beforeEach, test } from 'node:test';
import { aFolder } from '#tests/support/fixtures/files.ts';
import { anS3Store } from '#tests/support/fixtures/s3.ts';
import { openFiles } from './blobs-in-use.server.ts';
import { readS3Address, s3Store } from './s3.server.ts';

const remote = await anS3Store();
const folder = await aFolder();
after(async () => {
	await remote.close();
	await folder[Symbol.asyncDispose]();
});
beforeEach(() => remote.objects.clear());

const blobs = s3Store(readS3Address(remote.address));
const path = `${folder.path}/in`;
await writeFile(path, 'hello');
const key = `original/${createHash('sha256').update('hello').digest('hex')}`;
const day = 86_400_000;
const makeOld = () => {
	for (const object of remote.objects.values()) object.at = new Date(Date.now() - 2 * day);
};
const yesterday = () => new Date(Date.now() - day);

test('a content is put, read whole and in parts, listed page by page and measured', async () => {
	await blobs.put(key, path);
	for (const width of [320, 960]) await blobs.put(`variant/${key.slice(9)}/${width}.webp`, path);
	await blobs.put(`variant/${'a'.repeat(64)}/320.webp`, path);
	assert.equal(await blobs.size(key), 5);
	assert.equal(await text((await blobs.read(key)) ?? assert.fail()), 'hello');
	assert.equal(await text((await blobs.read(key, { start: 1, end: 3 })) ?? assert.fail()), 'ell');
	assert.equal(await blobs.read(`original/${'0'.repeat(64)}`), null);
	assert.equal(await blobs.size(`original/${'0'.repeat(64)}`), null);
	assert.equal((await Array.fromAsync(blobs.list('variant'))).length, 3);
});

test('a content whose hash is not that of its key is refused by the store', async () => {
	await assert.rejects(blobs.put(`original/${'0'.repeat(64)}`, path), /400/);
});

test('what is stored again meanwhile, or used, stays; what nobody uses goes at the second sweep', async () => {
	await blobs.put(key, path);
	assert.equal(await blobs.remove(key, yesterday()), false, 'it is young');
	makeOld();
	assert.equal(await blobs.remove(key, yesterday(), async () => true), false, 'it is used');
	await blobs.put(key, path);
	assert.equal(await blobs.remove(key, yesterday()), false, 'the put renewed its age');
	makeOld();
	assert.equal(await blobs.remove(key, yesterday()), true);
	assert.deepEqual([...remote.objects.keys()], [`trash/${key}`]);
	assert.deepEqual(
		(await Array.fromAsync(blobs.list('original'))).map((one) => one.key),
		[key],
	);
	assert.equal(await blobs.remove(key, yesterday()), true);
	assert.equal(remote.objects.size, 0);
});

test('a row that came while the sweep took its content finds it again', async () => {
	await blobs.put(key, path);
	makeOld();
	await blobs.remove(key, yesterday());
	assert.equal(await text((await blobs.read(key)) ?? assert.fail()), 'hello');
	assert.ok(remote.objects.has(key));
});

test('a wrong address or a wrong key is told at the start', async () => {
	await assert.rejects(openFiles('s3://storage.example/bucket'), /VECHE_FILES must look like/);
	await assert.rejects(openFiles(remote.address.replace('key:', 'other:')), /answered 403/);
	await openFiles(remote.address);
	assert.deepEqual(readS3Address('s3://a:b%2Fc@s.example/files/town?region=x'), {
		endpoint: 'https://s.example',
		bucket: 'files',
		prefix: 'town',
		region: 'x',
		key: 'a',
		secret: 'b/c',
	});
});
