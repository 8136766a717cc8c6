import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import { plantDemo } from '#demo/plant.server.ts';
import { keyedHash } from '#platform/config/keys.server.ts';
import { database } from '#platform/db/door.server.ts';
import { postgres } from '#platform/db/driver.server.ts';
import { Refusal } from '#platform/errors/door.ts';
import { anEmptyDatabase, type TestDatabase } from '#tests/support/database.ts';
import { anOpenBallot, aTown } from '#tests/support/fixtures/ballots.ts';
import { house, testConfig } from '#tests/support/house.ts';
import { backup } from './backup.ts';
import { nameOf, quoted, quotedTable, readTables } from './catalogue.ts';
import { readManifest, restore } from './restore.ts';

const h = await house();
const root = mkdtempSync(join(tmpdir(), 'veche-backup-'));
after(() => rmSync(root, { recursive: true, force: true }));
const copy = join(root, 'copy');
/** Without a passphrase, and so without keys. */
const unsealed = join(root, 'unsealed');
const passphrase = 'речка мостик сова';

before(async () => {
	await plantDemo({ now: new Date('2026-11-22T06:00:00Z'), appeals: 30 });
	await h.runJobs({ tolerate: true });
	// A job that waits, and one that a process was at when the backup was made.
	await database()`select graphile_worker.add_job('jobs.partitions', json_build_object('n', 1), run_at => now() + interval '1 year', job_key => 'waits')`;
	await database()`select graphile_worker.add_job('jobs.partitions', json_build_object('n', 2), run_at => now() + interval '1 year', job_key => 'held')`;
	await database()`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a process of the old machine' where key = 'held'`;
	await anOpenBallot(await aTown());
	keyedHash('test', 'makes the key file');
	writeFileSync(join(h.folder, 'erasures.jsonl'), '{"account":"01890000-0000-7000-8000-000000000000"}\n');
	await backup({ config: h.config, url: h.url, to: copy, release: '0.1.0', passphrase });
	await backup({ config: h.config, url: h.url, to: unsealed, release: '0.1.0' });
});

type Place = { database: TestDatabase; config: ReturnType<typeof testConfig>; folder: string };
/** Dropped when the file has ended: one of them serves two tests. */
const empties: TestDatabase[] = [];
after(() => Promise.all(empties.map((one) => one.drop())));
async function anEmptyPlace(name: string): Promise<Place> {
	const empty = await anEmptyDatabase();
	empties.push(empty);
	const folder = join(root, name);
	mkdirSync(folder);
	return { database: empty, config: testConfig(empty.url, folder), folder };
}
const refusesWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

/** Every row of every table, hashed, in the order of its key. */
async function allRows(url: string): Promise<Record<string, { rows: number; hash: string }>> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		const found: Record<string, { rows: number; hash: string }> = {};
		for (const table of await readTables(sql)) {
			const columns = table.columns.map((column) => `${quoted(column)}::text`).join(', ');
			const order = (table.key.length > 0 ? table.key : table.columns).map(quoted).join(', ');
			const [row] = await sql.unsafe(
				`select count(*)::int as rows, coalesce(md5(string_agg(md5(row(${columns})::text), '' order by ${order})), '') as hash from ${quotedTable(table)}`,
			);
			found[nameOf(table)] = { rows: row?.rows, hash: row?.hash };
		}
		return found;
	} finally {
		await sql.end();
	}
}

/** Path and hash of every file below a folder. */
function allFiles(folder: string): Record<string, string> {
	const paths = readdirSync(folder, { recursive: true }).map((path) => join(folder, String(path)));
	const files = paths.filter((path) => statSync(path).isFile());
	const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
	return Object.fromEntries(files.map((path) => [relative(folder, path), hash(path)]).sort());
}

/** A backup restored, which the first two tests look at. */
let fresh: Promise<Place> | undefined;
const restored = () => {
	fresh ??= (async () => {
		const place = await anEmptyPlace('fresh');
		await restore({ from: copy, config: place.config, url: place.database.url, passphrase });
		return place;
	})();
	return fresh;
};

test('a backup restored into a fresh place gives every row, every file and the keys again', async () => {
	const place = await restored();
	const [there, here] = [await allRows(h.url), await allRows(place.database.url)];
	assert.ok(
		Object.values(there).reduce((sum, one) => sum + one.rows, 0) > 3_000,
		'too little to prove anything',
	);
	// The two differ on purpose: processes and locks of the old machine are forgotten, keys of open urns are never copied.
	assert.ok((there['ballots.urn_key']?.rows ?? 0) > 0, 'no secret vote is open: nothing would be left out');
	assert.equal(here['ballots.urn_key']?.rows, 0);
	for (const name of [
		'ballots.urn_key',
		'graphile_worker._private_jobs',
		'graphile_worker._private_job_queues',
		'jobs.process',
	]) {
		delete there[name];
		delete here[name];
	}
	assert.deepEqual(here, there);
	const originals = (folder: string) => allFiles(join(folder, 'files', 'original'));
	assert.ok(Object.keys(originals(h.folder)).length > 10, 'too few files to prove anything');
	assert.deepEqual(originals(place.folder), originals(h.folder));
	assert.deepEqual(readFileSync(place.config.keys), readFileSync(h.config.keys));
	assert.equal(statSync(place.config.keys).mode & 0o077, 0);
	assert.match(readFileSync(join(place.folder, 'erasures.jsonl'), 'utf8'), /01890000/);
});

