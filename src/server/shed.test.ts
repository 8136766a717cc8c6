import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type http from 'node:http';
import { test } from 'node:test';
import { shed } from './shed.server.ts';

class Answer extends EventEmitter {
	statusCode = 200;
	headers: Record<string, string | number> = {};
	body = '';
	writeHead(status: number, headers: Record<string, string | number>) {
		this.statusCode = status;
		this.headers = headers;
	}
	end(body = '') {
		this.body = body;
		this.emit('close');
	}
}

function ask(url: string, { method = 'POST', accept = 'text/html' } = {}) {
	const answer = new Answer();
	const request = { method, url, headers: { accept }, resume() {} } as unknown as http.IncomingMessage;
	return { answer, shed: shed(request, answer as unknown as http.ServerResponse) };
}

test('a queue that is longer than what is done in time is told to come again, and nothing else is', () => {
	const let_in: Answer[] = [];
	let last = ask('/perm/appeals/new?/file');
	while (!last.shed && let_in.length < 5_000) {
		let_in.push(last.answer);
		last = ask('/perm/appeals/new/send', { accept: 'application/json' });
	}
	assert.ok(let_in.length >= 50 && let_in.length < 5_000, `${let_in.length} let in`);
	assert.equal(last.answer.statusCode, 503);
	assert.ok(Number(last.answer.headers['retry-after']) >= 5);
	assert.equal(JSON.parse(last.answer.body).code, 'platform.busy-meanwhile');

	const page = ask('/en/perm/appeals/new?/check').answer;
	assert.equal(page.statusCode, 503);
	assert.match(page.body, /not lost/);
	assert.match(page.body, /removeItem\('veche.draft-sent'\)/);
	assert.equal(ask('/api/v1/territories/5/appeals').shed, true);
	assert.equal(ask('/open311/v2/requests.json').shed, true);

	for (const [url, method] of [
		['/perm/appeals/new', 'GET'],
		['/perm/appeals/new?/keep', 'POST'],
		['/perm/appeals/new/photographs', 'POST'],
		['/perm/appeals', 'GET'],
		['/office/appeals/5/1?/answer', 'POST'],
	] as const)
		assert.equal(ask(url, { method }).shed, false, url);

	// some were answered: their places are free
	for (const one of let_in.splice(0, 10)) one.end();
	for (let i = 0; i < 10; i++) assert.equal(ask('/perm/appeals/new?/file').shed, false);
});
