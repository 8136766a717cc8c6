/** A program files appeals, reads them page by page, and hears what is wrong as a form would say it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { installation } from '#platform/permissions/door.ts';
import { closeCategory, openCategory } from '#rooms/appeals/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aPhotograph } from '#tests/support/fixtures/files.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aKey } from '#tests/support/fixtures/intake.ts';
import { aProgram } from '#tests/support/fixtures/program.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const { administrator, appealsOf, ask, count, filing, key, town } = await aProgram(site);

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

test('words of danger are taken by a program, and the answer tells to call 112', async () => {
	const filed = await ask(appealsOf, {
		key,
		body: filing({ text: 'Сильно пахнет газом в подъезде, задыхаемся', externalId: 'disp-gas' }),
	});
	assert.equal(filed.status, 201, JSON.stringify(filed.json));
	assert.equal(filed.json.urgent, true);
	assert.match(filed.json.notice, /112/);
	const calm = await ask(appealsOf, { key, body: filing({ externalId: 'disp-calm' }) });
	assert.deepEqual([calm.json.urgent, calm.json.notice], [false, null]);
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

test('the same words of a program without any number are one appeal, also when fifty come at once; another key means another', async () => {
	const before = await count();
	const said = { text: 'Третий день не вывозят мусор от дома 7, баки полны.', answers: { b: '2', a: '1' } };
	const answers = await Promise.all(
		Array.from({ length: 50 }, () => ask(appealsOf, { key, body: filing(said) })),
	);
	assert.deepEqual([...new Set(answers.map((one) => one.status))], [201]);
	const [first] = answers;
	for (const one of answers) assert.deepEqual(one.json, first?.json);
	assert.equal(await count(), before + 1);
	const later = await ask(appealsOf, { key, body: filing({ ...said, answers: { a: '1', b: '2' } }) });
	assert.deepEqual(later.json, first?.json, 'the order of what is said changes nothing');
	const own = await ask(`/api/v1/appeals/${first?.json.number}`, { key });
	assert.equal(own.json.externalId, null, 'the program gave it no number');

	const explicit = await ask(appealsOf, {
		key,
		body: filing(said),
		headers: { 'idempotency-key': 'once-more-1' },
	});
	assert.notEqual(explicit.json.number, first?.json.number);
	const other = await ask(appealsOf, { key, body: filing({ ...said, where: 'улица Мира, дом 9' }) });
	assert.notEqual(other.json.number, first?.json.number);
	const { key: another } = await aKey(town.id, { administrator, scopes: ['appeals:file'] });
	const theirs = await ask(appealsOf, { key: another, body: filing(said) });
	assert.notEqual(theirs.json.number, first?.json.number, 'another program knows nothing of the first');
	assert.equal(await count(), before + 4);
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