test('jobs that waited wait again, nobody holds them, and new ones get numbers of their own', async () => {
	const place = await restored();
	const sql = postgres(place.database.url, { max: 1, onnotice: () => {} });
	const jobs =
		await sql`select key from graphile_worker._private_jobs where key in ('waits', 'held') and locked_at is null order by key`;
	assert.deepEqual(
		jobs.map((job) => job.key),
		['held', 'waits'],
	);
	const [fresh] = await sql`select id::int as id from graphile_worker.add_job('jobs.partitions', '{}')`;
	const [most] = await sql`select max(id)::int as id from graphile_worker._private_jobs`;
	assert.equal(fresh?.id, most?.id);
	await sql.end();
});

test('rows stand in the backup in the order of their keys, and nothing of the keys is readable', async () => {
	const manifest = await readManifest(copy);
	assert.equal(manifest.keys, true);
	const sealed = readFileSync(join(copy, 'keys.sealed'), 'utf8');
	const secret = JSON.parse(readFileSync(h.config.keys, 'utf8')).keys[1] as string;
	for (const [, text] of Object.entries({ sealed, manifest: JSON.stringify(manifest) }))
		assert.ok(!text.includes(secret));
	assert.equal((await readManifest(unsealed)).keys, false);
	assert.ok(!readdirSync(unsealed).includes('keys.sealed'));
});

test('a place that is not empty is refused and stays as it was', async () => {
	const full = await anEmptyPlace('full');
	const sql = postgres(full.database.url, { max: 1 });
	await sql`create table mine (n int)`;
	await assert.rejects(
		restore({ from: copy, config: full.config, url: full.database.url }),
		refusesWith('cli.restore.database-not-empty'),
	);
	assert.equal((await sql`select from pg_tables where tablename = 'mine'`).length, 1);
	await sql.end();
	const place = await anEmptyPlace('files-there');
	mkdirSync(place.config.files);
	writeFileSync(join(place.config.files, 'mine'), '');
	await assert.rejects(
		restore({ from: copy, config: place.config, url: place.database.url }),
		refusesWith('cli.restore.files-not-empty'),
	);
});

test('a wrong passphrase, a damaged table, a lost file and a backup of a newer release change nothing', async () => {
	const place = await anEmptyPlace('damaged');
	const attempt = (from: string, options = {}) =>
		restore({ from, config: place.config, url: place.database.url, ...options });
	const nothingThere = async () => {
		const sql = postgres(place.database.url, { max: 1 });
		const [row] =
			await sql`select count(*)::int as n from pg_namespace where nspname in ('platform', 'audit', 'identity')`;
		await sql.end();
		assert.equal(row?.n, 0);
	};
	await assert.rejects(
		attempt(copy, { passphrase: 'not that' }),
		refusesWith('cli.restore.wrong-passphrase'),
	);
	await assert.rejects(attempt(join(root, 'nowhere')), refusesWith('cli.restore.no-backup'));
	const damaged = unsealed;
	const manifestFile = join(damaged, 'manifest.json');
	const whole = readFileSync(manifestFile, 'utf8');

	writeFileSync(manifestFile, whole.replace('0001-platform-ground', '9999-of-the-future'));
	await assert.rejects(attempt(damaged), refusesWith('cli.restore.newer-release'));
	writeFileSync(manifestFile, whole.slice(0, 200));
	await assert.rejects(attempt(damaged), refusesWith('cli.restore.damaged'));
	writeFileSync(manifestFile, whole);
	await nothingThere();

	const table = join(damaged, 'rows', 'identity.account.copy.gz');
	const rows = readFileSync(table);
	truncateSync(table, rows.length - 1);
	await assert.rejects(attempt(damaged), refusesWith('cli.restore.damaged'));
	writeFileSync(table, rows);

	const [lost] = Object.keys(allFiles(join(damaged, 'files')));
	const content = readFileSync(join(damaged, 'files', lost as string));
	rmSync(join(damaged, 'files', lost as string));
	await assert.rejects(attempt(damaged), refusesWith('cli.restore.damaged'));
	await nothingThere();
	rmSync(place.config.files, { recursive: true });

	writeFileSync(join(damaged, 'files', lost as string), content);
	await attempt(damaged);
});

test('a backup taken while people write is of one moment', async () => {
	const sql = postgres(h.url, { max: 4, onnotice: () => {} });
	await sql`create table if not exists platform.pair_a (n int primary key)`;
	await sql`create table if not exists platform.pair_b (n int primary key)`;
	let writing = true;
	let n = 0;
	const writer = (async () => {
		while (writing) {
			n++;
			await sql.begin(async (tx) => {
				await tx`insert into platform.pair_a values (${n})`;
				await tx`insert into platform.pair_b values (${n})`;
			});
		}
	})();
	const live = join(root, 'live');
	const manifest = await backup({ config: h.config, url: h.url, to: live, release: '0.1.0' });
	writing = false;
	await writer;
	await sql`drop table platform.pair_a, platform.pair_b`;
	await sql.end();
	const rows = (name: string) => manifest.tables.find((table) => table.name === name)?.rows;
	assert.equal(rows('pair_a'), rows('pair_b'));
	assert.ok(n > (rows('pair_a') ?? 0), 'nothing was written meanwhile');
});

test('a file that the store has lost is told and does not stop the backup', async () => {
	const sha256 = randomBytes(32);
	await database()`
		insert into files.file (territory_id, id, sha256, size, type, name, audience, created_at)
		values (1, ${crypto.randomUUID()}, ${sha256}, 5, 'text/plain', 'lost.txt', 'public', now())`;
	const manifest = await backup({
		config: h.config,
		url: h.url,
		to: join(root, 'with-loss'),
		release: '0.1.0',
	});
	assert.deepEqual(manifest.files.missing, [sha256.toString('hex')]);
});
