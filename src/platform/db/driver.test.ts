import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { aDatabase } from '#tests/support/database.ts';
import { aFrailWay } from '#tests/support/frail-server.ts';
import { mends, postgres } from './driver.server.ts';

test('the pinned driver has the lines that are mended, each once', () => {
	const folder = createRequire(import.meta.url)
		.resolve('postgres')
		.replace(/[\\/]postgres[\\/](cjs[\\/])?src[\\/]index\.js$/, '');
	for (const [name, faults] of Object.entries(mends)) {
		const source = readFileSync(join(folder, name), 'utf8');
		for (const [fault] of faults) assert.equal(source.split(fault).length, 2, fault);
	}
});

test('a server that falls silent and hangs up fails the query and not the process, and the next query goes through', async () => {
	const sockets = new Set<Socket>();
	// says what a server says to a login, then hangs up on every query
	const ready = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.once('data', () => {
			socket.write(ready);
			socket.on('data', () => socket.destroy());
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
	const { port } = server.address() as { port: number };
	const sql = postgres({ host: '127.0.0.1', port, max: 2, fetch_types: false, backoff: () => 0 });
	for (let round = 0; round < 5; round++) {
		const asked = await Promise.allSettled(Array.from({ length: 8 }, () => sql`select 1`));
		for (const one of asked) assert.equal(one.status, 'rejected');
	}
	await sql.end({ timeout: 0 });
	for (const socket of sockets) socket.destroy();
	server.close();
});

test('a COPY that the server refuses after its last piece fails, and the connection serves on', async () => {
	const database = await aDatabase();
	const sql = postgres(database.url, { max: 1 });
	try {
		await sql`create table small (id int primary key)`;
		const write = async (text: string) =>
			pipeline(Readable.from([text]), await sql.unsafe('copy small from stdin').writable());
		await assert.rejects(write('1\n1\n'), /duplicate key/);
		await write('1\n2\n');
		assert.deepEqual([...(await sql`select id from small order by id`)], [{ id: 1 }, { id: 2 }]);
	} finally {
		await sql.end();
		await database.drop();
	}
});

test('however often the network resets connections, every query is answered or fails, and none gets the answer of another', async () => {
	const database = await aDatabase();
	const way = await aFrailWay(database.url);
	const sql = postgres(way.url, { max: 10, backoff: () => 0, onnotice: () => {} });
	for (let round = 0; round < 150; round++) {
		way.drop();
		if (round % 3) await wait(Math.random() * 3);
		const asked = Array.from({ length: 1 + (round % 12) }, async (_, n) => {
			for (let i = 0; i < 3; i++) {
				const [row] = await sql<{ n: number }[]>`select ${n}::int as n`.catch(() => [{ n }]);
				assert.equal(row?.n, n);
			}
		});
		const inTime = await Promise.race([
			Promise.all(asked).then(() => true),
			wait(10_000, false, { ref: false }),
		]);
		assert.ok(inTime, `a query of round ${round} was never answered`);
	}
	await sql.end({ timeout: 0 });
	await way.cut();
	await database.drop();
});
