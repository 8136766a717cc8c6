import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { postgres } from '#platform/db/driver.server.ts';
import { anEmptyDatabase } from '#tests/support/database.ts';
import { readCopy } from './streams.ts';

test('a COPY that ends while its reader is slow leaves the connection usable', {
	timeout: 30_000,
}, async () => {
	const database = await anEmptyDatabase();
	const sql = postgres(database.url, { max: 1 });
	const copied = await sql.unsafe("copy (select repeat('в', 300000)) to stdout").readable();
	// all of it has come, more than the stream wants to hold
	await wait(300);
	assert.equal((await readCopy(copied, text)).length, 300_001);
	const [row] = await sql`select 1 as one`;
	assert.equal(row?.one, 1);
	await sql.end();
	await database.drop();
});
