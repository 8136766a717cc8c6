import assert from 'node:assert/strict';
import { utimes } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { aFolder, anUpload, aPhotograph } from '#tests/support/fixtures/files.ts';
import { house } from '#tests/support/house.ts';
import { type AccountId, newId, type TerritoryId, transaction } from '../db/door.server.ts';
import type { Actor } from '../permissions/door.ts';
import {
	allContents,
	copyFiles,
	fileAddress,
	filesOfThings,
	keepFiles,
	openFiles,
	readContent,
	registerFileOwner,
	releaseFiles,
	type StoredFile,
	serveFile,
	storeUpload,
	sweepFiles,
} from './door.server.ts';
import { room } from './room.server.ts';

const h = await house();
const folder = await aFolder();
after(() => folder[Symbol.asyncDispose]());
await openFiles(h.config.files);

const place = 7 as TerritoryId;
const anActor = (account: AccountId | null = null): Actor => ({
	account,
	name: '',
	grants: [],
	lang: 'ru',
	request: newId(),
	signIn: null,
	residence: null,
});
const outsider = anActor();

async function store(
	name: string,
	content: Uint8Array | string,
	to: Partial<Parameters<typeof storeUpload>[2]> = {},
) {
	const upload = await anUpload(folder.path, name, content);
	return transaction((tx) =>
		storeUpload(tx, upload, { territory: place, kind: 'any', by: null, audience: 'public', ...to }),
	);
}
function get(
	file: StoredFile,
	options: { actor?: Actor; headers?: Record<string, string>; query?: string; method?: string } = {},
) {
	const request = new Request(`http://veche.test${fileAddress(file)}${options.query ?? ''}`, {
		headers: options.headers ?? {},
		method: options.method ?? 'GET',
	});
	return serveFile(request, options.actor ?? outsider, { territory: String(file.territory), id: file.id });
}
const closed = { code: 'files.not-found' };

test('a paper is served to be saved, under its own name, and nothing in it may run', async () => {
	const file = await store('Счёт "№ 5".txt', 'слова');
	const answer = await get(file);
	assert.equal(await answer.text(), 'слова');
	const header = (name: string) => answer.headers.get(name);
	assert.equal(header('content-type'), 'text/plain; charset=utf-8');
	assert.match(
		header('content-disposition') ?? '',
		/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''%D0%A1/,
	);
	assert.equal(header('x-content-type-options'), 'nosniff');
	assert.equal(header('content-security-policy'), "default-src 'none'; sandbox");
	assert.match(header('cache-control') ?? '', /^public.*immutable/);
	assert.equal((await get(file, { headers: { 'if-none-match': header('etag') ?? '' } })).status, 304);
	const head = await get(file, { method: 'HEAD' });
	assert.equal(head.headers.get('content-length'), '10');
	assert.equal(await head.text(), '');
});

test('a part of a file is served', async () => {
	const file = await store('a.txt', '0123456789');
	const part = await get(file, { headers: { range: 'bytes=2-4' } });
	assert.deepEqual(
		[part.status, part.headers.get('content-range'), await part.text()],
		[206, 'bytes 2-4/10', '234'],
	);
	assert.equal((await get(file, { headers: { range: 'bytes=10-' } })).status, 416);
	const stale = await get(file, { headers: { range: 'bytes=2-4', 'if-range': '"other"' } });
	assert.equal(stale.status, 200);
});

test('a picture is given smaller, in the format that the browser takes, and made once', async () => {
	const file = await store('снимок.jpg', await aPhotograph(), { kind: 'image' });
	const asked = { query: '?w=320', headers: { accept: 'image/avif,image/webp,*/*' } };
	const [first, second] = await Promise.all([get(file, asked), get(file, asked)]);
	assert.equal(first.headers.get('content-type'), 'image/webp');
	assert.match(first.headers.get('content-disposition') ?? '', /^inline/);
	const seen = await sharp(Buffer.from(await first.arrayBuffer())).metadata();
	assert.deepEqual([seen.width, seen.format], [320, 'webp']);
	assert.equal(second.headers.get('etag'), first.headers.get('etag'));
	const jpeg = await get(file, { query: '?w=960' });
	assert.equal(jpeg.headers.get('content-type'), 'image/jpeg');
	assert.equal((await get(file, { query: '?w=5000' })).headers.get('content-length'), String(file.size));
});

