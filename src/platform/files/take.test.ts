import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import {
	aBomb,
	aCompoundFile,
	aFolder,
	anUpload,
	aPhotograph,
	aProgram,
} from '#tests/support/fixtures/files.ts';
import { Invalid } from '../errors/door.ts';
import { folderStore } from './blobs.server.ts';
import { useBlobs } from './blobs-in-use.server.ts';
import { readContent } from './door.server.ts';
import type { FileKind } from './file.ts';
import { speakingName, takeUpload } from './take.server.ts';

const folder = await aFolder();
before(() => useBlobs(folderStore(`${folder.path}/store`)));
after(() => folder[Symbol.asyncDispose]());

const take = async (name: string, content: Uint8Array | string, kind: FileKind = 'any') =>
	takeUpload(await anUpload(folder.path, name, content), kind);
const kept = async (sha256: string) => buffer((await readContent(sha256)) ?? assert.fail('no content'));
const refused = (code: string) => (error: unknown) =>
	error instanceof Invalid && error.problems[0]?.field === 'photo' && error.problems[0].code === code
		? true
		: assert.fail(`expected ${code} at the field, got ${error}`);

test('a photograph is turned upright and loses the place, the device and the name of its owner', async () => {
	const photograph = await aPhotograph();
	assert.ok(
		photograph.includes('Ivan Petrov') && photograph.includes('Exif'),
		'the test picture must have EXIF',
	);
	const taken = await take('снимок.JPG', photograph, 'image');
	assert.deepEqual([taken.width, taken.height, taken.type], [1200, 1600, 'image/jpeg']);
	const content = await kept(taken.sha256);
	const seen = await sharp(content).metadata();
	assert.equal(seen.exif, undefined);
	assert.equal(seen.orientation, undefined);
	assert.ok(!content.includes('Ivan Petrov'));
	assert.equal(taken.name, 'снимок.JPG');
});

test('what is hidden behind a picture does not survive: a picture that is also a web page and an archive', async () => {
	const polyglot = Buffer.concat([
		await aPhotograph(),
		Buffer.from('<script>alert(1)</script>PK\x03\x04 evil'),
	]);
	const content = await kept((await take('cat.jpg', polyglot)).sha256);
	assert.ok(!content.includes('<script>') && !content.includes('evil'));
});

test('equal contents lie in the store once', async () => {
	const first = await take('a.txt', 'Одно и то же');
	const second = await take('b.txt', 'Одно и то же');
	assert.equal(first.sha256, second.sha256);
});

test('a program is refused whatever its name says', async () => {
	await assert.rejects(take('photo.jpg', aProgram(), 'image'), refused('files.program'));
	await assert.rejects(take('report.pdf', '#!/bin/sh\nrm -rf /'), refused('files.program'));
	await assert.rejects(take('act.doc', aCompoundFile(['Root Entry', '!MsiTable'])), refused('files.program'));
	await assert.rejects(
		take('elf.png', Buffer.from('\x7fELF\x02\x01\x01'.padEnd(128, '\0'), 'latin1')),
		refused('files.program'),
	);
});

test('web pages and drawings with script are refused', async () => {
	const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
	await assert.rejects(take('logo.svg', svg), refused('files.markup'));
	await assert.rejects(take('logo.png', `<?xml version="1.0"?>${svg}`), refused('files.markup'));
	await assert.rejects(
		take('page.txt', '  <!DOCTYPE html><script>alert(1)</script>'),
		refused('files.markup'),
	);
});

test('a picture that would fill the memory is refused by its size in pixels', async () => {
	await assert.rejects(take('small.png', aBomb(), 'image'), refused('files.too-many-pixels'));
});

test('a picture that claims less than the limit but is broken is refused', async () => {
	await assert.rejects(take('half.png', aBomb(8000), 'image'), refused('files.broken-picture'));
	const whole = await aPhotograph();
	await assert.rejects(take('half.jpg', whole.subarray(0, 200), 'image'), refused('files.broken-picture'));
});

test('papers are told by their content', async () => {
	assert.equal(
		(await take('Устав.doc', aCompoundFile(['Root Entry', 'WordDocument']))).type,
		'application/msword',
	);
	assert.equal((await take('смета', aCompoundFile(['Root Entry', 'Workbook']))).name, 'смета.xls');
	assert.equal((await take('план.txt', '%PDF-1.7\n%âãÏÓ\n')).name, 'план.pdf');
	await assert.rejects(take('план.pdf', 'просто слова'), refused('files.unknown-content'));
	await assert.rejects(take('план.pdf', ''), refused('files.empty'));
	await assert.rejects(take('план.pdf', '%PDF-1.7\n', 'image'), refused('files.not-a-picture'));
	await assert.rejects(take('снимок.jpg', await aPhotograph(), 'document'), refused('files.not-a-document'));
});

test('a file over the limit is refused at its field without being read', async () => {
	const upload = { field: 'photo', name: 'big.jpg', path: '/nowhere', size: 200_000_000, tooLarge: true };
	await assert.rejects(takeUpload(upload, 'image'), refused('files.too-large'));
});

test('200 MB pass through without filling the memory', async () => {
	const path = `${folder.path}/large`;
	{
		await using file = await open(path, 'w');
		await file.write('%PDF-1.7\n');
		await file.truncate(200_000_000);
	}
	const before = process.memoryUsage().rss;
	const upload = { field: 'photo', name: 'large.pdf', path, size: 200_000_000, tooLarge: false };
	const taken = await takeUpload(upload, 'document', { limit: 500_000_000 });
	assert.equal(taken.size, 200_000_000);
	assert.ok(process.memoryUsage().rss - before < 120_000_000, 'memory grew by more than 120 MB');
});

test('an upload is taken once, however often its transaction runs', async () => {
	const upload = await anUpload(folder.path, 'a.txt', 'слова');
	const first = takeUpload(upload, 'any');
	assert.equal(takeUpload(upload, 'any'), first);
	await first;
});

test('names lose folders, control and direction marks, and excess length', () => {
	assert.equal(speakingName('C:\\Users\\я\\план.pdf'), 'план.pdf');
	assert.equal(speakingName('../../etc/passwd'), 'passwd');
	assert.equal(speakingName('счёт\u202Efdp.exe'), 'счётfdp.exe');
	assert.equal(speakingName('\0\r\n'), 'file');
	assert.ok([...speakingName(`${'я'.repeat(10_000)}.pdf`)].length <= 100);
});
