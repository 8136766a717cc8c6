import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type Postgres from 'postgres';
import { Refusal } from '../errors/door.ts';
import { postgres } from './driver.server.ts';
import { type Embedded, startEmbedded } from './embedded.server.ts';
import { migrate, pendingMigrations } from './migrate.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'veche-migrate-'));
let server: Embedded;
let sql: Postgres.Sql;
let files: string;
let nth = 0;

before(async () => {
	server = await startEmbedded({ folder, durable: false });
});
after(async () => {
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
});

async function anEmptyDatabase(migrations: Record<string, string>): Promise<string> {
	const admin = postgres(server.url, { max: 1 });
	const name = `m${++nth}`;
	await admin.unsafe(`create database ${name}`);
	await admin.end();
	files = join(folder, name);
	mkdirSync(files);
	for (const [file, text] of Object.entries(migrations)) writeFileSync(join(files, `${file}.sql`), text);
	return server.url.replace(/veche$/, name);
}
async function within<T>(url: string, work: (sql: Postgres.Sql) => Promise<T>): Promise<T> {
	sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		return await work(sql);
	} finally {
		await sql.end();
	}
}
const refusesWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

const two = { '0001-a-one': 'create table one (n int);', '0002-a-two': 'create table two (n int);' };

test('migrations run once, in the order of their numbers, and a second call does nothing', async () => {
	const url = await anEmptyDatabase(two);
	assert.deepEqual((await migrate({ url, folder: files })).applied, ['0001-a-one', '0002-a-two']);
	assert.deepEqual((await migrate({ url, folder: files })).applied, []);
	assert.deepEqual(await within(url, (sql) => pendingMigrations(sql, files)), []);
});

test('of several processes that start on an empty database at once, one does the work', async () => {
	const url = await anEmptyDatabase({
		...two,
		'0003-a-slow': 'select pg_sleep(0.2); create table three (n int);',
	});
	const all = await Promise.all([1, 2, 3, 4].map(() => migrate({ url, folder: files })));
	assert.deepEqual(all.map((one) => one.applied.length).sort(), [0, 0, 0, 3]);
});

test('a migration that fails leaves nothing of itself, names its line, and can be mended and run again', async () => {
	const url = await anEmptyDatabase({ ...two, '0003-a-wrong': 'create table three (n int);\nselect wrong;' });
	await assert.rejects(migrate({ url, folder: files }), /migration 0003-a-wrong, line 2: column "wrong"/);
	const left = await within(url, (sql) => sql`select to_regclass('three') as three`);
	assert.equal(left[0]?.three, null);
	writeFileSync(join(files, '0003-a-wrong.sql'), 'create table three (n int);');
	assert.deepEqual((await migrate({ url, folder: files })).applied, ['0003-a-wrong']);
});

test('a file that says so runs outside a transaction, statement by statement', async () => {
	const url = await anEmptyDatabase({
		...two,
		'0003-a-index':
			'-- no-transaction\n-- why\ncreate index concurrently a on one (n);\ncreate index concurrently b on one (n);\n',
	});
	assert.equal((await migrate({ url, folder: files })).applied.length, 3);
	const made = await within(
		url,
		(sql) => sql`select count(*)::int as n from pg_indexes where tablename = 'one'`,
	);
	assert.equal(made[0]?.n, 2);
});

test('a database of a newer release is refused, and nothing is changed', async () => {
	const url = await anEmptyDatabase(two);
	await migrate({ url, folder: files });
	rmSync(join(files, '0002-a-two.sql'));
	writeFileSync(join(files, '0003-a-three.sql'), 'create table three (n int);');
	await assert.rejects(migrate({ url, folder: files }), refusesWith('platform.db.newer-release'));
	assert.equal((await within(url, (sql) => sql`select to_regclass('three') as t`))[0]?.t, null);
});

test('a migration that was changed after it ran is refused', async () => {
	const url = await anEmptyDatabase(two);
	await migrate({ url, folder: files });
	writeFileSync(join(files, '0001-a-one.sql'), 'create table one (n bigint);');
	await assert.rejects(migrate({ url, folder: files }), refusesWith('platform.db.migration-changed'));
});

test('two migrations of one number are refused before anything runs', async () => {
	const url = await anEmptyDatabase({ ...two, '0002-b-two': 'select 1;' });
	await assert.rejects(migrate({ url, folder: files }), /bear the same number/);
});

test('the migrations of this release run on an empty database', async () => {
	const url = await anEmptyDatabase({});
	const { applied } = await migrate({ url });
	assert.ok(applied.includes('0001-platform-ground'));
});

test('what the previous release cannot work beside waits until its processes are gone, and says so', async () => {
	const url = await anEmptyDatabase({ '0001-a-one': 'create table one (n int);' });
	await migrate({ url, folder: files });
	const serving = postgres(url, { max: 1, connection: { application_name: 'veche' } });
	await serving`select 1`;
	writeFileSync(join(files, '0002-a-wider.sql'), 'alter table one add m int;');
	assert.deepEqual((await migrate({ url, folder: files })).applied, ['0002-a-wider']);
	writeFileSync(join(files, '0003-a-other.sql'), '-- Breaking: n is m.\nalter table one drop n;');
	await assert.rejects(migrate({ url, folder: files }), refusesWith('platform.db.others-serve'));
	setTimeout(() => serving.end(), 500);
	assert.deepEqual((await migrate({ url, folder: files })).applied, ['0003-a-other']);
});