test('a file of a thing is open to those who may see the thing, and to who sent it', async () => {
	const sender = newId<AccountId>();
	const reader = newId<AccountId>();
	const thing = { kind: 'test.secret', id: newId() };
	const file = await store('a.txt', 'тайна', { audience: 'thing', thing, by: sender });
	await assert.rejects(
		get(file, { actor: anActor(sender) }).then(() => get(file)),
		closed,
	);
	registerFileOwner('test.secret', async (actor, asked) => {
		assert.deepEqual(asked, { territory: place, id: thing.id });
		return actor.account === reader;
	});
	await assert.rejects(get(file), closed);
	const answer = await get(file, { actor: anActor(reader) });
	assert.equal(answer.headers.get('cache-control'), 'private, no-cache, no-transform');
	assert.equal(await answer.text(), 'тайна');
	const own = await store('b.txt', 'моё', { audience: 'own', by: sender });
	await assert.rejects(get(own, { actor: anActor(reader) }), closed);
	assert.equal(await (await get(own, { actor: anActor(sender) })).text(), 'моё');
});

test('an address of nothing, of another territory and of nonsense are one answer', async () => {
	const file = await store('a.txt', 'слова');
	for (const asked of [
		{ territory: '8', id: file.id },
		{ territory: '7', id: newId() },
		{ territory: '7', id: "'; drop table" },
		{ territory: '../..', id: file.id },
	])
		await assert.rejects(serveFile(new Request('http://veche.test/'), outsider, asked), closed);
});

test('drafts and released files are swept a day later, contents only when nobody names them', async () => {
	const past = new Date(Date.now() - 3 * 86_400_000);
	const draft = await store('draft.txt', 'только черновик', { draft: true, now: past });
	const shared = await store('one.txt', 'общее содержимое', { now: past });
	const twin = await store('two.txt', 'общее содержимое', { now: past });
	const kept = await store('kept.txt', 'нужное', { draft: true, now: past });
	const thing = { kind: 'test.appeal', id: newId() };
	await transaction(async (tx) => {
		await keepFiles(tx, [kept], { thing, audience: 'public' });
		await releaseFiles(tx, [shared], past);
	});
	for (const { sha256 } of [draft, shared, kept]) {
		const path = `${h.config.files}/original/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
		await utimes(path, past, past);
	}
	await sweepFiles(new Date());
	await assert.rejects(get(draft), closed);
	await assert.rejects(get(shared), closed);
	assert.equal(await readContent(draft.sha256), null);
	assert.equal(await (await get(twin)).text(), 'общее содержимое');
	const files = await filesOfThings(place, 'test.appeal', [thing.id]);
	assert.deepEqual(
		files.get(thing.id)?.map((file) => file.name),
		['kept.txt'],
	);
	assert.equal(await text((await readContent(kept.sha256)) ?? assert.fail()), 'нужное');
	const all = await Array.fromAsync(allContents(), ({ sha256 }) => sha256);
	assert.ok(all.includes(twin.sha256) && !all.includes(draft.sha256));
});

test('a file attached after it was swept is a mistake at its field', async () => {
	const gone = { territory: place, id: newId() } as never;
	await assert.rejects(
		transaction((tx) =>
			keepFiles(tx, [gone], { thing: { kind: 'x', id: newId() }, audience: 'public', field: 'photo' }),
		),
		(error: { problems: unknown }) =>
			assert.deepEqual(error.problems, [{ field: 'photo', code: 'files.gone' }]) === undefined,
	);
});

test('a draft is copied to the territory that turns out to be right', async () => {
	const draft = await store('a.txt', 'текст', { draft: true });
	const other = 8 as TerritoryId;
	const [copy] = await transaction((tx) => copyFiles(tx, [draft], { territory: other }));
	assert.equal(copy?.sha256, draft.sha256);
	assert.equal(await (await get(copy as StoredFile)).text(), 'текст');
});

test('an account takes its own files along and leaves its name', async () => {
	const account = newId<AccountId>();
	const thing = { kind: 'test.appeal', id: newId() };
	const own = await store('own.txt', 'моё', { audience: 'own', by: account });
	const given = await store('given.txt', 'приложено', { by: account, thing });
	const part = (await room.personal?.export(account)) ?? assert.fail();
	assert.equal((part.files as unknown[]).length, 2);
	assert.deepEqual(await room.personal?.erase(account), { kept: ['files.kept-with-things'] });
	await sweepFiles(new Date(Date.now() + 2 * 86_400_000));
	await assert.rejects(get(own, { actor: anActor(account) }), closed);
	const [file] = (await filesOfThings(place, 'test.appeal', [thing.id])).get(thing.id) ?? [];
	assert.equal(file?.id, given.id);
	assert.equal(file?.by, null);
});
