import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database, newId, once, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { aDatabase } from './database.ts';
import { house } from './house.ts';

const h = await house();

test('a test file has a migrated database of its own', async () => {
	const [here] =
		await database()`select current_database() as name, to_regclass('platform.idempotency') is not null as ready`;
	assert.match(here?.name, /^test_/);
	assert.ok(here?.ready && h.url.endsWith(here.name));
	const another = await aDatabase();
	assert.notEqual(another.url, h.url);
	await another.drop();
});

test('a command sent twice with one key is carried out once', async () => {
	const call = { territory: 1 as TerritoryId, key: newId(), request: { n: 1 } };
	let times = 0;
	const send = () => transaction((tx) => once(tx, call, async () => ({ times: ++times })));
	assert.deepEqual(await send(), { answer: { times: 1 }, repeated: false });
	assert.deepEqual(await send(), { answer: { times: 1 }, repeated: true });
});
