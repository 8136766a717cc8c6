import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	bodyOf,
	bytesOf,
	cut,
	entityTag,
	handedOver,
	handOver,
	mark,
	Page,
	Pieces,
	type Written,
} from './page-bytes.server.ts';

const line = 'Яма на дороге & «фонарь» 🚧 ';
function written(lines: number): Written {
	const page: Written = { head: '', body: '', pieces: [] };
	for (let number = 0; number < lines; number++) {
		page.body += `${line}${number}\n`;
		cut(page);
	}
	return page;
}
const whole = (lines: number) => Array.from({ length: lines }, (_, number) => `${line}${number}\n`).join('');

test('a long body is kept in pieces, and the bytes are those of the whole text', () => {
	for (const lines of [300, 3_000, 60_000]) {
		const body = bodyOf(written(lines));
		assert.ok(body instanceof Pieces && body.texts.length > 1);
		const bytes = bytesOf(`<!doctype html><title>Вече</title>${mark}</html>`, body);
		assert.equal(bytes.toString('utf8'), `<!doctype html><title>Вече</title>${whole(lines)}</html>`);
		assert.equal(String(body), whole(lines));
	}
});

test('a short body stays a text, and what is not to be cut is not', () => {
	assert.equal(bodyOf(written(3)), whole(3));
	assert.equal(bytesOf(whole(3), whole(3)).toString('utf8'), whole(3));
	const uncut: Written = { head: '', body: whole(3_000) };
	cut(uncut);
	assert.equal(bodyOf(uncut), whole(3_000));
});

test('a page that is made later does not change the bytes of one that is being sent', () => {
	const first = bytesOf('первая', '');
	bytesOf('вторая страница', '');
	assert.equal(first.toString('utf8'), 'первая');
});

test('half a letter becomes the sign for it, as everywhere', () => {
	assert.equal(bytesOf('a\ud800b', '').toString('utf8'), 'a\ufffdb');
});

test('the same page has the same mark, another one another', () => {
	const one = entityTag(bytesOf('одна страница', ''));
	assert.match(one, /^"[\w-]+"$/);
	assert.equal(entityTag(bytesOf('одна страница', '')), one);
	assert.notEqual(entityTag(bytesOf('одна страниц', '')), one);
	assert.notEqual(entityTag(bytesOf('другая страница', '')), one);
});

test('whoever asks a page for its body gets it, in each way, unless the server sends it itself', async () => {
	const page = () => new Page(bytesOf('страница', ''), { status: 201, headers: { 'x-one': '1' } });
	assert.equal(await page().text(), 'страница');
	assert.equal(Buffer.from(await page().arrayBuffer()).toString(), 'страница');
	assert.equal(Buffer.from(await page().bytes()).toString(), 'страница');
	assert.equal(await (await page().blob()).text(), 'страница');
	const copy = page().clone();
	assert.deepEqual([copy.status, copy.headers.get('x-one'), await copy.text()], [201, '1', 'страница']);
	assert.equal(await new Response(page().body, { status: 200 }).text(), 'страница');
	const read = page();
	assert.equal(read.bodyUsed, false);
	await read.text();
	assert.equal(read.bodyUsed, true);

	const request = {};
	const sent = page();
	handOver(request, sent);
	assert.equal(handedOver(request)?.toString(), 'страница');
	assert.equal(sent.body, null);
	handOver(undefined, page());
	const other = {};
	handOver(other, new Response('кусок'));
	assert.equal(handedOver(other), undefined);
});
