import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { pathOf } from '#rooms/territories/door.server.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { aFrailWay, type FrailServer } from '#tests/support/frail-server.ts';
import { serve } from '#tests/support/serve.ts';

let way!: FrailServer;
const site = await serve({}, async (database) => {
	way = await aFrailWay(database);
	return way.url;
});
after(() => way.cut());
const path = `/${pathOf((await aTerritory()).id)}`;
const page = (at: string, init: RequestInit = {}) =>
	fetch(`${site.address}${at}`, { ...init, headers: { accept: 'text/html', ...init.headers } });

test('a page asked while the database falls comes a little later, whole', async () => {
	assert.equal((await page(path)).status, 200);
	await way.cut();
	const asked = Promise.all([page(path), page('/'), page('/en/search?q=town')]);
	await wait(700);
	await way.open();
	assert.deepEqual(
		(await asked).map(({ status }) => status),
		[200, 200, 200],
	);
	for (let i = 0; i < 20; i++) {
		way.drop();
		assert.equal((await page(path)).status, 200);
	}
});

test('while the database stays away a person reads what that means, in their language, and what to do', async () => {
	await way.cut();
	try {
		const [russian, english, health] = await Promise.all([
			page(path),
			page(`/en${path}`),
			page('/api/health'),
		]);
		for (const [answer, words] of [
			[russian, /База данных сейчас не отвечает/],
			[english, /The database does not answer now/],
		] as const) {
			assert.equal(answer.status, 503);
			assert.match(await answer.text(), words);
		}
		assert.equal(health.status, 503);
	} finally {
		await way.open();
	}
	assert.equal((await page(path)).status, 200);
});

test('a form that another site sent is refused on a page of the house', async () => {
	const send = (at: string, origin?: string) =>
		page(at, {
			method: 'POST',
			body: new URLSearchParams({ email: 'a@b.example', password: 'x' }),
			headers: { ...(origin ? { origin } : {}), accept: 'text/html' },
		});
	for (const origin of ['https://evil.example', 'null', undefined]) {
		const refused = await send('/account/sign-in', origin);
		assert.equal(refused.status, 403);
		const html = await refused.text();
		assert.match(html, /Форму прислал другой сайт/);
		assert.match(html, /<html lang="ru"/);
		assert.ok(refused.headers.get('content-security-policy')?.includes("default-src 'none'"));
	}
	assert.match(
		await (await send('/en/account/sign-in', 'https://evil.example')).text(),
		/Another site sent this form/,
	);
	assert.notEqual((await send('/account/sign-in', site.address)).status, 403);
	const json = await fetch(`${site.address}/account/sign-in`, {
		method: 'POST',
		body: new URLSearchParams(),
		headers: { origin: 'https://evil.example', accept: 'application/json' },
	});
	assert.equal(json.status, 403);
	assert.equal(((await json.json()) as { code: string }).code, 'platform.other-site-forbidden');
});
