import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readConfig, setConfig } from '../config/door.server.ts';
import { Refusal } from '../errors/door.ts';
import { callOut, isInner } from './outbound.server.ts';

let answer: RequestListener = (_, response) => response.end('ok');
const server = createServer((request, response) => answer(request, response));
await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
const { port } = server.address() as AddressInfo;
after(() => {
	server.close();
	server.closeAllConnections();
});
const here = `http://127.0.0.1:${port}`;
const allow = (hosts: string) => setConfig(readConfig({ VECHE_OUTBOUND_ALLOW: hosts }));
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'answered',
		(error) => (error instanceof Refusal ? error.code : String(error)),
	);

test('what is not of the open internet is known in every spelling', () => {
	for (const address of [
		'127.0.0.1',
		'10.1.2.3',
		'172.31.0.1',
		'192.168.0.1',
		'169.254.169.254',
		'100.64.0.1',
		'0.0.0.0',
		'::1',
		'::',
		'fe80::1',
		'fd00::1',
		'::ffff:127.0.0.1',
		'::ffff:7f00:1',
		'64:ff9b::7f00:1',
		'255.255.255.255',
	])
		assert.ok(isInner(address), address);
	for (const address of ['8.8.8.8', '93.184.216.34', '172.32.0.1', '2a00:1450::1'])
		assert.ok(!isInner(address), address);
});

test('an inner address is refused however it is named', async () => {
	allow('');
	for (const address of [
		here,
		`http://localhost:${port}`,
		'http://[::1]/',
		'http://2130706433/',
		'http://0x7f.1/',
		'http://169.254.169.254/latest/meta-data/',
	])
		assert.equal(await codeOf(callOut(address)), 'outbound.inner', address);
	for (const address of [
		'file:///etc/passwd',
		'ftp://example.org/',
		'http://user:pass@example.org/',
		'nothing',
	])
		assert.equal(await codeOf(callOut(address)), 'outbound.no-address', address);
});

test('the operator may allow a host; what it answers may not lead elsewhere inside', async () => {
	allow(`127.0.0.1:${port}`);
	answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('привет'));
	assert.equal((await callOut(here)).bytes.toString(), 'привет');
	answer = (_, response) => response.writeHead(302, { location: `http://localhost:${port}/` }).end();
	assert.equal(await codeOf(callOut(here)), 'outbound.redirected');
	assert.equal(await codeOf(callOut(here, { redirects: 2 })), 'outbound.inner');
});

test('a slow server, an endless answer, a silent one', async () => {
	allow(`127.0.0.1:${port}`);
	answer = () => {};
	assert.equal(await codeOf(callOut(here, { timeout: 100 })), 'outbound.slow');
	answer = (_, response) => response.end(Buffer.alloc(10_000));
	assert.equal(await codeOf(callOut(here, { most: 1_000 })), 'outbound.too-large');
	answer = (request) => request.socket.destroy();
	assert.equal(await codeOf(callOut(here)), 'outbound.away');
});
