import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allEndpoints, type Endpoint } from '#platform/api/door.server.ts';
import { database } from '#platform/db/door.server.ts';
import { installation } from '#platform/permissions/door.ts';
import { closeCategory, openCategory } from '#rooms/appeals/door.server.ts';
import { closeEarly, codeSheet, makeCodes, tendBallot } from '#rooms/ballots/door.server.ts';
import { revokeKey } from '#rooms/intake/door.server.ts';
import { readOpinions } from '#rooms/opinions/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anOpenBallot, aTown } from '#tests/support/fixtures/ballots.ts';
import { aPhotograph } from '#tests/support/fixtures/files.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aKey } from '#tests/support/fixtures/intake.ts';
import { anOpenConversation } from '#tests/support/fixtures/opinions.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTown();
const body = await aBody(town.id);
await body.answersFor(null);
const {
	key,
	id: keyId,
	administrator,
} = await aKey(town.id, {
	administrator: body.administrator,
	scopes: ['appeals:file', 'appeals:read', 'webhooks:manage'],
});

type Asking = { method?: string; key?: string | null; body?: unknown; headers?: Record<string, string> };
async function ask(path: string, { method, key: own, body, headers }: Asking = {}) {
	const response = await fetch(`${site.address}${path}`, {
		method: method ?? (body === undefined ? 'GET' : 'POST'),
		headers: {
			...(own ? { authorization: `Bearer ${own}` } : {}),
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			'accept-language': 'ru',
			...headers,
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : null };
}
const filing = (input: Record<string, unknown> = {}) => ({
	text: 'Большая яма у остановки, машины выезжают на встречную полосу.',
	category: 'roads.potholes',
	where: 'улица Мира, напротив дома 5',
	visibility: 'nameless',
	...input,
});
const appealsOf = `/api/v1/territories/${town.id}/appeals`;
const count = async () =>
	(await database()`select from appeals.appeal where territory_id = ${town.id}`).length;

test('a program files an appeal with a photograph, and reads its way to the executor', async () => {
	const picture = await fetch(`${site.address}/api/v1/territories/${town.id}/photographs`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'image/jpeg' },
		body: new Uint8Array(await aPhotograph()),
	});
	assert.equal(picture.status, 201);
	const { id: photograph } = (await picture.json()) as { id: string };
	const filed = await ask(appealsOf, {
		key,
		body: filing({
			photographs: [photograph],
			externalId: 'disp-1',
			email: 'maria@example.org',
			name: 'Мария',
		}),
	});
	assert.equal(filed.status, 201, JSON.stringify(filed.json));
	assert.match(filed.json.number, /-000001$/);
	assert.match(filed.json.followCode, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
	await site.runJobs();

	const own = await ask(filed.headers.get('location')!.replace(/^https?:\/\/[^/]+/, ''), { key });
	assert.equal(own.status, 200, JSON.stringify(own.json));
	assert.equal(own.json.state, 'routed');
	assert.equal(own.json.channel, 'api');
	assert.equal(own.json.externalId, 'disp-1');
	assert.equal(own.json.photographs.length, 1);
	assert.equal(own.json.applicant, null, 'names and contacts need a right of their own');
	const shown = await fetch(own.json.photographs[0].thumbnail);
	assert.equal(shown.status, 200);

	const anyone = await ask(`/api/v1/appeals/${filed.json.number}`);
	assert.equal(anyone.json.externalId, null);
	assert.equal(anyone.json.author, null);
	const way = await ask(`/api/v1/appeals/${filed.json.number}/history`);
	assert.deepEqual(
		way.json.items.map((step: { kind: string }) => step.kind),
		['filed', 'registered', 'routed'],
	);
	assert.match(way.json.items[2].title, /МУП «Тестовод»/);
});

test('the same number of the other system is one appeal, also when fifty come at once; with other words it is refused', async () => {
	const before = await count();
	const answers = await Promise.all(
		Array.from({ length: 50 }, () => ask(appealsOf, { key, body: filing({ externalId: 'disp-2' }) })),
	);
	assert.deepEqual([...new Set(answers.map((one) => one.status))], [201]);
	assert.equal(new Set(answers.map((one) => one.json.number)).size, 1);
	assert.equal(await count(), before + 1);
	const other = await ask(appealsOf, {
		key,
		body: filing({ externalId: 'disp-2', text: 'Совсем другое: не горит фонарь.' }),
	});
	assert.equal(other.status, 409);
	assert.equal(other.json.code, 'platform.key-used-meanwhile');
	const repeated = [0, 1].map(() =>
		ask(appealsOf, { key, body: filing(), headers: { 'idempotency-key': 'the-same-key-1' } }),
	);
	const [one, two] = await Promise.all(repeated);
	assert.equal(one?.json.number, two?.json.number);
});

test('a topic that was closed meanwhile is refused at its field, with what to take instead', async () => {
	const top = await anAccount({
		roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }],
	});
	const actor = await top.actor();
	const day = new Date().toISOString().slice(0, 10);
	await closeCategory(actor, 'roads.signs', { on: day, open: 'stay', instead: 'roads.potholes' });
	const before = await count();
	const refused = await ask(appealsOf, { key, body: filing({ category: 'roads.signs' }) });
	assert.equal(refused.status, 422);
	const [told] = refused.json.errors;
	assert.deepEqual([told.field, told.code], ['category', 'appeals.form.category.closed-instead']);
	assert.doesNotMatch(JSON.stringify(refused.json), /\{name\}|\{instead\}/);
	assert.equal(await count(), before);
	await openCategory(actor, 'roads.signs');
	assert.equal((await ask(appealsOf, { key, body: filing({ category: 'roads.signs' }) })).status, 201);
});

