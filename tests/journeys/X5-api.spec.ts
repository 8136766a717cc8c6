/** The interface for programs itself: keys, webhooks, its reference and its document. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allEndpoints, type Endpoint } from '#platform/api/door.server.ts';
import { database } from '#platform/db/door.server.ts';
import { closeEarly, codeSheet, makeCodes, tendBallot } from '#rooms/ballots/door.server.ts';
import { revokeKey } from '#rooms/intake/door.server.ts';
import { readOpinions } from '#rooms/opinions/door.server.ts';
import { anOpenBallot } from '#tests/support/fixtures/ballots.ts';
import { aKey } from '#tests/support/fixtures/intake.ts';
import { anOpenConversation } from '#tests/support/fixtures/opinions.ts';
import { aProgram } from '#tests/support/fixtures/program.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const { administrator, appealsOf, ask, body, filing, id: keyId, key, town } = await aProgram(site);

test('a territory is found by a part of its name anywhere in the tree', async () => {
	const [{ name }] = (await database()`
		select nominative as name from territories.name where territory_id = ${town.id} and lang = 'ru'`) as unknown as [
		{ name: string },
	];
	await site.runJobs();
	const found = await ask(`/api/v1/territories?q=${encodeURIComponent(name)}`);
	assert.ok(
		found.json.items.some((one: { id: number }) => one.id === town.id),
		JSON.stringify(found.json),
	);
});

test('keys: none, a wrong one, a narrow one, one of another place, one past its day, one taken back', async () => {
	assert.equal((await ask(appealsOf, { body: filing() })).status, 401);
	for (const wrong of [
		'veche_1_x',
		key.slice(0, -1),
		`${key}x`,
		key.replace(/_[^_]*$/, `_${'A'.repeat(43)}`),
	])
		assert.equal((await ask(appealsOf, { key: wrong, body: filing() })).json.code, 'api.key-wrong');
	const reading = await aKey(town.id, { scopes: ['appeals:read'], administrator });
	assert.equal((await ask(appealsOf, { key: reading.key, body: filing() })).status, 403);
	const elsewhere = await aKey((await aTerritory()).id);
	assert.equal((await ask(appealsOf, { key: elsewhere.key, body: filing() })).status, 404);
	const old = await aKey(town.id, {
		until: '2020-01-02',
		now: new Date('2020-01-01T00:00:00Z'),
		administrator,
	});
	assert.equal((await ask(appealsOf, { key: old.key, body: filing() })).status, 401);
	const gone = await aKey(town.id, { administrator });
	assert.equal((await ask('/api/v1/territories', { key: gone.key })).status, 200);
	await revokeKey(await administrator.actor(), town.id, gone.id);
	assert.equal((await ask('/api/v1/territories', { key: gone.key })).status, 401);
	const busy = await aKey(town.id, { perMinute: 2, administrator });
	const three = [];
	for (let i = 0; i < 3; i++) three.push((await ask('/api/v1/territories', { key: busy.key })).status);
	assert.deepEqual(three, [200, 200, 429]);
	const [row] = await database()`
		select secret_hash, origins from intake.api_key where territory_id = ${town.id} and id = ${keyId}`;
	assert.ok(!JSON.stringify(row).includes(key.slice(-20)), 'the key itself is kept nowhere');
});

test('a browser may use a key on the sites of its list only', async () => {
	const listed = await aKey(town.id, { origins: 'https://gorod.example', administrator });
	const preflight = await fetch(`${site.address}${appealsOf}`, {
		method: 'OPTIONS',
		headers: { origin: 'https://gorod.example', 'access-control-request-method': 'POST' },
	});
	assert.equal(preflight.status, 204);
	assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /idempotency-key/);
	const from = (origin: string) => ask(appealsOf, { key: listed.key, body: filing(), headers: { origin } });
	assert.equal((await from('https://gorod.example')).status, 201);
	assert.equal((await from('https://evil.example')).json.code, 'api.origin-not-allowed');
});

test('an address that the interface does not have answers as a program, not as a page', async () => {
	for (const path of ['/api/v1/nothing', '/en/api/v1/nothing', '/api/v2/appeals?limit=1']) {
		const { status, headers, json } = await ask(path);
		assert.equal(status, 404, path);
		assert.match(headers.get('content-type') ?? '', /^application\/json/);
		assert.equal(json.code, 'platform.not-found');
	}
});

test('every example of the reference answers as it says', async (t) => {
	const { number } = (await ask(appealsOf, { key, body: filing() })).json;
	await site.runJobs();
	const [vote, counted] = await Promise.all(
		[0, 1].map(() => anOpenBallot(town, { channels: ['code'], mayCloseEarly: true })),
	);
	const batch = await makeCodes(town.official, vote!, { title: 'Заречье', size: 1 });
	const { codes } = await codeSheet(town.official, vote!, batch);
	await closeEarly(town.head, counted!, { reason: 'Проголосовали все' });
	await tendBallot(counted!);
	const conversation = await anOpenConversation(town, { results: 'always' });
	await readOpinions(conversation);
	const fill = (text: string) =>
		text
			.replaceAll('{vote}', vote!.id)
			.replaceAll('{counted}', counted!.id)
			.replaceAll('{conversation}', conversation.id)
			.replaceAll('{sheet}', codes[0]!)
			.replaceAll('{territory}', String(town.id))
			.replaceAll('{number}', number)
			.replaceAll('{category}', 'roads.potholes');
	for (const endpoint of allEndpoints())
		for (const example of endpoint.examples)
			await t.test(`${endpoint.name}: ${example.title}`, async () => {
				let path = `/api/v1${endpoint.path}`;
				for (const [name, value] of Object.entries({
					territory: '{territory}',
					number: '{number}',
					...example.params,
				}))
					path = path.replace(`{${name}}`, encodeURIComponent(fill(value)));
				const query = new URLSearchParams(JSON.parse(fill(JSON.stringify(example.query ?? {}))));
				const answer = await ask(`${path}?${query}`, {
					key: endpoint.scope ? key : null,
					...(example.body === undefined ? {} : { body: JSON.parse(fill(JSON.stringify(example.body))) }),
					...(example.headers ? { headers: example.headers } : {}),
				});
				assert.equal(answer.status, example.status, JSON.stringify(answer.json));
				if (example.status < 400) assert.deepEqual(shapeFaults(endpoint, answer.json), []);
				if (example.answer)
					assert.deepEqual(Object.keys(answer.json).sort(), Object.keys(example.answer).sort());
			});
});

test('a program manages its webhooks by a key of its own right, and others find nothing there', async () => {
	const path = `/api/v1/territories/${town.id}/webhooks`;
	const hook = { name: 'Диспетчерская', url: 'https://disp.example.org/veche', events: ['routed'] };
	const { key: other } = await aKey(town.id, { administrator: body.administrator });
	assert.equal((await ask(path)).status, 401);
	assert.equal((await ask(path, { key: other })).json.code, 'api.scope-missing');
	const far = await aTerritory();
	assert.equal((await ask(`/api/v1/territories/${far.id}/webhooks`, { key })).status, 404);
	assert.equal((await ask(path, { key, body: { ...hook, url: 'ftp://x' } })).status, 422);
	const whole = await ask(path, { key, body: { ...hook, whole: true } });
	assert.equal(whole.status, 422, 'no more is given on than the key reads itself');
	const made = await ask(path, { key, body: hook });
	assert.equal(made.status, 201, JSON.stringify(made.json));
	assert.match(made.json.secret, /^whsec_/);
	const own = `${path}/${made.json.id}`;
	const list = await ask(path, { key });
	assert.ok(list.json.items.some((one: { id: string }) => one.id === made.json.id));
	assert.doesNotMatch(JSON.stringify(list.json), /whsec_/, 'the secret is told once');
	assert.equal((await ask(own, { key, body: { state: 'off' } })).json.state, 'off');
	assert.equal((await ask(`${own}/ping`, { key, method: 'POST' })).json.code, 'intake.webhook.off-now');
	assert.equal((await ask(own, { key, body: { state: 'on' } })).json.state, 'on');
	assert.equal((await ask(`${own}/ping`, { key, method: 'POST' })).status, 200);
	const read = await ask(own, { key });
	assert.deepEqual(
		read.json.deliveries.map((one: { event: string }) => one.event),
		['ping'],
	);
	const again = `${own}/deliveries/${read.json.deliveries[0].id}`;
	assert.equal((await ask(again, { key, method: 'POST' })).status, 200);
	assert.equal((await ask(own, { key, method: 'DELETE' })).status, 200);
	assert.equal((await ask(own, { key })).status, 404);
	const journal = await database()`
		select action from audit.entry where territory_id = ${town.id} and action like 'intake.webhook-%' order by at`;
	assert.deepEqual(
		journal.map((one) => one.action).filter((one) => one !== 'intake.webhook-added'),
		['intake.webhook-off', 'intake.webhook-on', 'intake.webhook-removed'],
	);
});

function shapeFaults(endpoint: Endpoint, answer: unknown): string[] {
	const read = endpoint.answer.safeParse(answer);
	return read.success ? [] : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

test('the document of OpenAPI names every endpoint, in both languages, without a word left as its key', async () => {
	for (const lang of ['ru', 'en']) {
		const { json } = await ask(`/api/v1/openapi.json?lang=${lang}`);
		assert.equal(json.openapi, '3.1.0');
		for (const { path, method } of allEndpoints()) assert.ok(json.paths[path]?.[method.toLowerCase()], path);
		assert.deepEqual(JSON.stringify(json).match(/"(intake|api|ballots|opinions)\.[a-z.-]+"/g) ?? [], []);
	}
});