test('what is wrong is told by field, in the language of the caller', async () => {
	const wrong = await ask(appealsOf, {
		key,
		body: { text: 'Яма', category: '', lat: 0, lon: 0, visibility: 'all' },
	});
	assert.equal(wrong.status, 422);
	assert.equal(wrong.headers.get('content-type'), 'application/problem+json');
	assert.deepEqual(
		wrong.json.errors.map((one: { field: string }) => one.field),
		['text', 'category', 'visibility'],
	);
	const placed = [
		[{ lat: 0, lon: 0 }, 'appeals.place.zero'],
		[{ category: 'no.such' }, 'appeals.form.category.missing'],
	] as const;
	for (const [input, code] of placed) {
		const refused = await ask(appealsOf, { key, body: filing(input) });
		assert.equal(refused.json.errors?.[0]?.code, code);
	}
	const english = await ask(appealsOf, {
		key,
		body: filing({ text: 'x' }),
		headers: { 'accept-language': 'en' },
	});
	assert.match(english.json.detail, /mistakes/);
	const inPath = await ask(`/en${appealsOf}`, { key, body: filing({ text: 'x' }) });
	assert.match(inPath.json.detail, /mistakes/);
	assert.equal(
		(await ask(appealsOf, { key, headers: { 'content-type': 'text/plain' }, body: 1 })).status,
		415,
	);
	const broken = await fetch(`${site.address}${appealsOf}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		body: '{"text": ',
	});
	assert.equal(broken.status, 400);
	await broken.body?.cancel();
});

test('words come as from a form: spaces alone are none, a zero byte and half a letter are refused at their field', async () => {
	const before = await count();
	for (const [text, code] of [
		[' '.repeat(200), 'appeals.form.text.missing'],
		['Яма у остановки\u0000, объезжаем', 'platform.broken-text'],
		['Яма у остановки\ud800, объезжаем', 'platform.broken-text'],
	] as const) {
		const refused = await ask(appealsOf, { key, body: filing({ text }) });
		assert.equal(refused.status, 422, JSON.stringify(refused.json));
		assert.deepEqual(
			refused.json.errors.map((one: { field: string; code: string }) => [one.field, one.code]),
			[['text', code]],
		);
	}
	const named = await ask(appealsOf, { key, body: filing({ answers: { 'a\u0000': 'б' } }) });
	assert.equal(named.status, 422);
	assert.equal(await count(), before);
});

test('a body that is too large hears so, whether a little or very much', async () => {
	for (const size of [1_200_000, 30_000_000]) {
		const refused = await fetch(`${site.address}${appealsOf}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
			body: new Uint8Array(size).fill(32),
		});
		assert.equal(refused.status, 413);
		assert.equal(((await refused.json()) as { code: string }).code, 'api.body-too-large');
	}
});

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

test('lists go page by page, know what has not changed, and hide what is for the authority only', async () => {
	await anAppeal(town.id, {
		visibility: 'authority',
		text: 'Тайное: сосед ворует электричество в подъезде.',
	});
	await site.runJobs();
	const seen: string[] = [];
	let after: string | null = '';
	while (after !== null) {
		const page = await ask(`${appealsOf}?limit=2${after ? `&after=${encodeURIComponent(after)}` : ''}`);
		assert.equal(page.status, 200);
		seen.push(...page.json.items.map((one: { number: string }) => one.number));
		after = page.json.next;
		assert.equal(page.headers.get('link') !== null, after !== null);
	}
	assert.equal(new Set(seen).size, seen.length);
	assert.equal(seen.length, (await count()) - 1);
	const first = await ask(`${appealsOf}?limit=2`);
	const again = await ask(`${appealsOf}?limit=2`, {
		headers: { 'if-none-match': first.headers.get('etag') ?? '' },
	});
	assert.equal(again.status, 304);
	assert.equal((await ask(`${appealsOf}?limit=1000`)).status, 422);
	for (const [query, code] of [
		['from=2026-11-01&to=2026-01-01', 'intake.api.days-swapped'],
		['after=junk', 'intake.api.after-wrong'],
	])
		assert.equal((await ask(`${appealsOf}?${query}`)).json.errors?.[0]?.code, code);
	assert.equal((await ask('/api/v1/territories/2000000/appeals')).status, 404);
});

test('a key with the right to read the whole gets names and contacts, and that is written down', async () => {
	const secret = await anAppeal(town.id, {
		visibility: 'authority',
		name: 'Иван Тайный',
		email: 'ivan@example.org',
	});
	assert.equal((await ask(`/api/v1/appeals/${secret.number}`, { key })).status, 404);
	const whole = await aKey(town.id, { scopes: ['appeals:read-whole'], administrator });
	const read = await ask(`/api/v1/appeals/${secret.number}`, { key: whole.key });
	assert.equal(read.json.applicant.email, 'ivan@example.org');
	const [entry] = await database()`
		select request from audit.entry
		where territory_id = ${town.id} and action = 'appeals.read' and thing_id = ${secret.id}`;
	assert.match(entry?.request, new RegExp(whole.id));
	const byCode = await ask(`/api/v1/appeals/${secret.number}`, { headers: { 'x-follow-code': secret.code } });
	assert.equal(byCode.status, 200);
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
